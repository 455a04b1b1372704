"""How signs look that were not understood: of Markdown that was typed nearly right, or of another program.

Rules of one table are tried in their order, and the first that finds something on a line tells of it.
"""

from __future__ import annotations

import re

READ, ADDRESS = '\0', '\1'  # stand in for what was understood, and for a web address that is no link
ESCAPED = r'(?:\\[-.*#\[\]]|(?<!\w)\\_|\\_(?!\w))'  # not a_b, which may be typed so
LEFT = (  # in the words that are left: rule, and what it looks like
    ('raw-html', re.compile(r'</?\w+:\w+[^>\n]*>')),  # of a word processor: no HTML, though it looks so
    ('left-citation', re.compile(
        r'\[@+[^\]\n]*(?:\]|$)|(?<!\[)\[[a-z0-9]+(?:-[a-z0-9]+)*-(?:\d{4}|[a-z0-9]+-[a-z0-9]+)\](?!\()'
        r'|[({]@[\w-]+[^)}\n]*[)}]|\\cite\w*\{[^}\n]*\}'
        r'|(?<![\w@/.])@[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-])', re.M,
    )),
    ('left-language', re.compile(r'\{:?[ ]*lang=[^}\n]*\}?')),
    ('left-brace', re.compile(r'\{[^}\n]*\}?')),
    ('left-other', re.compile(r'==[^=\s|+][^=\n]*==(?!=)|\+\+[^+\s][^+\n]*\+\+')),
    ('left-box', re.compile(r'^(?::::.*|==+[ ]*["“].*|={3}[ ][^=\n]*$|\[!\w+\].*'
                            r'|(?:!{1,2}|!{4,})[ ]?[a-z]+ ["“].*|\?\?[ ]?[a-z]+ ["“].*)', re.M)),
    ('left-definition', re.compile(r'^::?(?![\s:])[^:\n]{4,}$|^::(?!:)[ ].*|^[^\n:]{1,40} :: [^\n:].*', re.M)),
    ('left-block', re.compile(r'^(?:/{2,}|\\+)[ ]*\w+ \|[\s\S]*|^/{3}[\s\S]*', re.M)),
    ('left-note', re.compile(r'\(\^[^)\n]+\)|\^\[[^\]\n]+\]|\[\^[^\]\n]*\](?![(:])')),
    ('left-note-number', re.compile(r'(?<=[.!?])\*\d{1,2}\b|^\*\d{1,2} '
     r'|\((?:voet|foot)?note? \d{1,3}\)|\((?:voet)?noot \d{1,3}\)'
     r'|\[\d{1,3}\](?:\[\d{1,3}\])*|(?:(?<=[.!?,”])|(?<=[a-z]{4})|^)[¹²³⁴-⁹]+[ ]?', re.M)),
    ('left-tick', re.compile(r'^\[[ xXvV✓*+-]{0,3}\][ ]?[^(\s][\s\S]*|^[-*]\[[ xX]?\][\s\S]*|^[☐☑☒][\s\S]*', re.M)),
    ('left-link', re.compile(r'\[\x01\]\([^)\n]*\)')),
    ('path-on-own-computer', re.compile(r'\[[^\[\]\n]*\]\((?:file:|[A-Za-z]:[\\/])[^)\n]*\)')),
    ('link-with-space', re.compile(r'\[[^\[\]\n]*\]\((?!\s)[^)\n]*[ ][^)\n]*\)')),
    (
        'left-link',
        re.compile(
            r'\[\[[^\]\n]*\]\]?|\[[^\[\]\n]*\][\]:]\([^)\n]*\)'
            r'|\[[^\[\]\n]*\][ \n]?\([^)\n]*(?:\)|$)|\([^)\n]*\)\[[^\]\n]*\]|\[[^\]\n]*\]\[[^\]\n]*\]'
            r'|\[[^\[\]]{1,80}\]\([^)\s]*\n[^)\n]*\)|\([^()\n]*\) ?\(\x01\)|\[[^\[\]\n]*\x01[^\[\]\n]*\]|\[[^\[\]]{1,80}\Z', re.M,
        ),
    ),
    (
        'left-number',
        re.compile(
            r'^\d{1,2} [.)] \S.*|^\d{1,2}[.)](?=[^\W\d_]{2}).*|^[-+*](?=[^\W\d_])[^\n*]*\n[-+*](?=[^\W\d_])[^\n*]*$|^[-+*]\u00a0[\s\S]*'
            r'|^\d{1,2} [-–] .*\n\d{1,2} [-–] .*', re.M,
        ),
    ),
    ('bare-address', re.compile(r'(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:nl|com|org|eu|net|be|info)/[^\s<>)\]|\0]*\w', re.I)),
    ('left-mark', re.compile(
        r'^={3,}$|\*\*|__|~~|`{3,}|(?<![\w*])\*(?=[\w\0])|(?<![\w.])_(?=\w)|(?<=\w)\^(?=\d)'
        r'|(?<![\w`])`(?=\w)|(?<!\w)"(?=\w)', re.M,
    )),
    ('left-heading', re.compile(r'^#{2,6}[^#\s].*|^#{2,6}\u00a0.*|^#{7,} .*|(?<=[.!?] )#{2,6} \S.*', re.M)),
    ('left-table', re.compile(r'^\+[-=+–—]{3,}\+[\s\S]*|^¦[\s\S]*¦[ ]*$', re.M)),
    (
        'odd-sign',
        re.compile(r'(?<=\w)[ ][,;](?=\s)[^\n]{0,20}|(?<=[^\W\d_])[ ]\.(?=\s|$)[^\n]{0,20}'
     r'|(?<![.\w/])\w+\.\.(?![.\w/])|[a-z]+\?[a-z]+|\w+%20\w+|&#?\w+;|\w´\w+', re.M),
    ),
    ('left-contents', re.compile(r'^.*?[.…]{4,}[ \t]*\d+[ \t]*$', re.M)),
)  # fmt: skip
TYPED = (  # in the words as they were typed
    ('left-math', re.compile(r'\\[(\[].*?\\[)\]]|\$\$.*?\$\$|(?<![\w$])\$[^$\n\d][^$\n]*[\^_\\][^$\n]*\$')),
    ('left-escape', re.compile(rf'{ESCAPED}.*{ESCAPED}|^\\[-*#]|\d\\\.', re.M | re.S)),
    ('left-invisible', re.compile('\\S*[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]\\S*')),
    ('left-tabs', re.compile(
        r'^[^\n•·◦▪●○–—]+\t[^\n]*\n[^\n]*\S\t[^\n]*|^\S[^\n|]*?\S {3,}\S[^\n]*\n[^\n|]*\S {3,}\S[^\n]*'
        r'|^[^;\n]+(?:;[^;\n]+){2,}\n[^;\n]+(?:;[^;\n]+){2,}$', re.M,
    )),
    ('left-hyphen', re.compile(r'\b[a-z]{2,}-\n(?!(?:en|of|and|or)\b)[a-z]{2,}')),
)  # fmt: skip


# What stands in all that LEFT can find: where a line has none of it, no pattern need be tried. A line begins after a line break.
SIGNS = (
    *'{[]*_`´<@^\\¹²³⁴⁵⁶⁷⁸⁹☐☑☒¦\x01"&?…', '::', '\n:', '==', '~~', '++', '##', '//', '..', '%20', ' ,', ' ;', ' .', ' )',
    '.nl/', '.com/', '.org/', '.eu/', '.net/', '.be/', '.info/', '(voetnoot ', '(noot ', '(footnote ', '(note ',
    '\n!', '\n-', '\n–', '\n+', *(f'\n{figure}' for figure in range(10)),
)  # fmt: skip
TYPED_SIGNS = (
    '\\',
    '$',
    '\t',
    ';',
    '   ',
    '-\n',
    *'\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff',
)
