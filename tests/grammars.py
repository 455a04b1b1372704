"""Grammars of others (tests/standards), by which tests judge what we make."""

from __future__ import annotations

import functools

import rnc2rng  # type: ignore[import-untyped]
from lxml import etree

from tests.projects import TESTS

STANDARDS = TESTS / 'standards'


@functools.cache
def grammar(name: str) -> etree.RelaxNG:
    """The grammar of a format, from its compact form; rnc2rng declares a namespace that XML does not allow."""
    text = rnc2rng.dumps(rnc2rng.load(str(STANDARDS / f'{name}.rnc'))).replace(' xmlns:local=""', '').replace('xmlns:local=""', '')
    return etree.RelaxNG(etree.fromstring(text.encode()))


def broken(name: str, document: bytes) -> list[str]:
    """What the grammar has against a document."""
    judge = grammar(name)
    judge.validate(etree.fromstring(document))
    return [f'{error.line}: {error.message}' for error in judge.error_log]
