"""What is put together again, and what is kept: whatever changes a report must be among what was looked at for it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from publishing.languages import LOCALES
from publishing.print import kept
from publishing.report import composer
from publishing.sources import catalogue, looked
from publishing.sources.inputs import Inputs
from tests.projects import change, lay

CHAPTER = '- page: uitleg/hoofdstuk'
SENTENCE, HEADING = '\nEen zin erbij.\n', '\n## Een kop erbij {#erbij}\n\nMet een zin.\n'


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


@pytest.mark.parametrize('more', [SENTENCE, HEADING])
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
