"""Stories whose consent does not hold are not built; here that is told, with what still points at them."""

from __future__ import annotations

import difflib
import functools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from publishing.checks.near import address
from publishing.checks.passages import WORD
from publishing.checks.privacy.language import GIVEN_NAMES
from publishing.languages import ORIGINAL
from publishing.problems import Problem
from publishing.sources import admission, consent, slots
from publishing.sources.catalogue import Catalogue
from publishing.sources.consent import Refusal
from publishing.sources.kinds import KINDS
from publishing.sources.report_source import ReportSource
from publishing.sources.shapes import choice
from publishing.sources.source import Source, resolve

RULES: dict[Refusal, tuple[str, str]] = {
    'expired': ('consent-expired', 'expires'),
    'withdrawn': ('consent-withdrawn', 'withdrawn'),
    'not-yet': ('consent-not-yet', 'date'),
}
FULL_NAME = re.compile(r'[A-ZÀ-Þ](?:[a-zà-þ]+|\.) ?(?:(?:van|de|den|der|ten|ter) )*[A-ZÀ-Þ][a-zà-þ]+')

SAME_THEME = 0.85  # how alike (difflib) two themes are of which one was likely typed wrongly
POINTER = 200  # words: what is published elsewhere is pointed at, not told again without consent


def stories(catalogue: Catalogue, page: Source) -> Iterator[Problem]:
    """A story is published as long as its consent lasts, and not before; what stands among the stories is one."""
    if consent.hides_a_story(page, catalogue.settings.ours.about_stories):
        if page.broken:  # what it says of itself can't be read, which is told
            return
        yield Problem(page.path, page.line_of('kind'), 'story-by-place', {'name': page.name})
        return
    named = page.text('initiative')
    if named and not catalogue.page(KINDS['initiative'].named(named), ORIGINAL) and not slots.is_slot(named):
        known = [page.name.rpartition('/')[2] for page in catalogue.pages.values()
                 if page.locale == ORIGINAL and page.meta.get('kind') == 'initiative']  # fmt: skip
        values = {'key': 'initiative', 'value': named} | choice(PurePosixPath(named).name.partition('.')[0], known)
        values['page'] = KINDS['initiative'].named(named)
        yield Problem(page.path, page.line_of('initiative'), 'bad-value', values)
    reference = given.get('reference') if isinstance(given := page.meta.get('consent'), dict) else None
    if isinstance(reference, str) and _is_name(reference):
        yield Problem(page.path, page.line_of('consent.reference'), 'consent-names')
    if page.meta.get('form') == 'elsewhere' and (length := len(WORD.findall(page.body))) > POINTER:
        yield Problem(page.path, page.body_line, 'elsewhere-too-long', {'length': str(length), 'most': str(POINTER)})
    scope = page.meta.get('scope')
    outputs = scope if isinstance(scope, list) else ()
    found = {consent.refusal(page, output, catalogue.today) for output in outputs if output in ('site', 'pdf')}
    for rule, key in (RULES[refusal] for refusal in RULES if refusal in found):
        values = {'date': str(given[key]) if isinstance(given, dict) else '', 'name': page.name}
        yield Problem(page.path, page.line_of(f'consent.{key}'), rule, values)


def themes(catalogue: Catalogue) -> Iterator[Problem]:
    """A theme of one page alone that is nearly one of others was likely meant to be that: readers choose stories by it."""
    named = [(page, number, str(theme)) for page in catalogue.pages.values() if isinstance(held := page.meta.get('themes'), list)
             for number, theme in enumerate(held)]  # fmt: skip
    counted = Counter((page.locale, theme) for page, _, theme in named)
    for page, number, theme in named:
        if counted[page.locale, theme] == 1 and not slots.is_slot(theme):
            known = {other.casefold(): other for (locale, other), count in counted.items() if locale == page.locale and count > 1}
            if close := difflib.get_close_matches(theme.casefold(), known, n=1, cutoff=SAME_THEME):
                values = {'value': theme, 'near': known[close[0]], 'number': str(counted[page.locale, known[close[0]]])}
                yield Problem(page.path, page.line_of(f'themes.{number}'), 'theme-alike', values)


def _is_name(reference: str) -> bool:
    """Whether it says who gave the consent."""
    return FULL_NAME.search(reference) is not None or any(word in GIVEN_NAMES for word in WORD.findall(reference))


def links_to_stories(catalogue: Catalogue) -> Iterator[Problem]:
    """A link to a story that may not be on the site keeps its words only."""
    withheld = admission.off_site(catalogue) - _unreadable(catalogue)
    for page in [page for page in catalogue.pages.values() if page.name not in withheld] if withheld else ():
        for link in page.outline.links:
            path = link.target.partition('#')[0]
            if path.endswith('.md') and resolve(page, path) in withheld:
                yield Problem(page.path, link.line, 'link-to-withheld', {'target': address(page, str(resolve(page, path)))})


def stories_in_report(catalogue: Catalogue, held: ReportSource) -> Iterator[Problem]:
    """A story that may not be in a report is left out of it."""
    withheld = admission.withheld_from(catalogue, 'pdf') - _unreadable(catalogue)
    for name, line in held.page_names():
        if name in withheld:
            yield Problem(held.path, line, 'report-without-story', {'name': name})


@functools.lru_cache(maxsize=1)
def _unreadable(catalogue: Catalogue) -> frozenset[str]:
    """Stories whose facts do not fit: that is told there, and what it keeps out only follows."""
    about = catalogue.settings.ours.about_stories
    refused = ((page.name, consent.refusal(page, 'site', catalogue.today, about)) for page in catalogue.pages.values())
    return frozenset(name for name, why in refused if why == 'unreadable')
