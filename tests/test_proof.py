"""What a proof says: of the real reports, and of files that were spoiled on purpose."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from publishing.languages import LOCALES
from publishing.print.proof import Found, Proof, contrast, files, judging
from publishing.print.proof.expected import Expected, Sentence, expected
from publishing.report import composer
from publishing.sources import admission, catalogue, manifest
from publishing.sources.catalogue import Catalogue
from publishing.sources.manifest import Made
from tests.kinds import reports
from tests.projects import ROOT
from tests.test_tagging import rendered

PLACE = ROOT / manifest.FOLDER


@pytest.fixture(scope='module')
def sources() -> Catalogue:
    return admission.admitted(catalogue.load(ROOT), 'pdf')


def tags(file: Path) -> Counter[str]:
    """How many elements of each kind a file holds, whatever hangs where."""
    with pikepdf.open(file) as pdf:
        return Counter(str(item.S)[1:] for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and {'/S', '/P'} <= item.keys())


@reports
def test_every_report_has_its_proof(made: Made, sources: Catalogue, printed: Path) -> None:
    """Of this very file, passed, by both standards, of all that its sources hold, and in more checks than the smallest report takes."""
    proof, least = files.read(PLACE, made), files.read(printed / manifest.FOLDER, small(printed, made.locale))
    assert proof is not None and least is not None
    wanted = expected(sources, composer.compose(sources, made.slug, made.locale))
    assert (proof.sentences.expected, proof.links.expected) == (len(wanted.sentences), len(wanted.links))
    assert [standard.name for standard in proof.standards] == ['PDF/A-2a', 'PDF/UA-1']
    assert all(standard.checks > few.checks for standard, few in zip(proof.standards, least.standards))
    assert (proof.pages, proof.bytes, proof.tags) == (made.pages, made.bytes, tags(PLACE / made.file))
    assert proof.contrast.lowest >= 4.5
    assert files.readable(proof, made.locale) == (PLACE / files.names(made.file)[1]).read_text(encoding='utf-8')


def small(printed: Path, locale: str) -> Made:
    found = manifest.read(printed / manifest.FOLDER).find('voorbeeld', locale)
    assert found is not None
    return found


@pytest.mark.parametrize('locale', LOCALES)
def test_the_numbers_are_those_of_what_stands_in_the_file(printed: Path, locale: str) -> None:
    """In the smallest report: a table, a picture and a note; 34 sentences, headings, cells and links; 13 places that something leads to."""
    proof = files.read(printed / manifest.FOLDER, small(printed, locale))
    assert proof is not None
    assert (proof.sentences, proof.links, proof.pictures) == (Found(expected=34), Found(expected=13), 1)
    assert {kind: proof.tags[kind] for kind in ('Document', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Caption', 'Note')} == {
        'Document': 1, 'Table': 1, 'TR': 3, 'TH': 2, 'TD': 4, 'Figure': 1, 'Caption': 2, 'Note': 1,
    }  # fmt: skip
    assert all(standard.checks > 500 for standard in proof.standards)


@pytest.fixture(scope='module')
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """A small file without its language, a font file and an alternative text, of which more was expected than it holds."""
    path = tmp_path_factory.mktemp('spoiled') / 'klein.nl.pdf'
    with pikepdf.open(io.BytesIO(rendered('figure', 'pdf/a-2a').data)) as pdf:
        del pdf.Root.Lang
        objects = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        del next(item for item in objects if item.get('/Type') == '/FontDescriptor').FontFile2
        del next(item for item in objects if item.get('/S') == '/Figure').Alt
        first = pdf.pages[0].Contents
        first.write(first.read_bytes().replace(b'0 0 0 rg', b'0.8 0.8 0.8 rg'))
        pdf.save(path)
    expected = Expected((Sentence('docs/x.nl.md', 'Zijn deze woorden ooit gedrukt?'),), ('https://voorbeeld.example/weg', '#weg'))
    return judging.prove(judging.Case(path.name, 'nl', 'Titel', '1', path.read_bytes(), expected))


def test_a_spoiled_file_fails(spoiled: Proof) -> None:
    """Each fault is a problem of its own rule, and the report is not passed."""
    problems = spoiled.problems(Path(), 'reports/x/report.yml')
    assert {problem.rule for problem in problems} == {
        'proof-standard', 'proof-font', 'proof-sentence', 'proof-link', 'proof-picture', 'proof-contrast',
    }  # fmt: skip
    assert all(any('font program' in rule for rule in standard.broken) for standard in spoiled.standards)  # told of each, asked once
    assert not spoiled.passed
    assert spoiled.sentences == Found(expected=1, missing=['docs/x.nl.md: Zijn deze woorden ooit gedrukt?'])
    assert spoiled.links.missing == ['https://voorbeeld.example/weg', '#weg']
    assert 'niet gepubliceerd' in files.readable(spoiled, 'nl')


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21, and the grey that just meets 4.5:1 is #767676 (WCAG 2.2, understanding 1.4.3)."""
    assert contrast.ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast.ratio((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
