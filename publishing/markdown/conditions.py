"""Conditions to go through, and what follows: `/// check | yes-no`, `/// outcome | yes`, `/// message | yes`, `/// contact | role`.

A `/// message | copy` stands by itself.

On the site a check is a set of questions whose answers go nowhere: there is no form element, so nothing can be sent, and style
alone (`:has()`) shows what follows from the answers. A browser without that, and paper, show every outcome under its name.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import TYPE_CHECKING
from urllib.parse import quote

from publishing.markdown.boxes import box
from publishing.markdown.context import PageContext
from publishing.markdown.html import append, block
from publishing.sources import reading
from publishing.sources.block_names import ALONE, ANSWERS
from publishing.sources.reading import Node

if TYPE_CHECKING:
    from publishing.markdown.building import Builder

MAIL_LINE = '\r\n'  # RFC 6068, 5


def container(builder: Builder, parent: etree.Element, node: Node) -> etree.Element:
    """The element of a block with Markdown in it, still empty."""
    kind = node.meta['kind']
    return block(parent, 'div', {'class': f'{kind} {kind}--{node.meta["argument"]}'})


def check(builder: Builder, parent: etree.Element, node: Node) -> None:
    """A list of conditions; on the site each is a question with yes and no, in print a box to fill in by pen."""
    held, page = container(builder, parent, node), builder.page
    if page.medium == 'print':
        builder.blocks(held, node.children)
        return
    held.attrib |= {'role': 'group', 'aria-label': f'{page.word("check")}: {page.source.text("title")}'}
    for child in node.children:
        if child.type == 'bullet_list':
            for item in child.children:
                _question(builder, held, item)
        else:
            builder.blocks(held, [child])
    status = block(held, 'div', {'class': 'check__status', 'role': 'status'})
    for state in ('open', *ANSWERS):
        _line(status, f'check-{state}', page, f'check__{state}')


def _question(builder: Builder, parent: etree.Element, item: Node) -> None:
    """A point of the list as a group of two answers, whose fields have one name that no other has."""
    builder.questions += 1
    name, page = f'{builder.page.source.name}-{builder.questions}', builder.page
    first = item.children[0]
    place, _ = builder.point(str(item.attrs.get('id', '') or first.attrs.get('id', '')))
    question = block(parent, 'fieldset', _named(builder, first) | ({'id': place} if place else {}))
    builder.words(block(question, 'legend'), first.children)
    builder.blocks(question, item.children[1:])
    for answer in ANSWERS:
        label = etree.SubElement(question, 'label')
        field = etree.SubElement(label, 'input', {'type': 'radio', 'name': name, 'value': answer, 'required': 'required'})
        field.tail = page.word(answer).capitalize()


def _named(builder: Builder, words: Node) -> dict[str, str]:
    """What a question is called in a chapter: with a number, for the text of a whole report may ask the same twice."""
    page = builder.page
    return {'aria-label': f'{reading.text(words)} ({page.word("point")} {page.number}.{builder.questions})'} if page.number else {}


def outcome(builder: Builder, parent: etree.Element, node: Node) -> None:
    """What follows when every answer is yes, or when one is no."""
    held = container(builder, parent, node)
    _line(held, f'outcome-{node.meta["argument"]}', builder.page, 'outcome__name')
    builder.blocks(held, node.children)


def message(builder: Builder, parent: etree.Element, node: Node) -> None:
    """A text to copy in a frame; below one to us where it can be sent to, which opens the reader's own mail with it."""
    held, page = container(builder, parent, node), builder.page
    is_alone = node.meta['argument'] == ALONE  # then the words around it say what it is
    if is_alone:
        held.attrib |= {'role': 'group', 'aria-label': page.word('message-to-copy')}
    else:
        _line(held, 'message-to-copy', page, 'message__name')
    text = block(held, 'div', {'class': 'message__text'})
    builder.blocks(text, node.children)
    if page.medium == 'site':
        row = block(held, 'p', {'class': 'message__copy js-only'})
        copy = etree.SubElement(row, 'button', {'type': 'button', 'class': 'button', 'data-copy': page.word('copied')})
        copy.text = page.word('copy')
        etree.SubElement(row, 'span', {'role': 'status'})
    if not is_alone:
        append(held, contact(page, MAIL_LINE.join(_typed(element) for element in text)))


def _typed(element: etree.Element) -> str:
    """A block of the message as plain text with an empty line below it."""
    return re.sub(r'\s*\n\s*', MAIL_LINE, ''.join(element.itertext()).strip()) + MAIL_LINE


def contact(page: PageContext, text: str = '') -> etree.Element:
    """The role that readers can write to, with `text` ready in the mail; a clear notice while no address has been set."""
    address = page.catalogue.settings.contact
    if not address:
        return box('missing', page.word('no-contact'), page.word('no-contact-yet'))
    line = etree.Element('p', {'class': 'contact'})
    line.text = f'{page.word("write-to")} '
    link = etree.SubElement(line, 'a', {'href': f'mailto:{address}' + (f'?body={quote(text)}' if text else '')})
    link.text, link.tail = address, '.'
    return line


def generated_contact(page: PageContext, kind: str) -> etree.Element:
    """`/// contact | role`: the address alone."""
    return contact(page)


def _line(parent: etree.Element, word: str, page: PageContext, css: str) -> None:
    block(parent, 'p', {'class': css}).text = page.word(word)
