"""One more kind of page, numbered thing and form of a report, each by one entry and its words: all are shown wherever a reader looks."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import lxml.etree
import lxml.html
import pikepdf
import pytest

from publishing.languages import LOCALES
from tests.projects import TESTS, change, finish_example, lay_example, run_build

MORE = TESTS / 'one_more'
ENTRIES = {  # of each table: the text in it that the new entry stands before
    'kind.py.txt': ('sources/kinds.py', 'MODELS = {'),
    'thing.py.txt': ('sources/numbered_things.py', ']\nOF_PARAGRAPH'),
    'form.py.txt': ('print/forms.py', ']\nKEPT'),
}
PREFIXES = {'nl': '', 'en': 'en/'}


@pytest.fixture(scope='module')
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site with one more of each: its entry at the end of the table, its words at the end of the files of words."""
    root = lay_example(tmp_path_factory.mktemp('tables') / 'project', MORE)
    program = root / 'publishing'
    for entry, (table, place) in ENTRIES.items():
        change(program / table, place, (MORE / entry).read_text(encoding='utf-8') + place)
    change(
        program / 'sources/kinds.py',
        '\n\n@dataclass(frozen=True)\nclass Kind:',
        'from publishing.sources.schema.values import Address, Day, Name\n\n\n@dataclass(frozen=True)\nclass Kind:',
    )
    change(program / 'sources/kinds.py', 'from dataclasses', 'from typing import Literal\nfrom dataclasses')
    for words in (MORE / 'words').iterdir():
        with (program / 'words' / words.name).open('a', encoding='utf-8') as file:
            file.write(words.read_text(encoding='utf-8'))
    change(root / 'mkdocs.yml', '  - begrippen/index.md', '  - hulpmiddelen/index.md\n  - begrippen/index.md')
    change(root / 'mkdocs.yml', '      - samenwerking/afspraken.md', '      - samenwerking/afspraken.md\n      - samenwerking/vragen.md')
    change(root / 'mkdocs.yml', '      - publicaties/index.md', '      - publicaties/index.md\n      - publicaties/voorbeeld.md')
    done = run_build(root)
    assert done.returncode == 0, done.stderr
    finish_example(root)
    return root


def page(root: Path, locale: str, path: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((root / 'site' / PREFIXES[locale] / path / 'index.html').read_text(encoding='utf-8'))


def told(root: Path, program: str) -> str:
    """What a program says that runs on the publishing/ of this project."""
    return subprocess.run([sys.executable, '-c', program], cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(('locale', 'kind', 'facts'), [
    ('nl', 'Hulpmiddel', [('Gemaakt door', 'De Kaartenmaker'), ('Sinds', '6 mei 2024'), ('Website', 'kaartjes.example')]),
    ('en', 'Tool', [('Made by', 'The Card Maker'), ('Since', '6 May 2024'), ('Website', 'kaartjes.example')]),
])  # fmt: skip
def test_its_page_shows_its_facts_by_their_labels(root: Path, locale: str, kind: str, facts: list[tuple[str, str]]) -> None:
    shown = page(root, locale, 'hulpmiddelen/kaartjes')
    assert shown.xpath('normalize-space(//p[@class="kind"])').startswith(kind)
    (listed,) = shown.xpath('//section[@class="facts"]/dl')
    terms, values = ([one.text_content().strip() for one in listed.findall(tag)] for tag in ('dt', 'dd'))
    assert list(zip(terms, values)) == facts
    assert listed.xpath('.//a/@href') == ['https://www.kaartjes.example/']


@pytest.mark.parametrize(
    ('locale', 'title', 'maker'), [('nl', 'Kaartjes met vragen', 'De Kaartenmaker'), ('en', 'Cards with questions', 'The Card Maker')]
)
def test_it_stands_in_its_list(root: Path, locale: str, title: str, maker: str) -> None:
    (listed,) = page(root, locale, 'hulpmiddelen').xpath('//div[@class="list pages"]//li')
    assert listed.xpath('string(.//a)') == title and maker in listed.text_content()
    assert listed.xpath('.//a/@href') == ['kaartjes/']


@pytest.mark.parametrize('locale', LOCALES)
def test_it_can_be_followed_and_found_and_described(root: Path, locale: str) -> None:
    site, title = root / 'site', page(root, locale, 'hulpmiddelen/kaartjes').xpath('string(//h1)')
    feed = json.loads((site / f'feeds/hulpmiddelen.{locale}.json').read_text(encoding='utf-8'))
    assert [item['title'] for item in feed['items']] == [title]
    found = [file.read_text(encoding='utf-8') for file in (site / 'search').glob(f'{locale}-*/[0-9]*.json')]
    assert [title in text for text in found].count(True) >= 1
    held = json.loads(page(root, locale, 'hulpmiddelen/kaartjes').xpath('string(//script[@type="application/ld+json"])'))
    assert [node['@type'] for node in held['@graph']] == ['HowTo', 'BreadcrumbList']


def test_the_editor_has_a_form_for_it(root: Path) -> None:
    program = (
        'import json; from pathlib import Path; from publishing.sources import catalogue; '
        'from publishing.site.editor.settings import settings; '
        'print(json.dumps(settings(catalogue.load(Path.cwd()), {}, "en")["collections"], default=str))'
    )
    (form,) = [form for form in json.loads(told(root, program)) if form['name'] == 'hulpmiddelen-tool']
    held = {field['name']: (field['label'], field['i18n']) for field in form['fields']}
    assert form['create'] and (held['made_by'], held['since']) == (('made by', True), ('since', 'duplicate'))


def test_an_author_can_start_one_and_is_told_of_a_mistake_in_it(root: Path) -> None:
    program = 'from publishing.desk import new; print(new.wish("tool", {"nl": "Een spel"}, "").name)'
    assert told(root, program) == 'hulpmiddelen/een-spel\n'
    program = (
        'from pathlib import Path; from publishing.sources import catalogue; from publishing import checks; '
        'held = catalogue.load(Path.cwd()); '
        'held.pages["hulpmiddelen/kaartjes", "nl"].meta.update(since="gisteren");'
        'print(*[problem.rule for problem in checks.check(held) if problem.path == "docs/hulpmiddelen/kaartjes.nl.md"])'
    )
    assert 'bad-day' in told(root, program).split()


def test_its_words_are_translated_and_followed(root: Path) -> None:
    """They may differ between the languages, and the translation is told of when those of its original change."""
    program = (
        'from pathlib import Path; from publishing.checks import pairs; from publishing.sources import catalogue, fingerprints; '
        'held = catalogue.load(Path.cwd()); dutch, english = (held.pages["hulpmiddelen/kaartjes", locale] for locale in ("nl", "en")); '
        'english.meta["made_from"] = fingerprints.stamp(dutch); '
        'tell = lambda: print(*[problem.rule for rule in (pairs.twin_differs, pairs.in_step) for problem in rule(held, english)]); '
        'tell(); dutch.meta.update(made_by="Iemand anders"); tell()'
    )
    assert told(root, program).splitlines() == ['', 'translation-behind']


THINGS = {
    'nl': ['Vraag 2.1 Wie zet de thee?', 'Vraag 2.2 Wie geeft water?'],
    'en': ['Question 2.1 Who makes the tea?', 'Question 2.2 Who gives water?'],
}


@pytest.mark.parametrize('locale', LOCALES)
def test_a_numbered_thing_is_numbered_and_referred_to_on_its_page(root: Path, locale: str) -> None:
    shown = page(root, locale, 'samenwerking/vragen')
    titles = shown.xpath('//div[@class="admonition question"]/p[1]')
    assert [title.text_content() for title in titles] == THINGS[locale]
    assert shown.xpath('string(//a[@class="reference"])') == THINGS[locale][0].rpartition(' 2.1')[0].lower() + ' 2.1'
    assert shown.xpath('//a[@class="reference"]/@href') == ['#vraag-thee'] and shown.get_element_by_id('vraag-thee') is not None


@pytest.mark.parametrize('locale', LOCALES)
def test_a_numbered_thing_stands_in_the_contents_of_every_form(root: Path, locale: str) -> None:
    with zipfile.ZipFile(root / f'build/pdf/voorbeeld.{locale}.epub') as book:
        navigation = lxml.etree.fromstring(book.read('EPUB/nav.xhtml'))
    (listed,) = navigation.xpath('//*[@aria-labelledby="lijst-questions"]')
    assert [' '.join(''.join(line.itertext()).split()) for line in listed.iter('{*}li')] == THINGS[locale]
    with pikepdf.open(root / f'build/pdf/voorbeeld.{locale}.pdf') as pdf:
        names = {str(name) for name in pdf.Root.Names.Dests.Names if isinstance(name, pikepdf.String)}
    assert 'samenwerking-vragen--vraag-thee' in names


def test_a_mistake_in_a_numbered_thing_is_told(root: Path) -> None:
    program = (
        'from pathlib import Path; from publishing.sources import catalogue; from publishing import checks; '
        'file = Path("docs/samenwerking/vragen.nl.md"); text = file.read_text(encoding="utf-8"); '
        'file.write_text(text.replace(" {#vraag-water}", ""), encoding="utf-8"); '
        'found = checks.check(catalogue.load(Path.cwd())); file.write_text(text, encoding="utf-8"); '
        'print(*[problem.rule for problem in found if problem.path == file.as_posix()])'
    )
    assert 'box-without-id' in told(root, program).split()


@pytest.mark.parametrize('locale', LOCALES)
def test_a_form_is_made_and_offered(root: Path, locale: str) -> None:
    name = f'voorbeeld-werktekst.{locale}.csv'
    titles = {'nl': '1;Afspraken maken\n2;Vragen stellen', 'en': '1;Making agreements\n2;Asking questions'}
    assert titles[locale] in (root / 'site/werk' / name).read_text(encoding='utf-8')
    links = page(root, locale, 'publicaties/voorbeeld').xpath(f'//ul[@class="files"]//a[@hreflang="{locale}"]')
    kinds = {Path(link.get('href')).suffix: link.get('type') for link in links}
    assert kinds == {'.pdf': 'application/pdf', '.epub': 'application/epub+zip', '.txt': 'text/plain', '.csv': 'text/csv', '': None}
    (offered,) = [link.text_content() for link in links if link.get('href').endswith('.csv')]
    assert 'CSV' in offered and offered.startswith({'nl': 'Download de inhoud', 'en': 'Download the contents'}[locale])
