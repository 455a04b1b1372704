"""How signs look that were not understood: of Markdown that was typed nearly right, or of another program.

One table: what each rule looks for, where, and a cheap sign of it. Most lines have none of the signs, so no pattern is tried on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from string import ascii_lowercase

from publishing.checks.of_others import OF_OTHERS, lines
from publishing.checks.spotter import Spotter
from publishing.late import late

READ, ADDRESS, EDGE = '\0', '\1', '\2'  # stand in for what was understood, a web address that is no link, and the marks around words


class Level(IntEnum):
    """Which tells of a line that two rules find something on: the first level; within one, what stands first."""

    FORMULA = 0  # signs in it are not looked at one by one
    PASTED = 1  # a remark of a program about the line
    FORM = 2  # what Markdown or a page of ours has, typed nearly right
    PART = 3  # what is left of that, or only looks like it
    SIGN = 4  # a sign by itself
    TYPED = 5  # what only shows in the words as they were typed


@dataclass(frozen=True, eq=False)
class Unread:
    """What was not understood: one of `signs` stands in all that `pattern` finds, where a line begins after a line break."""

    rule: str
    level: Level
    signs: tuple[str, ...]
    pattern: re.Pattern[str]

    @property
    def is_typed(self) -> bool:
        """Whether it is looked for in the words as they were typed; else in those that are left when the text has been read."""
        return self.level in (Level.FORMULA, Level.TYPED)


def _of(level: Level, *rows: tuple[str, Iterable[str], str]) -> Iterator[Unread]:
    """Rule, signs (of one letter each when they are one text), pattern."""
    yield from (Unread(rule, level, tuple(signs), late(pattern, re.M)) for rule, signs, pattern in rows)


ESCAPED = r'(?:\\[-.*#]|(?<!\w)\\_|\\_(?!\w))'  # not a_b, which may be typed so
BRACKET = r'\\[\[\]]'  # which may be meant, as long as nothing else is escaped
INVISIBLE = ''.join(map(chr, (0xAD, 0x180E, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0x3164, 0xFEFF)))
_WIDE = ''.join(map(chr, range(0xFF01, 0xFF5F)))  # ！ to ～: ordinary signs, as wide as a Chinese one
TOPS = ('nl', 'com', 'org', 'eu', 'net', 'be', 'info')
PLAIN_ADDRESS = rf'(?<![\w@./-])(?:[A-Za-z0-9-]+\.)+(?:{"|".join(TOPS)})/[^\s<>)\]|\0\x02]*\w'

NOTED = r'[1-9]\d{0,2}'  # no note is 0: [0, 100] says from where to where

# Cells with a comma and no space between them; in 4,212 of a text in English a comma is none.
CELLS = r'^(?=[^\n]*[^\W\d_])[^,\s][^,\n]{0,60}(?:(?:(?<!\d),|,(?!\d{3}(?!\d)))[^\s,][^,\n]{0,60}){3,}$'

UNREAD = (
    *_of(
        Level.FORMULA,
        ('left-math', ('\\(', '\\[', '$'),
            r'\\\[(?![@^])(?:(?!\\\])[\s\S])*?(?:[=^+<>×÷]|\\[a-z]{2})[\s\S]*?\\\]|\\\((?:(?!\\\))[^\n])*?(?:[=^+<>×÷_]|\\[a-z]{2}).*?\\\)|\\\(\w{1,2}\\\)'
            r'|\$\$.*?\$\$|(?<![\w$])\$(?=[^$\n]*[\^_\\])[^$\n\d][^$\n]*\$',
        ),
        ('left-paste', ('\\[',), r'(?<=[^\s\\])\\\[[a-wyz]{1,2}\\\](?=[\s.,;:]|$)|^\\\[[a-wyz]{1,2}\\\].*'),  # remarks of Google Docs
        ('left-tick', ('\\[',), r'^\\\[[ xX]\\\][ ].*'),
        ('left-note-number', ('\\[',), rf'\\\[{NOTED}\\\]'),
        ('left-escape', ('\\[',), r'\\\[(?:[@^][^\n]+?\\\]|[^\n]+?\\\]\\?\([^()\s]+\))'),  # what would be something without them
        ('left-chat', ('oai_citation', 'oaicite'), r'\(?\[+(?:oai_citation|oaicite)[^\]\n]*\]+\([^()\s]*\)\)?'),
        ('left-escape', ('\\*', '\\#', '\\_'), r'^(?:\\#){2,} ?\S.*|(?<!\w)((?:\\[*_]){1,2})\S[^\n]*?\1(?!\w)'),
        ('link-bracket', ('](',),  # a bracket within the address that has no other, or that of the address itself
            r'\[[^\[\]\n]*\]\([^()\s]*(?<!\\)\([^()\s]*\)(?=[\s.,;:!?]|$)'
            r'|\[[^\[\]\n]*\]\([^()\s]*\\\)|\[[^\[\]\n]*\]\([^()\s]+(?=[ ][^()\n]*$)',
        ),
    ),
    *_of(Level.PASTED, *OF_OTHERS),
    *_of(
        Level.FORM,
        ('raw-html', '<', r'</?\w+:\w+[^>\n]*>'),  # of a word processor: no HTML, though it looks so
        ('left-citation', ('[', '@', '(#', '\\cite', '#fig-', '#tab-'),
            r'\[#[a-z][\w-]*\](?![(\[])|(?<!\])\(#[a-z][\w-]*\)|\[@+[^\]\n]*(?:\]|$)|(?<!\[)\[[a-z0-9]+(?:-[a-z0-9]+)*-(?:\d{4}|[a-z0-9]+-[a-z0-9]+)\](?!\()'
            r'|[({]@[\w-]+[^)}\n]*[)}]|\\cite\w*\{[^}\n]*\}'
            r'|(?<![\w@/.])@[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-])|(?<!\S)#(?:fig|tab)-[a-z0-9-]*[a-z0-9]|\[{1,2}(?:fig|tab)-[a-z0-9-]*[a-z0-9]\]{1,2}(?![(\[])',
        ),
        ('brace-open', ('{#', '{:'), r'\{[:#][^}\n]*$'),
        ('left-size', '{', r'\{:?[ ]*(?:[\w#.-]+ )?(?:max-)?(?:width|height|style|align|size|float)[ ]?[=:][^}\n]*\}'),
        ('left-language', '{', r'\{:?[ ]*lang=[^}\n]*\}?'),
        ('left-brace', '{', r'\{(?!\^)[^}\n]*\}?'),
        ('left-other', ('||',), r'(?<![\w|])\|\|[^\s|](?:[^|\n]*[^\s|])?\|\|(?![\w|])'),  # a spoiler of a chat
        ('left-link', ('{',), r'\[[^\]\n]*\][ ]?\{(?:[\w./#-]+\.(?:md|pdf|png|jpe?g|svg|webp)(?:#[\w-]*)?|https?:[^}\s]*|\x01)\}'),
        ('left-other', ('==', '++'), r'==[^=\s|+][^=\n]*==(?!=)|\+\+[^+\s](?:\+?[^+\n])*\+\+'),
        ('left-box', lines('::', '==', '[!', '!', '??'),
            r'^(?::::.*|==+[ ]*["“].*|={3}[ ][^=\n]*$|\[!\w+\].*|(?:!{1,2}|!{4,})[ ]?[a-z]+ ["“].*'
            r'|(?:!{3}|\?{3}\+?)[ ]*["“].*|\?\?[ ]?[a-z]+ ["“].*)',
        ),
        ('left-definition', ('\n:', ' :: '), r'^::?(?![\s:])[^:\n]{4,}$|^:[ ]+\S.*|^::(?!:)[ ].*|^[^\n:]{1,40} :: [^\n:].*'),
        ('left-block', (*lines('//', '\\'), ' ///'), r'^(?:/{2,}|\\+)[ ]*\w+ \|[\s\S]*|^/{3}[\s\S]*|(?<=\S)[ ]/{3,}$'),
        ('left-note', '^', r'\(\^[^)\n]+\)|\{\^[^}\n]+\}|\^\[[^\]\n]+\]|\[\^[^\]\n]*\](?![(:])'),
        ('left-note-number', (*'*[¹²³⁴⁵⁶⁷⁸⁹', '(voetnoot ', '(noot ', '(footnote ', '(note '),
            r'(?<=[.!?])\*\d{1,2}\b|^\*\d{1,2} |\((?:foot)?note \d{1,3}\)|\((?:voet)?noot \d{1,3}\)'
            rf'|\[{NOTED}(?:[,;–-] ?{NOTED})*\](?:\[{NOTED}\])*|(?:(?<=[.!?,”])|(?<=[a-z]{4})|^)[¹²³⁴-⁹]+[ ]?',
        ),
        ('left-tick', lines('[', '-[', '*[', '( )', '()', *'☐☑☒'),
            r'^\( ?\)[ ]?\w[\s\S]*|^\[[ xXvV✓*+-]{0,3}\][ ]?[^(\s][\s\S]*|^[-*]\[[ xX]?\][\s\S]*|^[☐☑☒][\s\S]*',
        ),
        ('link-scheme', ('](',), r'!?\[[^\[\]\n]*\]\(\s*(?i:javascript|data|vbscript):[^\n]*?\)(?=[\s.,;:!?)]|$)'),
        ('left-wide', _WIDE, f'[{_WIDE}](?:[^\\n]*[{_WIDE}])?'),
        ('left-link', '\1', r'\[\x01\]\([^)\n]*\)'),
        ('path-on-own-computer', ('](',), r'\[[^\[\]\n]*\]\((?:file:|[A-Za-z]:[\\/])[^)\n]*\)'),
        ('link-with-space', ('](',), r'\[[^\[\]\n]*\]\((?!\s)[^)\n]*[ ][^)\n]*\)'),
    ),
    *_of(
        Level.PART,
        ('left-link', '[\1',
            r'!?\[\[[^\]\n]*\]\]?|\[[^\[\]\n]*\][\]:]\([^)\n]*\)'
            r'|\[[^\[\]\n]*\]:? ?\([^()\s]+\.md(?:#[\w-]*)?\)|\([^()\n]*\) \[(?:[^\[\]\s]+\.md(?:#[\w-]*)?|\x01)\]'
            r'|\[[^\[\]\n]*\][ \n]?\([^)\n]*(?:\)|$)|\([^)\n]*\)\[[^\]\n]*\]|\[[^\]\n]*\]\[[^\]\n]*\]'
            r'|\[[^\[\]]{1,80}\]\([^)\s]*\n[^)\n]*\)|\([^()\n]*\) ?\(\x01\)|\[[^\[\]\n]*\x01[^\[\]\n]*\]|\[[^\[\]]{1,80}\Z'
            r'|<\x01\|[^>\n]*>|\x01\[[^\[\]\n]+\]'  # of Slack, of AsciiDoc
            r'|\x02\[[^\[\]]*\]\x02',
        ),
        ('left-link', ('.md]',), r'(?<=\w)\[[\w./-]+\.md(?:#[\w-]*)?\](?![(\[])'),
        ('left-link', ('.md)', '.md#'), r'\[[^\[\]\n]*(?:\[[^\[\]\n]*\][^\[\]\n]*)?\w\([^()\s]+\.md(?:#[\w-]*)?\)'
            r'|(?<=\w)\([\w./-]+\.md(?:#[\w-]*)?\)|(?<=\w )\((?:\.\./)+[\w/-]+\.md(?:#[\w-]*)?\)'),
        ('address-form', ('www,', 'www;', *(f',{top}' for top in TOPS)),
            rf'\bwww[,;] ?[\w-]+[.,](?:{"|".join(TOPS)})\b(?:/\S*\w)?|\bwww\.[\w-]+,(?:{"|".join(TOPS)})\b'),
        ('left-link', ('":', '”:'), r'["“][^"“”\n]{1,80}["”]:(?:\x01|(?:\.\./)*[\w/-]+\.md(?:#[\w-]*)?)'),  # of Textile
        ('left-link', ('.md>', '.html>', ')('), r'<[\w./-]+\.(?:md|html)(?:#[\w-]*)?>|\([^()\n]*\)\([^()\s]+\.md[^()\s]*\)'),
        ('left-link', ('](', '\x02('), r'(?<![\]\0\x02])\]\([^()\s]+\)|\x02\((?:[^()\s]+\.md(?:#[\w-]*)?|\x01)\)'),
        ('left-space', lines(*'-+*0123456789'), r'^(?:[-+*]|\d{1,2}[.)])[\u00a0\u2007\u202f][\s\S]*'),
        ('left-number', lines(*'-+*0123456789'),
            r'^[0-9]{1,2} [.)] \S.*|^[0-9]{1,2}[.)](?=[^\W\d_]{2}).*|^[-+*](?=[^\W\d_])[^\n*]*(?:\n[-+*](?=[^\W\d_])[^\n*]*)+$'
            r'|^[0-9]{1,2} [-–] .*\n[0-9]{1,2} [-–] .*',
        ),
        ('bare-address', tuple(f'.{top}/' for top in TOPS), PLAIN_ADDRESS),
    ),
    *_of(
        Level.SIGN,
        ('left-mark', ('~~', *'*_^`"'),
            r'\*\*|__|~~|`{3,}|(?<![\w*])\*(?=[\w\0\x02])|(?<=\x02)[*_](?=[\s.,;:!?]|$)'
            r'|(?<=[^\W\d_])\*(?=[ ][^*\n]{1,80}\w\*(?:[\s.,;:!?]|$))'
            r'|(?<=[^\W\d_] )\*(?= [^\W\d_][^*\n]{0,60} \*(?:[\s.,;:!?]|$))|(?<![\w.])_(?=[\w\x02])|(?<=\w)\^(?=\d)'
            r'|(?<![\w`])`(?=\w)|(?<!\w)"(?=\w)|(?:(?<=[^\W\d_])|(?<=[^\W\d_][?!.]))"(?=\s|$)',
        ),
        ('left-heading', ('##', '\n# '), r'^#{1,6} \S.*|^#{2,6}[^#\s].*|^#{2,6}\u00a0.*|^#{7,} .*|(?<=[^\s#] )#{2,6} \w.*'),
        ('left-table', lines('+', '¦', '^ '), r'^\^ [^\n]* \^[ ]*$|^\+[-=+–—]{3,}\+[\s\S]*|^¦[\s\S]*¦[ ]*$'),
        ('table-without-head', (' | ',), r'^[^|\n]*\S \| [^|\n]*\S \| [^\n]*\S(?:\n[^|\n]*\S \| \S[^\n]*)*'),
        ('odd-sign', (' ,', ' ;', ' .'), r'(?<=\w)[ ][,;](?=\s|[^\W\d_])[^\n]{0,20}|(?<=[^\W\d_])[ ]\.(?=\s|$)[^\n]{0,20}'),
        ('odd-sign', (',-',), r'(?<=\w)[ ],-|\b(?i:euro|eur),-'),
        ('odd-sign', tuple(f'{figure}{letter}' for figure in range(10) for letter in 'OlI'), r'(?<!\w)\d+(?:O\d*|[lI]\d+)(?!\w)'),
        ('left-quotes', (',,',), r'(?<![\w,]),,(?=\w)[^\n]{0,40}'),
        ('odd-sign', ('..',), r'(?<![.\w/])\w+\.\.(?![.\w/])'),
        ('odd-sign', (' ..',), r'(?<=[^\W\d_])[ ]\.\.(?=\s|$)[^\n]{0,20}'),
        ('odd-sign', tuple(f'?{letter}' for letter in ascii_lowercase), r'(?<![a-z])[a-z]+\?[a-z]+'),
        ('odd-sign', '`', r'\b[^\W\d_]{1,12}`[^\W\d_]{1,2}\b'),
        ('odd-sign', ('%20', *'&´'), r'\w+%20\w+|(?<![A-Z])&#?\w+;|\w´\w+|(?<!\w)´\w[^´\n]*´?'),
        ('left-contents', ('..', '…', '\t'), r'^.*?[.…]{4,}[ \t]*\d+[ \t]*$|^.*[^\W\d_]\)?[ ]?(?:\.{3}|…)[ ]?\d{1,3}[ ]*$'
            r'|^\d+(?:\.\d+)*\.?[\t ]+[^\t\n]+\t\d+[ \t]*$'
            r'|\A[^\t\n]+\t\d{1,3}[ \t]*\Z'),
    ),
    *_of(
        Level.TYPED,
        ('left-escape', '\\', rf'{ESCAPED}(?s:.*)(?:{ESCAPED}|{BRACKET})|{BRACKET}(?s:.*){ESCAPED}|^\\[-*#]|\d\\[.)]'),
        ('left-escape', '\\', r'(?<=\S)(?:\\\Z|\\\\[ ]*$)'),
        ('left-invisible', INVISIBLE, rf'(?<!\S)[^\s{INVISIBLE}]*+[{INVISIBLE}]\S*'),
        ('left-link', ('[[',), r'\[\[[^\[\]\n]+\]\([^()\s]+\)\](?!\()'),
        ('left-citation', ('[[@', '[[-@'), r'\[\[-?@[^\]\n]*\]\]?'),
        ('left-tabs', '\t', r'^[^\n•·◦▪●○–—]+\t[^\n]*\n[^\n]*\S\t[^\n]*'),
        ('left-tabs', ('   ',), r'^\S[^\n|]*?\S {3,}\S[^\n]*\n[^\n|]*\S {3,}\S[^\n]*'),
        ('left-tabs', tuple(f',{figure}' for figure in range(10)), CELLS),
        ('left-tabs', ';', r'^[^;\n]+(?:;[^;\n]+){2,}\n[^;\n]+(?:;[^;\n]+){2,}$'),
        ('left-hyphen', ('-\n',), r'\b[a-z]{2,}-(?=\n(?!(?:en|of|and|or)\b)[a-z]{2,})'),
    ),
)  # fmt: skip


def _by_sign(*, is_typed: bool) -> dict[str, list[Unread]]:
    """Sign → what it is a sign of."""
    found: dict[str, list[Unread]] = {}
    for held in UNREAD:
        for sign in held.signs if held.is_typed == is_typed else ():
            found.setdefault(sign, []).append(held)
    return found


LEFT, TYPED = _by_sign(is_typed=False), _by_sign(is_typed=True)
LEFT_SIGNS, TYPED_SIGNS = Spotter(LEFT), Spotter(TYPED)
