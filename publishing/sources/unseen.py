"""Signs that nobody sees and no page, book or PDF can hold: those that steer a machine, and what Unicode keeps for no sign at all."""

from __future__ import annotations

import re

from publishing.problems import Problem

# What XML 1.0, 2.2 discourages too, and the ends of lines that only programs for layout type.
SIGN = re.compile('[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]')
STANDS_IN = '\ufffd'
PARTS_WORDS = '\v\f\x85\u2028\u2029'  # ends of lines and pages


def replaced(text: str, path: str) -> tuple[str, list[Problem]]:
    """The text with something seen in their place, and each line that had one as a problem."""
    lines = {text.count('\n', 0, found.start()) + 1: found[0] for found in SIGN.finditer(text)}
    return (SIGN.sub(STANDS_IN, text), [problem(path, line, sign) for line, sign in lines.items()]) if lines else (text, [])


def is_so(sign: str) -> bool:
    """Whether a sign is one of them, or stands in for one."""
    return sign == STANDS_IN or SIGN.match(sign) is not None


def problem(path: str, line: int, sign: str) -> Problem:
    """Where one stands."""
    return Problem(path, line, 'unseen-sign', {'sign': f'U+{ord(sign):04X}'})


def taken_out(text: str) -> tuple[str, int]:
    """The text without them, a space where they part words, and how many there were."""
    return SIGN.subn(lambda sign: ' ' if sign[0] in PARTS_WORDS else '', text)
