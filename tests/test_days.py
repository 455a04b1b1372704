"""What is shown follows the days that the texts name, though no text changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from publishing import checks, days
from publishing.formats import today
from publishing.print import build
from publishing.site import hosting, search, website
from publishing.sources import admission, catalogue
from publishing.sources.catalogue import Catalogue
from tests.projects import TESTS, lay, settings

CONSENT_ENDS = date(2020, 1, 1)


def root_of(folder: Path) -> Path:
    """A project with a story whose consent ends on CONSENT_ENDS."""
    return lay(folder, TESTS / 'cases' / 'consent-expired' / 'in', printable=True)


def live_on(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    """Make this the day of today."""
    monkeypatch.setattr(days, 'today', lambda: day)


def test_a_site_is_made_again_when_a_day_has_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The morning after a day that a text names, and only then."""
    root = root_of(tmp_path)
    monkeypatch.setattr(website, '_render', lambda root, target, at_hand, kept: target.mkdir(parents=True))
    monkeypatch.setattr(search, 'write', lambda target, pages, notes: None)
    monkeypatch.setattr(hosting, 'write', lambda target, settings, gone: None)
    made = []
    for day in (date(2019, 11, 1), date(2019, 11, 2), CONSENT_ENDS, date(2020, 1, 2), date(2020, 1, 3)):
        live_on(monkeypatch, day)
        made.append(website.build(root))
    assert made == [True, False, False, True, False]


def test_reports_are_looked_at_again_when_a_day_has_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the checks tell of a story whose consent has ended, also when nothing was changed."""
    root, looked = root_of(tmp_path), []

    def checked(sources: Catalogue) -> Catalogue:
        looked.append([problem.rule for problem in checks.check(sources) if problem.rule.startswith('consent')])
        return sources

    monkeypatch.setattr(build, '_checked', checked)
    monkeypatch.setattr(build, '_put_together', lambda *given: [])
    for day in (CONSENT_ENDS, CONSENT_ENDS, date(2020, 1, 2)):
        live_on(monkeypatch, day)
        build.reports(root)
    assert looked == [[], ['consent-expired']]


@pytest.mark.parametrize('typed', [
    'expires: 2026-11-30', 'expires: "2026-11-30"', 'expires : 2026-11-30', '"expires": 2026-11-30', "'expires': '2026-11-30'",
    'expires:\n    2026-11-30', 'expires: # tot en met\n    2026-11-30', 'expires: >-\n    2026-11-30', 'expires: !!str 2026-11-30',
    'expires: &einde 2026-11-30', '? expires\n  : 2026-11-30', 'expires: 2030-01-01\n  "withdrawn": 2026-12-01',
])  # fmt: skip
def test_a_consent_ends_however_its_day_is_typed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str) -> None:
    """What is made is made anew on the first day on which the story is refused, and on no other."""
    page = (TESTS / 'stories/docs/verhalen/vogel-grutto.nl.md').read_text(encoding='utf-8')
    assert page.count('expires: 2030-01-01') == 1
    (tmp_path / 'mkdocs.yml').write_text(settings(), encoding='utf-8')
    (tmp_path / 'docs/verhalen').mkdir(parents=True)
    (tmp_path / 'docs/verhalen/grutto.nl.md').write_text(page.replace('expires: 2030-01-01', typed), encoding='utf-8')
    keys, refused = [], []
    for day in (date(2026, 11, 29), date(2026, 11, 30), date(2026, 12, 1), date(2026, 12, 2)):
        live_on(monkeypatch, day)
        held = catalogue.load(tmp_path)
        keys.append([*today.parts(held)])
        refused.append('verhalen/grutto' in admission.withheld_from(held, 'site'))
    assert refused == [False, False, True, True]
    assert keys[0] == keys[1] != keys[2] == keys[3]


@pytest.mark.parametrize('facts', ['', 'kind: page', 'kind: initiative', 'kind: [story]', 'Kind: story'])
def test_what_stands_among_the_stories_is_one(tmp_path: Path, facts: str) -> None:
    """A copy that does not say so is in no output, until it has a consent; only pages that the settings name tell no story."""
    named = settings().replace('extra:\n', 'extra:\n  about_stories: [verhalen/geven]\n', 1)
    (tmp_path / 'mkdocs.yml').write_text(named, encoding='utf-8')
    (tmp_path / 'docs/verhalen/oud').mkdir(parents=True)
    for name in ('kopie', 'geven', 'oud/kopie', 'index'):
        page = f'---\ntitle: Pagina\ndescription: {"x" * 60}\nupdated: 2026-11-22\n{facts}\n---\n\nTekst.\n'
        (tmp_path / f'docs/verhalen/{name}.nl.md').write_text(page, encoding='utf-8')
    held = catalogue.load(tmp_path)
    assert {name for name, _ in admission.admitted(held, 'site').pages} == {'verhalen/geven', 'verhalen/index'}
    told = {problem.path for problem in checks.check(held) if problem.rule == 'story-by-place'}
    assert told == {'docs/verhalen/kopie.nl.md', 'docs/verhalen/oud/kopie.nl.md'}


@pytest.mark.parametrize(('typed', 'expected'), [
    ('3 mei 2026', '2026-05-03'), ('May 3, 2026', '2026-05-03'), ('22-11-2026', '2026-11-22'), ('2026/5/3', '2026-05-03'),
    ('21 november 2026', '2026-11-21'), ('november 2026', '2026-11'), ('31-2-2026', '2026-02-28'), ('vandaag', ''), ('2026-13', ''),
    ('3-5-26', '2026-05-03'),
    ('29 nov 26', '2026-11-29'), ('2026-11-31', '2026-11-30'), ('3-5-99', ''), ('1-2-3', ''),
    ('1e week van mei', ''), ('12345', ''), ('2026', '2026'), ('maart 2026', '2026-03'), ('11-2026', '2026-11'),
])  # fmt: skip
def test_a_day_that_was_meant(typed: str, expected: str) -> None:
    assert days.meant(typed) == expected


def test_a_day_to_come_is_told_with_one_that_was_likely_meant() -> None:
    """Two figures changed places, and not so that it was long ago."""
    today = date(2026, 11, 30)
    assert days.passed('2062-11-29', today, 2016) == '2026-11-29'
    assert days.passed('2030-01-01', today, 2016) == ''
    assert days.passed('2030', today) == '2003'
