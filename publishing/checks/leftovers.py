"""What was typed and is not understood: signs that a reader would see, and remains of other programs.

Each is looked for in the words that are left when the text has been read, so what is code, link, note or box is no remain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from publishing.checks.formulas import in_signs
from publishing.checks.in_markdown import in_markdown
from publishing.checks.text import Text
from publishing.checks.unread import ADDRESS, EDGE, LEFT, LEFT_SIGNS, PLAIN_ADDRESS, READ, TYPED, TYPED_SIGNS, Unread
from publishing.late import late
from publishing.problems import Problem, shortened
from publishing.sources.reading import Node

MARKS = re.compile(r'^#{1,6} |\*\*[^*]*\*\*|(?<!\w)\*\w[^*]*\*|`[^`]+`|\[[^\]]*\]\([^)]*\)|</?[a-z]+[^>]*>|&\w+;')  # in the front matter
CITED = re.compile(r'\[@[\w-]+[^\[\]]*\]')
CITED_BY = late(r'(?<=\[cite_start\]).+(?=\[cite:)')  # the words between the marks of a chat program
LINKED = late(PLAIN_ADDRESS)
LANGUAGE = re.compile(r'lang=\W*([a-z]{2,3})')
ESCAPED, SHOWN = re.compile(r'\\([!-/:-@\[-`{-~])'), 100
OF_LETTERS = ('left-slot', 'left-greeting')  # what belongs in a letter that a reader can copy
MARKED = ('strong', 'em', 's', 'sub', 'sup')


def remains(text: Text) -> Iterator[Problem]:
    """Signs of Markdown, or of another program's, in the words that a reader would see."""
    runs = list(_runs(text))
    whole = ''.join(left for _, left, _ in runs)
    in_left = LEFT_SIGNS.spotted(whole)
    in_typed = TYPED_SIGNS.spotted(f'{text.page.body}\n{whole}')
    for line, left, node in runs:
        tried = dict.fromkeys((held for sign in in_left if sign in left for held in LEFT[sign]), left)
        as_typed = f'\n{node.content}' if node else left
        if signs := [sign for sign in in_typed if sign in as_typed]:
            tried |= dict.fromkeys((held for sign in signs for held in TYPED[sign]), f'\n{_typed(node)}' if node else left)
        if node and tried and _is_letter(node):
            tried = {held: words for held, words in tried.items() if held.rule not in OF_LETTERS}
        if tried:
            found = _found(text, line, tried, _addresses(node))
            yield from found if node else map(_in_front, found)


def _in_front(problem: Problem) -> Problem:
    """Of the data above a page: a citation that is typed well does nothing there."""
    is_right = problem.rule == 'left-citation' and CITED.fullmatch(problem.values['text'])
    return replace(problem, rule='citation-in-front', values={'text': problem.values['text']}) if is_right else problem


def _runs(text: Text) -> Iterator[tuple[int, str, Node | None]]:
    """Each run of words with its first line, what was not understood of it behind a line break, and its node where it has one."""
    for front in text.passages:
        if front.kind == 'front' and not MARKS.search(front.words):
            yield front.line, f'\n{front.words}', None
    for node in text.page.reading.flat:
        if node.type == 'inline':
            yield text.page.body_line + node.line, '\n' + ''.join(_left(node.children)), node


def _addresses(node: Node | None) -> list[str]:
    """The web addresses in a run of words that are no links."""
    return [part.content for part in node.flat if part.type == 'web_address'] if node else []


def _found(text: Text, line: int, tried: dict[Unread, str], addresses: list[str]) -> Iterator[Problem]:
    """What is found in the words, behind a line break, that start on a line: one message for one mistake."""
    found = [(held, match) for held, words_ in tried.items() for match in held.pattern.finditer(words_[1:])]
    seen = set[int]()
    for held, match in sorted(found, key=lambda one: (one[0].level, one[1].start())):
        at = line + match.string.count('\n', 0, match.start())
        if at not in seen:
            seen.update(range(at, at + match[0].count('\n') + 1))
            yield Problem(text.path, at, held.rule, _values(held.rule, _with(addresses, match)))


def _with(addresses: list[str], match: re.Match[str]) -> str:
    """What was found, with the web addresses that were typed in it."""
    before = match.string.count(ADDRESS, 0, match.start())
    left = iter(addresses[before : before + match[0].count(ADDRESS)])
    return re.sub(ADDRESS, lambda sign: next(left, sign[0]), match[0])


def _is_letter(node: Node) -> bool:
    """Whether it stands in a quotation or block, such as a letter that a reader has to fill in."""
    around = node.parent
    while around and around.type not in ('blockquote', 'ours'):
        around = around.parent
    return around is not None


def _values(rule: str, typed: str) -> dict[str, str]:
    match rule:
        case 'bare-address':
            return {'target': f'https://{typed}'}
        case 'address-form':
            return {'target': typed, 'near': f'https://{typed.replace(", ", ".").replace(",", ".").replace(";", ".")}'}
        case 'link-bracket':
            closed = f'{typed.rstrip(".,;:!?")})' if typed.count('(') == 1 and ')' not in typed else ''
            closed = typed.replace('\\)', ')') if typed.endswith('\\)') else closed
            return {'text': short(typed), 'near': closed}
        case 'left-math':
            return {'text': short(typed), 'near': in_signs(typed)}
        case 'left-chat':
            return {'text': short(CITED_BY.sub(' … ', typed))}
        case 'path-on-own-computer':
            target = typed.rpartition('(')[2].removesuffix(')')
            return {'target': target, 'name': re.split(r'[/\\]', target)[-1]}
        case 'left-escape':
            plain = ESCAPED.sub(r'\1', typed)
            is_told = plain != typed and re.search(r'\w', plain) and '\n' not in typed and len(plain) <= SHOWN
            return {'text': short(typed), 'near': plain if is_told else ''}
        case 'left-ligature' | 'left-wide':
            typed = short(typed)
            return {'text': typed, 'wanted': unicodedata.normalize('NFKC', typed)}
        case 'left-other' | 'left-citation' | 'left-link' | 'left-note' | 'left-brace' | 'left-box' | 'link-with-space':
            return {'text': short(typed), 'near': in_markdown(typed)}
        case 'left-language':
            return {'text': short(typed), 'language': match[1] if (match := LANGUAGE.search(typed)) else 'en'}
        case 'table-without-head':
            return {'text': short(typed.partition('\n')[0])}
    return {'text': short(typed)}


def _typed(node: Node) -> str:
    """The words of a line as they were typed, but for code."""
    words = str(node.content)
    for part in node.children:
        if part.type == 'code_inline':
            words = words.replace(str(part.meta['typed']), READ + '\n' * str(part.meta['typed']).count('\n'))
    return words


def _left(nodes: Sequence[Node]) -> Iterator[str]:
    """The words of a line that are no more than words, those between marks or in a link too."""
    for node in nodes:
        if node.type == 'text':
            yield node.content
        elif node.type in ('softbreak', 'hardbreak'):
            yield '\n'
        elif node.type == 'web_address':
            yield ADDRESS
        elif node.type in MARKED and 'lang' not in node.attrs:
            yield from (EDGE, *_left(node.children), EDGE)
        elif node.type == 'link' and node.children:
            yield _linked(node)
        else:
            yield READ + '\n' * str(node.meta.get('typed', '') if node.type != 'root' else '').count('\n')


def _linked(link: Node) -> str:
    """The words of a link: an address in them is one that a reader can follow."""
    words = LINKED.sub(READ, ''.join(_left(link.children)).replace(ADDRESS, READ))
    return EDGE + words + EDGE + '\n' * (str(link.meta.get('typed', '')).count('\n') - words.count('\n'))


def front(text: Text) -> Iterator[Problem]:
    """Marks in the title and other words of the front matter, which are shown as typed."""
    for passage in text.passages:
        if passage.kind == 'front' and (match := MARKS.search(passage.words)):
            yield Problem(text.path, passage.line, 'title-with-marks', {'key': passage.id.rpartition('.')[2], 'text': match[0]})


def short(text: str) -> str:
    """Some words as a message shows them."""
    return shortened(' '.join(text.replace(EDGE, '').replace(READ, '…').replace(ADDRESS, 'https://…').split()))
