"""What a proof says: of the real reports, and of files that were spoiled on purpose."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from publishing.print.proof import Found, Proof, contrast, files, judging
from publishing.print.proof.expected import Expected, Sentence
from publishing.sources import manifest
from publishing.sources.manifest import Made
from tests.kinds import reports
from tests.test_tagging import rendered

PLACE = Path(__file__).resolve().parent.parent / manifest.FOLDER


@reports
def test_every_report_has_its_proof(made: Made) -> None:
    """Of this very file, passed, by both standards, with numbers that can't be those of an empty one."""
    proof = files.read(PLACE, made)
    assert proof is not None
    assert {standard.name for standard in proof.standards} == {'PDF/A-3a', 'PDF/UA-1'}
    assert all(standard.checks > 10_000 for standard in proof.standards)
    assert (proof.pages, proof.bytes) == (made.pages, made.bytes)
    assert proof.sentences.expected > 50 and proof.links.expected > 10 and proof.tags['P'] > 20
    assert proof.contrast.lowest >= contrast.ENOUGH
    assert files.readable(proof, made.locale) == (PLACE / files.names(made.file)[1]).read_text(encoding='utf-8')


@pytest.fixture(scope='module')
def spoiled(tmp_path_factory: pytest.TempPathFactory) -> Proof:
    """A small file without its language, a font file and an alternative text, of which more was expected than it holds."""
    path = tmp_path_factory.mktemp('spoiled') / 'klein.nl.pdf'
    with pikepdf.open(io.BytesIO(rendered('figure', 'pdf/a-3a').data)) as pdf:
        del pdf.Root.Lang
        objects = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary)]
        del next(item for item in objects if item.get('/Type') == '/FontDescriptor').FontFile2
        del next(item for item in objects if item.get('/S') == '/Figure').Alt
        first = pdf.pages[0].Contents
        first.write(first.read_bytes().replace(b'0 0 0 rg', b'0.8 0.8 0.8 rg'))
        pdf.save(path)
    expected = Expected((Sentence('docs/x.nl.md', 'Zijn deze woorden ooit gedrukt?'),), ('https://voorbeeld.example/weg', '#weg'))
    return judging.prove(judging.Case(path.name, 'nl', 'Titel', '1', '2026-11-22', path.read_bytes(), expected))


def test_a_spoiled_file_fails(spoiled: Proof) -> None:
    """Each fault is a problem of its own rule, and the report is not passed."""
    problems = spoiled.problems('reports/x/report.yml')
    assert {problem.rule for problem in problems} == {
        'proof-standard', 'proof-font', 'proof-sentence', 'proof-link', 'proof-picture', 'proof-contrast',
    }  # fmt: skip
    assert not spoiled.passed
    assert spoiled.sentences == Found(expected=1, missing=['docs/x.nl.md: Zijn deze woorden ooit gedrukt?'])
    assert spoiled.links.missing == ['https://voorbeeld.example/weg', '#weg']
    assert 'niet gepubliceerd' in files.readable(spoiled, 'nl')


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21, and the grey that just meets 4.5:1 is #767676 (WCAG 2.2, understanding 1.4.3)."""
    assert contrast.ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast.ratio((0x76, 0x76, 0x76), (255, 255, 255)) == pytest.approx(4.54, abs=0.01)
