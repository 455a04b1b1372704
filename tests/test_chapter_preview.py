"""One chapter of a made-up report in a warm process: the pages are those of the whole report, and soon there."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path

import pypdfium2
import pytest

from publishing.problems import ProblemsFound
from publishing.site.preview.chapter_preview import Answer, Desk
from publishing.sources import manifest
from tests.corpus import SLUG, lay_corpus
from tests.ports import serving
from tests.projects import change, run_build

LOCALE, CHAPTERS = 'nl', 8
CHAPTER, HOLDING, SECTION = (f'hoofdstukken/h{number}' for number in (3, 5, 6))
PAGE = f'docs/{CHAPTER}.{LOCALE}.md'


@pytest.fixture(scope='module')
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A warm process, that has shown the chapter once, on a report that was made; its fifth chapter holds the sixth page as a section."""
    root = lay_corpus(tmp_path_factory.mktemp('corpus') / 'root', CHAPTERS)
    report = root / f'reports/{SLUG}/report.yml'
    change(report, f'- page: {SECTION}\n', f'  sections: [{SECTION}]\n')
    made = run_build(root, SLUG, '--locale', LOCALE, '--draft')
    assert made.returncode == 0, made.stderr
    desk = Desk(root)
    desk.chapter(CHAPTER, LOCALE)
    return desk


@contextmanager
def saved(file: Path, old: str, new: str) -> Iterator[None]:
    """A source with one piece of text changed, as an author would, and then as it was."""
    good = file.read_text(encoding='utf-8')
    file.write_text(good.replace(old, new, 1), encoding='utf-8')
    yield
    file.write_text(good, encoding='utf-8')


def pages(file: Path | bytes) -> list[str]:
    """The text of every page, page foot included."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(file)]


def test_pages_are_those_of_the_report(desk: Desk) -> None:
    """Word for word: numbers of pages, notes and sections, references to pages elsewhere, running heads."""
    whole, chapter = pages(desk.root / manifest.FOLDER / f'{SLUG}.{LOCALE}.pdf'), pages(desk.chapter(CHAPTER, LOCALE))
    first = whole.index(chapter[0])
    assert first > 5
    assert chapter == whole[first : first + len(chapter)]


def test_a_section_is_shown_in_its_chapter(desk: Desk) -> None:
    shown = pages(desk.chapter(SECTION, LOCALE))
    assert shown == pages(desk.chapter(HOLDING, LOCALE))
    assert 'Hoofdstuk 5' in ' '.join(shown[0].split()) and any('Hoofdstuk 6' in ' '.join(text.split()) for text in shown[1:])


def test_what_was_saved_shows(desk: Desk) -> None:
    """A change in the page, and one in what several pages share."""
    with saved(desk.root / PAGE, '\n---\n', '\n---\n\nEen zin van nu.\n'):
        assert 'Een zin van nu.' in ' '.join(pages(desk.chapter(CHAPTER, LOCALE)))
    with saved(desk.root / f'reports/{SLUG}/report.yml', 'nl: Voorbeeldrapport', 'nl: Ander rapport'):
        assert 'Ander rapport' in ' '.join(pages(desk.chapter(CHAPTER, LOCALE)))
    assert 'Ander rapport' not in ' '.join(pages(desk.chapter(CHAPTER, LOCALE)))


@pytest.mark.parametrize(('old', 'new', 'rules'), [
    ('---\n', '', ['front-matter-unopened']),
    ('title: ', 'titel: ', ['missing-key', 'unknown-key']),
])  # fmt: skip
def test_a_mistake_is_told(desk: Desk, old: str, new: str, rules: list[str]) -> None:
    """In words, at its line; mended, the chapter is back."""
    with saved(desk.root / PAGE, old, new), pytest.raises(ProblemsFound) as found:
        desk.chapter(CHAPTER, LOCALE)
    assert [(problem.path, problem.rule) for problem in found.value.problems] == [(PAGE, rule) for rule in rules]
    assert pages(desk.chapter(CHAPTER, LOCALE))


def test_soon(desk: Desk) -> None:
    """A guard for the slowest machine that tests may meet; `make bench` measures it against the whole report."""
    times = []
    for _ in range(2):
        (desk.root / PAGE).touch()
        times.append(_cpu(lambda: desk.chapter(CHAPTER, LOCALE)))
    assert min(times) < 3  # seconds; about 0.4 on a common machine


def _cpu(work: Callable[[], object]) -> float:
    """Seconds of this process for some work."""
    before = time.process_time()
    work()
    return time.process_time() - before


@pytest.fixture
def address(desk: Desk) -> Iterator[str]:
    """The chapter's server on loopback."""
    handler = type('Handler', (Answer,), {'desk': desk, 'lock': threading.Lock()})
    with serving(ThreadingHTTPServer(('127.0.0.1', 0), handler)) as address:
        yield f'{address}/'


def test_at_an_address(address: str, desk: Desk) -> None:
    """The PDF, the page that shows it, the word that something was saved, and nothing else."""

    def get(path: str) -> bytes:
        with urllib.request.urlopen(address + path, timeout=60) as answer:
            assert answer.headers['Cache-Control'] == 'no-store'
            body: bytes = answer.read()
            return body

    assert pages(get(f'{CHAPTER}.nl.pdf')) == pages(desk.chapter(CHAPTER, 'nl'))
    assert f'src="/{CHAPTER}.en.pdf"' in get(f'{CHAPTER}.en').decode()
    known = get('saved?').decode()
    (desk.root / PAGE).touch()
    assert get(f'saved?{known}').decode() > known
    with saved(desk.root / PAGE, 'title: ', '<script>: '):
        told = get(f'{CHAPTER}.nl.pdf').decode()
        assert f'{PAGE}:2: ' in told and '&lt;script&gt;' in told and '<script>' not in told
    for path in ('uitleg/voorbeeld.nl.pdf', '../mkdocs.yml', 'x.de.pdf'):
        with pytest.raises(urllib.error.HTTPError):
            get(path)
