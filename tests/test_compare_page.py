"""The script that compares two editions in a browser tells what the program tells, of any two texts, word for word."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from playwright.sync_api import Browser, Page

from publishing.dates import written
from publishing.report import blocks, changes, comparison, templates
from publishing.report.block import Block
from publishing.report.changes import Told
from publishing.report.form import web_page
from publishing.site import compare_page, script
from publishing.sources import manifest
from publishing.sources.editions import Edition, Facts
from publishing.sources.schema.values import Bilingual
from publishing.words import words
from tests import web
from tests.projects import ROOT

TOLD = ('h2', 'p', 'li', 'a', 'ins', 'del', 'strong', 'th', 'td')
TEXTS, PIECE = 8, 260  # so many texts of a book, each of so many of its blocks
PAGE = """<!doctype html><meta charset="utf-8"><title>x</title>
<div data-compare="edities.json" data-base="../" data-twice="twee" data-failed="mislukt" data-busy="bezig">
<form><select name="oud">{0}</select><select name="nieuw">{0}</select><button>Vergelijk</button></form>
<p role="status"></p><div data-result></div></div><script defer src="compare.js"></script>"""


def book(slug: str, locale: str) -> list[Block]:
    """The blocks of a real report."""
    held = manifest.read(ROOT / manifest.FOLDER).find(slug, locale)
    assert held is not None
    (name,) = (form.file for form in held.forms if form.kind == 'epub')
    return blocks.of_book((ROOT / manifest.FOLDER / name).read_bytes())


def altered(text: Sequence[Block], chance: random.Random) -> list[Block]:
    """A text in which authors did what they do: words changed, blocks moved, taken away, copied and put under another heading."""
    held = list(text)
    for _ in range(40):
        at, other = chance.randrange(len(held)), chance.randrange(len(held))
        block, pick = held[at], chance.random()
        if pick < 0.5:
            word = chance.randrange(len(block.words))
            new = tuple(chance.choice((['nieuw'], [], [block.words[word], 'erbij'])))
            shown, compared = ((*told[:word], *new, *told[word + 1 :]) for told in (block.words, block.compared))
            held[at] = replace(block, words=shown or ('leeg',), compared=compared or ('leeg',))
        elif pick < 0.65:
            held.insert(other, held.pop(at))
        elif pick < 0.75:
            del held[at]
        elif pick < 0.85:
            held.insert(other, block)
        else:
            place = replace(
                block.place, number=f'{chance.randrange(9)}.{chance.randrange(9)}', title=chance.choice(('Kop', block.place.title))
            )
            held[at] = replace(block, place=place, passage=str(chance.randrange(30)))
    return held


def edition(number: int) -> Edition:
    """One of a text; every second one has another title, and the oldest is of a time when less was kept."""
    titles = Bilingual(nl=f'Titel {number // 2}', en=f'Title {number // 2}')
    note = Bilingual(nl=f'Waarom {number}', en=f'Why {number}') if number % 3 else None
    facts: dict[str, Any] = {
        'slug': 'x' if number else '',
        'title': titles,
        'subtitle': titles,
        'status': 'concept',
        'note': note,
        'files': [],
    }
    return Edition('x', Path(), Facts.model_validate(facts | {'edition': f'2027-{number + 1:02}', 'date': f'2027-{number + 1:02}-03'}))


def told(then: tuple[Edition, list[Block]], now: tuple[Edition, list[Block]], locale: str) -> str:
    """What the program tells of two."""
    (old, before), (new, after) = then, now
    held = Told(old, comparison.compare(before, after), changes.of_facts(old.facts, new.facts, locale))
    called = words('changes', locale)['number-then'].format(edition=new.facts.edition)
    given = held.shown(locale, called, new.facts.note, to=f'../tekst/{new.facts.edition}/') | {'form': web_page(0)}
    return str(templates.environment().get_template('changes.html').render(given))


def pieces(html: str) -> list[tuple[str, dict[str, str], str]]:
    """Each element that says something: its kind, attributes, and words."""
    held = lxml.html.fragment_fromstring(html, create_parent=True)
    return [(element.tag, dict(element.attrib), ' '.join(element.text_content().split())) for element in held.iter(*TOLD)]


def lay(folder: Path, held: list[tuple[Edition, list[Block]]], locale: str) -> None:
    """What a site gives the script."""
    (folder / 'compare.js').write_text(script.of_comparison(ROOT / 'overrides/assets/script'), encoding='utf-8')
    options = ''.join(f'<option>{held_of.facts.edition}' for held_of, _ in held)
    (folder / 'index.html').write_text(PAGE.format(options), encoding='utf-8')
    index: dict[str, Any] = {'words': words('changes', locale), 'editions': {}}
    for order, (one, text) in enumerate(held):
        facts, number = one.facts, one.facts.edition
        (folder / f'{number}.json').write_text(json.dumps(compare_page.of_blocks(text)), encoding='utf-8')
        index['editions'][number] = {
            'order': order, 'date': written(facts.date, locale), 'note': facts.note.of(locale) if facts.note else '',
            'facts': {name: changes.fact(facts, name, locale) for name in changes.OF_FACTS}, 'tells': bool(facts.slug),
            'blocks': f'{folder.name}/{number}.json', 'text': f'tekst/{number}/',
        }  # fmt: skip
    (folder / 'edities.json').write_text(json.dumps(index), encoding='utf-8')
    (folder.parent / '404.html').touch()


def shown(page: Page, then: str, now: str) -> str:
    """What the script tells of two, when it is done."""
    page.select_option('[name=oud]', then)
    page.select_option('[name=nieuw]', now)
    page.evaluate("document.querySelector('[data-result]').replaceChildren()")
    page.click('button')
    page.wait_for_selector('[data-result] > *')
    return page.inner_html('[data-result]')


@pytest.mark.parametrize(('slug', 'locale', 'seed'), [('samenwerken', 'nl', 1), ('verhalen-en-initiatieven', 'en', 2)])
def test_the_script_tells_what_the_program_tells(chromium: Browser, tmp_path: Path, slug: str, locale: str, seed: int) -> None:
    """Of each pair of eight texts, each made from one of those before it; the whole book too."""
    chance, whole = random.Random(seed), book(slug, locale)
    texts = [whole[:PIECE]]
    while len(texts) < TEXTS:
        texts.append(altered(chance.choice(texts), chance))
    texts += [whole, altered(whole, chance)]
    held = [(edition(number), text) for number, text in enumerate(texts)]
    folder = tmp_path / 'x'
    folder.mkdir()
    lay(folder, held, locale)
    compared = 0
    with web.served(tmp_path) as address:
        page = chromium.new_page()
        page.goto(f'{address}/x/')
        for new in range(1, len(held)):
            for old in range(new) if new < TEXTS else [new - 1]:
                names = held[old][0].facts.edition, held[new][0].facts.edition
                assert pieces(shown(page, *names)) == pieces(told(held[old], held[new], locale)), names
                compared += 1
        page.close()
    assert compared == TEXTS * (TEXTS - 1) // 2 + 2


def test_what_can_not_be_compared_is_never_called_the_same(chromium: Browser, tmp_path: Path) -> None:
    """Two that are one, and texts that can't be fetched, are told; the same text is, once each block was compared."""
    text = book('samenwerken', 'nl')[:PIECE]
    held = [(edition(2), text), (edition(3), text), (edition(4), text)]
    folder = tmp_path / 'x'
    folder.mkdir()
    lay(folder, held, 'nl')
    with web.served(tmp_path) as address:
        page = chromium.new_page()
        page.goto(f'{address}/x/?oud=2027-04&nieuw=2027-03')  # the newer one first
        page.wait_for_selector('[data-result] > *')
        assert words('changes', 'nl')['same'] in page.inner_text('[data-result]') and page.input_value('[name=oud]') == '2027-03'
        page.select_option('[name=nieuw]', '2027-03')
        page.click('button')
        page.get_by_text('twee', exact=True).wait_for()
        assert page.inner_text('[data-result]') == ''
        (folder / '2027-05.json').unlink()
        page.select_option('[name=nieuw]', '2027-05')
        page.click('button')
        page.get_by_text('mislukt', exact=True).wait_for()
        assert page.inner_text('[data-result]') == ''
        page.close()
