"""Two texts of a report, compared block by block: each single change is named, and nothing is called the same that was not compared."""

from __future__ import annotations

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from publishing.languages import LOCALES
from publishing.report import blocks, comparison, composer, epub
from publishing.report.block import Block, Kind, Place
from publishing.report.changes import Told
from publishing.report.form import BOOK
from publishing.sources import catalogue, manifest
from publishing.sources.editions import of_report
from tests.frozen import SLUG, lay_edition
from tests.projects import ROOT, change, lay

CHAPTER, TERMS, SOURCES = 'docs/uitleg/hoofdstuk.nl.md', 'docs/assets/data/terms.yml', 'docs/assets/data/sources.yml'
REPORT, SUMMARY = 'reports/voorbeeld/report.yml', 'reports/voorbeeld/samenvatting.nl.md'
NUMBER = re.compile(r'<(span|a) [^>]*class="(?:number|paragraph-number|point-number|label|box|footnote-backref inside)"[^>]*>.*?</\1>')
RICH = """\

## Meer {#meer}

Deze zin heeft een noot.[^een] En deze ook.[^twee] Zie [](#vorm) en [de wet](https://voorbeeld.example/wet). Een voorbeeldwoord staat hier.

[^een]: De noot zegt dat het mag.
[^twee]: De tweede noot.

3. Derde stap
4. Vierde stap
"""


@pytest.fixture(scope='module')
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The smallest project with notes and more, its text of November frozen."""
    root = lay(tmp_path_factory.mktemp('held') / 'project')
    file = root / CHAPTER
    file.write_text(file.read_text(encoding='utf-8') + RICH, encoding='utf-8')
    lay_edition(root)
    return root


@pytest.fixture
def project(held: Path, tmp_path: Path) -> Path:
    """A copy, free to change."""
    return shutil.copytree(held, tmp_path / 'project')


def since(root: Path, locale: str = 'nl') -> Told:
    (edition,) = of_report(root, SLUG)
    return composer.since(catalogue.load(root), SLUG, locale, edition)


def said(told: Told) -> str:
    """All that a reader gets of it, without tags."""
    lines = [*told.facts, *(line for group in told.groups('nl') for line in group.lines)]
    return re.sub(r'<[^>]+>', '', '\n'.join(f'{line.kind} {line.what}: {line.words}' for line in lines))


# The ten that were each told as "the text is the same", and what must be said of them.
TEN = {
    'a note turned into its opposite': (CHAPTER, 'dat het mag.', 'dat het niet mag.', ['noot 2', '[nieuw: niet]']),
    'a note removed': (CHAPTER, 'ook.[^twee]', 'ook.', ['[vervallen: (3)]', 'removed noot 3', 'De tweede noot.']),
    'a citation of another source': (CHAPTER, '@voorbeeld-gids, p. 2', '@voorbeeld-bericht', ['noot 1', 'new bron']),
    'the title of a source': (SOURCES, 'title: Gids', 'title: Wegwijzer', ['bron', '[vervallen: Gids]', '[nieuw: Wegwijzer]']),
    'the definition of a term': (TERMS, 'definition: Wat u ziet', 'definition: Wat u niet ziet', ['begrip', '[nieuw: niet]']),
    'the summary of a chapter': (CHAPTER, 'laat een tabel', 'laat geen tabel', ['samenvatting', '[nieuw: geen]']),
    'another figure': ('docs/assets/vierkant.png', '', '', ['beeld', 'Een rood vierkant']),
    'an alternative text': (CHAPTER, 'Een rood vierkant', 'Een groen vierkant', ['beeld', 'Een groen vierkant']),
    'the title of the report': (REPORT, 'nl: Voorbeeldrapport', 'nl: Rapport', ['Titel', '[vervallen: Voorbeeldrapport]']),
    'a reference to another place': (CHAPTER, 'Zie [](#vorm) en', 'Zie [](#kleuren) en', ['alinea', '[vervallen:', '[nieuw:']),
    # And their siblings.
    'a cell of a table': (CHAPTER, '| rood | boven |', '| rood | onder |', ['rij van een tabel', '[vervallen: boven]']),
    'where a link leads': (CHAPTER, 'voorbeeld.example/wet', 'voorbeeld.example/regel', ['[nieuw: (https://voorbeeld.example/regel)']),
    'a caption': (CHAPTER, 'Figuur: Een vierkant', 'Figuur: Een kubus', ['bijschrift', '[nieuw: kubus]']),
    'the name of a heading': (CHAPTER, '## Vorm {', '## Gedaante {', ['kop', '[vervallen: Vorm]', '[nieuw: Gedaante]']),
    'the status': (REPORT, 'status: concept', 'status: adopted', ['Status', '[nieuw: vastgesteld]']),
    'a text of the report alone': (SUMMARY, '\n---\n', '\n---\n\nNieuwe zin.\n', ['new alinea: [nieuw: Nieuwe zin.]']),
}  # fmt: skip


@pytest.mark.parametrize('name', TEN)
def test_every_single_change_is_named(project: Path, name: str) -> None:
    path, old, new, wanted = TEN[name]
    if old:
        change(project / path, old, new)
    else:
        Image.new('RGB', (40, 40), 'blue').save(project / path)
    told = since(project)
    assert not told.is_same
    assert all(text in said(told) for text in wanted), said(told)


def test_the_same_text_is_the_same(project: Path) -> None:
    """Kinds of quotation marks, dashes and white space make no difference; a number that shifts is told in the concordance alone."""
    change(project / CHAPTER, 'Deze zin heeft', 'Deze  zin\nheeft')
    assert since(project).is_same and since(project, 'en').is_same
    change(project / CHAPTER, '## Kleuren {', '## Geur {#geur}\n\nNieuw.\n\n## Kleuren {')
    told = since(project)
    assert told.comparison.counts() == {'new': 2}
    assert {('1.1', '1.2'), ('1, al. 2', '1, al. 3')} <= set(told.concordance('nl')) and ('1, par. 2', '1, par. 3') in told.concordance(
        'en'
    )


def test_what_moved_and_what_was_renamed_is_known(project: Path) -> None:
    text = (project / CHAPTER).read_text(encoding='utf-8')
    head, colours, shape, more = re.split(r'(?=^## )', text, flags=re.M)
    (project / CHAPTER).write_text(head + shape + more.rstrip() + '\n\n' + colours, encoding='utf-8')
    told = since(project)
    assert set(told.comparison.counts()) == {'moved'} and ('1.1', '1.3') in told.concordance('nl')


@pytest.mark.parametrize('locale', LOCALES)
def test_the_text_in_the_sources_is_read_as_its_book_is(locale: str) -> None:
    """So an edition and a text that is not frozen are compared as alike, for the real reports."""
    sources = catalogue.load(ROOT)
    for slug in sources.reports:
        book = epub.write(composer.composed(sources, slug, locale, BOOK))
        assert blocks.of_book(book) == composer.text_of(sources, slug, locale)


@pytest.mark.parametrize('made', manifest.read(ROOT / manifest.FOLDER).reports, ids=lambda made: made.file)
def test_every_word_stands_in_a_block(made: manifest.Made) -> None:
    """But for numbers, and what the module says it leaves out."""
    book = next(form.file for form in made.forms if form.kind == 'epub')
    data = (ROOT / manifest.FOLDER / book).read_bytes()
    held = blocks.of_book(data)
    found = ' '.join(word for block in held for word in block.words)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        pages = [archive.read(name).decode() for name in archive.namelist() if re.fullmatch(r'EPUB/samenwerking.*\.xhtml', name)]
    for page in pages:
        body = re.sub(r'<section class="chapter-sources".*?</section>', '', page.partition('<body>')[2], flags=re.S)
        body = re.sub(
            r'<(span|a) [^>]*class="(number|paragraph-number|point-number|label|box|footnote-backref inside)"[^>]*>.*?</\1>', '', body
        )
        words = re.findall(r'[^\W\d_]{4,}', re.sub(r'<[^>]+>', ' ', body))
        assert [word for word in words if word not in found] == []


def block(text: str, place: str = 'a', kind: Kind = 'text', **more: object) -> Block:
    words = tuple(text.split())
    return Block(Place(place.partition('--')[0], place, '1', 'Kop'), kind, words, words, **more)  # type: ignore[arg-type]


def test_a_story_that_may_no_longer_be_read_is_not_named() -> None:
    """Not its text, not the sources that only it cites, and not the words that led to it; its number is enough for who looks for it."""
    place = Place('verhalen-x', 'verhalen-x', '2.1', 'Vogel Kievit')
    then = [
        block('Lees Vogel Kievit nu eens', links=frozenset({'verhalen-x'})),
        Block(place, 'title', ('Vogel', 'Kievit'), ('Vogel', 'Kievit')),
        Block(place, 'text', ('Over', 'kievit'), ('Over', 'kievit'), links=frozenset({'bron-k'})),
        block('Krant. Kievit vliegt', 'bronnen', 'source', id='bron-k'),
    ]
    found = comparison.compare(then, [block('Lees Iets anders nu eens')], hidden=['verhalen-x'])
    shown = ' '.join(word for change in found.changes for _, run in change.runs() for word in run)
    assert found.stories == ('2.1',) and 'ievit' not in shown and 'Iets anders' in shown
    assert not found.is_same


def test_it_is_quick_whatever_changed() -> None:
    """Also when next to nothing is the same: no pair is looked at in full that can't be alike."""
    then = [block(f'woord{n} ' + ' '.join(f'x{n * k % 97}' for k in range(40)), f'a--{n % 60}') for n in range(1200)]
    now = [block(f'ander{n} ' + ' '.join(f'y{n * k % 89}' for k in range(40)), f'a--{n % 60}') for n in range(1200)]
    found = comparison.compare(then, now)
    assert found.counts() == {'new': 1200, 'removed': 1200}


def test_marks_are_words(project: Path) -> None:
    """They can be read without colour, and are read aloud."""
    change(project / CHAPTER, 'De noot zegt dat het mag.', 'De noot zegt dat het <b>niet</b> mag.'.replace('<b>', '').replace('</b>', ''))
    (group,) = since(project).groups('nl')
    assert '<ins class="change">[nieuw: niet]</ins>' in group.lines[0].words
