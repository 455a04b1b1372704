"""The reports of the smallest project, by the real build: what is kept, what is made again, and what no mistake may touch."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from publishing import folders
from publishing.print import booklet, build, complaints, output, overflow, workers
from publishing.print.proof import Found, Proof, Standard, Text
from publishing.print.proof.judging import Case, Judge
from publishing.problems import Problem, ProblemsFound, listing
from publishing.report import composer
from publishing.sources import catalogue, manifest
from tests.projects import change, lay, run_build

CHAPTER = 'docs/uitleg/hoofdstuk.{}.md'
OTHER = """\
number: 2
title: {nl: Een tweede rapport, en: A second report}
subtitle: {nl: Met een pagina, en: With one page}
description: {nl: Nog een rapport van een voorbeeld., en: Another report of an example.}
edition: "2026-11"
date: 2026-11-22
status: concept
chapters:
  - page: uitleg/voorbeeld
"""
NAMES = [f'voorbeeld.{locale}.{end}' for locale in ('en', 'nl') for end in ('pdf', 'epub', 'txt', 'proof.json', 'proof.txt')]
Rendered = list[tuple[str, str]]


def pdfs(root: Path) -> dict[str, bytes]:
    """Every file that was made, with its bytes."""
    return {file.name: file.read_bytes() for file in sorted((root / manifest.FOLDER).iterdir())}


@pytest.fixture
def project(printed: Path, tmp_path: Path) -> Path:
    """A copy of what was made, free to change."""
    return shutil.copytree(printed, tmp_path / 'elsewhere')


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Iterator[Rendered]:
    """What is rendered, in order; the bytes are made up, because these tests are about what is made and not how."""
    calls: Rendered = []

    def render(job: workers.Job) -> workers.Rendered:
        calls.append((job.slug, job.locale))
        return workers.Rendered(job.html.encode(), 1)

    class Lenient:
        """Passes everything, without a Java machine."""

        def submit(self, case: Case) -> Future[Proof]:
            proof: Future[Proof] = Future()
            proof.set_result(proof_of(case))
            return proof

        def close(self) -> None:
            """Nothing to end."""

    monkeypatch.setattr(workers, 'render', render)
    monkeypatch.setattr(build, 'Judge', Lenient)
    yield calls


def proof_of(case: Case) -> Proof:
    """A made-up proof that passes."""
    return Proof(
        file=case.file, locale=case.locale, title=case.title, edition=case.edition, bytes=len(case.data), pages=1,
        sha256=hashlib.sha256(case.data).hexdigest(), validator='', standards=[Standard(name=name, checks=1) for name in 'ab'],
        fonts=[], tags={}, pictures=0, sentences=Found(expected=0), links=Found(expected=0), contrast=Text(lowest=21, combinations=0),
    )  # fmt: skip


def test_both_languages_and_manifest(printed: Path) -> None:
    """Each PDF has its facts in the manifest."""
    held = manifest.read(printed / manifest.FOLDER)
    assert sorted(pdfs(printed)) == sorted(['manifest.json', *NAMES])
    for of in held.reports:
        assert pdfs(printed)[of.file].startswith(b'%PDF-')
        assert len(pdfs(printed)[of.file]) == of.bytes
        assert of.pages >= 5
        book, text = of.forms
        assert pdfs(printed)[book.file][30:58] == b'mimetypeapplication/epub+zip'
        assert pdfs(printed)[text.file].decode().startswith(of.title.of(of.locale))
    assert [of.locale for of in held.reports] == ['nl', 'en']


def test_the_other_standard_holds_too(project: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """PDF/A-4f with PDF/UA-2 in a folder of its own, with the texts it was made from inside; the judge passes both."""
    monkeypatch.setattr(build, 'Judge', lambda: judge)
    before = pdfs(project)
    assert build.reports(project, locales=['nl'], variant='pdf/a-4f', jobs=1) == 1
    assert pdfs(project) == before
    place = project / manifest.STANDARDS['pdf/a-4f'].folder
    proof = json.loads((place / 'voorbeeld.nl.proof.json').read_text(encoding='utf-8'))
    assert [(standard['name'], standard['broken']) for standard in proof['standards']] == [('PDF/A-4f', []), ('PDF/UA-2', [])]
    with pikepdf.open(place / 'voorbeeld.nl.pdf') as document:
        assert {'reports/voorbeeld/report.yml', 'docs/uitleg/hoofdstuk.nl.md'} <= set(document.attachments)


def test_a_file_that_fails_its_proof_is_not_published(project: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence lost on the way is told with its page, and the last good PDFs and proofs stay byte for byte."""
    before = pdfs(project)

    def careless(job: workers.Job) -> workers.Rendered:
        return real(replace(job, html=job.html.replace('Er zijn twee kleuren.', '')))

    real = workers.render
    monkeypatch.setattr(build, 'Judge', lambda: judge)
    monkeypatch.setattr(workers, 'render', careless)
    with pytest.raises(ProblemsFound) as found:
        build.reports(project, locales=['nl'], jobs=1, force=True)
    assert pdfs(project) == before
    told = listing(found.value.problems, 'nl')
    assert (
        'hoofdstuk.nl.md:13: proof-sentence: deze zin staat niet in voorbeeld.nl.pdf: docs/uitleg/hoofdstuk.nl.md: Er zijn twee kleuren.'
        in told
    )


def test_a_proof_that_is_gone_is_made_again(project: Path, rendered: Rendered) -> None:
    """Without making the PDF again; a draft asks for none."""
    name = project / manifest.FOLDER / 'voorbeeld.nl.proof.json'
    name.unlink()
    assert build.reports(project, check=False) == 0
    assert not name.exists()
    assert build.reports(project) == 0
    assert name.exists() and rendered == []


def test_proofs_are_printed(printed: Path) -> None:
    """With --check, each in the language of its file."""
    done = run_build(printed, '--check', '--locale', 'en')
    assert (done.returncode, done.stderr) == (0, '')
    assert 'This file was checked and is in order.' in done.stdout
    assert done.stdout.strip() == pdfs(printed)['voorbeeld.en.proof.txt'].decode().strip()


def test_a_booklet_is_read_in_order(project: Path) -> None:
    """Folded, its sides hold the pages of the report one after the other; what is published stays as it was."""
    before = pdfs(project)
    (file,) = output.booklets(project, locales=['nl'])
    assert pdfs(project) == before
    report, folded = pypdfium2.PdfDocument(project / manifest.FOLDER / file.name), pypdfium2.PdfDocument(file)
    texts = [page.get_textpage().get_text_bounded().split() for page in report]
    assert list(booklet.order(6)) == [(8, 1), (2, 7), (6, 3), (4, 5)]
    for side, pages in zip(folded, booklet.order(len(texts)), strict=True):
        wide, high = side.get_size()
        assert wide > high
        for number, left in zip(pages, (0, wide / 2)):
            shown = side.get_textpage().get_text_bounded(left=left, right=left + wide / 2).split()
            assert shown == (texts[number - 1] if number <= len(texts) else [])


def test_nothing_is_rendered_again(project: Path, rendered: Rendered) -> None:
    """Also not in another folder: a key knows no path."""
    before = {file: file.stat().st_mtime_ns for file in (project / manifest.FOLDER).iterdir()}
    assert build.reports(project) == 0
    assert rendered == []
    assert before == {file: file.stat().st_mtime_ns for file in (project / manifest.FOLDER).iterdir()}


def test_same_bytes_in_another_folder(printed: Path, tmp_path: Path) -> None:
    """Made again in another process and another folder, a report and its book are the same files."""
    root = lay(tmp_path / 'a longer name with spaces', printable=True)
    assert build.reports(root, locales=['nl'], jobs=1, check=False) == 1
    for form in ('pdf', 'epub'):
        assert pdfs(root)[f'voorbeeld.nl.{form}'] == pdfs(printed)[f'voorbeeld.nl.{form}']


def test_only_what_changed(project: Path, rendered: Rendered) -> None:
    """A new report, a changed chapter, a changed picture and a changed style each render what shows them and no more."""
    (project / 'reports/tweede').mkdir()
    (project / 'reports/tweede/report.yml').write_text(OTHER, encoding='utf-8')
    assert build.reports(project, jobs=1) == 2
    assert rendered == [('tweede', 'nl'), ('tweede', 'en')]
    rendered.clear()
    change(project / CHAPTER.format('en'), 'two colours', 'three colours')
    assert build.reports(project, jobs=1) == 1
    assert rendered == [('voorbeeld', 'en')]
    rendered.clear()
    change(project / 'docs/index.nl.md', 'Een voorbeeldzin', 'Een andere zin')
    assert build.reports(project, jobs=1) == 0
    picture = project / 'docs/assets/vierkant.png'
    picture.write_bytes(picture.read_bytes() + b'\0')
    assert build.reports(project, jobs=1) == 2
    assert rendered == [('voorbeeld', 'nl'), ('voorbeeld', 'en')]
    style = project / 'publishing/print/report.css'
    style.write_text(style.read_text(encoding='utf-8') + '\n', encoding='utf-8')
    assert build.reports(project, jobs=1) == 4
    assert build.reports(project, jobs=1) == 0
    assert build.reports(project, jobs=1, force=True) == 4


def test_one_language(project: Path, rendered: Rendered) -> None:
    """A run for one language leaves the other, and the next whole run knows what is still to be done."""
    before = pdfs(project)
    for locale in ('nl', 'en'):
        change(project / CHAPTER.format(locale), '#kleuren}', '#kleuren2}')
    assert build.reports(project, ['voorbeeld'], ['en'], jobs=1) == 1
    assert pdfs(project)['voorbeeld.nl.pdf'] == before['voorbeeld.nl.pdf']
    assert build.reports(project, jobs=1) == 1
    assert rendered == [('voorbeeld', 'en'), ('voorbeeld', 'nl')]


def test_a_damaged_file_is_made_again(project: Path, rendered: Rendered) -> None:
    """Truncated, gone, or the whole manifest unreadable."""
    (project / manifest.FOLDER / 'voorbeeld.nl.pdf').write_bytes(b'%PDF-')
    assert build.reports(project, jobs=1) == 1
    (project / manifest.FOLDER / 'voorbeeld.en.epub').unlink()
    assert build.reports(project, jobs=1) == 1
    (project / manifest.FOLDER / manifest.FILE).write_text('{', encoding='utf-8')
    assert build.reports(project, jobs=1) == 2
    assert rendered == [('voorbeeld', 'nl'), ('voorbeeld', 'en'), ('voorbeeld', 'nl'), ('voorbeeld', 'en')]


def test_a_report_that_is_gone_leaves_no_file(project: Path) -> None:
    """Neither a PDF nor a line in the manifest."""
    shutil.rmtree(project / 'reports/voorbeeld')
    assert build.reports(project) == 0
    assert list(pdfs(project)) == ['manifest.json']
    assert manifest.read(project / manifest.FOLDER).reports == []


def test_a_very_large_report_is_told(project: Path, rendered: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the chapters that make it so."""
    told: list[Problem] = []
    monkeypatch.setattr(complaints, 'MOST', 0)
    build.reports(project, locales=['nl'], force=True, jobs=1, warn=told.extend)
    assert [(problem.path, problem.line, problem.rule) for problem in told] == [('reports/voorbeeld/report.yml', 8, 'report-very-large')]


def test_progress_is_told(project: Path, rendered: Rendered) -> None:
    """One line a report, as it is ready."""
    lines: list[str] = []
    build.reports(project, force=True, jobs=1, tell=lines.append)
    assert lines == ['voorbeeld.nl.pdf: 1 p.', 'voorbeeld.en.pdf: 1 p.']


@pytest.mark.parametrize(('language', 'expected'), [
    ('nl', 'picture-without-text: de afbeelding ../assets/vierkant.png heeft geen beschrijving voor wie haar niet ziet'
           ' → schrijf wat er te zien is tussen de haken, ![beschrijving](../assets/vierkant.png),'
           ' of zet er {: .decoration } achter als er niets op te zien valt\n1 probleem\n'),
    ('en', "picture-without-text: the picture ../assets/vierkant.png has no description for those who can't see it"
           ' → write what it shows between the brackets, ![description](../assets/vierkant.png),'
           ' or put {: .decoration } behind it if there is nothing in it to see\n1 problem\n'),
])  # fmt: skip
def test_a_problem_is_told_and_touches_nothing(project: Path, language: str, expected: str) -> None:
    """Exit 1, the message in the author's language and nothing else; the last good PDFs stay byte for byte."""
    before = pdfs(project)
    change(project / CHAPTER.format('nl'), '![Een rood vierkant]', '![]')
    done = run_build(project, language=language)
    assert (done.returncode, done.stdout, done.stderr) == (1, '', f'docs/uitleg/hoofdstuk.nl.md:24: {expected}')
    assert pdfs(project) == before


@pytest.mark.parametrize(('language', 'expected'), [
    ('nl', 'reports/vorbeeld:1: unknown-report: er is geen rapport vorbeeld → kies uit: voorbeeld\n1 probleem\n'),
    ('en', 'reports/vorbeeld:1: unknown-report: there is no report vorbeeld → choose from: voorbeeld\n1 problem\n'),
])  # fmt: skip
def test_unknown_report(printed: Path, language: str, expected: str) -> None:
    """Told also when everything is up to date."""
    done = run_build(printed, 'vorbeeld', language=language)
    assert (done.returncode, done.stdout, done.stderr) == (1, '', expected)


def test_unknown_locale(printed: Path) -> None:
    """It names the languages there are; no traceback."""
    done = run_build(printed, '--locale', 'de')
    assert done.returncode == 2
    assert "kies uit: 'nl', 'en'" in done.stderr
    assert 'Traceback' not in done.stderr


def test_the_renderer_complains(project: Path) -> None:
    """A sign without a font is told at each place it stands; the last good PDFs stay."""
    before = pdfs(project)
    change(project / CHAPTER.format('nl'), 'Er zijn twee kleuren.', 'Er zijn twee 猫.')
    change(project / 'reports/voorbeeld/samenvatting.nl.md', 'title: Samenvatting', 'title: Samenvatting 猫')
    with pytest.raises(ProblemsFound) as found:
        build.reports(project, locales=['nl'], jobs=1)
    how = 'vervang het door een woord of een gewoon teken'
    assert listing(found.value.problems, 'nl').splitlines() == [
        f'docs/uitleg/hoofdstuk.nl.md:13: missing-glyph: geen van onze lettertypen heeft het teken 猫 (U+732B) → {how}',
        f'reports/voorbeeld/samenvatting.nl.md:2: missing-glyph: geen van onze lettertypen heeft het teken 猫 (U+732B) → {how}',
        '2 problemen',
    ]
    assert pdfs(project) == before


def test_words_that_may_not_break_are_told_at_their_line(project: Path) -> None:
    document = composer.compose(catalogue.load(project), 'voorbeeld', 'nl')
    (told,) = complaints.problems(project, document, f'{overflow.TEXT}: twee kleuren')
    assert (told.path, told.line, told.rule) == ('docs/uitleg/hoofdstuk.nl.md', 13, 'text-too-wide')


def test_any_other_complaint_is_told_at_the_report(project: Path) -> None:
    document = composer.compose(catalogue.load(project), 'voorbeeld', 'nl')
    (told,) = complaints.problems(project, document, 'Picture "svg" has no alternative text')
    assert (told.path, told.line, told.rule, told.values) == (
        'reports/voorbeeld/report.yml', 1, 'render', {'detail': 'Picture "svg" has no alternative text'},
    )  # fmt: skip


def test_what_does_not_fit_on_paper(project: Path) -> None:
    """A wide table and a long title are told at their lines; code and long words just go on on the next line."""
    heads = ' | '.join(f'Kolomkop{number}' for number in range(14))
    words = ' | '.join(['verantwoordelijkheid'] * 14)
    table = f'| {heads} |\n|{"---|" * 14}\n| {words} |'
    fits = f'{"bladzijdebreed" * 20}\n\n```text\n{"code " * 60}\n{"x" * 200}\n```'
    change(project / CHAPTER.format('nl'), 'Er zijn twee kleuren.', f'{fits}\n\n{table}\n\nEr zijn twee kleuren.')
    change(project / 'reports/voorbeeld/report.yml', 'nl: Voorbeeldrapport', f'nl: {"Een lange titel over kleuren " * 5}')
    with pytest.raises(ProblemsFound) as found:
        build.reports(project, locales=['nl'], jobs=1)
    assert [(problem.path, problem.line, problem.rule) for problem in found.value.problems] == [
        ('docs/uitleg/hoofdstuk.nl.md', 20, 'table-too-wide'),
        ('reports/voorbeeld/report.yml', 2, 'title-too-long'),
    ]


def test_html_is_refused(project: Path) -> None:
    """Told for both languages at once, at the line of the HTML."""
    for locale in ('nl', 'en'):
        row = '| blauw | onder |' if locale == 'nl' else '| blue | below |'
        change(project / CHAPTER.format(locale), row, '| x | a <blink>b</blink> |')
    with pytest.raises(ProblemsFound) as found:
        build.reports(project, jobs=1)
    lines = listing(found.value.problems, 'nl').splitlines()
    told = 'raw-html: HTML hoort niet in een tekst, en komt niet op de site of in het rapport: <blink> → schrijf het in Markdown: '
    assert [line.partition('**vet**')[0] for line in lines] == [
        *(f'docs/uitleg/hoofdstuk.{locale}.md:{line}: {told}' for locale, line in (('en', 19), ('nl', 18))), '2 problemen',
    ]  # fmt: skip


KILLED = """
import os, sys, time
from pathlib import Path
sys.path.insert(0, {here!r})
from publishing import folders
from publishing.print import booklet, build, complaints, workers
def wait(*arguments):
    os.write(1, b'%d\\n' % os.getpid())  # whole, also when two processes write at once
    time.sleep(10)
{patch}
build.reports(Path({root!r}), jobs={jobs}, force=True, check=False)
"""
DURING_RENDER = 'workers.render = wait'
BETWEEN_RENAMES = """
workers.render = lambda job: workers.Rendered(b'half a report', 1)
rename = Path.rename
Path.rename = lambda path, target: wait() if path.name == 'pdf.fresh' else rename(path, target)
"""


def killed(root: Path, patch: str, jobs: int = 1) -> list[int]:
    """Start a build, kill it without warning when it reaches `wait`; the processes that had reached it."""
    program = KILLED.format(here=str(Path(__file__).parent.parent), root=str(root), patch=patch, jobs=jobs)
    with subprocess.Popen([sys.executable, '-c', program], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        reached = [int(process.stdout.readline()) for _ in range(jobs)]
        process.send_signal(signal.SIGKILL)
        process.wait(10)
    return reached


@pytest.mark.parametrize('patch', [DURING_RENDER, BETWEEN_RENAMES], ids=['during render', 'between renames'])
def test_a_killed_build_leaves_the_last_good_folder(project: Path, rendered: Rendered, patch: str) -> None:
    """Whole and in its place when the next run starts, which then works as if nothing had happened."""
    before = pdfs(project)
    killed(project, patch)
    folders.restore(project / manifest.FOLDER)
    assert pdfs(project) == before
    assert build.reports(project) == 0
    change(project / CHAPTER.format('en'), 'two colours', 'three colours')
    assert build.reports(project, jobs=1) == 1
    assert sorted(path.name for path in (project / 'build').iterdir()) == ['cache', 'lock', 'pdf']


def test_a_killed_build_leaves_no_process(project: Path) -> None:
    """The processes that rendered for it end by themselves."""
    rendering = killed(project, DURING_RENDER, jobs=2)
    assert until(lambda: not any(Path(f'/proc/{worker}').exists() for worker in rendering))


def until(is_so: Callable[[], bool], seconds: float = 10) -> bool:
    """Whether it becomes so in time."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True
