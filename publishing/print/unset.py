"""What no rule says of an element is looked up, not worked out.

Of the two hundred properties of an element a style sheet sets a few. For each of the others WeasyPrint 70 goes the way of a value that
was typed: variables, sums, writing directions. What it comes to is known beforehand: the value of the parent where it is inherited, else
the initial one (CSS Cascading 4, 7.1 and 7.3).

Private WeasyPrint names used: ComputedStyle.__missing__ and its `cascaded` and `parent_style`, PHYSICAL_FUNCTIONS, INHERITED,
INITIAL_VALUES, INITIAL_NOT_COMPUTED.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

BY_OTHERS = {'display', 'float', 'position', 'page'}  # worked out from one another, or from an ancestor further up
PROPAGATED = 'text_decoration_'
PLAIN = {key for key in INITIAL_VALUES if key not in BY_OTHERS and not key.startswith(PROPAGATED)}
FROM_PARENT = PLAIN & INHERITED
FROM_NOTHING = {key: INITIAL_VALUES[key] for key in PLAIN - INHERITED - INITIAL_NOT_COMPUTED}
LOGICAL = {name(block='ttb', inline=inline) for name in PHYSICAL_FUNCTIONS.values() for inline in ('ltr', 'rtl')}


@contextmanager
def known() -> Iterator[None]:
    """While open, it is looked up."""
    original = ComputedStyle.__missing__

    def value_of(style: Any, key: str) -> Any:
        if key in style.cascaded or style.parent_style is None or (key in PHYSICAL_FUNCTIONS and not LOGICAL.isdisjoint(style.cascaded)):
            return original(style, key)
        if key in FROM_PARENT:
            style[key] = style.parent_style[key]
        elif key in FROM_NOTHING:
            style[key] = FROM_NOTHING[key]
        else:
            return original(style, key)
        return style[key]

    ComputedStyle.__missing__ = value_of
    try:
        yield
    finally:
        ComputedStyle.__missing__ = original
