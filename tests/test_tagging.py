"""Each case in tagging/cases is a feature of HTML or CSS: veraPDF judges its PDF, and some trees are read by people.

A case is a fragment of a page, or a whole page when its head matters. expectations.yml tells which do not pass, and why.
The trees in tagging/trees were read by a person; after a wanted change, `python -m tests.test_tagging` writes them anew.
"""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml

from publishing import problems as rules
from publishing.print.attached import Attachment
from publishing.print.pdf import Printed, RenderError, render, write_pdf
from publishing.print.proof.reading import read
from publishing.print.proof.verapdf import validate
from publishing.print.tagging import headings, notes
from publishing.print.tagging.tree import Mark, Node, Tree

HERE = Path(__file__).parent / 'tagging'
FILES = {'': HERE / 'files', 'fonts': Path(__file__).parent.parent / 'overrides/assets/fonts'}
CREATED = datetime.date(2026, 11, 22)
PAGE = '<!doctype html>\n<html lang="nl">\n<head><title>{name}</title><link rel="stylesheet" href="/case.css"></head>\n'
VARIANTS = ('pdf/a-2a', 'pdf/a-4f')
CASES = sorted(path.stem for path in (HERE / 'cases').glob('*.html'))
TREES = sorted(path.stem for path in (HERE / 'trees').glob('*.txt'))
FEATURES: dict[str, dict[str, str]] = yaml.safe_load((HERE / 'features.yml').read_text(encoding='utf-8'))
LIMITS: dict[str, dict[str, Any]] = yaml.safe_load((HERE / 'expectations.yml').read_text(encoding='utf-8'))

pytestmark = pytest.mark.xdist_group('tagging')  # one process: one Java machine, each case rendered once


@cache
def rendered(name: str, variant: str) -> Printed:
    """One case as a PDF; rendered once for all tests."""
    html = page(name)
    source = Attachment('bron.html', html.encode())
    attachments = [source] if variant == 'pdf/a-4f' else []
    return render(html, files=FILES, created=CREATED, variant=variant, attachments=attachments)


def page(name: str) -> str:
    """The whole HTML page of a case."""
    case = (HERE / 'cases' / f'{name}.html').read_text(encoding='utf-8')
    if case.startswith('<!doctype'):
        return case
    return f'{PAGE.format(name=name)}<body>\n<h1>{name}</h1>\n{case}</body>\n</html>\n'


@pytest.mark.parametrize('variant', VARIANTS)
@pytest.mark.parametrize('name', CASES)
def test_validator_agrees(name: str, variant: str, tmp_path: Path) -> None:
    """VeraPDF finds exactly the rules broken that are known limits."""
    path = tmp_path / f'{name}.pdf'
    path.write_bytes(rendered(name, variant).data)
    found = {f'{failure.flavour} {failure.rule}': str(failure) for failure in validate(path)}
    assert set(found) == set(LIMITS.get(name, {}).get(variant, [])), '\n'.join(found.values())


@pytest.mark.parametrize('name', CASES)
def test_complaints(name: str) -> None:
    """A case that we can see is wrong is refused, all others render without a word."""
    problems = rendered(name, 'pdf/a-2a').problems
    assert bool(problems) == LIMITS.get(name, {}).get('refused', False), problems


@pytest.mark.parametrize('name', TREES)
def test_tree(name: str, tmp_path: Path) -> None:
    """The structure tree is the one that a person found right."""
    assert tree(name, tmp_path) == (HERE / 'trees' / f'{name}.txt').read_text(encoding='utf-8')


def tree(name: str, folder: Path) -> str:
    """A case's structure tree as text."""
    path = folder / f'{name}.pdf'
    path.write_bytes(rendered(name, 'pdf/a-2a').data)
    return read(path).tree


@pytest.mark.parametrize(('levels', 'told'), [
    ((1,), []), ((1, 2, 3, 4, 5, 6), []), ((1, 1), []), ((1, 2, 2, 3, 1, 2), []), ((1, 2, 3, 4, 1), []), ((), []),
    ((2,), ['Heading "Kop 1" is of level 2, but level 1 is next']),
    ((1, 3), ['Heading "Kop 2" is of level 3, but level 2 is next']),
    ((1, 2, 4, 5), ['Heading "Kop 3" is of level 4, but level 3 is next']),
    ((1, 2, 3, 1, 3, 6), ['Heading "Kop 5" is of level 3, but level 2 is next', 'Heading "Kop 6" is of level 6, but level 4 is next']),
], ids=str)  # fmt: skip
def test_headings_start_at_one_and_skip_no_level(levels: tuple[int, ...], told: list[str]) -> None:
    """Going back over several levels at once is no skip, and a level that was skipped is told once."""
    tree = Tree(modern=False, language='nl')
    for number, level in enumerate(levels, 1):
        heading = Node(f'H{level}')
        heading.add(Mark(0, number, f'Kop  {number} '))
        tree.root.add(heading)
    headings.check(tree)
    assert tree.problems == told


def test_a_heading_that_skips_a_level_refuses_the_file() -> None:
    html = '<html lang="nl"><title>x</title><link rel="stylesheet" href="/case.css"><h1>x</h1><h3>Te diep</h3><p>x</p>'
    assert render(html, files=FILES, created=CREATED).problems == ['Heading "Te diep" is of level 3, but level 2 is next']


def test_every_feature_is_accounted_for() -> None:
    """Each has a case; one that does not pass tells the author, or says why no author meets it."""
    told = rules.levels()
    assert len(FEATURES) == 130
    for feature, held in FEATURES.items():
        assert held['case'] in CASES, feature
        assert ('message' in held) + ('limit' in held) == (held['case'] in LIMITS), feature
        assert held.get('message', 'render') in told, feature


def test_limits_are_cases() -> None:
    """Each known limit has its case and its reason."""
    assert set(LIMITS) <= set(CASES)
    assert all(limit['why'] for limit in LIMITS.values())


def test_a_note_that_stands_on_no_page_is_a_problem() -> None:
    tree = Tree(modern=False, language='nl')
    call = Node('Reference', part='footnote-call')
    call.add(Mark(0, 1, ' 7'))
    tree.root.add(call)
    notes.place(tree)
    assert tree.problems == ['Note 7 is called and stands on no page']


def test_a_space_between_two_marks_is_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / 'case.pdf'
    path.write_bytes(rendered('space-between-marks', 'pdf/a-2a').data)
    assert read(path).text.endswith('Een. Twee drie vier')


def test_words_stand_apart_and_whole_wherever_a_line_ends(tmp_path: Path) -> None:
    """By the tags alone: a space where one was typed or a box ends, none within a word or an address."""
    path = tmp_path / 'case.pdf'
    path.write_bytes(rendered('words-at-line-ends', 'pdf/a-2a').data)
    assert read(path).text.partition(' ')[2] == (
        'Een regel eindigt na een woord dat schuin is en na een woord dat vet is, of bij een harde grens, of in de Noord-Hollandse'
        ' verantwoordelijkheidsverdeling. Een regel eindigt in een verantwoordelijkheidsverdelingsoverleg.'
        ' Zie https://voorbeeld.example/eenlangadreszondereenenkelegrens in 2020. 1'
        ' 1. Een noot die over meer dan een regel gaat, zoals de meeste. Een zin erna. 12 Een genummerde alinea met een status ernaast'
    )


def test_bookmarks_are_headings(tmp_path: Path) -> None:
    """A bookmark has its heading's words, without the number of a note in it."""
    path = tmp_path / 'case.pdf'
    path.write_bytes(rendered('footnote-in-heading', 'pdf/a-2a').data)
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        assert [entry.title for entry in outline.root[0].children] == ['Kop']


def test_same_bytes_anywhere(tmp_path: Path) -> None:
    """The same input gives the same bytes, wherever its files lie."""
    html = page('figure') + page('image-jpeg')
    elsewhere = {'': tmp_path / 'files', 'fonts': tmp_path / 'fonts'}
    for prefix, folder in FILES.items():
        elsewhere[prefix].mkdir()
        for file in folder.iterdir():
            (elsewhere[prefix] / file.name).write_bytes(file.read_bytes())
    here = render(html, files=FILES, created=CREATED).data
    assert here == render(html, files=elsewhere, created=CREATED).data


@pytest.mark.parametrize('address', ['../test_tagging.py', '/../test_tagging.py', 'file:///etc/hostname', 'https://example.org/x.png'])
def test_serves_nothing_else(address: str) -> None:
    """Neither files outside the given folders nor the network are within reach."""
    html = f'<html lang="nl"><title>x</title><link rel="stylesheet" href="/case.css"><h1>x</h1><img alt="x" src="{address}">'
    assert any(address.rpartition('/')[2] in problem for problem in render(html, files=FILES, created=CREATED).problems)


def test_refused_report_leaves_the_last_good_one(tmp_path: Path) -> None:
    """A complaint is raised with all messages, and the file that was there stays."""
    target = tmp_path / 'rapport.pdf'
    write_pdf(page('plain'), target, files=FILES, created=CREATED)
    before = target.read_bytes()
    with pytest.raises(RenderError) as error:
        write_pdf(page('image-without-alt'), target, files=FILES, created=CREATED)
    assert error.value.messages == ['Picture "/logo.png" has no alternative text']
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ['rapport.pdf']


if __name__ == '__main__':
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        for name in TREES:
            (HERE / 'trees' / f'{name}.txt').write_text(tree(name, Path(folder)), encoding='utf-8')
