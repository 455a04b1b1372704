"""Terms of the glossary in running text: found in Python, explained in the browser by mouse, keyboard and touch."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from publishing.formats.vocabulary import Vocabulary
from publishing.sources.schema.data import Term
from tests import web
from tests.kinds import address, sources


@pytest.fixture(scope='module')
def explained(site: str) -> str:
    """The first page of the site, in both languages, that explains a term in its text."""
    names = (sources().settings.page_path(name, 'nl') for name in sources().names())
    return next(
        f'/{name}' for name in names if all('class="term"' in (web.SITE / at / name / 'index.html').read_text() for at in ('', 'en'))
    )


def term(id: str, nl: str, also: tuple[str, ...] = (), **more: bool) -> Term:
    words = {'term': nl, 'definition': 'Uitleg.', 'also': list(also)}
    return Term.model_validate({'id': id, 'nl': words, 'en': words, **more})


TERMS = [
    term('verzuim', 'verzuim'),
    term('absoluut', 'absoluut verzuim'),
    term('steunpunt', 'ouder- en jeugdsteunpunt'),
    term('verband', 'samenwerkingsverband', ('SWV',)),
    term('pgb', 'persoonsgebonden budget', ('PGB',)),
    term('gemeente', 'gemeente', tooltip=False),
]


@pytest.mark.parametrize(
    ('text', 'found'),
    [
        ('Bij absoluut verzuim meldt', [('absoluut verzuim', 'absoluut')]),
        ('Verzuim, ook absoluut', [('Verzuim', 'verzuim')]),
        ('Twee samenwerkingsverbanden en een SWV', [('samenwerkingsverbanden', 'verband'), ('SWV', 'verband')]),
        ('het swv of een pgb', []),
        ('een ouder- en jeugdsteunpunt.', [('ouder- en jeugdsteunpunt', 'steunpunt')]),
        ('het verzuimbeleid van de gemeente', []),
        ('absoluut. Verzuim', [('Verzuim', 'verzuim')]),
    ],
)
def test_the_longest_term_is_found_in_any_form(text: str, found: list[tuple[str, str]]) -> None:
    uses = Vocabulary({held.id: held for held in TERMS}, 'nl').uses(text)
    assert [(text[use.start : use.end], use.id) for use in uses] == found


def test_a_term_is_explained_once_in_running_text_and_leads_to_its_entry(page: Page, explained: str) -> None:
    page.goto(explained)
    ids = page.locator('a.term').evaluate_all('links => links.map(link => new URL(link.href).hash.slice(1))')
    assert ids and len(ids) == len(set(ids))
    assert page.locator(':is(h1, h2, h3, table, figure, .footnote, a, .list) a.term').count() == 0
    page.locator('a.term').first.evaluate('link => link.click()')
    expect(page.locator(f'dt[id="{ids[0]}"]')).to_be_visible()
    assert page.locator('a.term').count() == 0  # the glossary explains itself


def test_the_meaning_shows_on_hover_and_focus_and_goes_with_escape(chromium: Browser, site: str, explained: str) -> None:
    """WCAG 2.2, 1.4.13: it can be dismissed without moving, pointed at, and stays until the reader leaves."""
    page = chromium.new_page(base_url=site, viewport={'width': 1280, 'height': 800})
    page.goto(explained)
    first, tip = page.locator('a.term').first, page.get_by_role('tooltip')
    first.hover()
    expect(tip).to_have_text(first.get_attribute('data-term') or '')
    box = tip.bounding_box()
    assert box is not None
    page.mouse.move(box['x'] + 5, box['y'] + 5)
    page.wait_for_timeout(500)
    expect(tip).to_be_visible()
    page.keyboard.press('Escape')
    expect(tip).to_have_count(0)
    first.evaluate('link => { const before = document.createElement("button"); link.before(before); before.focus() }')
    page.keyboard.press('Tab')
    expect(tip).to_be_visible()
    assert first.get_attribute('aria-describedby') == tip.get_attribute('id')
    first.evaluate('link => link.blur()')
    expect(tip).to_have_count(0)
    page.close()


def test_the_first_touch_explains_and_the_next_leads_on(chromium: Browser, site: str, explained: str) -> None:
    context = chromium.new_context(base_url=site, viewport={'width': 320, 'height': 640}, has_touch=True)
    page = context.new_page()
    page.goto(f'/en{explained}')
    first, tip = page.locator('a.term').first, page.get_by_role('tooltip')
    first.tap()
    expect(tip).to_be_visible()
    box = tip.bounding_box()
    assert box is not None and box['x'] >= 0 and box['x'] + box['width'] <= 320
    first.tap()
    page.wait_for_url(f'**/en/{address("glossary")}#*')
    context.close()
