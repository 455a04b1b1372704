"""A made-up report of any length, the same every time: what speed is measured on (tests/bench.py).

40 chapters are about 26,000 words on 114 pages, with 160 links, 120 notes, 20 pictures and 58 tables and boxes. The sentences
are put together from lists of words and mean nothing; they have the length and the long words of Dutch reports.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml
from PIL import Image, ImageDraw

from tests.projects import ROOT, lay

CHAPTERS, SECTIONS, SOURCES, PICTURES = 40, 4, 60, 20
SLUG = 'proef'
PIECES = {
    'nl': (
        ('Een jongere', 'De begeleider', 'Het initiatief', 'De gemeente', 'Een ouder', 'Het samenwerkingsverband', 'De school in de buurt',
         'Een onderwijsconsulent', 'De leerplichtambtenaar', 'Wie het ontwikkelingsperspectief leest'),
        ('bespreekt', 'ziet', 'beschrijft', 'kiest', 'onderzoekt', 'ondertekent', 'vergelijkt', 'bewaart'),
        ('de samenwerkingsovereenkomst', 'een rustige plek om te werken', 'het plan voor de komende weken', 'wat er al geprobeerd is',
         'de verantwoordelijkheid van alle partijen', 'een afspraak met de contactpersoon', 'de onderwijstijd en de begeleiding'),
        ('in een kort gesprek aan tafel', 'zonder haast en met een verslag', 'samen met kind en ouders', 'aan het begin van het jaar',
         'voordat het besluit genomen is', 'in gewone woorden die iedereen begrijpt', 'met een onafhankelijke deskundige erbij'),
    ),
    'en': (
        ('A young person', 'The guide', 'The initiative', 'The municipality', 'A parent', 'The regional partnership', 'The local school',
         'An education adviser', 'The attendance officer', 'Whoever reads the development plan'),
        ('discusses', 'sees', 'describes', 'chooses', 'examines', 'signs', 'compares', 'keeps'),
        ('the agreement on working together', 'a quiet place to work', 'the plan for the coming weeks', 'what was tried before',
         'the responsibility of all parties', 'an appointment with the contact person', 'the hours of school and guidance'),
        ('in a short talk at the table', 'without haste and with a record', 'together with the child and the parents',
         'at the start of the year', 'before the decision is taken', 'in plain words that all understand', 'with an independent expert'),
    ),
}  # fmt: skip
WORDS = {
    'nl': {'table': 'Tabel', 'figure': 'Figuur', 'who': 'Wie', 'does': 'Doet', 'chapter': 'Hoofdstuk', 'section': 'Deel', 'see': 'Zie ook'},
    'en': {'table': 'Table', 'figure': 'Figure', 'who': 'Who', 'does': 'Does', 'chapter': 'Chapter', 'section': 'Part', 'see': 'See also'},
}


def lay_corpus(folder: Path, chapters: int = CHAPTERS) -> Path:
    """The project with its one report, SLUG, in a folder of its own; chapters are numbered from 1."""
    root = lay(folder, printable=True)
    shutil.copy2(ROOT / 'requirements.lock', root)
    home = root / 'docs/hoofdstukken'
    home.mkdir()
    for number in range(1, chapters + 1):
        for locale in PIECES:
            text = '\n'.join(_chapter(number, chapters, locale))
            (home / f'h{number}.{locale}.md').write_text(text, encoding='utf-8')
    for number in range(PICTURES * chapters // CHAPTERS):
        _picture(number).save(root / f'docs/assets/beeld-{number}.jpg', quality=88)
    sources = root / 'docs/assets/data/sources.yml'
    references = [*yaml.safe_load(sources.read_text(encoding='utf-8'))['references'], *_sources()]
    sources.write_text(yaml.safe_dump({'references': references}, sort_keys=False), encoding='utf-8')
    report = yaml.safe_load((root / 'reports/voorbeeld/report.yml').read_text(encoding='utf-8'))
    report |= {'number': 2, 'chapters': [{'page': f'hoofdstukken/h{number}'} for number in range(1, chapters + 1)]}
    (root / 'reports' / SLUG).mkdir()
    (root / 'reports' / SLUG / 'report.yml').write_text(yaml.safe_dump(report, sort_keys=False), encoding='utf-8')
    return root


def _chapter(number: int, chapters: int, locale: str) -> Iterator[str]:
    """The lines of one page: four sections with two paragraphs, a list, a link and notes; tables, boxes and pictures by turns."""
    chance, word = random.Random(number), WORDS[locale]
    title = f'{word["chapter"]} {number}'
    yield f'---\ntitle: {title}\ndescription: {_sentences(chance, locale, 1)}\nupdated: 2026-11-22\nkind: chapter'
    yield f'summary: {_sentences(chance, locale, 2)}\n---\n'
    for section in range(1, SECTIONS + 1):
        name = f'd{section}'
        yield f'## {word["section"]} {section} {{#{name}}}\n'
        note = f'[@bron-{chance.randrange(SOURCES)}]' if section < SECTIONS else ''
        yield f'{_sentences(chance, locale, 4)}{note}\n'
        other = 1 + (number + 7 * section) % chapters
        yield f'{_sentences(chance, locale, 4)} {word["see"]} [{word["chapter"]} {other}](h{other}.md).\n'
        if section == 1:
            yield '\n'.join(f'- {_sentences(chance, locale, 1)}' for _ in range(3)) + '\n'
        if section == 2:
            rows = (f'| {_piece(chance, locale, 0)} | {_piece(chance, locale, 2)} |' for _ in range(6))
            yield '\n'.join([f'| {word["who"]} | {word["does"]} |', '|---|---|', *rows, ''])
            yield f'{word["table"]}: {_piece(chance, locale, 2).capitalize()} {{#tab-{number}}}\n'
        if section == 3 and number % 20 < 9:
            yield f'!!! note "{_piece(chance, locale, 3).capitalize()}"\n    {_sentences(chance, locale, 2)}\n'
        if section == 4 and number % 2:
            yield f'![{_sentences(chance, locale, 1)}](../assets/beeld-{number // 2}.jpg)\n'
            yield f'{word["figure"]}: {_piece(chance, locale, 2).capitalize()} {{#fig-{number}}}\n'


def _piece(chance: random.Random, locale: str, part: int) -> str:
    return chance.choice(PIECES[locale][part])


def _sentences(chance: random.Random, locale: str, count: int) -> str:
    return ' '.join(' '.join(chance.choice(part) for part in PIECES[locale]) + '.' for _ in range(count))


def _sources() -> Iterator[dict[str, object]]:
    for number in range(SOURCES):
        yield {
            'id': f'bron-{number}', 'type': 'report', 'title': f'Gids met voorbeelden, deel {number}',
            'author': [{'literal': f'Voorbeeldbureau {number}'}], 'issued': str(1990 + number % 30), 'accessed': '2026-11-21',
            'URL': f'https://elsewhere.example/gids/{number}', 'language': 'nl', 'custom': {'standing': 'first-hand'},
        }  # fmt: skip


def _picture(number: int) -> Image.Image:
    """A photo's worth of soft colours and hard edges."""
    chance = random.Random(number)
    picture = Image.linear_gradient('L').resize((1500, 1000)).convert('RGB')
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y, size = chance.randrange(1500), chance.randrange(1000), chance.randrange(20, 200)
        draw.ellipse((x, y, x + size, y + size), fill=tuple(chance.randrange(256) for _ in range(3)))
    return picture
