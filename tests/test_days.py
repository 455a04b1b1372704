"""What is shown follows the days that the texts name, though no text changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from publishing import checks, days
from publishing.print import build
from publishing.report.composer import Document
from publishing.site import hosting, search, website
from publishing.sources import catalogue
from publishing.sources.catalogue import Catalogue
from tests.projects import TESTS, lay

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
    monkeypatch.setattr(website, '_render', lambda root, target: target.mkdir(parents=True))
    monkeypatch.setattr(search, 'write', lambda target: None)
    monkeypatch.setattr(hosting, 'write', lambda target, settings: None)
    made = []
    for day in (date(2019, 11, 1), date(2019, 11, 2), CONSENT_ENDS, date(2020, 1, 2), date(2020, 1, 3)):
        live_on(monkeypatch, day)
        made.append(website.build(root))
    assert made == [True, False, False, True, False]


def test_reports_are_looked_at_again_when_a_day_has_passed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then the checks tell of a story whose consent has ended, also when nothing was changed."""
    root, looked = root_of(tmp_path), []

    def compose(root: Path, order: build.Order) -> tuple[Catalogue, list[Document]]:
        held = catalogue.load(root)
        looked.append([problem.rule for problem in checks.check(held) if problem.rule.startswith('consent')])
        return held, []

    monkeypatch.setattr(build, '_compose', compose)
    for day in (CONSENT_ENDS, CONSENT_ENDS, date(2020, 1, 2)):
        live_on(monkeypatch, day)
        build.reports(root)
    assert looked == [[], ['consent-expired', 'consent-expired']]


@pytest.mark.parametrize(('typed', 'expected'), [
    ('3 mei 2026', '2026-05-03'), ('May 3, 2026', '2026-05-03'), ('22-11-2026', '2026-11-22'), ('2026/5/3', '2026-05-03'),
    ('21 november 2026', '2026-11-21'), ('november 2026', '2026-11'), ('31-2-2026', ''), ('vandaag', ''), ('2026-13', ''), ('3-5-26', ''),
    ('1e week van mei', ''), ('12345', ''), ('2026', '2026'), ('maart 2026', '2026-03'),
])  # fmt: skip
def test_a_day_that_was_meant(typed: str, expected: str) -> None:
    assert days.meant(typed) == expected
