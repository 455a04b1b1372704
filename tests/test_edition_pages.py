"""The pages of frozen editions on a site that has four: one of the first format, a concept, an adopted one, and one that was withdrawn."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from playwright.sync_api import Browser, expect

from publishing.languages import LOCALES
from publishing.report import frozen_text
from publishing.site import hosting
from publishing.site.hosting import sending
from publishing.site.reader import Reader
from publishing.site.shelf import Shelf
from publishing.sources import catalogue, editions, settings
from tests import nu, web
from tests.engines import axed, coloured, opened, sniffed, unfold
from tests.frozen import lay_site_of_editions
from tests.host import on_caddy
from tests.kinds import PREFIXES
from tests.projects import TESTS, finish_example, lay
from tests.test_barriers import CUT, NEWER_THAN_NU
from tests.test_hosting import ask
from tests.test_structured import judged

OLD, DRAFT, ADOPTED, GONE = '2026-05', '2026-11', '2027-05', '2027-06'
WORK = 'publicaties/voorbeeld/'
KINDS = {
    'publication': WORK, 'in force': f'{WORK}{ADOPTED}/', 'replaced': f'{WORK}{OLD}/', 'withdrawn': f'{WORK}{GONE}/',
    'text': f'{WORK}{ADOPTED}/tekst/', 'changes': f'{WORK}{DRAFT}...{ADOPTED}/', 'compare': f'{WORK}vergelijken/?oud={OLD}&nieuw={ADOPTED}',
}  # fmt: skip


@pytest.fixture(scope='module')
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = lay_site_of_editions(tmp_path_factory.mktemp('editions') / 'project')
    finish_example(root)
    return root


@pytest.fixture(scope='module')
def served(root: Path) -> Iterator[str]:
    with web.served(root / 'site') as address:
        yield address


def parsed(root: Path, path: str) -> Any:
    return lxml.html.document_fromstring((root / 'site' / path / 'index.html').read_bytes(), parser=lxml.html.HTMLParser(encoding='utf-8'))


def below(path: str, locale: str) -> str:
    """A page in a language, below the site."""
    return f'{PREFIXES[locale]}{path}'.strip('/')


def words(root: Path, path: str) -> str:
    (article,) = parsed(root, path).iter('article')
    return ' '.join(article.text_content().split())


@pytest.mark.parametrize('path', KINDS.values(), ids=KINDS)
@pytest.mark.parametrize(('locale', 'size'), [('nl', 'phone'), ('en', 'desktop')])
def test_no_barrier_in_a_page(chromium: Browser, served: str, path: str, locale: str, size: str) -> None:
    with opened(chromium, f'{served}{PREFIXES[locale]}{path}', size) as page:
        unfold(page)
        found = axed(page) + coloured(page) if locale == 'nl' else sniffed(page)
        page.set_viewport_size({'width': 320, 'height': 900})
        assert found + page.evaluate(CUT) == []


def test_every_page_is_html_without_an_error(root: Path) -> None:
    files = sorted((root / 'site/publicaties').rglob('*.html'))
    count, found = nu.errors(files)
    assert [error for error in found if not error.endswith(NEWER_THAN_NU)] == []
    assert count == len(files) > len(KINDS)


def test_an_edition_says_how_it_stands_and_what_follows_it(root: Path) -> None:
    assert 'Van kracht.' in words(root, KINDS['in force']) and 'Er is geur bij.' in words(root, KINDS['in force'])
    assert 'Vervangen door editie 2027-05 (3 mei 2027). Naar editie 2027-05' in words(root, KINDS['replaced'])
    relations = {link.get('rel'): link.get('href') for link in parsed(root, f'en/{WORK}{DRAFT}').iter('link')}
    address = 'https://www.voorbeeld.nl/en/publicaties/voorbeeld/{}/'.format
    assert relations['cite-as'] == relations['canonical'] == address(DRAFT) and relations['predecessor-version'] == address(OLD)
    assert relations['successor-version'] == relations['latest-version'] == address(ADOPTED)


def test_the_publication_gives_the_edition_in_force_and_the_working_text_last(root: Path) -> None:
    text = words(root, WORK)
    assert text.index('Editie 2027-05 Van kracht.') < text.index('Vastgelegde edities') < text.index('Werktekst De tekst zoals die nu is')
    rows = parsed(root, WORK).findall('.//table/tbody/tr/td[1]')
    assert [row.text_content().split()[1] for row in rows] == [GONE, ADOPTED, DRAFT, OLD]
    for locale in LOCALES:
        lasting = (root / f'site/pdf/voorbeeld.{locale}.epub').read_bytes()
        assert lasting == (root / f'reports/voorbeeld/editions/{ADOPTED}/voorbeeld-{ADOPTED}.{locale}.epub').read_bytes()


def test_the_text_is_that_of_the_book(root: Path) -> None:
    """Every place of the book is in the page, and every picture beside it."""
    for edition in editions.everything(root)[1:]:
        for locale in LOCALES:
            place = root / 'site' / ('' if locale == 'nl' else locale) / WORK / edition.facts.edition / 'tekst'
            page = (place / 'index.html').read_text(encoding='utf-8')
            with zipfile.ZipFile(edition.folder / edition.book(locale).file) as book:
                parts = [book.read(name).decode() for name in book.namelist() if re.fullmatch(r'EPUB/(?!nav|cover|colofon).*\.xhtml', name)]
            places = [id for part in parts for id in re.findall(r'\sid="([^"]+)"', part)]
            assert places and all(f' id="{id}"' in page for id in places)
            assert dict(frozen_text.pictures(edition, locale)).keys() == set(re.findall(r'src="(pictures/[^"]+)"', page)) != set()
            assert all((place / name).read_bytes() == data for name, data in frozen_text.pictures(edition, locale))
            assert 'noindex' in page and 'xhtml' not in page


@pytest.mark.parametrize(('locale', 'new'), [('nl', '[nieuw: Er is geen geur.]'), ('en', '[new: No smell.]')])
def test_what_changed_is_told_word_by_word(root: Path, locale: str, new: str) -> None:
    path = below(KINDS['changes'], locale)
    assert new in words(root, path)
    (link,) = parsed(root, path).xpath('//h2/a[contains(., "Geur") or contains(., "Smell")]')
    assert link.get('href').endswith('/publicaties/voorbeeld/2027-05/tekst/#uitleg-hoofdstuk--geur')


def test_who_has_any_older_edition_reads_what_changed_up_to_the_one_in_force(root: Path) -> None:
    """Also from one that it does not follow directly; none leads to an edition that was withdrawn."""
    for old in (OLD, DRAFT):
        links = [link.get('href') for link in parsed(root, f'{WORK}{old}').iter('a')]
        assert [link for link in links if link.endswith(f'/{old}...{ADOPTED}/')]
        assert (root / 'site' / f'{WORK}{old}...{ADOPTED}' / 'index.html').is_file()
    assert not list((root / 'site' / WORK).glob(f'*{GONE}*..*'))
    assert f'Ook vergeleken met: editie {DRAFT}' in words(root, f'{WORK}{OLD}')
    assert f'Ook vergeleken met: editie {OLD}' in words(root, f'{WORK}{ADOPTED}')


@pytest.mark.parametrize('locale', PREFIXES)
def test_any_two_that_may_be_read_are_compared_in_the_browser(chromium: Browser, served: str, root: Path, locale: str) -> None:
    """With the words of the page that was built of the same two; of a withdrawn one there is nothing to compare."""
    here = f'{PREFIXES[locale]}{WORK}vergelijken/'
    with opened(chromium, f'{served}{here}', 'phone') as page:
        assert [option.split(',')[0] for option in page.locator('#oud option').all_inner_texts()] == [ADOPTED, DRAFT, OLD]
        page.select_option('#oud', OLD)
        page.select_option('#nieuw', ADOPTED)
        page.get_by_role('button', name={'nl': 'Vergelijk', 'en': 'Compare'}[locale], exact=True).click()
        page.locator('[data-result] > *').first.wait_for()
        told = ' '.join(page.locator('[data-result]').inner_text().split())
        assert page.url.endswith(f'?oud={OLD}&nieuw={ADOPTED}')
        page.goto(f'{served}{PREFIXES[locale]}{WORK}{OLD}...{ADOPTED}/')
        assert ' '.join(page.locator('.changed').inner_text().replace('\u00ad', '').split()) == told != ''
    data = (root / 'site' / here.strip('/') / 'edities.json').read_text(encoding='utf-8')
    assert GONE not in data and list(json.loads(data)['editions']) == [OLD, DRAFT, ADOPTED]
    with opened(chromium, f'{served}{here}', 'phone', java_script_enabled=False) as page:
        assert page.locator('.changed .notice').is_visible() and not page.locator('.changed form').is_visible()
        page.locator('.changed summary').click()
        page.locator('.changed details a').last.click()
        assert page.url.endswith(f'{OLD}...{DRAFT}/') or page.url.endswith(f'{OLD}...{ADOPTED}/')


def test_the_plain_text_of_an_edition_is_made_of_its_book(root: Path) -> None:
    """It is offered as the others are, and holds what the book says."""
    for locale in LOCALES:
        (link,) = [a for a in parsed(root, KINDS['in force']).iter('a') if a.get('href').endswith(f'{ADOPTED}.{locale}.txt')]
        text = (root / f'site/pdf/voorbeeld/{ADOPTED}/voorbeeld-{ADOPTED}.{locale}.txt').read_text(encoding='utf-8')
        assert link.get('href').endswith(f'/pdf/voorbeeld/{ADOPTED}/voorbeeld-{ADOPTED}.{locale}.txt')
        assert {'nl': 'Er is geen geur.', 'en': 'No smell.'}[locale] in text and '\n[1] ' in text


def test_a_withdrawn_edition_keeps_its_page_and_gives_nothing(root: Path, tmp_path: Path) -> None:
    text, page = words(root, KINDS['withdrawn']), parsed(root, KINDS['withdrawn'])
    assert 'Ingetrokken op 9 juni 2027. Er stond een fout in. Naar editie 2027-05' in text
    assert not [link for link in page.iter('a') if '/pdf/' in link.get('href', '')]
    shutil.copytree(root / 'site', tmp_path / 'site')
    held = [file.relative_to(root / 'site').as_posix() for file in (root / 'site').rglob('*') if file.is_file()]
    pages = {f'{prefix}{KINDS["withdrawn"]}index.html' for prefix in ('', 'en/')}
    assert {name for name in held if f'/{GONE}/' in name} == {*pages, f'pdf/voorbeeld/{GONE}/.htaccess'}
    assert f'/pdf/voorbeeld/{GONE}/* /{KINDS["withdrawn"]}index.html 404!' in (root / 'site/_redirects').read_text(encoding='utf-8')
    with on_caddy(tmp_path, settings.read(root), hosting.withdrawn(root)) as host:
        for path in (f'/pdf/voorbeeld/{GONE}/voorbeeld-{GONE}.nl.epub', f'/pdf/voorbeeld/{GONE}/'):
            status, _, body = ask(host, path)
            assert status == 410 and b'Ingetrokken op 9 juni 2027' in body


def test_sums_are_those_of_the_files(root: Path, tmp_path: Path) -> None:
    """Checked by the program that everybody has."""
    place = f'{WORK}{ADOPTED}/SHA256SUMS'
    assert (root / 'site' / place).read_bytes() == (root / 'site/en' / place).read_bytes()
    shutil.copytree(root / 'site/pdf/voorbeeld' / ADOPTED, tmp_path / 'files')
    shutil.copy2(root / 'site' / place, tmp_path / 'files')
    done = subprocess.run(['sha256sum', '-c', 'SHA256SUMS'], cwd=tmp_path / 'files', capture_output=True, text=True)
    assert (done.returncode, done.stdout.count(': OK\n')) == (0, 2)


@pytest.mark.parametrize('locale', PREFIXES)
def test_a_file_is_checked_in_the_browser_and_sent_nowhere(chromium: Browser, served: str, root: Path, tmp_path: Path, locale: str) -> None:
    book = root / f'reports/voorbeeld/editions/{DRAFT}/voorbeeld-{DRAFT}.nl.epub'
    data = bytearray(book.read_bytes())
    data[len(data) // 2] ^= 1
    (tmp_path / 'other.epub').write_bytes(data)
    known, stands, unknown = {
        'nl': ('EPUB in het Nederlands van Voorbeeldrapport, editie 2026-11.', 'Vervangen door editie 2027-05', 'van geen enkele editie'),
        'en': ('EPUB in Dutch of Example report, edition 2026-11.', 'Replaced by edition 2027-05', 'of no edition'),
    }[locale]
    with opened(chromium, f'{served}{PREFIXES[locale]}{KINDS["in force"]}', 'phone') as page:
        asked: list[tuple[str, str]] = []
        page.on('request', lambda request: asked.append((request.method, request.url)))
        status, field = page.locator('.genuine [role=status]'), page.locator('#check-file')
        field.set_input_files(tmp_path / 'other.epub')
        expect(status).to_contain_text(unknown)
        field.set_input_files(book)
        expect(status).to_contain_text(known)
        expect(status).to_contain_text(stands)
        assert {method for method, _ in asked} == {'GET'} and all(url.endswith('/publicaties/edities.json') for _, url in asked)
        status.locator('a').click()
        expect(page).to_have_url(f'{served}{PREFIXES[locale]}{WORK}{DRAFT}/')


def test_without_javascript_it_says_how(chromium: Browser, served: str) -> None:
    with opened(chromium, f'{served}/{KINDS["in force"]}', 'phone', java_script_enabled=False) as page:
        expect(page.locator('#check-file')).to_be_hidden()
        expect(page.locator('pre')).to_have_text('sha256sum --ignore-missing -c SHA256SUMS')


def test_machines_find_every_edition_once(root: Path) -> None:
    """JSON-LD, sitemap, feed and search: the pages that repeat a text are in none."""
    for locale in LOCALES:
        (script,) = parsed(root, below(KINDS['in force'], locale)).xpath('//script[@type="application/ld+json"]')
        report, crumbs = json.loads(script.text)['@graph']
        judged(report)
        assert (report['version'], report['creativeWorkStatus'], len(report['encoding'])) == (ADOPTED, 'Published', 2)
        assert report['isBasedOn'].endswith(f'/{DRAFT}/') and report['exampleOfWork']['url'].endswith(f'/{WORK}')
        assert len(crumbs['itemListElement']) == 4
        feed = json.loads((root / f'site/feeds/publicaties.{locale}.json').read_bytes())
        listed = [item['url'] for item in feed['items']]
        sitemap = re.findall(r'<loc>([^<]+)</loc>', (root / 'site/sitemap.xml').read_text(encoding='utf-8'))
        for number in (OLD, DRAFT, ADOPTED, GONE):
            address = f'https://www.voorbeeld.nl{PREFIXES[locale]}{WORK}{number}/'
            assert listed.count(address) == sitemap.count(address) == 1
            assert parsed(root, below(f'{WORK}{number}', locale)).find('.//article').get('data-search') is not None
        assert not [address for address in (*listed, *sitemap) if address.endswith('/tekst/') or '...' in address]


def test_an_edition_keeps_its_page_when_its_report_is_gone_or_has_another_name(tmp_path: Path) -> None:
    project = lay(tmp_path / 'project', TESTS / 'first-edition')
    (project / 'reports/voorbeeld/report.yml').unlink()
    (project / 'reports/voorbeeld').rename(project / 'reports/anders')
    facts = project / f'reports/anders/editions/{OLD}/edition.yml'
    facts.write_text('slug: voorbeeld\n' + facts.read_text(encoding='utf-8'), encoding='utf-8')
    shelf = Shelf(Reader(catalogue.load(project), 'nl', ()))
    assert [page.source.name for page in shelf.pages()] == [f'{WORK}{OLD}', f'{WORK}{OLD}/tekst']
    files = dict(shelf.files())
    assert {f'{WORK}{OLD}/SHA256SUMS', 'pdf/voorbeeld.nl.epub', 'pdf/anders.nl.epub'} <= files.keys()
    assert next(shelf.pages()).facts()['work'] == ''


@pytest.mark.parametrize(
    'name', ['pdf/x/2026-11/x.nl.pdf', 'publicaties/x/2026-11/index.html', 'en/publicaties/x/2026-11.2/tekst/index.html',
             'publicaties/x/2026-11...2027-05/index.html'],
)  # fmt: skip
def test_no_address_of_an_edition_is_ever_deleted(name: str) -> None:
    """See test_hosting for what is refused."""
    found = sending.EDITION.match(name)
    assert found is not None and (found['slug'], found['edition'][:7]) == ('x', '2026-11')
    assert not sending.EDITION.match('publicaties/x/index.html') and not sending.EDITION.match('pdf/x.nl.pdf')
