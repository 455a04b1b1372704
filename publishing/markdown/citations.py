"""`[@key, p. 12; @other]` becomes a numbered note with the reference, by the footnotes extension."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as etree
from collections import OrderedDict
from typing import Any

from markdown import Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from publishing.markdown.context import PageContext
from publishing.sources.code_spans import without_code
from publishing.sources.outline import citations_in

CALL = re.compile(r'\[\^([^\]\s]+)\](?!:)')


class Citations(Preprocessor):
    """Rewrites citations to footnote calls and adds a definition per source and place."""

    def __init__(self, md: Markdown, page: PageContext):
        super().__init__(md)
        self.page = page
        self.order: list[str] = []

    def run(self, lines: list[str]) -> list[str]:
        """The lines with calls instead of citations, definitions behind them."""
        text, notes = '\n'.join(lines), dict[str, str]()
        for match, pairs in reversed(list(citations_in(without_code(text)))):
            calls = self.md.htmlStash.store('<sup>, </sup>').join(f'[^{note_id(key, place)}]' for key, place in pairs)
            text = text[: match.start()] + calls + text[match.end() :]
            for key, place in pairs:
                notes[note_id(key, place)] = self._note(key, place)
        self.order = list(dict.fromkeys(CALL.findall(without_code(text))))
        definitions = [f'[^{name}]: {note}' for name, note in notes.items()]
        return [*text.split('\n'), '', *definitions]

    def _note(self, key: str, place: str) -> str:
        entry = self.page.bibliography.entry(key)
        text = f'{entry.rstrip(".")}, {html.escape(place, quote=False)}.' if place else entry
        return self.md.htmlStash.store(text)


class NoteOrder(Treeprocessor):
    """Numbers notes in the order of the text: the footnotes extension knows only that of definitions or of its own walk."""

    def __init__(self, md: Markdown, citations: Citations):
        super().__init__(md)
        self.citations = citations

    def run(self, root: etree.Element) -> None:
        """Runs before the footnotes extension makes its list (priority 50)."""
        notes: Any = self.md.treeprocessors['footnote']
        notes = notes.footnotes
        places = {name: place for place, name in enumerate(self.citations.order)}
        notes.footnotes = OrderedDict(sorted(notes.footnotes.items(), key=lambda note: places.get(note[0], len(places))))


def note_id(key: str, place: str) -> str:
    """`movisie-2019` and `movisie-2019--p-12` are two notes."""
    return f'{key}--{re.sub(r"[^a-z0-9]+", "-", place.lower()).strip("-")}' if place else key


def is_about(name: str, key: str) -> bool:
    """Whether a note of this name holds the source."""
    return name == key or name.startswith(f'{key}--')
