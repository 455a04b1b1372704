"""Where code stands in a Markdown text: what stands there is shown as it is, so no check and no citation looks into it.

Read from the text itself, by the rules of Python-Markdown that makes the pages: it keeps no line numbers, and a parser of
another dialect that does (CommonMark) takes what is indented in our boxes for code, and more time than all checks together.
"""

from __future__ import annotations

import functools
import re

FENCED = re.compile(r'^(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^(?P=indent)(?P=fence)[ ]*$|\Z)', re.M | re.S)
SPAN = re.compile(r'(?<!`)(`+)(?!`)(?:(?!\n[ ]*\n).)+?(?<!`)\1(?!`)', re.S)  # never over a blank line: a lone ` would hide half a page
COMMENT = re.compile(r'<!--.*?-->', re.S)
# What holds the indented lines below it: a list item, a box, a tab, a definition, a note.
OPENS = re.compile(r'(?:[*+-]|\d+\.)[ ]|!!!|\?\?\?|===[!+]{0,2}[ ]|:[ ]|\[\^[^\]]+\]:')
REMEMBERED = 4096  # texts: several checks ask for each page, and its translation asks again
TAB = 4  # spaces; Python-Markdown's tab_length


@functools.lru_cache(maxsize=REMEMBERED)
def without_code(text: str) -> str:
    """The text with code and comments blanked out, character for character."""
    return SPAN.sub(_blank, without_code_blocks(text))


@functools.lru_cache(maxsize=REMEMBERED)
def without_code_blocks(text: str) -> str:
    """The text with comments, fenced and indented code blanked out, but not the code within a sentence."""
    for pattern in (FENCED, COMMENT):
        text = pattern.sub(_blank, text)
    return '\n'.join(_without_indented(text.split('\n'))) if '\n    ' in text or '\t' in text else text


def _blank(match: re.Match[str]) -> str:
    return re.sub(r'[^\n]', ' ', match[0])


def _without_indented(lines: list[str]) -> list[str]:
    """The lines, those blanked that open a block deeper than what stands above them can hold (Python-Markdown's CodeBlockProcessor)."""
    depth, after_blank, code = 0, True, False
    kept = []
    for line in lines:
        level, words = _indent(line), line.lstrip()
        code = bool(words) and (code or after_blank) and level > depth
        if words and not code:
            if OPENS.match(words):
                depth = level + 1
            elif after_blank:
                depth = level
        after_blank = not words
        kept.append(' ' * len(line) if code else line)
    return kept


def _indent(line: str) -> int:
    spaces = line.expandtabs(TAB)
    return (len(spaces) - len(spaces.lstrip())) // TAB
