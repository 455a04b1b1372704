"""What changed between two frozen editions, word by word, as a page of the site. Neither changes, so it is made once."""

from __future__ import annotations

import json
from collections.abc import Container
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from publishing import cache
from publishing.report import changes, templates
from publishing.report.form import web_page
from publishing.sources import fingerprints, word_runs
from publishing.sources.editions import Edition
from publishing.words import words

HERE = Path(__file__).parent
MADE_BY = [*sorted(HERE.glob('*.py')), HERE / 'paper/changes.html', *(Path(str(module.__file__)) for module in (fingerprints, word_runs))]
CALLED = 'changes'  # in the cache


@dataclass(frozen=True)
class Between:
    """All of it as HTML, and how much it is in a line: '' when nothing differs."""

    text: Markup
    counts: str


def of(root: Path, before: Edition, now: Edition, locale: str, pages: Container[str], to: str = '') -> Between:
    """What changed from one edition to another; places lead to the page `to`. LookupError when one of them was withdrawn.

    Of a story in either that is not among the `pages` only its number is told.
    """
    hidden = changes.hidden(before.facts, now.facts, pages)
    kept = [edition.book(locale).sha256 + edition.facts.model_dump_json() for edition in (before, now)]
    word = words('changes', locale)
    parts: list[bytes | str] = [*kept, *hidden, locale, to, str(word), *(file.read_bytes() for file in MADE_BY)]
    return _read(cache.remembered(root, CALLED, parts, lambda: _made(before, now, locale, pages, to)))


def _read(text: str) -> Between:
    held = json.loads(text)
    return Between(Markup(held['text']), held['counts'])


def _made(before: Edition, now: Edition, locale: str, pages: Container[str], to: str) -> str:
    told = changes.between(before, now, locale, pages)
    word = words('changes', locale)
    called = word['number-then'].format(edition=now.facts.edition)
    given = told.shown(locale, called, now.facts.note, to=to) | {'form': web_page(0)}
    counts = told.counts(locale) or ('' if told.is_same else word['facts'])
    return json.dumps({'text': templates.environment().get_template('changes.html').render(given), 'counts': counts})
