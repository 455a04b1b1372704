"""A formula as LaTeX has it, which nothing here sets, in ordinary signs."""

from __future__ import annotations

from publishing.late import late

# What LaTeX calls a sign, and how it is written here.
OF_LATEX = {
    'rightarrow': '→', 'to': '→', 'Rightarrow': '⇒', 'leftarrow': '←', 'times': '×', 'cdot': '·', 'div': '÷', 'pm': '±', 'leq': '≤',
    'le': '≤', 'geq': '≥', 'ge': '≥', 'neq': '≠', 'ne': '≠', 'approx': '≈', 'infty': '∞', 'ldots': '…', 'dots': '…', 'euro': '€',
    '%': '%', 'quad': ' ', ',': ' ', ' ': ' ',
}  # fmt: skip
COMMAND, OF_FORMULA = late(r'\\([A-Za-z]+|[%, ])'), late(r'[\\{}$\0-\2]')
FORMULA = (
    (late(r'\\[()\[\]]|\$+'), ''),
    (late(r'\\[dt]?frac\{([^{}]+)\}\{([^{}]+)\}'), r'\1/\2'),
    (late(r'\\text(?:rm|bf|it)?\{([^{}]+)\}'), r'\1'),
    (late(r'\^(?:\{([^{}]+)\}|(\w))'), r'^\1\2^'),
    (late(r'_(?:\{([^{}]+)\}|(\w))'), r'~\1\2~'),
    (late(r'\{,\}'), ','),
)


def in_signs(formula: str) -> str:
    """A formula of LaTeX in ordinary signs, '' for one that has more than these."""
    for pattern, written in FORMULA:
        formula = pattern.sub(written, formula)
    plain = COMMAND.sub(lambda command: OF_LATEX.get(command[1], command[0]), formula)
    return '' if OF_FORMULA.search(plain) else ' '.join(plain.split())
