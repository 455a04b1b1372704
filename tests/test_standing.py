"""How an edition stands follows from the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from publishing.sources import editions, standing
from publishing.sources.editions import Edition, Facts

BASE = {'title': {'nl': 'Titel', 'en': 'Title'}, 'subtitle': {'nl': 'Onder', 'en': 'Below'}}
DAY = {'withdrawn': '2027-03-01', 'reason': {'nl': 'Er stond een fout in.', 'en': 'It held an error.'}}


def edition(number: str, status: str, **more: Any) -> Edition:
    facts = Facts.model_validate({**BASE, 'edition': number, 'date': f'{number}-15', 'status': status, **more})
    return Edition('voorbeeld', Path(f'reports/voorbeeld/editions/{number}'), facts)


@pytest.mark.parametrize(
    ('held', 'wanted', 'first'),
    [
        (['2026-11 concept'], ['Concept, niet vastgesteld'], '2026-11'),
        (
            ['2026-11 concept', '2027-01 concept'],
            ['Vervangen door editie 2027-01 (15 januari 2027)', 'Concept, niet vastgesteld'],
            '2027-01',
        ),
        (['2026-11 adopted', '2027-01 concept'], ['Van kracht', 'Concept, niet vastgesteld'], '2026-11'),
        (
            ['2026-11 concept', '2027-01 adopted', '2027-02 concept'],
            ['Vervangen door editie 2027-01 (15 januari 2027)', 'Van kracht', 'Concept, niet vastgesteld'],
            '2027-01',
        ),
        (
            ['2026-11 adopted', '2027-01 adopted withdrawn'],
            ['Van kracht', 'Ingetrokken op 1 maart 2027. Er stond een fout in.'],
            '2026-11',
        ),
    ],
)
def test_standing(held: list[str], wanted: list[str], first: str) -> None:
    others = [edition(number, status, **(DAY if more else {})) for number, status, *more in (each.split() for each in held)]
    assert [standing.of(each, others).text('nl') for each in others] == wanted
    found = standing.offered_first(others)
    assert found is not None and found.facts.edition == first
    assert standing.offered_first([]) is None


@pytest.mark.parametrize(
    ('number', 'status', 'wanted'),
    [('2027-05', 'concept', '2027-03'), ('2027-05', 'adopted', '2027-01'), ('2026-12', 'adopted', '2026-11'), ('2026-10', 'concept', None)],
)
def test_what_an_edition_is_compared_with(number: str, status: Any, wanted: str | None) -> None:
    """An adopted one with the last that was adopted, which is what a ministry has; one that was withdrawn holds no text."""
    held = [
        edition('2026-11', 'concept'), edition('2027-01', 'adopted'), edition('2027-03', 'concept'),
        edition('2027-04', 'adopted', **DAY),
    ]  # fmt: skip
    found = editions.base(held, number, status)
    assert (found and found.facts.edition) == wanted
