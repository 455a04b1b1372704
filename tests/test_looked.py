"""What is put together again, and what is kept: whatever changes a report must be among what was looked at for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publishing.formats.bibliography import Bibliography
from publishing.languages import LOCALES
from publishing.markdown import PageContext, convert, inside
from publishing.print import kept
from publishing.report import composer
from publishing.site import kept_texts, website
from publishing.site.kept_texts import KeptTexts
from publishing.sources import catalogue, looked, outlines
from publishing.sources.inputs import Inputs
from publishing.sources.outlines import Outlines
from publishing.sources.source import Source
from tests.projects import change, lay, lay_example, lay_site

CHAPTER = '- page: uitleg/hoofdstuk'
MORE = SENTENCE, HEADING = '\nEen zin erbij.\n', '\n## Een kop erbij {#erbij}\n\nMet een zin.\n'


def put_together(root: Path) -> tuple[Inputs, dict[str, tuple[str, set[str]]]]:
    """What a run starts from, and each report with the texts that were looked at for it."""
    sources, texts = catalogue.load(root), dict[str, tuple[str, set[str]]]()
    for locale in LOCALES:
        with looked.noted() as paths:
            texts[locale] = composer.compose(sources, 'voorbeeld', locale).html, paths
    return kept.inputs(sources, None), texts


@pytest.fixture(scope='module')
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest project, with a section below its chapter: which of its paragraphs has which number follows from both."""
    root = lay(tmp_path_factory.mktemp('looked') / 'project')
    report = root / 'reports/voorbeeld/report.yml'
    report.write_text(
        report.read_text(encoding='utf-8').replace(CHAPTER, f'{CHAPTER}\n    sections: [uitleg/voorbeeld]'),
        encoding='utf-8',
    )
    return root


@pytest.mark.parametrize('more', MORE)
def test_what_changes_a_report_was_looked_at(root: Path, tmp_path: Path, more: str) -> None:
    """Of every text: when a report gets other words by it, what stands for all that was seen is another too; of some, neither."""
    before, texts = put_together(root)
    changed = dict[str, set[str]]()
    for name in before.texts:
        copy = shutil.copytree(root, tmp_path / name.replace('/', '-'))
        with (copy / name).open('a', encoding='utf-8') as file:
            file.write(more)
        after, now = put_together(copy)
        others = {locale for locale, (html, paths) in texts.items() if before.seen(paths) != after.seen(paths)}
        assert {locale for locale in LOCALES if now[locale][0] != texts[locale][0]} <= others
        changed[name] = others
    assert changed['docs/index.nl.md'] == set()
    assert changed['docs/uitleg/hoofdstuk.en.md'] == {'en'}
    assert changed['docs/uitleg/voorbeeld.nl.md'] == {'nl', 'en'}  # of which the English text says that it is behind


def shown(root: Path) -> tuple[Inputs, dict[str, tuple[str, set[str]]]]:
    """What a site starts from, and each page of it as HTML with the texts that were looked at for it."""
    sources, pages = catalogue.load(root), dict[str, tuple[str, set[str]]]()
    for page in sources.pages.values():
        bibliography = Bibliography(root, sources.reference_by_id, page.locale)
        with looked.noted() as paths:
            context = PageContext(page, sources, bibliography, 'site', sources.numbering.numbers)
            pages[page.path] = str(inside(convert(context))), paths
    kept = KeptTexts(root, '')
    kept.begin(sources)
    return kept.inputs, pages


@pytest.mark.parametrize('more', MORE)
def test_what_changes_a_page_was_looked_at(tmp_path: Path, more: str) -> None:
    """Of texts of every kind: a page that shows something else had looked at the text; most pages had not."""
    root = lay_example(tmp_path / 'project')
    before, pages = shown(root)
    for name in sorted(before.texts)[:: len(before.texts) // 12]:
        if not (text := root / name).is_file():
            continue
        typed = text.read_bytes()
        text.write_bytes(typed + more.encode())
        after, now = shown(root)
        text.write_bytes(typed)
        seen = {path for path, (_, paths) in pages.items() if before.seen(paths) != after.seen(paths)}
        assert {path for path in pages if now[path][0] != pages[path][0]} <= seen
        assert len(seen) < len(pages) / 2


BESIDES: dict[str, Callable[[Path], object]] = {
    'front matter of any page': lambda root: change(root / 'docs/index.nl.md', 'title: ', 'title: Een ander '),
    'a page that is new': lambda root: shutil.copy2(root / 'docs/index.nl.md', root / 'docs/nieuw.nl.md'),
    'a page that is gone': lambda root: (root / 'docs/index.en.md').unlink(),
    'a picture': lambda root: (root / 'docs/assets/vierkant.png').write_bytes(b''),
    'a data file': lambda root: (root / 'docs/assets/data/terms.yml').write_text('terms: []\n', encoding='utf-8'),
    'settings': lambda root: change(root / 'mkdocs.yml', 'site_name:', 'site_name: Een'),
    'a style': lambda root: (root / 'overrides/assets/x.css').write_text('', encoding='utf-8'),
}


@pytest.mark.parametrize('name', BESIDES)
def test_what_is_no_text_is_seen_by_all(root: Path, tmp_path: Path, name: str) -> None:
    """Whoever looked at no text at all saw it."""
    copy = shutil.copytree(root, tmp_path / 'project')
    (copy / 'overrides/assets').mkdir(parents=True, exist_ok=True)
    before = kept.inputs(catalogue.load(copy), None)
    BESIDES[name](copy)
    assert kept.inputs(catalogue.load(copy), None).seen(()) != before.seen(())


@pytest.mark.parametrize('ask', [lambda page: page.key, lambda page: page.reading, lambda page: page.outline])
def test_to_look_is_to_ask_for_any_of_it(root: Path, ask: Callable[[Source], object]) -> None:
    """Also when it was read before."""
    page = catalogue.load(root).pages['index', 'nl']
    for _ in range(2):
        with looked.noted() as paths:
            ask(page)
        assert paths == {'docs/index.nl.md'}


def test_a_site_that_is_built_again_is_the_same_as_one_that_is_new(tmp_path: Path) -> None:
    """File by file, after a change in a page that others lead to; and what is kept is the same after one of nothing."""
    root = lay_site(tmp_path / 'project')
    website.build(root)
    change(root / 'docs/uitleg/hoofdstuk.nl.md', '{#kleuren}', 'nu {#kleuren}')
    change(root / 'docs/index.nl.md', 'Een voorbeeldzin', 'Een andere zin')
    assert website.build(root)
    again = {file.relative_to(root).as_posix(): file.read_bytes() for file in (root / 'site').rglob('*') if file.is_file()}
    shutil.rmtree(root / 'build')
    assert website.build(root)
    assert again == {file.relative_to(root).as_posix(): file.read_bytes() for file in (root / 'site').rglob('*') if file.is_file()}
    kept = (root / kept_texts.FILE).read_bytes(), (root / outlines.FILE).read_bytes()
    assert website.build(root, force=True)
    assert kept == ((root / kept_texts.FILE).read_bytes(), (root / outlines.FILE).read_bytes())


def test_an_outline_that_was_kept_is_the_same(tmp_path: Path) -> None:
    """Of every text of the example, whatever stands in it."""
    root = lay_example(tmp_path / 'project')
    texts = list(catalogue.load(root).texts())
    Outlines(root).keep({text.key: text.outline for text in texts})
    known = Outlines(root)
    assert [known.find(text.key) for text in texts] == [text.outline for text in texts]
    assert any(text.outline.links and text.outline.boxes and text.outline.headings for text in texts) and known.find('other') is None


def test_what_was_kept_is_looked_at_by_who_asks_for_it() -> None:
    """Not only by who asked first; and one that looks inside another is seen by both."""

    @looked.again(2)
    def told(path: str) -> str:
        looked.at(path)
        return path.upper()

    held = list[set[str]]()

    def ask(*paths: str) -> Iterator[str]:
        with looked.noted() as seen:
            yield from map(told, paths)
        held.append(seen)

    with looked.noted() as outer:
        assert [*ask('a', 'b'), *ask('a')] == ['A', 'B', 'A']
    assert [*ask()] == [] and told('c') == 'C'
    assert held == [{'a', 'b'}, {'a'}, set()] and outer == {'a', 'b'}
