"""Figures in a translation are those of the original, and those of a chart stand in a table too, however each language writes them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from publishing.checks.days_in_text import in_months, months, names_month
from publishing.checks.near import near_source
from publishing.checks.passages import Passage, passages
from publishing.checks.text import Text
from publishing.languages import LANGUAGES, ORIGINAL
from publishing.pictures import chart
from publishing.problems import Problem
from publishing.sources.catalogue import Catalogue
from publishing.sources.outline import Block
from publishing.sources.source import Source

NUMBER = re.compile(r'\d+(?:[.,:]\d+)*')
THOUSANDS = {locale: re.compile(rf'{re.escape(held.thousands)}(?=\d{{3}}(?!\d))') for locale, held in LANGUAGES.items()}
LEADING = re.compile(r'^0+(?=\d)')  # 09.30 is 9.30; 0.5 stays
# Either language may write a small number in letters: it is the same number.
VALUES = {
    'nul zero': 0, 'een één eerste enige one first': 1, 'twee tweede two second': 2, 'drie derde three third': 3, 'vier four': 4,
    'vijf vijfde five fifth': 5, 'zes zesde six sixth': 6, 'zeven seven seventh': 7, 'acht achtste eight eighth': 8, 'negen nine': 9,
    'tien ten': 10, 'elf eleven': 11, 'twaalf twelve': 12, 'twintig twenty': 20, 'dertig thirty': 30, 'veertig forty': 40,
    'vijftig fifty': 50, 'zestig sixty': 60, 'zeventig seventy': 70, 'tachtig eighty': 80, 'negentig ninety': 90,
    'honderd hundred': 100, 'duizend thousand': 1000, 'half halve helft': 0.5, 'kwart quarter': 0.25,
}  # fmt: skip
VALUE_OF = {word: str(value) for known, value in VALUES.items() for word in known.split()}
LAST_DAY = 31  # of a month
LETTERS = re.compile(r'[^\W\d_]+')


def figures_differ(text: Text) -> Iterator[Problem]:
    """Each section names the same figures as that section of the original; told once a section, with what is missing on either side."""
    if text.original is None or text.original.page.broken:
        return
    original, is_dated = _sections(text.original.passages), names_month(text)
    for id, (line, held) in _sections(text.passages).items():
        if id not in original:
            continue
        wanted = original[id][1]
        here, there = _figures(held, text.locale), _figures(wanted, ORIGINAL)
        if here == there:
            yield from _other_month(text, held, wanted) if here and is_dated else ()
            continue
        extra, missing = here - there - _spelled(wanted), there - here - _spelled(held)
        if extra or missing:
            values = {'here': _listed(extra), 'there': _listed(missing), 'other': text.original.path}
            values |= {'lines': _lines_with(held, extra, text.locale), 'other_lines': _lines_with(wanted, missing, ORIGINAL)}
            yield Problem(text.path, _line_with(held, extra, text.locale) or line, 'figures-differ', values)


def _other_month(text: Text, held: list[Passage], wanted: list[Passage]) -> Iterator[Problem]:
    """The first day that stands beside another month than in the original, or year: `May and June 2026` names the first without one."""
    here, there = _in_months(held, text.locale), _in_months(wanted, ORIGINAL)
    for number in dict.fromkeys(number for number, _ in here):
        ours, theirs = ([month for named, month in found if named == number] for found in (here, there))
        extra, missing = [month for month in ours if month not in theirs], [month for month in theirs if month not in ours]
        if (extra and missing) or (number <= LAST_DAY and theirs and (extra or missing)):
            month = (extra or ours)[0]
            shown = {'here': _dated(number, month, text.locale), 'there': _dated(number, (missing or theirs)[0], ORIGINAL)}
            shown['other'] = text.original.path if text.original else ''
            yield Problem(text.path, here[number, month], 'month-differs', shown)
            return


def _dated(number: int, month: int, locale: str) -> str:
    """A day or year with its month."""
    return f'{number} {months(locale)[month]}' if number <= LAST_DAY else f'{months(locale)[month]} {number}'


def _in_months(held: list[Passage], locale: str) -> dict[tuple[int, int], int]:
    """Each day or year that stands beside a month, with that month, and the line where it does so first."""
    found: dict[tuple[int, int], int] = {}
    for passage in held:
        for start, number, month in in_months(passage.words, locale):
            found.setdefault((number, month), passage.line_at(start, passage.words))
    return found


def chart_in_table(catalogue: Catalogue, page: Source, block: Block) -> Iterator[Problem]:
    """Each number that a chart draws stands in a table of its page, for who can't see the chart and who wants to cite it (WCAG 1.1.1).

    The table is the author's own and not made from the data: it says 'nearly', and has notes and sources.
    """
    shown = {figure for row in passages(page) if row.kind == 'row' for figure in _in_words(row.words, page.locale)}
    absent = {number for number in chart.numbers(catalogue.root, block.argument) if not shown.issuperset(_in_words(number, 'en'))}
    if absent:
        numbers = ', '.join(sorted(absent, key=float))
        yield Problem(page.path, block.line, 'chart-without-table', {'name': block.argument, 'numbers': numbers})


def chart_sources(catalogue: Catalogue, block: Block) -> Iterator[Problem]:
    """Each source that the data of a chart names stands in the list."""
    known = set(catalogue.references.ids)
    for line, key in chart.sources(catalogue.root, block.argument) if not catalogue.references.broken else ():
        if key not in known:
            path = chart.files(catalogue.root, block.argument)[1].relative_to(catalogue.root).as_posix()
            yield Problem(path, line, 'unknown-source', {'key': key, 'near': near_source(key, known)})


def _sections(passages: list[Passage]) -> dict[str, tuple[int, list[Passage]]]:
    """Id of the heading → its line and its passages; '' for what stands above the first, with the words of the page about itself.

    Each part of a file of data is a section of its own.
    """
    found: dict[str, tuple[int, list[Passage]]] = {'': (passages[0].line if passages else 1, [])}
    here = ''
    for passage in passages:
        if passage.kind == 'heading' and passage.id:
            here = passage.id
            found[here] = passage.line, []
        elif passage.kind == 'front' and '.' in passage.id:
            found.setdefault(passage.id.rpartition('.')[0], (passage.line, []))[1].append(passage)
            continue
        found[here][1].append(passage)
    return found


def _figures(passages: list[Passage], locale: str) -> set[str]:
    return set(_in_words('\n'.join(passage.words for passage in passages), locale))


def _in_words(words: str, locale: str) -> Iterator[str]:
    """The numbers in one way of writing."""
    return (_plain(typed, locale) for typed in NUMBER.findall(words))


@functools.cache
def _plain(typed: str, locale: str) -> str:
    """15.000 or 15,000 is 15000, 2,5 or 2.5 is 2.5, 14.30 or 14:30 is 14.30."""
    whole = THOUSANDS[locale].sub('', typed).replace(':', '.')
    return LEADING.sub('', whole.replace(',', '.'))


def _spelled(passages: list[Passage]) -> set[str]:
    """The numbers written in letters."""
    return {VALUE_OF[word] for passage in passages for word in LETTERS.findall(passage.words.lower()) if word in VALUE_OF}


def _listed(figures: set[str]) -> str:
    return ', '.join(sorted(figures, key=lambda figure: [int(part) for part in figure.split('.')])) or '–'


def _lines_with(passages: list[Passage], figures: set[str], locale: str) -> str:
    """The first and last line of each passage that names one of them, for who looks whether it has to go anyway: `12-14 20-20`."""
    named = _naming(passages, figures, locale)
    return ' '.join(f'{passage.line}-{passage.line + passage.words.count(chr(10))}' for passage in named)


def _line_with(passages: list[Passage], figures: set[str], locale: str) -> int:
    """The line of the first passage that names one of them; 0 without one."""
    return next((passage.line for passage in _naming(passages, figures, locale)), 0)


def _naming(passages: list[Passage], figures: set[str], locale: str) -> Iterator[Passage]:
    return (passage for passage in passages if figures & set(_in_words(passage.words, locale)))
