"""References to our reports, as the programs of others read them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import rispy  # type: ignore[import-untyped]
from citeproc.source.json import CiteProcJSON
from pybtex.database import parse_string  # type: ignore[import-untyped]
from pybtex.richtext import Text  # type: ignore[import-untyped]

from publishing.formats import bibliography, citing
from publishing.formats.bibliography import Bibliography
from publishing.formats.citing import Cited
from publishing.languages import LOCALES
from publishing.sources import catalogue
from publishing.sources.editions import Edition, Facts, FrozenFile
from publishing.sources.schema.data import Reference
from publishing.sources.schema.values import Bilingual
from publishing.sources.version import Version
from tests.projects import lay

BARE = {'type': 'webpage', 'title': 'Een titel', 'language': 'nl', 'custom': {'standing': 'first-hand'}}
STRANGE = 'Zorg & onderwijs: 100% samen_2, #1 “één” ~ iets'


@pytest.fixture(scope='module')
def held(tmp_path_factory: pytest.TempPathFactory) -> catalogue.Catalogue:
    return catalogue.load(lay(tmp_path_factory.mktemp('cited')))


def frozen(folder: Path) -> Edition:
    files = [FrozenFile(file=f'voorbeeld.{of}.pdf', kind='pdf', locale=of, pages=9, bytes=9, sha256='') for of in ('nl', 'en')]
    words = Bilingual(nl='Eerste titel', en='First title'), Bilingual(nl='Wat toen gold', en='What held then')
    facts = {
        'title': words[0], 'subtitle': words[1], 'edition': '2026-05', 'date': '2026-05-03', 'status': 'adopted', 'pages': [],
        'stories': ['verhalen/x'], 'files': files,
    }  # fmt: skip
    return Edition('voorbeeld', folder / 'reports/voorbeeld/editions/2026-05', Facts.model_validate(facts))


def test_only_a_new_source_is_put_into_words(held: catalogue.Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program that does it takes a thirtieth of a second for each."""
    known = held.reference_by_id
    texts = {key: Bibliography(tmp_path, known, 'nl').entry(key) for key in known}
    asked: list[str] = []
    in_style = bibliography._in_style

    def noted(style: Any, item: dict[str, Any]) -> str:
        asked.append(item['id'])
        return in_style(style, item)

    monkeypatch.setattr(bibliography, '_in_style', noted)
    first = next(iter(known.values()))
    changed = {**known, 'nieuw': first.model_copy(update={'id': 'nieuw', 'title': 'Een nieuwe titel', 'issued': '1999'})}
    later = Bibliography(tmp_path, changed, 'nl')
    assert 'Een nieuwe titel' in later.entry('nieuw')
    assert {key: later.entry(key) for key in known} == texts
    assert asked == ['nieuw']


def test_two_sources_with_the_same_name_stand_in_one_order(held: catalogue.Catalogue, tmp_path: Path) -> None:
    """By their key: a set of keys has another order in each run."""
    first = next(iter(held.reference_by_id.values()))
    twins = {key: first.model_copy(update={'id': key}) for key in ('b', 'a', 'c')}
    bibliography = Bibliography(tmp_path, twins, 'nl')
    assert [bibliography.sorted_keys(keys) for keys in (['c', 'b', 'a'], ['a', 'c', 'b'])] == [['a', 'b', 'c']] * 2


def listed(root: Path, *sources: dict[str, Any], locale: str = 'nl') -> list[str]:
    """The list of these sources, in its order, as a reader sees it."""
    held = {str(number): Reference.model_validate({'id': str(number), **BARE, **source}) for number, source in enumerate(sources)}
    known = Bibliography(root, held, locale)
    return [lxml.html.fragment_fromstring(known.entry(key), create_parent='p').text_content() for key in known.sorted_keys()]


def by(name: str, **more: Any) -> dict[str, Any]:
    return {'author': [{'literal': name}], **more}


def test_sources_of_one_author_and_year_are_told_apart(tmp_path: Path) -> None:
    """In the list, and where a chapter names them in few words."""
    twins = [by('Bond', title=title, issued='2024') for title in ('Twee', 'Een')] + [by('Bond', title=title) for title in ('B', 'A')]
    assert listed(tmp_path, *twins, by('Bond', issued='2023')) == [
        'Bond. (2023). Een titel.', 'Bond. (2024a). Een.', 'Bond. (2024b). Twee.', 'Bond. (z.d.-a). A.', 'Bond. (z.d.-b). B.',
    ]  # fmt: skip
    held = {str(number): Reference.model_validate({'id': str(number), **BARE, **twin}) for number, twin in enumerate(twins)}
    assert [Bibliography(tmp_path, held, 'en').short(key)[2] for key in held] == ['2024b', '2024a', 'n.d.-b', 'n.d.-a']


def test_a_list_is_sorted_as_its_language_sorts(tmp_path: Path) -> None:
    """É with E, under the main name, and a law by its title, which is what the list shows."""
    names = ('Zorg', 'Fonds', 'École', 'Eik', 'Van der Beek', 'Bas', '[Cel]', "'t Aardhuis", 'Øre')
    law = by('Ministerie', type='legislation', title='Dagbesluit', issued='2020')
    assert [entry.partition('. ')[0].partition(' (')[0] for entry in listed(tmp_path, *map(by, names), law)] == [
        "'t Aardhuis", 'Bas', 'Van der Beek', '[Cel]', 'Dagbesluit', 'École', 'Eik', 'Fonds', 'Øre', 'Zorg',
    ]  # fmt: skip


@pytest.mark.parametrize('title', ['Wat nu?', 'Kom langs!', 'En toen …', 'Een gids.', 'Nog niet...'])
def test_a_title_has_one_mark_and_stands_once(tmp_path: Path, title: str) -> None:
    assert listed(tmp_path, by('Bond', title=title)) == [f'Bond. (z.d.). {title}']
    assert listed(tmp_path, by('Bond B.V.', title=title)) == [f'Bond B.V. (z.d.). {title}']
    assert listed(tmp_path, {'title': title, 'container-title': 'Krant'}) == [f'{title} (z.d.). Krant.']


@pytest.mark.parametrize(
    'address', ['https://x.example/a_(b)', 'https://x.example/b.', 'https://x.example/é?a=1&b=2', 'https://x.example/c…']
)
def test_an_address_is_whole(tmp_path: Path, address: str) -> None:
    known = Bibliography(tmp_path, {'a': Reference.model_validate({'id': 'a', **BARE, 'URL': address})}, 'nl')
    (link,) = lxml.html.fragment_fromstring(known.entry('a'), create_parent='p').iter('a')
    assert (link.get('href'), link.text) == (address, address)


def test_the_sentence_names_edition_and_status_and_where_it_can_be_read(held: catalogue.Catalogue) -> None:
    for locale, wanted in {
        'nl': 'Voorbeeld. (2026). Voorbeeldrapport: met een hoofdstuk (werktekst, 22 november 2026). https://voorbeeld.example/publicaties/voorbeeld/',
        'en': 'Voorbeeld. (2026). Example report: with one chapter (working text, 22 November 2026). https://voorbeeld.example/en/publicaties/voorbeeld/',
    }.items():
        work = citing.working(held, 'voorbeeld', locale)
        text = lxml.html.fragment_fromstring(work.text(held.root), create_parent='p')
        assert text.text_content() == wanted
        assert [link.get('href') for link in text.iter('a')] == [work.address]


def test_a_frozen_edition_is_cited_by_its_own_facts_at_its_own_address(held: catalogue.Catalogue) -> None:
    for locale in LOCALES:
        then = citing.frozen(held.settings, frozen(held.root), locale)
        place = f'pdf/voorbeeld/2026-05/voorbeeld.{locale}'
        assert (then.version.edition, then.address) == ('2026-05', f'https://voorbeeld.example/{place}.pdf')
        assert list(then.contents()) == [f'{place}.bib', f'{place}.ris', f'{place}.csl.json']
    assert then.title == 'First title: what held then'


@pytest.mark.parametrize('locale', LOCALES)
def test_others_read_the_files(held: catalogue.Catalogue, locale: str) -> None:
    work = citing.working(held, 'voorbeeld', locale)
    bibtex, ris, csl = (data.decode() for data in work.contents().values())
    (entry,) = parse_string(bibtex, 'bibtex').entries.values()
    assert (entry.key, entry.type, str(entry.persons['author'][0])) == (work.id, 'techreport', '{Voorbeeld}')
    assert (entry.fields['year'], entry.fields['number'], entry.fields['url']) == ('2026', '1', work.address)
    (held_as,) = rispy.loads(ris)
    assert (held_as['type_of_reference'], held_as['authors'], held_as['title']) == ('RPRT', ['Voorbeeld'], work.title)
    assert (held_as['year'], held_as['urls'], held_as['edition']) == ('2026', [work.address], work.csl['edition'])
    read = CiteProcJSON(json.loads(csl))[work.id]
    assert (read.type, str(read.title), str(read.edition), read.issued.year) == ('report', work.title, work.csl['edition'], 2026)
    assert [(file.url, file.suffix) for file in work.files()] == list(zip(work.contents(), citing.TYPES))


def test_no_sign_of_a_title_means_anything_to_tex() -> None:
    work = Cited('x', 'nl', STRANGE, Version('2026-11', date(2026, 11, 22), 'concept'), 'A & B', 'https://voorbeeld.example/', 'pdf/x.nl')
    (entry,) = parse_string(work.bibtex, 'bibtex').entries.values()
    assert str(Text.from_latex(entry.fields['title'])) == STRANGE
