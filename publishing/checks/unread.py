"""How signs look that were not understood: of Markdown that was typed nearly right, or of another program.

One table: what each rule looks for, where, and a cheap sign of it. Most lines have none of the signs, so no pattern is tried on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from publishing.late import late

READ, ADDRESS = '\0', '\1'  # stand in for what was understood, and for a web address that is no link


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


def _lines(*starts: str) -> tuple[str, ...]:
    """The signs of what a line begins with."""
    return tuple(f'\n{start}' for start in starts)


DAY, TIME = r'\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}', r'\d{1,2}[:.]\d{2}(?:[:.]\d{2})?'
HEADERS = ('Van', 'From', 'Afzender', 'Aan', 'To', 'CC', 'Verzonden', 'Sent', 'Datum', 'Date', 'Onderwerp', 'Subject')  # of a mail
HEADER = rf'(?:{"|".join(HEADERS)})'
QUOTES = "‘’'"  # as other markup has them, by two or three
ESCAPED = r'(?:\\[-.*#\[\]]|(?<!\w)\\_|\\_(?!\w))'  # not a_b, which may be typed so
INVISIBLE = '\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff'
TOPS = ('nl', 'com', 'org', 'eu', 'net', 'be', 'info')

UNREAD = (
    *_of(
        Level.FORMULA,
        ('left-math', ('\\(', '\\[', '$'), r'\\[(\[].*?\\[)\]]|\$\$.*?\$\$|(?<![\w$])\$[^$\n\d][^$\n]*[\^_\\][^$\n]*\$'),
        ('link-bracket', ('](',),  # a bracket within the address that has no other, or that of the address itself
            r'\[[^\[\]\n]*\]\([^()\s]*(?<!\\)\([^()\s]*\)(?=[\s.,;:!?]|$)|\[[^\[\]\n]*\]\([^()\s]+(?=[ ][^()\n]*$)',
        ),
    ),
    *_of(
        Level.PASTED,
        # Of Word, a mail, a chat.
        ('left-paste', ('Fout! ', 'Error! '),
            r'\b(?:Fout! (?:Verwijzingsbron|Bladwijzer)|Error! (?:Reference source|Bookmark))[^.!\n]*[.!]?',
        ),
        ('left-paste', (' in te voeren', 'to enter '),
            r'\b(?:Klik(?: of tik)?(?: hier)? om (?:tekst|een datum) in te voeren|Click (?:or tap )?(?:here )?to enter (?:text|a date))\.?',
        ),
        ('left-paste', '[',
            r'^(?:Met opmerkingen|Opmerking|Commented|Comment) \[\w+\]:.*|\[[A-Z]{2,3}\d{1,3}\]'
            r'|\[(?:verwijderd|ingevoegd|deleted|inserted):[^\]\n]*\]|\[cid:[^\]\n]*\]'
            rf'|^\[(?:{TIME},? {DAY}|{DAY},? {TIME}|{TIME})(?: ?[AP]M)?\][\s\S]*'
            r'|(?<=[a-z.,!?])\[[a-z]\](?=[\s.,]|$)|^\[[a-z]\](?=[^\W\d_]).*',  # remarks of Google Docs
        ),
        ('left-paste', _lines('Verwijderd: ', 'Opgemaakt: ', 'Ingevoegd: ', 'Deleted: ', 'Formatted: ', 'Inserted: '),
            r'^(?:Verwijderd|Opgemaakt|Ingevoegd|Deleted|Formatted|Inserted): .*',
        ),
        ('left-paste', _lines('Pagina ', 'Bladzijde ', 'Page '), r'^(?:Pagina|Bladzijde|Page) \d+ (?:van|of) \d+[ ]*$'),
        ('left-paste', _lines(*(f'{header}: ' for header in HEADERS)), rf'^{HEADER}: .*\n{HEADER}: [\s\S]*'),
        ('left-paste', (' bericht', ' message'),
            r'^[-–—_]{2,}[ ]?(?:Oorspronkelijk|Doorgestuurd|Original|Forwarded) (?:bericht|message)\b.*',
        ),
        ('left-paste', _lines('Verzonden va', 'Verzonden met', 'Sent from'),
            r'^(?:Verzonden (?:vanaf|vanuit|met)|Sent from) (?:mijn|my|Outlook)\b.*',
        ),
        ('left-paste', (' bestemd', ' is intended '),
            r'^Dit (?:e-mail)?bericht is (?:uitsluitend|alleen) bestemd\b.*|^This (?:e-?mail|message) is intended (?:only|solely)\b.*',
        ),
        ('left-paste', (' - ',), rf'^{DAY},? {TIME} - [\s\S]*'),
        ('left-paste', ('schreef', 'wrote'), r'^(?:Op|On) [^\n]{6,60}\b(?:schreef|wrote)\b[^\n]*:$'),
        ('left-paste', ('Deze e', 'This e'), r'^(?:LET OP|CAUTION|WARNING): (?:Deze e-?mail|This e-?mail)\b.*'),
        ('left-paste', _lines('@'), r'^@[A-Z][\w-]+[ ,].*'),
        ('left-paste', ('HYPERLINK', 'INCLUDEPICTURE', 'PAGEREF', '_Toc'),  # fields of Word
            r'\b(?:HYPERLINK|INCLUDEPICTURE) ["“]?[^\s"”]+["”]?|\bPAGEREF \S+(?: \\h)?|\b_Toc\d{5,}',
        ),
        ('left-letter', '\ufffd', r'\S*\ufffd\S*'),  # of a file in another encoding
        ('left-ligature', 'ﬀﬁﬂﬃﬄﬅﬆ', r'\S*[ﬀﬁﬂﬃﬄﬅﬆ]\S*'),  # of a PDF
        ('left-change', ('{+', '{-', '{–', '{=', '{>', '{\0'), r'\{(?:\+\+|--|–|==|>>|\0\})[^}\n]*\}?'),  # CriticMarkup
        # Of a program that writes texts.
        ('left-chat', ('【', 'contentReference', 'oaicite', 'turn'),
            r'【[^】\n]*】|:?contentReference\S*|\boaicite\S*|(?:cite)?turn\d+(?:search|view|news)\d+\S*',
        ),
        ('left-chat', _lines('Natuurlijk', 'Zeker', 'Uiteraard', 'Certainly', 'Sure', 'Of course'),
            r'^(?:Natuurlijk|Zeker|Uiteraard|Certainly|Sure|Of course)[!,.][^\n]{0,12}\b(?i:hier (?:is|zijn)|here (?:is|are))\b.*',
        ),
        ('left-chat', _lines('Hier', 'Below is', 'Here is', 'Here’s'),
            r'^(?:Hier(?:onder)? (?:is|volgt|vind je|staat)|Below is|Here is|Here’s) [^.\n]{0,50}\b'
            r'(?:vertaling|samenvatting|versie|tekst|opzet|translation|summary|version|text|draft|outline)\b[^.\n]{0,20}:$'
            r'|^(?:Hieronder vind je|Hier (?:is|volgt)|Below is|Here is|Here’s) (?:een|de|je|a|an|the|your) (?:verbeterde|herschreven'
            r'|aangepaste|kortere|bijgewerkte|improved|revised|rewritten|updated|polished|shorter) (?:versie|tekst|version|text|draft)\b.*',
        ),
        ('left-chat', ('Als je wilt', 'If you', 'mijn kennis ', ' knowledge '),
            r'\b(?:Als je wilt,? kan ik|If you(?:’d)? like,? I can|mijn kennis (?:tot|reikt)|my (?:last )?knowledge (?:update|cutoff))\b.*',
        ),
        ('left-chat', (' helpt', ' this helps', ' weten als je', ' know if you'),
            r'\b(?:Ik hoop dat (?:dit|het) helpt|I hope this helps|Laat (?:het )?me weten als je|Let me know if you)\b.*',
        ),
        ('left-chat', (' AI',), r'\b(?:Als|As an?) (?:een )?AI[- ](?:taalmodel|assistent|language model|assistant)\b.*'),
        ('left-chat', ('Kopieer code', 'Code kopiëren', 'Copy code', ' zei:', ' said:'),
            r'^(?:Kopieer code|Code kopiëren|Copy code|(?:ChatGPT|Jij|You) (?:zei|said):)[ ]*$',
        ),
        ('left-chat', ('Wil je dat ik', 'Zal ik ', 'Would you like me to'),
            r'\b(?:Wil je dat ik|Zal ik (?:de|het|deze) tekst|Would you like me to)\b[^\n]*\?',
        ),
        # Of a wiki, or another program's markup.
        ('left-other', ('\\n',), r'(?<=[^\W\d_][.!?:;])\\n(?![a-z])\S{0,20}'),
        ('left-other', tuple(one + other for one in QUOTES for other in QUOTES), rf'[{QUOTES}]{{2,3}}\w[^{QUOTES}\n]*[{QUOTES}]{{2,3}}'),
        ('left-other', _lines('=='), r'^={2,6} ?[^=\n“"]+ ?={2,6}[ ]*$'),
        ('left-other', '[',
            r'\[(?:bron\?|citation needed|(?:bewerken|edit)\b[^\]\n]*)\]|^\[\[?_?TOC_?\]\]?$'
            r'|\[/?(?:b|i|u|url|img|quote|code|color|size|gallery|caption|embed|video|audio)(?:[= ][^\]\n]*)?\]',
        ),
        ('left-other', _lines(*(f'h{level}. ' for level in range(1, 7))), r'^h[1-6]\. \S.*'),
        ('left-other', ('%%',), r'%%[^%\n]+%%'),
        ('left-other', _lines('\\'), r'^\\(?:newpage|pagebreak|section|textbf|begin|item|tableofcontents)\b.*'),
        ('left-other', ('8<',), r'^[-–]{1,2}8<.*'),
        ('left-other', ':', r'(?<![\w:/]):[a-z][a-z_]{2,}:(?![\w:/])'),
        ('left-other', _lines('*['), r'^\*\[[^\]\n]+\]:.*'),
        ('left-other', '#', r'(?<!\S)#[a-z]\w{2,}(?:[ ]+#[a-z]\w*)*[ ]*$'),
    ),
    *_of(
        Level.FORM,
        ('raw-html', '<', r'</?\w+:\w+[^>\n]*>'),  # of a word processor: no HTML, though it looks so
        ('left-citation', ('[', '@', '\\cite'),
            r'\[@+[^\]\n]*(?:\]|$)|(?<!\[)\[[a-z0-9]+(?:-[a-z0-9]+)*-(?:\d{4}|[a-z0-9]+-[a-z0-9]+)\](?!\()'
            r'|[({]@[\w-]+[^)}\n]*[)}]|\\cite\w*\{[^}\n]*\}'
            r'|(?<![\w@/.])@[a-z0-9]+(?:-[a-z0-9]+)+(?![\w/-])',
        ),
        ('left-language', '{', r'\{:?[ ]*lang=[^}\n]*\}?'),
        ('left-brace', '{', r'\{[^}\n]*\}?'),
        ('left-other', ('==', '++'), r'==[^=\s|+][^=\n]*==(?!=)|\+\+[^+\s][^+\n]*\+\+'),
        ('left-box', _lines('::', '==', '[!', '!', '??'),
            r'^(?::::.*|==+[ ]*["“].*|={3}[ ][^=\n]*$|\[!\w+\].*|(?:!{1,2}|!{4,})[ ]?[a-z]+ ["“].*|\?\?[ ]?[a-z]+ ["“].*)',
        ),
        ('left-definition', ('\n:', ' :: '), r'^::?(?![\s:])[^:\n]{4,}$|^::(?!:)[ ].*|^[^\n:]{1,40} :: [^\n:].*'),
        ('left-block', _lines('//', '\\'), r'^(?:/{2,}|\\+)[ ]*\w+ \|[\s\S]*|^/{3}[\s\S]*'),
        ('left-note', '^', r'\(\^[^)\n]+\)|\^\[[^\]\n]+\]|\[\^[^\]\n]*\](?![(:])'),
        ('left-note-number', (*'*[¹²³⁴⁵⁶⁷⁸⁹', '(voetnoot ', '(noot ', '(footnote ', '(note '),
            r'(?<=[.!?])\*\d{1,2}\b|^\*\d{1,2} |\((?:foot)?note \d{1,3}\)|\((?:voet)?noot \d{1,3}\)'
            r'|\[\d{1,3}\](?:\[\d{1,3}\])*|(?:(?<=[.!?,”])|(?<=[a-z]{4})|^)[¹²³⁴-⁹]+[ ]?',
        ),
        ('left-tick', _lines('[', '-[', '*[', *'☐☑☒'),
            r'^\[[ xXvV✓*+-]{0,3}\][ ]?[^(\s][\s\S]*|^[-*]\[[ xX]?\][\s\S]*|^[☐☑☒][\s\S]*',
        ),
        ('left-link', '\1', r'\[\x01\]\([^)\n]*\)'),
        ('path-on-own-computer', ('](',), r'\[[^\[\]\n]*\]\((?:file:|[A-Za-z]:[\\/])[^)\n]*\)'),
        ('link-with-space', ('](',), r'\[[^\[\]\n]*\]\((?!\s)[^)\n]*[ ][^)\n]*\)'),
    ),
    *_of(
        Level.PART,
        ('left-link', '[\1',
            r'\[\[[^\]\n]*\]\]?|\[[^\[\]\n]*\][\]:]\([^)\n]*\)'
            r'|\[[^\[\]\n]*\][ \n]?\([^)\n]*(?:\)|$)|\([^)\n]*\)\[[^\]\n]*\]|\[[^\]\n]*\]\[[^\]\n]*\]'
            r'|\[[^\[\]]{1,80}\]\([^)\s]*\n[^)\n]*\)|\([^()\n]*\) ?\(\x01\)|\[[^\[\]\n]*\x01[^\[\]\n]*\]|\[[^\[\]]{1,80}\Z',
        ),
        ('left-number', _lines(*'-+*0123456789'),
            r'^[0-9]{1,2} [.)] \S.*|^[0-9]{1,2}[.)](?=[^\W\d_]{2}).*|^[-+*](?=[^\W\d_])[^\n*]*\n[-+*](?=[^\W\d_])[^\n*]*$'
            r'|^[-+*]\u00a0[\s\S]*|^[0-9]{1,2} [-–] .*\n[0-9]{1,2} [-–] .*',
        ),
        ('bare-address', tuple(f'.{top}/' for top in TOPS),
            rf'(?<![\w@./-])(?:[A-Za-z0-9-]+\.)+(?:{"|".join(TOPS)})/[^\s<>)\]|\0]*\w',
        ),
    ),
    *_of(
        Level.SIGN,
        ('left-mark', ('\n===', '~~', *'*_^`"'),
            r'^={3,}$|\*\*|__|~~|`{3,}|(?<![\w*])\*(?=[\w\0])|(?<![\w.])_(?=\w)|(?<=\w)\^(?=\d)'
            r'|(?<![\w`])`(?=\w)|(?<!\w)"(?=\w)',
        ),
        ('left-heading', ('##',), r'^#{2,6}[^#\s].*|^#{2,6}\u00a0.*|^#{7,} .*|(?<=[.!?] )#{2,6} \S.*'),
        ('left-table', _lines('+', '¦'), r'^\+[-=+–—]{3,}\+[\s\S]*|^¦[\s\S]*¦[ ]*$'),
        ('odd-sign', (' ,', ' ;', ' .'), r'(?<=\w)[ ][,;](?=\s)[^\n]{0,20}|(?<=[^\W\d_])[ ]\.(?=\s|$)[^\n]{0,20}'),
        ('odd-sign', (' ,-',), r'(?<=\w)[ ],-'),
        ('odd-sign', tuple(f'{figure}{letter}' for figure in range(10) for letter in 'OlI'), r'(?<!\w)\d+(?:O\d*|[lI]\d+)(?!\w)'),
        ('left-quotes', (',,',), r'(?<![\w,]),,(?=\w)[^\n]{0,40}'),
        ('odd-sign', ('..',), r'(?<![.\w/])\w+\.\.(?![.\w/])'),
        ('odd-sign', '?', r'(?<![a-z])[a-z]+\?[a-z]+'),
        ('odd-sign', ('%20', *'&´'), r'\w+%20\w+|&#?\w+;|\w´\w+'),
        ('left-contents', ('..', '…'), r'^.*?[.…]{4,}[ \t]*\d+[ \t]*$'),
    ),
    *_of(
        Level.TYPED,
        ('left-escape', '\\', rf'{ESCAPED}(?s:.*){ESCAPED}|^\\[-*#]|\d\\\.'),
        ('left-invisible', INVISIBLE, rf'\S*[{INVISIBLE}]\S*'),
        ('left-tabs', '\t', r'^[^\n•·◦▪●○–—]+\t[^\n]*\n[^\n]*\S\t[^\n]*'),
        ('left-tabs', ('   ',), r'^\S[^\n|]*?\S {3,}\S[^\n]*\n[^\n|]*\S {3,}\S[^\n]*'),
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


def here(signs: Mapping[str, frozenset[str]], words: str) -> list[str]:
    """Those of the signs, each with its letters, that stand in it: of most, not all letters do, which is a quicker look."""
    letters = {*words, *(f'\n{line[:1]}' for line in words.split('\n'))}
    return [sign for sign, parts in signs.items() if parts <= letters and sign in words]


def _letters(sign: str) -> frozenset[str]:
    """Its letters; the first of a line with the line break before it."""
    return frozenset((sign[:2], *sign[2:]) if sign.startswith('\n') else sign)


LEFT, TYPED = _by_sign(is_typed=False), _by_sign(is_typed=True)
LEFT_SIGNS = {sign: _letters(sign) for sign in LEFT}
