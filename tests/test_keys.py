"""What is remembered under a key is made again when anything that it follows from changes, and kept when nothing of that did.

A part that a key lacks shows a reader yesterday's text, number, picture or consent.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from publishing import folders
from publishing.cache import Store, digest, remembered
from publishing.checks.lexicon import Lexicon
from publishing.checks.memory import Memory, surroundings
from publishing.checks.text import Avoided, Common, Text
from publishing.formats.bibliography import Bibliography
from publishing.pictures import chart, drawing, fonts, photos, share_cards, thumbnails
from publishing.pictures.book_cover import png
from publishing.pictures.lettering import HEADING, TEXT
from publishing.print import kept
from publishing.report.composed import Document
from publishing.site import hosting, search, style, website
from publishing.sources import catalogue
from publishing.sources.catalogue import Catalogue
from publishing.sources.manifest import Made
from publishing.sources.schema.data import Reference
from publishing.sources.source import Source
from publishing.sources.version import to_freeze
from tests.projects import ROOT, change, lay

DUTCH = Source('docs/a.nl.md', Path(), 'a', 'nl', {'title': 'A'}, {'title': 2}, 'Tekst.\n', 5)
ENGLISH = replace(DUTCH, path='docs/a.en.md', locale='en')
COMMON = Common({'nl': frozenset({'een'})}, {'nl': (Avoided('oud', 'nieuw'),)}, ('post@voorbeeld.example',), ('Waterland',))


def key(page: Source = ENGLISH, original: Source | None = DUTCH, common: Common = COMMON) -> str:
    """Under which the checks of a text are remembered."""
    return Text(page, Text(original, None, common, Lexicon()) if original else None, common, Lexicon()).key


def test_no_two_lists_of_parts_run_together() -> None:
    lists: list[list[str | bytes]] = [['ab', 'c'], ['a', 'bc'], ['abc'], ['abc', ''], ['', 'abc'], ['3:abc']]
    assert len({digest(parts) for parts in lists}) == len(lists)
    assert digest(['é']) == digest(['é'.encode()])


def test_what_is_remembered_is_that_of_the_same_parts(tmp_path: Path) -> None:
    asked = (('x', ['a'], 'een'), ('x', ['a'], 'twee'), ('x', ['b'], 'drie'), ('y', ['a'], 'vier'))
    made = [remembered(tmp_path, name, parts, partial(str, text)) for name, parts, text in asked]
    assert made == ['een', 'een', 'drie', 'vier']


def test_a_font_with_some_letters_is_that_of_these_letters() -> None:
    held = [fonts.only((fonts.FOLDER / name).read_bytes(), frozenset(signs)) for name in (TEXT, HEADING) for signs in ('ab', 'abc', 'ab')]
    assert len(set(held)) == 4
    assert held[0] == held[2]


def test_the_cover_of_a_book_is_that_of_its_words(tmp_path: Path) -> None:
    (tmp_path / 'overrides').symlink_to(fonts.PROGRAM / 'overrides')
    tiles = '<svg xmlns="http://www.w3.org/2000/svg" width="210" height="20"></svg>'
    covers = [png(tmp_path, tiles, 'Wij', title, 'Onder', 'Eerste') for title in ('Een', 'Twee', 'Een')]
    assert covers[0] == covers[2] != covers[1]


def test_what_another_program_made_is_forgotten(tmp_path: Path) -> None:
    first = Store(tmp_path / 'held.json', 'one')
    first.now['a'] = 1
    first.keep()
    assert Store(tmp_path / 'held.json', 'one').last == {'a': 1}
    assert Store(tmp_path / 'held.json', 'other').last == {}


@pytest.mark.parametrize('changed', [
    {'path': 'docs/b.en.md'}, {'body': 'Tekst!\n'}, {'body_line': 6}, {'meta': {'title': 'B'}}, {'lines': {'title': 3}},
], ids=lambda changed: next(iter(changed)))  # fmt: skip
def test_a_text_is_checked_again_when_it_or_its_original_changes(changed: dict[str, Any]) -> None:
    """Its words, its front matter, and where they stand."""
    assert key(replace(ENGLISH)) == key()
    assert key(page=replace(ENGLISH, **changed)) != key()
    assert key(original=replace(DUTCH, **changed)) != key()
    assert key(original=None) != key()


@pytest.mark.parametrize('changed', [
    {'known': {'nl': frozenset({'een', 'twee'})}}, {'avoided': {'nl': (Avoided('oud', 'ander'),)}}, {'roles': ()},
    {'regions': ()}, {'known': {'en': frozenset({'een'})}}, {'avoided': {'en': (Avoided('oud', 'nieuw'),)}},
], ids=lambda changed: next(iter(changed)))  # fmt: skip
def test_a_text_is_checked_again_when_what_all_share_changes(changed: dict[str, Any]) -> None:
    """Known words, words to avoid, addresses that may be published, names of regions."""
    assert key(common=replace(COMMON)) == key()
    assert key(common=replace(COMMON, **changed)) != key()


def _set(name: str, value: object) -> Callable[[Catalogue], None]:
    return lambda held: setattr(held, name, value)


SEEN: dict[str, Callable[[Catalogue], object]] = {
    'today': _set('today', date(2000, 1, 1)),
    'settings': lambda held: setattr(held, 'settings', replace(held.settings, law_months=1)),
    'sources': lambda held: held.references.entries[0].update(title='Anders'),
    'report': lambda held: held.reports['voorbeeld'].data.update(edition='2030-01'),
    'kind': lambda held: held.pages['index', 'nl'].meta.update(kind='chapter'),
    'broken': lambda held: setattr(held.pages['index', 'nl'], 'broken', True),
    'a page less': lambda held: held.pages.pop(('index', 'en')),
    'a place': lambda held: setattr(held.pages['index', 'nl'], 'body', '\n## Anders {#anders}\n'),
    'a file beside': lambda held: (held.root / 'docs/assets/nieuw.csv').write_text('a', encoding='utf-8'),
    'another file': lambda held: os.utime(held.root / 'docs/assets/vierkant.png', (1, 1)),
}
UNSEEN: dict[str, Callable[[Catalogue], object]] = {
    'nothing': lambda held: None,
    'words of a page': lambda held: setattr(held.pages['index', 'nl'], 'body', held.pages['index', 'nl'].body + 'Meer.\n'),
    'its title': lambda held: held.pages['index', 'nl'].meta.update(title='Anders'),
}


@pytest.mark.parametrize('name', [*SEEN, *UNSEEN])
def test_links_are_checked_again_when_what_they_see_changes(tmp_path: Path, name: str) -> None:
    """Of another page that is its kind and its places, not its words."""
    root = lay(tmp_path)
    before = surroundings(catalogue.load(root), Memory(root))
    held = catalogue.load(root)
    (SEEN | UNSEEN)[name](held)
    assert (surroundings(held, Memory(root)) != before) is (name in SEEN)


@pytest.mark.parametrize(('name', 'made'), [
    ('docs/index.nl.md', True), ('overrides/main.html', True), ('publishing/x.py', True), ('reports/x/report.yml', True),
    ('build/pdf/x.nl.pdf', True), ('mkdocs.yml', True), ('site_hooks.py', True), ('package-lock.json', True),
    ('README.md', False), ('tests/x.py', False), ('build/cache/x', False), ('publishing/__pycache__/x.pyc', False),
])  # fmt: skip
def test_the_site_is_made_again_when_a_file_of_it_changes(tmp_path: Path, name: str, made: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also one that is new or gone; not for a file that it is not made of."""
    monkeypatch.setattr(website, '_render', lambda root, target, at_hand, kept: target.mkdir(parents=True))
    monkeypatch.setattr(search, 'write', lambda target, pages, notes: None)
    monkeypatch.setattr(hosting, 'write', lambda target, settings, gone: None)
    root, file = lay(tmp_path), tmp_path / name
    text = file.read_bytes() if file.exists() else b''
    assert (website.build(root), website.build(root)) == (True, False)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text + b'\n')
    assert (website.build(root), website.build(root)) == (made, False)
    if not text:
        file.unlink()
        assert website.build(root) is made


def test_a_report_is_rendered_again_when_what_it_shows_changes(tmp_path: Path) -> None:
    """The standard, the look, the text, and the bytes of a picture."""
    picture = tmp_path / 'docs/a.png'
    picture.parent.mkdir()
    picture.write_bytes(b'a')
    report = catalogue.load(lay(tmp_path / 'project')).reports['voorbeeld'].report
    document = Document('voorbeeld', 'nl', report, to_freeze(report), '<p><img alt="" src="/docs/a.png"></p>')
    first = kept.key_of(tmp_path, document, 'look')
    assert kept.key_of(tmp_path, replace(document), 'look') == first
    keys = {
        kept.key_of(tmp_path, document, 'look', 'pdf/a-4f'),
        kept.key_of(tmp_path, document, 'other'),
        kept.key_of(tmp_path, replace(document, html=f'{document.html} '), 'look'),
    }
    picture.write_bytes(b'b')
    assert len({first, *keys, kept.key_of(tmp_path, document, 'look')}) == 5


@pytest.mark.parametrize(('name', 'other'), [('publishing/x.css', True), ('overrides/assets/x.css', True), ('overrides/x.html', False)])
def test_the_look_of_a_report(tmp_path: Path, name: str, other: bool) -> None:
    """Is the program and the assets, not the templates of the site."""
    report = catalogue.load(lay(tmp_path)).reports['voorbeeld'].report
    document = Document('voorbeeld', 'nl', report, to_freeze(report), '')
    first = kept.key_of(tmp_path, document)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text('x', encoding='utf-8')
    assert (kept.key_of(tmp_path, document) != first) is other


def test_a_photo_is_made_again_when_its_bytes_change(tmp_path: Path) -> None:
    """Under the same name another file has other names."""
    file = tmp_path / 'foto.png'
    held = []
    for colour in ('red', 'red', 'blue'):
        Image.new('RGB', (9, 9), colour).save(file)
        held.append(photos.made(tmp_path, file).print)
    assert held[0] == held[1] != held[2]


@pytest.mark.parametrize(
    'name', ['tokens.css', 'fraunces-latin-600-normal.woff2', 'atkinson-hyperlegible-next-latin-ext-400-normal.woff2', '../favicon.svg']
)
def test_a_card_is_drawn_again_when_a_colour_a_font_or_the_mark_changes(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = tmp_path / 'overrides/assets/fonts'
    fonts.mkdir(parents=True)
    for file in (ROOT / 'overrides/assets/fonts').glob('*.woff2'):
        (fonts / file.name).write_bytes(b'font')
    (fonts / 'tokens.css').write_text('--ink: #000000;', encoding='utf-8')
    (tmp_path / share_cards.DRAWING).write_text('<svg/>', encoding='utf-8')
    monkeypatch.setattr(drawing, 'TOKENS', (fonts / 'tokens.css',))
    first = share_cards.look(tmp_path)
    assert share_cards.look(tmp_path) == first
    (fonts / name).write_text('--ink: #111111;', encoding='utf-8')
    assert share_cards.look(tmp_path) != first


def test_a_card_is_drawn_for_its_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(share_cards, '_draw', lambda *words: b'')
    asked = [('look', 'ons', 'Verhaal', 'A'), ('x', 'ons', 'Verhaal', 'A'), ('look', 'x', 'Verhaal', 'A'),
             ('look', 'ons', 'x', 'A'), ('look', 'ons', 'Verhaal', 'x')]  # fmt: skip
    names = [share_cards.of(tmp_path, look, 'nl', name, label, title) for look, name, label, title in (*asked, asked[0])]
    assert len(set(names)) == len(asked) and names[0] == names[-1]


def test_a_cover_is_drawn_again_when_its_report_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnails, '_draw', lambda *arguments: None)
    monkeypatch.setattr(thumbnails, '_height', lambda file: 1)
    (tmp_path / 'a.nl.pdf').write_bytes(b'')
    made = Made.model_construct(slug='a', locale='nl', file='a.nl.pdf', sha256='1')
    covers = [thumbnails.of(tmp_path, tmp_path, held) for held in (made, made, made.model_copy(update={'sha256': '2'}))]
    assert covers[0] == covers[1] != covers[2]


@pytest.mark.parametrize('suffix', ['csv', 'chart.yml'])
def test_a_chart_is_drawn_again_when_its_data_or_definition_changes(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chart, '_draw', lambda name, definition, data, locale, narrow: f'{definition!r} {data!r} {locale}{narrow:d}')
    definition, data = chart.files(tmp_path, 'x')
    data.parent.mkdir(parents=True)
    for file in (definition, data):
        file.write_text('een', encoding='utf-8')
    assert chart.svg(tmp_path, 'x', 'nl') == "b'een' b'een' nl0" != chart.svg(tmp_path, 'x', 'en')
    assert chart.svg(tmp_path, 'x', 'nl', narrow=True) == "b'een' b'een' nl1"
    (data.parent / f'x.{suffix}').write_text('twee', encoding='utf-8')
    assert 'twee' in chart.svg(tmp_path, 'x', 'nl')


def test_a_chart_is_drawn_again_in_another_colour(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under the name `chart` among the colours of all pictures."""
    monkeypatch.setattr(chart, '_draw', lambda *arguments: drawing.tokens()['chart'])
    for file in chart.files(tmp_path, 'x'):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text('een', encoding='utf-8')
    for colour in ('#111111', '#222222'):
        monkeypatch.setattr(drawing, 'tokens', lambda colour=colour: {'chart': colour})
        assert chart.svg(tmp_path, 'x', 'nl') == colour


def test_a_reference_is_written_again_when_it_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bibliography, '_format', lambda self, reference: f'{reference.title} {self.locale}')
    root = lay(tmp_path)
    held = catalogue.load(root).reference_by_id
    name = next(iter(held))
    first: Reference = held[name]
    assert Bibliography(root, {name: first}, 'nl').entry(name) == f'{first.title} nl'
    other = first.model_copy(update={'title': 'Anders'})
    assert Bibliography(root, {name: other}, 'nl').entry(name) == 'Anders nl'
    assert Bibliography(root, {name: other}, 'en').entry(name) == 'Anders en'


def test_front_matter_is_read_again_when_it_changes(tmp_path: Path) -> None:
    root = lay(tmp_path)
    catalogue.load(root)
    change(root / 'docs/index.nl.md', 'title: Voorbeeldpagina', 'title: Andere pagina')
    assert catalogue.load(root).pages['index', 'nl'].text('title') == 'Andere pagina'


def test_a_style_has_a_name_of_its_content() -> None:
    """A browser keeps it for ever under that name."""
    assert style.named('assets/site.css', 'a') == 'assets/site.ca978112.css'
    assert style.named('assets/site.css', 'b') == 'assets/site.3e23e816.css'


def test_a_file_under_another_name_is_another_folder(tmp_path: Path) -> None:
    (tmp_path / 'docs').mkdir()
    (tmp_path / 'docs/a.md').write_text('x', encoding='utf-8')
    first = digest(folders.content(tmp_path, ['docs']))
    (tmp_path / 'docs/a.md').rename(tmp_path / 'docs/b.md')
    assert digest(folders.content(tmp_path, ['docs'])) != first


def test_a_file_that_goes_while_it_is_looked_at_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As programs in which people write put beside theirs: a preview that stopped at one would answer no more."""
    root = lay(tmp_path)
    times, texts = folders.saved(root, ['docs', 'mkdocs.yml']), [*folders.contents(root, ['docs', 'mkdocs.yml'])]
    assert times.keys() == {name for name, _ in texts} and 'mkdocs.yml' in times and 'docs/index.nl.md' in times
    with monkeypatch.context() as patch:
        walk, is_file = os.walk, Path.is_file
        patch.setattr(os, 'walk', lambda top: [*walk(top), (str(top), [], ['.index.nl.md.swp'])])
        patch.setattr(Path, 'is_file', lambda file: file.name == '.index.nl.md.swp' or is_file(file))
        assert folders.saved(root, ['docs', 'mkdocs.yml']) == times
    read = Path.read_bytes

    def gone(file: Path) -> bytes:
        if file.name == 'index.nl.md':
            raise FileNotFoundError
        return read(file)

    monkeypatch.setattr(Path, 'read_bytes', gone)
    assert [*folders.contents(root, ['docs', 'mkdocs.yml'])] == [held for held in texts if held[0] != 'docs/index.nl.md']
