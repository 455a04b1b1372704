"""Conditions to go through, and what follows: `/// check | yes-no`, `/// outcome | yes`, `/// message | yes`, `/// contact | role`.

On the site a check is a set of questions whose answers go nowhere: there is no form element, so nothing can be sent, and style
alone (`:has()`) shows what follows from the answers. A browser without that, and paper, show every outcome under its name.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from urllib.parse import quote

from markdown.util import AtomicString

from publishing.markdown.boxes import box
from publishing.markdown.checklists import BOX, text_of
from publishing.markdown.context import BlockOfPage, PageContext
from publishing.sources.block_names import ANSWERS
from publishing.sources.outline import plain

MAIL_LINE = '\r\n'  # RFC 6068, 5


class _Container(BlockOfPage):
    """A block with Markdown in it."""

    def on_create(self, parent: etree.Element) -> etree.Element:
        return etree.SubElement(parent, 'div', {'class': f'{self.NAME} {self.NAME}--{self.argument}'})

    def on_markdown(self) -> str:
        return 'block'


class CheckBlock(_Container):
    """A list of conditions; on the site each is a question with yes and no, in print a box to fill in by pen."""

    NAME = 'check'

    def on_end(self, block: etree.Element) -> None:
        """Make the questions, and the line that says what the answers come to."""
        if self.page.medium == 'print':
            return
        block.set('role', 'group')
        block.set('aria-label', self.page.word('check'))
        asked = len([*self.md.parser.root.iter('fieldset')])
        for items in block.findall('ul'):
            place = [*block].index(items)
            block.remove(items)
            for number, item in enumerate(items):
                asked += 1
                block.insert(place + number, _question(item, f'{self.page.source.name}-{asked}', self.page))
        status = etree.SubElement(block, 'div', {'class': 'check__status', 'role': 'status'})
        for state in ('open', *ANSWERS):
            _line(status, f'check-{state}', self.page, f'check__{state}')


def _question(item: etree.Element, name: str, page: PageContext) -> etree.Element:
    """A point of the list as a group of two answers; `name` is the same for both and for no other."""
    question = etree.Element('fieldset')
    legend = etree.SubElement(question, 'legend')
    holder = text_of(item)
    legend.text = BOX.sub('', (holder.text or '').lstrip())
    legend.extend(holder)
    for answer in ANSWERS:
        label = etree.SubElement(question, 'label')
        field = etree.SubElement(label, 'input', {'type': 'radio', 'name': name, 'value': answer, 'required': 'required'})
        field.tail = AtomicString(page.word(answer).capitalize())
    return question


class OutcomeBlock(_Container):
    """What follows when every answer is yes, or when one is no."""

    NAME = 'outcome'

    def on_create(self, parent: etree.Element) -> etree.Element:
        held = super().on_create(parent)
        _line(held, f'outcome-{self.argument}', self.page, 'outcome__name')
        return held


class MessageBlock(_Container):
    """A text to copy, and where it can be sent to."""

    NAME = 'message'

    def on_end(self, block: etree.Element) -> None:
        """Frame the text that is to be copied; below it the address, which opens the reader's own mail with this text."""
        written = [*block]
        for element in written:
            block.remove(element)
        _line(block, 'message-to-copy', self.page, 'message__name')
        text = etree.SubElement(block, 'div', {'class': 'message__text'})
        text.extend(written)
        if self.page.medium == 'site':
            row = etree.SubElement(block, 'p', {'class': 'message__copy js-only'})
            copy = etree.SubElement(row, 'button', {'type': 'button', 'class': 'button', 'data-copy': self.page.word('copied')})
            copy.text = AtomicString(self.page.word('copy'))
            etree.SubElement(row, 'span', {'role': 'status'})
        block.append(contact(self.page, MAIL_LINE.join(_typed(element) for element in written)))


def _typed(element: etree.Element) -> str:
    """A block of the message as plain text with an empty line below it."""
    return plain(re.sub(r'\s*\n\s*', MAIL_LINE, ''.join(element.itertext()).strip())) + MAIL_LINE


def contact(page: PageContext, text: str = '') -> etree.Element:
    """The role that readers can write to, with `text` ready in the mail; a clear notice while no address has been set."""
    address = page.catalogue.settings.contact
    if not address:
        return box('missing', page.word('no-contact'), page.word('no-contact-yet'))
    line = etree.Element('p', {'class': 'contact'})
    line.text = AtomicString(f'{page.word("write-to")} ')
    link = etree.SubElement(line, 'a', {'href': f'mailto:{address}' + (f'?body={quote(text)}' if text else '')})
    link.text = AtomicString(address)
    link.tail = AtomicString('.')
    return line


def generated_contact(page: PageContext, kind: str) -> etree.Element:
    """`/// contact | role`: the address alone."""
    return contact(page)


def _line(parent: etree.Element, word: str, page: PageContext, css: str) -> None:
    etree.SubElement(parent, 'p', {'class': css}).text = AtomicString(page.word(word))
