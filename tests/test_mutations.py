"""The list of ways to break the program (mutations.yml) follows the program; `make mutate` tries them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mutate import ROOT, DoesNotApply, Mutation, listed

ALL = listed()


@pytest.mark.parametrize('mutation', ALL, ids=str)
def test_it_still_applies(mutation: Mutation) -> None:
    """What it breaks stands in its file once, and the tests that must notice are there."""
    assert (ROOT / mutation.file).read_text(encoding='utf-8').count(mutation.text) == 1
    assert mutation.becomes != mutation.text
    assert all((ROOT / name.partition('::')[0]).is_file() for name in mutation.tests.split())


def test_no_two_say_the_same() -> None:
    assert len({str(mutation) for mutation in ALL}) == len(ALL)


@pytest.mark.parametrize('held', ['', 'een twee een'], ids=['gone', 'twice'])
def test_what_does_not_stand_there_once_is_not_broken(tmp_path: Path, held: str) -> None:
    (tmp_path / 'a.py').write_text(held, encoding='utf-8')
    with pytest.raises(DoesNotApply):
        Mutation('telt', 'a.py', 'een', 'drie', 'tests/test_mutations.py').apply(tmp_path)
    assert (tmp_path / 'a.py').read_text(encoding='utf-8') == held
