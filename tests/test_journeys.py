"""What people do on the site, in the real browser: with and without JavaScript, on a phone, by keyboard alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from publishing.sources import file_names
from tests import web, windows
from tests.engines import axed
from tests.kinds import PREFIXES, SIZES, address, both_languages, holding, sources

ROOT = Path(web.SITE).parent
CLIPBOARD = ['clipboard-read', 'clipboard-write']
LETTER = '<p>Dag,</p><ol><li>Eerst</li><li><p>Dan</p><p>Slot</p></li></ol>'


@pytest.fixture
def plain(chromium: Browser, site: str) -> Iterator[Page]:
    """A page on a phone without JavaScript."""
    with windows.lent(chromium, SIZES['phone'], java_script_enabled=False, base_url=site) as page:
        yield page


def provinces() -> list[tuple[str, str]]:
    """The provinces that have an initiative: name, and place on the page."""
    named = sorted({page.text('province') for page in sources().of_kind('initiative', 'nl')} - {''})
    return [(name, name.lower().replace(' ', '-')) for name in named]


@both_languages
def test_a_filter_works_from_the_address(page: Page, locale: str) -> None:
    (name, place), *_, (_, other) = provinces()
    here = [held for held in sources().of_kind('initiative', 'nl') if held.text('province') == name]
    page.goto(f'{PREFIXES[locale]}{address("initiatives")}?provincie={place}')
    shown = page.locator('.initiatives .cards > li:visible')
    expect(shown).to_have_count(len(here))
    expect(page.locator('.filter [role=status]')).to_contain_text(f'{len(here)} ')
    expect(page.locator(f'#{other}')).not_to_be_visible()


def test_a_filter_by_keyboard_keeps_the_address_and_says_the_count(page: Page) -> None:
    page.goto(f'/{address("stories")}')
    everything = page.locator('.stories .cards > li').count()
    expect(page.locator('.filter [role=status]')).to_have_text(f'{everything} in deze lijst')
    field = page.locator('select[name=thema]')
    field.focus()
    page.keyboard.press('ArrowDown')
    page.keyboard.press('Enter')
    page.wait_for_url(f'**/{address("stories")}?thema=*')
    left = page.locator('.stories .cards > li[data-thema]:visible').count()
    assert 0 < left < everything
    expect(page.locator('.filter [role=status]')).to_have_text(re.compile(rf'^\d+ van de {everything}$'))
    page.locator('.filter button').press('Enter')
    page.wait_for_url(f'**/{address("stories")}')
    expect(page.locator('.filter button')).not_to_be_visible()
    expect(page.locator('input[name=naam]')).to_be_focused()


def test_a_list_is_searched_by_name_and_goes_on(page: Page) -> None:
    """Whoever asks for the rest of a long list goes on at the first of it; accents and capitals make no difference."""
    page.goto(f'/{address("initiatives")}')
    all = page.locator('.initiatives .cards > li').count()
    shown = page.locator('.initiatives .cards > li:visible').count()
    assert shown < all
    page.locator('.more').press('Enter')
    expect(page.locator('.initiatives .cards > li:visible')).to_have_count(all)
    expect(page.locator('.initiatives .cards > li').nth(shown).locator('a')).to_be_focused()
    expect(page.locator('.more')).not_to_be_visible()
    (name, _), *_ = provinces()
    first = next(held for held in sources().of_kind('initiative', 'nl') if held.text('province') == name)
    page.locator('input[name=naam]').fill(first.text('title').upper())
    expect(page.locator('.initiatives .cards > li:visible')).to_have_count(1)
    expect(page.locator('.filter [role=status]')).to_have_text(f'1 van de {all}')


def test_the_map_leads_to_a_province_that_the_filter_hid(page: Page) -> None:
    (_, place), *_, (_, other) = provinces()
    page.goto(f'/{address("initiatives")}?provincie={place}')
    page.locator(f'.map a[href$="#{other}"]').focus()
    page.keyboard.press('Enter')
    expect(page.locator(f'#{other}')).to_be_in_viewport()
    expect(page.locator('select[name=provincie]')).to_have_value('')


@pytest.mark.parametrize(('kind', 'place'), [
    ('chapter', '#{heading}'), ('search', '?q=leerplicht'), ('initiatives', '?provincie=gelderland&naam=de'), ('stories', '?thema={theme}'),
    ('initiatives', '?soort=zorgboerderij-met-lessen#per-provincie'),
])  # fmt: skip
def test_the_other_language_is_at_the_same_place(page: Page, plain: Page, kind: str, place: str) -> None:
    """The part of a page, what was searched for and what was chosen; without JavaScript the page."""
    path, themes = address(kind), (theme for held in sources().of_kind('story', 'nl') for theme in held.meta.get('themes', []))
    headings = [heading.id for held in sources().of_kind('chapter', 'nl') if f'{held.name}/' == path for heading in held.outline.headings]
    place = place.format(heading=next(iter(headings[1:]), ''), theme=file_names.slug(next(themes)))
    page.goto(f'/{path}{place}')
    chosen = page.locator('.cards > li:visible').count()
    for script in (page, plain):
        script.goto(f'/{path}{place}')
        script.locator('a.language').press('Enter')
        script.wait_for_url(f'**/en/{path}{place if script is page else ""}')
    assert page.locator('.cards > li:visible').count() == chosen
    if '#' in place:
        expect(page.locator(f'#{place.partition("#")[2]}')).to_be_in_viewport()


def test_an_unknown_value_in_the_address_shows_everything(page: Page) -> None:
    page.goto(f'/{address("initiatives")}?provincie="><b>')
    expect(page.locator('.filter [role=status]')).to_have_text(f'{len(sources().of_kind("initiative", "nl"))} in deze lijst')


def test_without_javascript_the_list_is_whole_and_provinces_are_reached(plain: Page) -> None:
    (_, place), *_, (_, other) = provinces()
    plain.goto(f'/{address("initiatives")}?provincie={place}')
    expect(plain.locator('.filter')).not_to_be_visible()
    expect(plain.locator('.initiatives .cards > li:visible')).to_have_count(len(sources().of_kind('initiative', 'nl')))
    plain.locator(f'.map a[href$="#{other}"]').first.click()
    expect(plain.locator(f'#{other}')).to_be_in_viewport()


@both_languages
def test_feeds_are_found_from_the_page_and_from_its_head(page: Page, locale: str) -> None:
    page.goto(f'{PREFIXES[locale]}{address("meetings")}')
    announced = [link.get_attribute('href') for link in page.locator('link[rel=alternate][type*="+"]').all()]
    seen = [link.get_attribute('href') for link in page.locator('.follow a[type*="+"]').all()]
    assert announced == seen != []
    for place in (*seen, page.locator('.follow a[type="text/calendar"]').get_attribute('href')):
        assert page.request.get(page.evaluate('place => new URL(place, location).href', place)).ok


@both_languages
def test_a_meeting_goes_into_the_readers_calendar(page: Page, locale: str) -> None:
    page.goto(f'{PREFIXES[locale]}{address("meeting")}')
    with page.expect_download() as waiting:
        page.locator('.facts a[type="text/calendar"]').click()
    assert Path(waiting.value.path()).read_bytes().startswith(b'BEGIN:VCALENDAR')


@both_languages
def test_the_data_of_a_chart_are_there_to_take(page: Page, locale: str) -> None:
    page.goto(f'{PREFIXES[locale]}{address("figures")}')
    link = page.locator('.chart .data a').first
    expect(link).to_contain_text('CSV')
    with page.expect_download() as waiting:
        link.click()
    assert Path(waiting.value.path()).read_bytes() in [file.read_bytes() for file in (ROOT / 'docs/assets/data').glob('*.csv')]


@both_languages
@pytest.mark.parametrize('script', [True, False], ids=['script', 'plain'])
def test_the_conditions_for_joining_end_in_a_next_step(page: Page, plain: Page, script: bool, locale: str) -> None:
    reader = page if script else plain
    reader.goto(f'{PREFIXES[locale]}{address("joining")}')
    outcomes = {answer: reader.locator(f'.outcome--{answer}, .message--{answer}') for answer in ('yes', 'no')}
    status = reader.locator('.check [role=status] > :visible')
    expect(status).to_have_class('check__open')
    for number, question in enumerate(reader.locator('.check fieldset').all()):
        expect(outcomes['yes'].first).not_to_be_visible()
        question.locator('[value=yes]').check()
        assert question.locator('legend').inner_text().strip(), number
    expect(status).to_have_class('check__yes')
    for answer, shown in (('yes', True), ('no', False)):
        for part in outcomes[answer].all():
            expect(part).to_be_visible(visible=shown)
    reader.locator('.check [value=no]').nth(1).check()
    expect(status).to_have_class('check__no')
    for answer, shown in (('yes', False), ('no', True)):
        for part in outcomes[answer].all():
            expect(part).to_be_visible(visible=shown)
    expect(reader.locator('.message--no .missing')).to_be_visible(visible=not sources().settings.contact)
    if script:
        assert axed(reader) == []


def test_the_conditions_send_nothing_by_keyboard_either(page: Page) -> None:
    page.goto(f'/{address("joining")}')
    assert page.locator('form .check, .check form, [form]').count() == 0
    asked: list[str] = []
    page.on('request', lambda request: asked.append(request.url))
    page.locator('.check [value=yes]').first.focus()
    for key in ('Space', 'Tab', 'ArrowRight', 'Tab', 'Space', 'Enter'):
        page.keyboard.press(key)
    expect(page.locator('.outcome--no')).to_be_visible()
    assert page.url.endswith(f'/{address("joining")}')
    assert [address for address in asked if '/assets/' not in address] == []
    assert page.evaluate('localStorage.length') == 0


def test_the_message_is_copied_as_it_stands(chromium: Browser, site: str) -> None:
    with windows.lent(chromium, base_url=site, permissions=CLIPBOARD) as page:
        page.goto(f'/{address("joining")}')
        page.locator('.check [value=no]').first.check()
        page.locator('.message--no [data-copy]').press('Enter')
        expect(page.locator('.message--no .message__copy [role=status]')).to_have_text('Gekopieerd.')
        copied = page.evaluate('navigator.clipboard.readText()')
        assert [line for line in copied.splitlines() if line] == page.locator('.message--no .message__text p').all_inner_texts()


def test_a_letter_to_others_is_copied_with_the_numbers_of_its_points(chromium: Browser, site: str) -> None:
    with windows.lent(chromium, base_url=site, permissions=CLIPBOARD) as page:
        page.goto(f'/{holding(r"message . copy")}')
        letter = page.locator('.message--copy').first
        letter.locator('.message__text').evaluate(f'text => text.innerHTML = {LETTER!r}')
        letter.locator('[data-copy]').click()
        expect(letter.locator('[role=status]')).not_to_be_empty()
        assert page.evaluate('navigator.clipboard.readText()') == 'Dag,\n\n1. Eerst\n\n2. Dan\n\nSlot'


def test_ticks_stay_on_the_device_only_when_the_reader_asks(page: Page) -> None:
    boxes, panel = page.locator('.checklist input'), page.locator('.ticks')
    page.goto(f'/{address("checklist")}')
    boxes.nth(1).check()
    expect(panel.locator('[role=status]')).to_contain_text('1 van de')
    assert page.evaluate('localStorage.length') == 0
    page.reload()
    expect(boxes.nth(1)).not_to_be_checked()
    boxes.nth(1).check()
    panel.locator('[data-do=keep]').press('Enter')
    expect(panel.locator('[data-do=wipe]')).to_be_focused()
    assert axed(page) == []
    boxes.last.check()
    page.goto(f'/en/{address("checklist")}')
    assert [number for number, box in enumerate(boxes.all()) if box.is_checked()] == [1, boxes.count() - 1]
    panel.locator('[data-do=wipe]').press('Enter')
    expect(panel.locator('[data-do=keep]')).to_be_focused()
    expect(page.locator('.checklist input:checked')).to_have_count(0)
    assert page.evaluate('localStorage.length') == 0


def test_kept_ticks_of_an_older_list_are_told_and_nonsense_is_left(page: Page) -> None:
    page.goto(f'/{address("checklist")}')
    page.locator('.checklist input').first.check()
    page.locator('.ticks [data-do=keep]').press('Enter')
    key = page.evaluate('localStorage.key(0)')
    (tick,) = json.loads(page.evaluate('key => localStorage.getItem(key)', key))['ticks']
    for held, told in ((json.dumps({'list': '2020-01-01', 'ticks': [tick, 'weg.9']}), True), ('nonsense', False)):
        page.evaluate('([key, held]) => localStorage.setItem(key, held)', [key, held])
        page.reload()
        expect(page.locator('.ticks__changed')).to_be_visible(visible=told)
        expect(page.locator('.checklist input:checked')).to_have_count(1 if told else 0)


def test_a_checklist_is_ticked_without_javascript(plain: Page) -> None:
    plain.goto(f'/{address("checklist")}')
    plain.locator('.checklist input').first.check()
    expect(plain.locator('.ticks')).to_contain_text('printen')
    expect(plain.locator('.ticks button:visible')).to_have_count(0)


@both_languages
def test_a_note_of_the_whole_report_unfolds(page: Page, plain: Page, locale: str) -> None:
    """By its number in the text, by an address that somebody passed on, and on paper."""
    place = f'{PREFIXES[locale]}{address("whole report")}'
    for reader in (page, plain):
        reader.goto(place)
        note = reader.locator('.footnote li').last
        expect(note).not_to_be_visible()
        reader.locator(f'a[role=doc-noteref][href="#{note.get_attribute("id")}"]').last.click()
        expect(note).to_be_in_viewport()
        note.locator('a[role=doc-backlink]').last.click()
        expect(reader.locator('sup:target')).to_be_in_viewport()
    page.goto('about:blank')
    page.goto(f'{place}#{note.get_attribute("id")}')
    expect(page.locator('li:target')).to_be_in_viewport()
    page.emulate_media(media='print')
    expect(page.locator('.footnote li').first).to_be_visible()


def test_paper_shows_the_text_and_where_it_comes_from(chromium: Browser, site: str) -> None:
    """Also when the reader's device and choice are dark."""
    with windows.lent(chromium, wishes={'color_scheme': 'dark'}, base_url=site) as page:
        page.goto(f'/{address("checklist")}')
        page.evaluate('document.documentElement.dataset.scheme = "dark"')
        page.emulate_media(media='print')
        for held in ('.menu', '.toc', '.foot', '.ticks', '.neighbours'):
            expect(page.locator(held).first).not_to_be_visible()
        expect(page.locator('.printed')).to_contain_text(f'/{address("checklist")}')
        expect(page.locator('.footnote li').first).to_be_visible()
        look = page.evaluate('[getComputedStyle(document.body).color, getComputedStyle(document.documentElement).colorScheme]')
        assert look == ['rgb(38, 34, 29)', 'light']
