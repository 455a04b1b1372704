"""Compare an edition of a report with another, or with the text as it is now: told on the screen, and as a PDF when asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from publishing import checks
from publishing.cache import write_whole
from publishing.checks.stories import stories_in_report
from publishing.dates import written
from publishing.desk import typed_edition
from publishing.problems import ProblemsFound, errors
from publishing.report import changes, composer, short
from publishing.report.changes import Group, Line, Told
from publishing.report.short import Newer
from publishing.sources import admission, catalogue, version
from publishing.sources.catalogue import Catalogue
from publishing.sources.editions import Edition
from publishing.words import words


@dataclass(frozen=True)
class Compared:
    """An edition, the text that it is compared with, and what differs."""

    sources: Catalogue
    path: str  # of its report.yml
    told: Told
    newer: Newer


def compare(root: Path, slug: str, old: str, new: str, locale: str) -> Compared:
    """Compare two editions as they were typed, whichever is older, or one with the working text (`new` is '').

    typed_edition.Unusable, or ProblemsFound, when one can't be used.
    """
    before = typed_edition.find(root, slug, old)
    if not new:
        return _with_the_sources(root, slug, before, locale)
    before, after = sorted((before, typed_edition.find(root, slug, new)), key=lambda edition: edition.order)
    sources = catalogue.load(root)
    told = changes.between(before, after, locale, set(admission.admitted(sources, 'pdf').names()))
    return Compared(sources, sources.reports[slug].path, told, Newer(version.of_edition(after.facts), after.facts))


def _with_the_sources(root: Path, slug: str, before: Edition, locale: str) -> Compared:
    everything = catalogue.load(root)
    if found := errors(checks.check(everything)):
        raise ProblemsFound(found)
    sources = admission.admitted(everything, 'pdf')
    if slug not in sources.reports:
        raise ProblemsFound(stories_in_report(everything, everything.reports[slug]))
    told = composer.since(sources, slug, locale, before)
    return Compared(sources, sources.reports[slug].path, told, Newer(version.working(sources, slug), version.facts(sources, slug)))


def listing(held: Compared, locale: str) -> str:
    """All of it for a screen: what was compared, how much changed, and each change under its heading."""
    word, told = words('changes', locale), held.told
    then = told.then.facts
    head = [
        changes.title_of(held.newer.facts, locale),
        f'{word["between"].format(edition=then.edition, now=held.newer.called(locale))}.',
        '',
        word['compared'].format(edition=then.edition, date=written(then.date, locale), number=told.comparison.compared.total())
        + f' {word["not-compared"]}',
    ]
    counts = told.counts(locale)
    head += [word['same']] if told.is_same else [word['counted'].format(counts=counts)] if counts else []
    return '\n'.join([*head, *_facts(told, word), *_sections(told, word, locale), *_untold(told, word), *_numbers(told, word, locale)])


def _facts(told: Told, word: dict[str, str]) -> Iterator[str]:
    if told.facts:
        yield from ('', word['facts'])
    yield from (f'  {line.what}: {_plain(line.words)}' for line in told.facts)


def _sections(told: Told, word: dict[str, str], locale: str) -> Iterator[str]:
    for group in told.groups(locale):
        yield from ('', _heading(group, told, word))
        yield from (f'  {_line(line, word)}' for line in group.lines)


def _heading(group: Group, told: Told, word: dict[str, str]) -> str:
    """The heading of now, and where it stood then when that was elsewhere."""
    place, edition = f'{group.place.number} {group.place.title}'.strip(), told.then.facts.edition
    if group.is_gone:
        return f'{place}, {word["gone-section"].format(edition=edition)}'
    before = f'{group.then.number} {group.then.title if group.then.title != group.place.title else ""}'.strip() if group.then else ''
    return f'{place}, {word["was"].format(edition=edition, number=before)}' if before else place


def _line(line: Line, word: dict[str, str]) -> str:
    return f'{word[f"kind-{line.kind}"]}, {line.what}: {_plain(line.words)}'


def _plain(text: Markup) -> str:
    return text.striptags()


def _untold(told: Told, word: dict[str, str]) -> Iterator[str]:
    """Stories that are not named."""
    edition = told.then.facts.edition
    if told.comparison.stories:
        yield from ('', word['stories'].format(edition=edition, numbers=', '.join(told.comparison.stories)))
    if told.comparison.unread:
        yield from ('', word['unread'].format(numbers=', '.join(told.comparison.unread)))


def _numbers(told: Told, word: dict[str, str], locale: str) -> Iterator[str]:
    if told.comparison.concordance:
        yield from ('', f'{word["concordance"]}. {word["concordance-intro"].format(edition=told.then.facts.edition)}')
    yield from (f'  {then} → {now}' for then, now in told.concordance(locale))


def write(held: Compared, file: Path, locale: str) -> None:
    """The same as a PDF that is proven as a report is; ProblemsFound, and no file, when it does not pass."""
    from publishing.print import paper  # imported late: only this needs a renderer

    root = held.sources.root
    with paper.judging() as judge:
        (done,) = paper.proven(root, [short.redline(held.sources.settings, held.told, held.newer, locale, held.path)], judge)
    file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, done.data)
