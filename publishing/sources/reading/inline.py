"""What our pages have within a line beside CommonMark: `{#name}` and `{: lang=en }`, citations, and quotation marks as print has them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

VALUE = r'(?:"[^"}\n]*"|[^\s}"]+)'
ALLOWED = ('lang', 'dir', 'title')  # besides names and classes; nothing else that a browser would act on
PART = rf'(?:[#.][\w-]+|(?:{"|".join(ALLOWED)})={VALUE})'
ATTRIBUTES = re.compile(rf'\{{:?[ ]*(?P<parts>{PART}(?:[ ]+{PART})*)[ ]*\}}')
ONE = re.compile(r'#(?P<id>[\w-]+)|\.(?P<css>[\w-]+)|(?P<key>[\w-]+)=(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))')
CITATION = re.compile(r'\[(?P<items>@\w[^\[\]]*)\](?!\()')
APOSTROPHE = re.compile(r"(?<!\w)'(?=(?:[stnkm]|\d\d)\b(?!'))")  # 's ochtends, 't, '80; not the quoted letter 's'
SIGNS = (  # what stands in it, how it looks where it is meant, and what print has
    ("'", APOSTROPHE, '’'),
    ('---', re.compile(r'(?<!-)---(?!-)'), '—'),
    ('--', re.compile(r'(?<!-)--(?!-)'), '–'),
    ('...', re.compile(r'(?<!\.)\.{3}(?!\.)'), '…'),
)
WITH_PLACE = {  # rule → the sign that it begins at
    'link': '[', 'image': '!', 'autolink': '<', 'footnote_ref': '[', 'citation': '[', 'attributes': '{', 'backticks': '`',
    'html_inline': '<',
}  # fmt: skip
WEB_ADDRESS = re.compile(r'(?:https?://|www\.)[^\s<>)[\]|"“”]+')
CLOSING = re.compile(r'(?:^|[ ])#+[ ]*$')  # `## Heading ##`, as CommonMark closes one where no name stands behind it
HOLDERS = ('image', 'code_inline')  # what attributes may stand behind besides an element that closes


def plugin(md: MarkdownIt) -> None:
    """Let a reader know all of it."""
    md.inline.ruler.before('link', 'citation', citation)
    md.inline.ruler.before('emphasis', 'attributes', attributes)
    for rule in md.inline.ruler.__rules__:
        if rule.name in WITH_PLACE:
            rule.fn = _placed(rule.fn, WITH_PLACE[rule.name])
    md.core.ruler.after('inline', 'give_attributes', give_attributes)
    md.core.ruler.after('give_attributes', 'addresses', addresses)
    md.core.ruler.before('smartquotes', 'signs', signs)


def _placed(rule: Callable[[StateInline, bool], bool], sign: str) -> Callable[[StateInline, bool], bool]:
    """The rule, which also notes in its first token on which line of the block it was typed, and where."""

    def placed(state: StateInline, silent: bool) -> bool:
        if state.src[state.pos] != sign:
            return False
        start, before = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and not silent and len(state.tokens) > before:
            token = next((token for token in state.tokens[before:] if token.type != 'text'), state.tokens[before])
            token.meta = {**token.meta, 'row': state.src.count('\n', 0, start), 'typed': state.src[start : state.pos]}
        return found

    return placed


def citation(state: StateInline, silent: bool) -> bool:
    """`[@key, place; @key]`."""
    found = CITATION.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push('citation', '', 0).meta = {'cited': [_key_and_place(item) for item in found['items'].split(';')]}
    state.pos = found.end()
    return True


def _key_and_place(item: str) -> tuple[str, str]:
    key, _, place = item.strip().removeprefix('@').partition(',')
    return key.strip(), ' '.join(place.split())


def attributes(state: StateInline, silent: bool) -> bool:
    """`{#name .class key=value}`, with or without a colon: a token until emphasis is paired."""
    found = ATTRIBUTES.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push('attributes', '', 0).content = found[0]
    state.pos = found.end()
    return True


def give_attributes(state: StateCore) -> None:
    """To what closes just before them; at the end of a block to the block. Elsewhere they are text, as typed."""
    for number, block in enumerate(state.tokens):
        if block.type == 'inline' and block.children and any(token.type == 'attributes' for token in block.children):
            block.children = _given(block.children, state.tokens, number)


def _given(children: list[Token], blocks: list[Token], number: int) -> list[Token]:
    kept: list[Token] = []
    for token in children:
        if token.type != 'attributes':
            kept.append(token)
            continue
        holder = _holder(kept)
        if holder is None and token is children[-1]:
            holder = _block(blocks, number)
            if kept and kept[-1].type == 'text':
                kept[-1].content = (CLOSING.sub('', kept[-1].content) if holder.type == 'heading_open' else kept[-1].content).rstrip()
            while kept and (kept[-1].type in ('softbreak', 'hardbreak') or (kept[-1].type == 'text' and not kept[-1].content)):
                kept.pop()
        if holder is None:
            token.type = 'text'
            kept.append(token)
        else:
            _put(holder, token.content)
    return kept


def _holder(kept: list[Token]) -> Token | None:
    """The token that opens what closes just before."""
    if not kept or (kept[-1].nesting != -1 and kept[-1].type not in HOLDERS):
        return None
    depth = 0
    for token in reversed(kept):
        depth -= token.nesting
        if depth == 0:
            return token
    return None


def _block(blocks: list[Token], number: int) -> Token:
    """The token of the block that a line belongs to: of the item in a list without empty lines, of the box for its title."""
    opening = blocks[number - 1]
    inside = (opening.type == 'paragraph_open' and opening.hidden) or opening.type == 'title_open'
    return blocks[number - 2] if inside else opening


def _put(token: Token, text: str) -> None:
    found = ATTRIBUTES.fullmatch(text)
    for part in ONE.finditer(found['parts'] if found else ''):
        if part['id']:
            token.attrSet('id', part['id'])
        elif part['css']:
            token.attrJoin('class', part['css'])
        else:
            token.attrSet(part['key'], part['quoted'] if part['quoted'] is not None else part['plain'])


def addresses(state: StateCore) -> None:
    """A web address in running text is a token of its own: no sign in it becomes another."""
    for block in state.tokens:
        if block.type == 'inline' and block.children and ('://' in block.content or 'www.' in block.content):
            block.children = [part for row, linked, token in _rows(block.children) for part in _parted(token, row, linked)]


def _rows(children: list[Token]) -> Iterator[tuple[int, bool, Token]]:
    """Each token with its line in its block, and whether it stands in a link."""
    row, links = 0, 0
    for token in children:
        links += token.nesting if token.type.startswith('link_') else 0
        yield row, links > 0, token
        row += token.type in ('softbreak', 'hardbreak')


def _parted(token: Token, row: int, linked: bool) -> Iterator[Token]:
    """A text around the addresses in it."""
    if token.type != 'text':
        yield token
        return
    end = 0
    for match in WEB_ADDRESS.finditer(token.content):
        yield Token('text', '', 0, content=token.content[end : match.start()])
        yield Token('web_address', '', 0, content=match[0], meta={'row': row, 'linked': linked})
        end = match.end()
    yield Token('text', '', 0, content=token.content[end:])


def signs(state: StateCore) -> None:
    """Dutch apostrophes, dashes and dots; quotation marks are markdown-it's business, which comes next."""
    for block in state.tokens:
        here = [held for held in SIGNS if held[0] in block.content] if block.type == 'inline' else []
        for token in block.children or () if here else ():
            if token.type == 'text':
                for _, pattern, sign in here:
                    token.content = pattern.sub(sign, token.content)
