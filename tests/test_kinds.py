"""The table of kinds is all that knows a kind of page: a tenth one, by one entry and its words, is shown wherever a reader looks."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import lxml.html
import pytest

from publishing.languages import LOCALES
from tests.projects import TESTS, change, finish_example, lay_example

TENTH = TESTS / 'tenth_kind'
PREFIXES = {'nl': '', 'en': 'en/'}


@pytest.fixture(scope='module')
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example site with the tenth kind: its entry at the end of the table, its words at the end of two files of words."""
    root = lay_example(tmp_path_factory.mktemp('kinds') / 'project', TENTH)
    program = root / 'publishing'
    change(program / 'sources/kinds.py', 'MODELS = {', f'{(TENTH / "kind.py.txt").read_text(encoding="utf-8")}MODELS = {{')
    change(
        program / 'sources/kinds.py',
        'from publishing.sources.schema import ',
        'from publishing.sources.schema import Address, Day, Words, ',
    )
    change(program / 'sources/kinds.py', 'from dataclasses', 'from typing import Literal\nfrom dataclasses')
    for words in ('site.yml', 'fields.yml'):
        with (program / 'words' / words).open('a', encoding='utf-8') as file:
            file.write((TENTH / words).read_text(encoding='utf-8'))
    change(root / 'mkdocs.yml', '  - begrippen/index.md', '  - hulpmiddelen/index.md\n  - begrippen/index.md')
    finish_example(root)
    return root


def page(root: Path, locale: str, path: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((root / 'site' / PREFIXES[locale] / path / 'index.html').read_text(encoding='utf-8'))


def told(root: Path, program: str) -> str:
    """What a program says that runs on the publishing/ of this project."""
    return subprocess.run([sys.executable, '-c', program], cwd=root, check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize(('locale', 'kind', 'facts'), [
    ('nl', 'Hulpmiddel', [('Gemaakt door', 'De Kaartenmaker'), ('Sinds', '6 mei 2024'), ('Website', 'kaartjes.example')]),
    ('en', 'Tool', [('Made by', 'De Kaartenmaker'), ('Since', '6 May 2024'), ('Website', 'kaartjes.example')]),
])  # fmt: skip
def test_its_page_shows_its_facts_by_their_labels(root: Path, locale: str, kind: str, facts: list[tuple[str, str]]) -> None:
    shown = page(root, locale, 'hulpmiddelen/kaartjes')
    assert shown.xpath('normalize-space(//p[@class="kind"])').startswith(kind)
    (listed,) = shown.xpath('//section[@class="facts"]/dl')
    terms, values = ([one.text_content().strip() for one in listed.findall(tag)] for tag in ('dt', 'dd'))
    assert list(zip(terms, values)) == facts
    assert listed.xpath('.//a/@href') == ['https://www.kaartjes.example/']


@pytest.mark.parametrize(
    ('locale', 'title', 'maker'), [('nl', 'Kaartjes met vragen', 'De Kaartenmaker'), ('en', 'Cards with questions', 'De Kaartenmaker')]
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
    assert form['create'] and [field['label'] for field in form['fields'] if field['name'] in ('made_by', 'since')] == ['made by', 'since']


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
