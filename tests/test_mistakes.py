"""Mistakes that volunteers make, each on a page of its own: told by the rule that says the mend, and by no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publishing import checks
from publishing.problems import ProblemsFound, errors
from publishing.sources import catalogue
from publishing.sources.schema.data import TELEPHONE
from tests.projects import change, lay

PAGE = """---
title: Pagina {number}
description: Pagina {number} van een voorbeeld, met een fout die gemeld moet worden.
updated: 2026-11-22
---

{typed}
"""
BESIDE = {'missing-twin', 'said-twice'}  # true of every page here
TYPED = {
    'Eerste regel.\\nTweede regel.': 'left-break',
    "Zie [de uitleg]('voorbeeld.md').": 'unknown-link',
    'Zo is het.[@voorbeeld-gids en @voorbeeld-gids]': 'citation-comma',
    'Zo is het.[@voorbeeld-gids, voorbeeld-bericht]': 'citation-comma',
    'Zo is het.[@voorbeeld-gids, p. 2, @voorbeeld-bericht]': 'citation-comma',
    'Dit is **heel belangrijk.\n\nVoor iedereen** die komt.': 'left-mark',
    '??? "Vraag"\n    Antwoord.': 'left-box',
    '![Een rood vierkant]{../assets/vierkant.png}': 'left-link',
    '>! De code is groen.': 'left-other',
    '!!! note "Let op"\n    Een zin.\n!!!': 'left-rule',
    'Zie [voorbeeld.md](de uitleg).': 'link-with-space',
    '*Bel de school\n*Schrijf alles op\n*Vraag hulp': 'left-number',
    '!!! note\n    **Let op**\n\n    Bewaar alle brieven.': 'box-without-title',
    'De tuin is open (voorbeeld-gids).': 'citation-typed',
    'De tuin is open.[^voorbeeld-gids]': 'left-citation',
    'De tuin is er sinds 2201.': 'no-such-day',
    'Kopiëren\n\nDe tuin is open.': 'left-chat',
    'De tuin is groot en open voor wie komt."': 'left-mark',
    'Zie [de [eerste] uitleg(voorbeeld.md).': 'left-link',
    'Zie de uitleg (../uitleg/voorbeeld.md).': 'left-link',
    'Kijk op www,elsewhere.nl voor meer.': 'address-form',
    '![Een rood vierkant](../assets/vierkant.png)\n\n*Een vierkant, van de redactie*': 'caption-form',
    'Tuin ........ 3\nHuis ........ 12': 'left-contents',
    'Zie [de uitleg](voorbeeld.md, deel 2).': 'link-with-space',
    'Zie [de uitleg](voorbeeld.md "Uitleg).': 'link-with-space',
    'Er is een bron, @voorbeeld-gids, over de tuin.': 'left-citation',
    'Zo was het. [@voorbeeld-gids]': 'citation-spaced',
    '[Afbeelding 2: de tuin]\n\nDe tuin is groot.': 'picture-slot',
    'Kom [[x.png]] kijken.': 'left-link',
    'Zie ![[x.png]].': 'left-link',
    'Lees "het stuk":https://elsewhere.example voor meer.': 'left-link',
    'Zie [[de uitleg](voorbeeld.md)].': 'left-link',
    'De tuin is open.{^1}\n\n{^1}: In de zomer.': 'left-note',
    'De tuin is open.[^in de zomer]\n\n[^in de zomer]: Dat is zo.': 'left-note',
    'De tuin is open.^1^\n\n^1^ In de zomer.': 'left-note-number',
    '- ( ) water\n- ( ) brood': 'left-tick',
    'tuin,12,14,2026-2027,schatting': 'left-tabs',
    'De tuin is open op xx-xx-2026.': 'placeholder',
    'De tuin is open op dd-mm-jjjj.': 'placeholder',
    'De tuin is open op .. mei 2026.': 'placeholder',
    'Het kost € xx per keer.': 'placeholder',
    'Bel 06-xxxxxxxx voor een afspraak.': 'placeholder',
    'De zaal is n.n.b.': 'placeholder',
    '!!! note "Titel\n    Tekst.': 'box-without-title',
    'De tuin is open.【4†source】': 'left-chat',
    'Dit is ==belangrijk== voor u.': 'left-other',
    'Dit is ++nieuw++ voor u.': 'left-other',
    'Zie _Toc12345678 hieronder.': 'left-paste',
    'Zie HYPERLINK "https://elsewhere.example" voor meer.': 'left-paste',
    'De tuin is open.[a] Kom maar.': 'left-paste',
    '[a]Klopt dit nog?': 'left-paste',
    '![](data:image/png;base64,iVBORw0KGgo=)': 'picture-slot',
    'Kopieer code\n\nDe tuin is open.': 'left-chat',
    'Dat is $$x^2$$ of meer.': 'left-math',
    '=== Ouders\n    Tekst.': 'left-box',
    'Zie [[wie-is-wie]].': 'left-link',
    'Zie [de\nkrant](https://elsewhere.example/\nartikel).': 'left-link',
    'Zie [het stuk](file:///C:/Users/Piet/stuk.docx).': 'path-on-own-computer',
    'Zie [de krant](https://elsewhere.example/a?utm_source=nieuwsbrief&utm_medium=mail).': 'address-form',
    'Zie [de uitleg](https://voorbeeld.example/uitleg/hoofdstuk/).': 'address-form',
    'Zie [de uitleg](https://github.com/naam/site/blob/main/docs/uitleg/hoofdstuk.nl.md).': 'address-form',
    'Zie [de uitleg](..\\uitleg\\hoofdstuk.md).': 'unknown-link',
    'Het is zo.[^Noot]\n\nEn zo.[^noot]\n\n[^noot]: Uitleg.': 'note-missing',
    'Het was 3.5 procent.': 'number-style',
    '\u00a0\u00a0- een punt\n\u00a0\u00a0- nog een punt': 'fake-list',
    '- water\nTot ziens in de tuin.': 'line-runs-on',
    '> Dit zei zij.\nEn dit hoort er niet bij.': 'line-runs-on',
    'Dit is belangrijk. {.groot}': 'class-unknown',
    '## Deel {#deel}\n\nTekst.\n\n## Nog een {#deel}\n\nTekst.': 'double-id',
    '·\u00a0\u00a0de brief\n·\u00a0\u00a0de datum\n·\u00a0\u00a0uw vraag': 'fake-list',
    '1.1\tInleiding\t3\n1.2\tHoe het gaat\t7': 'left-contents',
    '1.  Inleiding\t3\n2.  Hoe het gaat\t7': 'left-contents',
    'Zo is het.([oai_citation:0‡elsewhere.example](https://elsewhere.example/a?utm_source=chatgpt.com))': 'left-chat',
    'Dat is $\\frac{1}{2}$ van de prijs.': 'left-math',
    '! [Een rood vierkant](../assets/vierkant.png)': 'picture-linked',
    'Zo is het.[@voorbeeld-\u00adgids]': 'left-invisible',
    'Zie [de uitleg](voor\u200bbeeld.md).': 'left-invisible',
    '\\- de brief\n\n\\- de datum': 'left-escape',
    'Dit is \\*\\*belangrijk\\*\\* om te weten.': 'left-escape',
    '\\#\\# Een kop uit een tekstverwerker': 'left-escape',
    'En 5\\. dat was het \\*echt\\*.': 'left-escape',
    '![][tekening1]': 'picture-slot',
    'Zie [de uitleg](voorbeeld.md\\).': 'link-bracket',
    '1. Wat het is ... 3\n2. Waar het is ... 5': 'left-contents',
    'Zou je willen dat ik dit in een tabel zet?': 'left-chat',
    '## Lees eerst {lees-eerst}\n\nTekst.': 'heading-name',
    '<img src="../assets/vierkant.png" alt="Een rood vierkant">': 'picture-as-html',
    'Sem (groep 5) komt graag.': 'name-of-child',
    '1\\) Bel de school.\n2\\) Schrijf een brief.': 'left-escape',
    'Zie [regels]: (voorbeeld.md).': 'left-link',
    'Zie (de regels) [voorbeeld.md].': 'left-link',
    'Absoluut! Hier is een toegankelijke versie van uw tekst:': 'left-chat',
    'Dat werkt goed.[1†bron]': 'left-chat',
    'Dit is* heel* belangrijk.': 'left-mark',
    'Dit is * heel * belangrijk.': 'left-mark',
    'Lees [de uitleg](voorbeeld.md en bel dan.': 'link-bracket',
    'Lees [de uitleg][voorbeeld.md].': 'left-link',
    'Zie [de wet](htttps://voorbeeld.example/wet).': 'address-form',
    '- [Een](#een)\n- [Twee](#twee)\n- [Drie](#drie)': 'left-contents',
    '[//]: # (vraag het aan de buren)': 'html-comment',
    'Kom langs, «Voornaam».': 'left-slot',
    'Inhoud\n\nDe tuin\t3\nHet huis\t7': 'left-contents',
    '## Inhoud\n\nDe tuin 3\nHet huis 7\nDe schuur 9': 'left-contents',
    '## What you can bring {#mee}\n\nEen jas.': 'passage-in-other-language',
    'HOE HET GAAT\n\nIn de tuin.': 'fake-heading',
    'Kom langs. ## Wat u doet {#doen}': 'left-heading',
    '## Wat u doet {#doen}.\n\nKom langs.': 'heading-name',
    '{{< note >}}\nKom langs.\n{{< /note >}}': 'left-command',
    '^ Wie ^ Wat ^\n| een | twee |': 'left-table',
    '| Wie | Wat |\n|---|---|\n| een | twee |\n\nTabel: Wie (#tab-wie)': 'caption-form',
    '| Wie | Wat |\n|---|---|\n| een | twee |\n\nTabel : Wie {#tab-wie}': 'caption-form',
    '\u2212 water\n\u2212 brood': 'fake-list',
    '__heel_ belangrijk': 'left-mark',
    '*heel** belangrijk': 'left-mark',
    'Kom langs ,want het is open.': 'odd-sign',
    'Kom zo`n keer langs.': 'odd-sign',
    'Kom langs (nog nakijken).': 'placeholder',
    'Dit is bladzijde { PAGE }.': 'left-paste',
    'De tuin is open.<ref>In de zomer.</ref>': 'left-note',
    'Lees [https://elsewhere.example de uitleg].': 'left-link',
    "Dit heet ``tuinieren'' in het boek.": 'left-other',
    'Eerste regel\\\\\nTweede regel.': 'left-escape',
    '1️⃣ Kom langs\n2️⃣ Doe mee': 'fake-list',
    'I. Kom langs.\nII. Doe mee.': 'fake-list',
    'Ø\tde brief\nØ\teen pen': 'fake-list',
    'Zo is het [1, 2].': 'left-note-number',
    'Zo is het [voorbeeld-gids, p. 3].': 'citation-typed',
    'De tuin is open.[^1]\n\n[1]: In de zomer.': 'note-without-colon',
    'Zie de uitleg[voorbeeld.md].': 'left-link',
    'Zie [de krant](https://elsewhere .example).': 'link-with-space',
    'Zie [de gids](voorbeeld.md#Wat er staat).': 'link-with-space',
    'De tuin is open.\\[a\\]\n\n\\[a\\]Klopt dit?': 'left-paste',
    'De tuin is open.\\[@voorbeeld-gids\\]': 'left-escape',
    '\\[\nx = \\frac{1}{2}\n\\]': 'left-math',
    'Kom langs. Opmerking [AV1]: klopt dit?': 'left-paste',
    'Kom langs.\n=======\nDoe mee.': 'merge-unfinished',
    '| Wie | Wat |\n|---|---|\n| een | *een stuk*{: lang=nl } |\n\n| twee | iets |\n\nTabel: Wie {#tab-wie}': 'table-torn',
    '/// message | copy\nBeste [naam],': 'block-open',
}
RIGHT = (
    '## Uitleg ## {#uitleg}\n\nTekst.',  # closed, as in other programs
    '- water\ndat koud is\n- brood,\n  En kaas.',
    '> Dit zei zij.\n> En dit ook.',
    'Zie [de folder](https://voorbeeld.example/assets/folder.html).',
    'Versie 3.5 is er. Het kost 2,50 euro en was 3,5 procent.',
    'Het waren er 4.212,5 en 10.240 in 2026; het oppervlak is 10^6^ m^2^, en de 1^e^ keer.',
    '![Een rood vierkant](../assets/vierkant.png)\n\n*Nu* is er een vierkant.',
    'Typ `[woorden](bestand.md)` voor een koppeling (zie de uitleg).',
    'Het scherm is 27" breed. Zij zei "kom maar" en ging.',
    'In 2150 m2 past een tuin, en in 2100 stappen bent u er.',
    'Het kost € 2,50 tot € 10. Zij zei: … en toen niets meer.',
    'Lid [a] van de wet, en artikel 5[c] ook.',
    'De prijzen* staan op het bord, en 3 * 4 * 5 is 60.',
    'Het was 5 ... 10 keer, en toen was het stil ...',
    'De lijst [a, b] geldt ook; hij zei "ja" en \\(dat was het\\).',
    'Kom a) langs, en b) weer. En (soms (vaak)) niet, of zo :-)',
    'V. de Wit kwam uit de tuin, en A. de Boer ook.\nZij zagen elkaar.',
    '- [Een](#een)\n- [Twee](#twee)\n\n## Een {#een}\n\nTekst.\n\n## Twee {#twee}\n\nTekst.',
    'Een getal uit [0, 100], of \\[0\\] als er niets is.',
    'Neem regel \\[k\\], en laat \\[de rest van de tuin\\] staan.',
)


@pytest.fixture(scope='module')
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """What is told of each page, by what is typed there."""
    root = lay(tmp_path_factory.mktemp('mistakes'))
    pages = {f'docs/uitleg/m{number}.nl.md': typed for number, typed in enumerate((*TYPED, *RIGHT))}
    for path, typed in pages.items():
        (root / path).write_text(PAGE.format(number=path, typed=typed), encoding='utf-8')
    told: dict[str, set[str]] = {typed: set() for typed in pages.values()}
    for problem in checks.check(catalogue.load(root)):
        if problem.path in pages and problem.rule not in BESIDE:
            told[pages[problem.path]].add(problem.rule)
    return told


@pytest.mark.parametrize('typed', TYPED)
def test_a_mistake_is_told_by_its_rule(typed: str, found: dict[str, set[str]]) -> None:
    assert found[typed] == {TYPED[typed]}


def test_a_picture_from_a_program_of_others_stops_a_build(tmp_path: Path) -> None:
    """No address that holds the picture itself reaches a page."""
    root = lay(tmp_path)
    (root / 'docs/uitleg/nieuw.nl.md').write_text(
        PAGE.format(number=1, typed='![Tuin](data:image/png;base64,iVBORw0KGgo=)'), encoding='utf-8'
    )
    assert [problem.rule for problem in errors(checks.check(catalogue.load(root)))] == ['picture-slot']


def test_what_is_told_of_a_heading_without_a_name_stops_a_build(tmp_path: Path) -> None:
    """As its lack of a name does, which is not told as well."""
    root = lay(tmp_path)
    (root / 'docs/uitleg/nieuw.nl.md').write_text(PAGE.format(number=1, typed='## Inhoud\n\n- [Een](#een)\n\nTekst.'), encoding='utf-8')
    assert {problem.rule for problem in errors(checks.check(catalogue.load(root)))} >= {'left-contents'}


@pytest.mark.parametrize('typed', RIGHT)
def test_right_text_is_not_told_of(typed: str, found: dict[str, set[str]]) -> None:
    assert found[typed] == set()


def test_a_page_that_went_is_told_once(tmp_path: Path) -> None:
    """With the places that lead to it, in menu, report and texts."""
    root = lay(tmp_path)
    for locale in ('nl', 'en'):
        (root / f'docs/uitleg/hoofdstuk.{locale}.md').rename(root / f'docs/uitleg/kapittel.{locale}.md')
    (root / 'docs/uitleg/nieuw.nl.md').write_text(
        PAGE.format(number=1, typed='Zie [een](hoofdstuk.md).\n\nEn [twee](hoofdstuk.md#doel).'), encoding='utf-8'
    )
    told = [problem for problem in checks.check(catalogue.load(root)) if 'hoofdstuk' in str(problem.values)]
    assert [problem.rule for problem in told] == ['page-gone']
    assert {'docs/uitleg/nieuw.nl.md:7', 'reports/voorbeeld/report.yml:9'} <= {*told[0].values['places'].split(', ')}


def test_two_regions_on_one_place_of_the_map(tmp_path: Path) -> None:
    """Of the two only one could be seen."""
    root = lay(tmp_path)
    change(root / 'mkdocs.yml', '- name: Drenthe\n      column: 3', '- name: Drenthe\n      column: 2')
    with pytest.raises(ProblemsFound) as found:
        catalogue.load(root)
    assert [problem.rule for problem in found.value.problems] == ['tile-twice']


@pytest.mark.parametrize(('number', 'fits'), [
    ('0800-5010', True), ('0900 1234567', True), ('070-312 28 87', True), ('112', True), ('+31 70 312 28 87', True), ('06 12345678', True),
    ('0800-501', False), ('070-312 28 8', False), ('+31 70', False), ('08005010123456', False),
])  # fmt: skip
def test_a_telephone_of_who_helps_has_as_many_digits_as_one_has(number: str, fits: bool) -> None:
    assert bool(re.fullmatch(TELEPHONE, number)) is fits


@pytest.mark.parametrize(('name', 'wanted'), [
    ('tuin_nl.md', 'tuin.nl.md'), ('tuin-en.md', 'tuin.en.md'), ('tuin.eng.md', 'tuin.en.md'), ('tuin.Nederlands.md', 'tuin.nl.md'),
    ('voor-en-na.md', ''), ('tuin nl.md', 'tuin.nl.md'), ('wat_en_hoe.md', ''), ('tuin.fr.md', ''),
])  # fmt: skip
def test_a_name_that_says_its_language_otherwise(name: str, wanted: str, tmp_path: Path) -> None:
    root = lay(tmp_path)
    (root / 'docs/uitleg' / name).write_text(PAGE.format(number=1, typed='Een tuin.'), encoding='utf-8')
    told = [problem for problem in checks.check(catalogue.load(root)) if problem.rule == 'unknown-language']
    assert [problem.values['near'] for problem in told] == [wanted]


ENGLISH = 'docs/uitleg/voorbeeld.en.md'


@pytest.mark.parametrize(('old', 'new', 'rule'), [
    ('\n## The end {#eind}\n\nAn end.[@voorbeeld-bericht]\n', '', 'twin-part-missing'),  # with its source
    ('This is 12 of them.\n\n## The end {#eind}\n\nAn end.[@voorbeeld-bericht]\n', '', 'page-without-text'),
    ('## The end', '```\n## The end', 'fence-open'),
    ('An end.', 'Een eind met voorbeelden.', 'twin-words-same'),  # in words that a source in Dutch has in its title
    ('An end.', 'An end of a kleur.', 'spelling'),  # a term in Dutch
    ('An end.', "An end of what is called 'kleur'.", ''),
    ('An end.', 'An end, in the voorbeelden, and not in Gids met voorbeelden.', 'spelling'),
])  # fmt: skip
def test_a_translation_that_is_not_whole_is_told_once(old: str, new: str, rule: str, tmp_path: Path) -> None:
    root = lay(tmp_path)
    page = PAGE.format(number=1, typed='Dit zijn er 12.\n\n## Het eind {#eind}\n\nEen eind met voorbeelden.[@voorbeeld-bericht]')
    (root / ENGLISH.replace('.en.', '.nl.')).write_text(page, encoding='utf-8')
    for dutch, english in (
        ('Pagina 1 van een voorbeeld, met een fout die gemeld moet worden', 'Page 1 of an example, with a mistake that has to be told'),
        ('Dit zijn er 12.', 'This is 12 of them.'), ('Het eind', 'The end'), ('Een eind met voorbeelden', 'An end'), ('Pagina', 'Page'),
    ):  # fmt: skip
        page = page.replace(dutch, english)
    (root / ENGLISH).write_text(page.replace(old, new), encoding='utf-8')
    told = [problem.rule for problem in checks.check(catalogue.load(root)) if problem.path == ENGLISH]
    assert [name for name in told if name != 'translation-unchecked'] == [rule] * bool(rule)


def test_a_kind_of_another_folder_is_told_once(tmp_path: Path) -> None:
    """With what only a page of that folder has, and the kind that it should be."""
    root = lay(tmp_path)
    page = PAGE.format(number=1, typed='Een boerderij.').replace('---\n\n', 'kind: meeting\ntype: farm\nprovince: Drenthe\n---\n\n')
    (root / 'docs/initiatieven').mkdir()
    (root / 'docs/initiatieven/tuin.nl.md').write_text(page, encoding='utf-8')
    told = [problem for problem in checks.check(catalogue.load(root)) if problem.path.endswith('tuin.nl.md')]
    assert [problem.values.get('wanted') for problem in told if problem.rule not in (*BESIDE, 'page-alone')] == ['initiative']


def test_a_picture_with_spaces_in_its_name_is_told_of_once(tmp_path: Path) -> None:
    """At the file, which gets another name."""
    root = lay(tmp_path)
    name = 'WhatsApp Image 2026-11-20 at 10.12.33 van de tuin.png'
    (root / 'docs/assets' / name).write_bytes((root / 'docs/assets/vierkant.png').read_bytes())
    (root / 'docs/uitleg/nieuw.nl.md').write_text(
        PAGE.format(number=1, typed=f'![Een rood vierkant, van dichtbij](../assets/{name})'), encoding='utf-8'
    )
    told = [problem.rule for problem in checks.check(catalogue.load(root)) if 'WhatsApp' in str(problem.values)]
    assert told == ['file-name-signs']


def test_what_a_publication_has_of_its_report_is_told_of_the_report(tmp_path: Path) -> None:
    root = lay(tmp_path)
    change(root / 'reports/voorbeeld/report.yml', 'status: concept', 'status: vastgesteld')
    assert {problem.path for problem in checks.check(catalogue.load(root)) if problem.rule == 'bad-value'} == {
        'reports/voorbeeld/report.yml'
    }
