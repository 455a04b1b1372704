"""Stories outside their consent are in no byte of any output; a story that may be shown proves that the search for them can find."""

from __future__ import annotations

import gzip
import zipfile
from datetime import date
from pathlib import Path

import pypdfium2
import pytest

from publishing import checks, days
from publishing.languages import LOCALES
from publishing.print import attached, build, workers
from publishing.print.proof.judging import Judge
from publishing.problems import errors
from publishing.report import composer
from publishing.site import website
from publishing.sources import admission, catalogue, consent, manifest
from tests.projects import TESTS, change, lay, lay_site

STORIES = ('grutto', 'kievit', 'tureluur', 'scholekster', 'wulp', 'kluut')  # each a word that only its own story has
TODAY = '2026-11-22'
NAV = """\
nav:
  - index.md
  - uitleg/nieuw.md
  - uitleg/hoofdstuk.md
  - Verhalen:
      - verhalen/index.md
      - verhalen/vogel-grutto.md
      - verhalen/vogel-kievit.md
"""


@pytest.fixture(scope='module')
def built(tmp_path_factory: pytest.TempPathFactory, judge: Judge) -> Path:
    """A project with six stories, its reports and its site, as published on TODAY."""
    root = lay_site(tmp_path_factory.mktemp('stories').resolve() / 'project', TESTS / 'stories', NAV)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(days.TODAY, TODAY)
        patch.setattr(build, 'Judge', lambda: judge)
        assert build.reports(root, jobs=2) == 2
        assert website.build(root)
    return root


def spoken(file: Path) -> str:
    """Everything that can be read out of a file: its name, its bytes, what is packed in it, and the text of a PDF."""
    raw = file.read_bytes()
    parts = [file.as_posix().encode(), raw]
    if raw.startswith(b'\x1f\x8b'):
        parts.append(gzip.decompress(raw))
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as held:
            parts += [held.read(name) for name in held.namelist()]
    if raw.startswith(b'%PDF'):
        document = pypdfium2.PdfDocument(raw)
        parts += [page.get_textpage().get_text_bounded().encode() for page in document]
        parts += [str(mark.get_title()).encode() for mark in document.get_toc()]
        document.close()
    return b'\n'.join(parts).decode('utf-8', errors='replace').lower().replace('\xad', '')


def holding(root: Path, word: str) -> set[str]:
    """The top folders of what holds a word: `site`, `build/pdf`, …"""
    found = set()
    for folder in ('site', 'build'):
        for file in (root / folder).rglob('*'):
            if file.is_file() and word in spoken(file):
                found.add('/'.join(file.relative_to(root).parts[: 1 if folder == 'site' else 2]))
    return found


@pytest.mark.parametrize(('story', 'places'), [
    ('grutto', {'site', 'build/pdf', 'site/werk'}),
    ('tureluur', {'site'}),
    ('scholekster', {'build/pdf', 'site/werk'}),
    ('kievit', set()),
    ('wulp', set()),
    ('kluut', set()),
], ids=['valid', 'site only', 'report only', 'expired', 'withdrawn', 'not yet'])  # fmt: skip
def test_a_story_is_where_its_consent_says_and_nowhere_else(built: Path, story: str, places: set[str]) -> None:
    """Pages, navigation, lists, search, feeds, sitemap, PDFs, manifests, keys and caches: no byte, no name of a file."""
    found = holding(built, story)
    on_site = {file.relative_to(built).parts[1] for file in (built / 'site').rglob('*') if file.is_file() and story in spoken(file)}
    assert found == {place.split('/')[0] if place.startswith('site') else place for place in places}
    assert ('werk' in on_site, bool(on_site - {'werk'})) == ('site/werk' in places, 'site' in places)


@pytest.mark.parametrize('locale', LOCALES)
def test_a_file_with_its_texts_inside_tells_no_more(built: Path, locale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The texts that travel inside PDF/A-3 and -4 name no story that is not in it, and say nothing of the consent for one that is."""
    monkeypatch.setenv(days.TODAY, TODAY)
    sources = admission.admitted(catalogue.load(built), 'pdf')
    held = attached.of_report(sources, composer.compose(sources, 'voorbeeld', locale))
    told = ' '.join(f'{each.name} {each.description} {each.data.decode()}' for each in held).lower()
    assert [story for story in STORIES if story in told] == ['grutto', 'scholekster']
    assert 'proef-grutto' not in told and 'given_by' not in told


def test_its_picture_goes_with_it(built: Path) -> None:
    """A picture that another page shows stays."""
    names = [file.name for folder in ('site', 'build') for file in (built / folder).rglob('*')]
    assert [name for name in names if 'vierkant' in name] and not [name for name in names if 'kievit' in name]


def test_what_points_at_it_keeps_its_words_only(built: Path) -> None:
    text = (built / 'site/verhalen/index.html').read_text(encoding='utf-8')
    assert '<span>de tweede</span>, <span>een verhaal dat hier niet staat</span>' in text
    assert 'href="vogel-grutto/"' in text


def test_a_page_without_translation_is_shown_in_dutch(built: Path) -> None:
    """At the English address, under a notice, with its language on it; not offered to search engines as English."""
    page = (built / 'site/en/uitleg/nieuw/index.html').read_text(encoding='utf-8')
    assert 'This page has not been translated yet.' in page and '<div class="text" lang="nl">' in page
    assert '<meta name="robots" content="noindex">' in page and 'hreflang="en"' not in page.partition('</head>')[0]
    assert '/en/uitleg/nieuw/' not in (built / 'site/sitemap.xml').read_text(encoding='utf-8')
    assert 'uitleg/nieuw' not in ''.join(file.read_text() for file in (built / 'site/search').rglob('en*/*.json'))


def test_a_page_that_is_behind_says_so(built: Path) -> None:
    """In a notice with links to the sections and to the Dutch, and below each heading concerned."""
    page = (built / 'site/en/uitleg/hoofdstuk/index.html').read_text(encoding='utf-8')
    assert 'This translation is older than the Dutch original.' in page and '<li><a href="#kleuren">Colours</a></li>' in page
    assert '<a href="../../../uitleg/hoofdstuk/" hreflang="nl">Read the Dutch original</a>' in page
    assert '<a class="original" href="../../../uitleg/hoofdstuk/#kleuren" hreflang="nl">See the Dutch</a>' in page
    assert 'class="behind"' not in page.partition('id="vorm"')[2]
    assert 'older than' not in (built / 'site/uitleg/hoofdstuk/index.html').read_text(encoding='utf-8')


def test_what_is_made_ends_with_the_consent(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing changed in the sources, yet what is made on the first day of another consent is made anew."""
    monkeypatch.setattr(workers, 'render', lambda job: workers.Rendered(job.html.encode(), 1))
    for day, number in ((TODAY, 0), ('2026-11-30', 0), ('2026-12-01', 2), ('2026-12-02', 0)):
        monkeypatch.setenv(days.TODAY, day)
        assert build.reports(built, jobs=1, check=False) == number
    assert 'kluut' in spoken(built / manifest.FOLDER / 'voorbeeld.nl.pdf')


def test_the_author_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As warnings, which stop no build."""
    monkeypatch.setenv(days.TODAY, TODAY)
    found = checks.check(catalogue.load(lay(tmp_path, TESTS / 'stories')))
    assert errors(found) == []
    told = {problem.rule for problem in found}
    assert told >= {'consent-expired', 'consent-withdrawn', 'consent-not-yet', 'link-to-withheld', 'report-without-story'}


@pytest.mark.parametrize(('old', 'new', 'output', 'wanted'), [
    ('', '', 'site', ''),
    ('scope: [site, pdf]', 'scope: [pdf]', 'site', 'scope'),
    ('scope: [site, pdf]', 'scope: []', 'pdf', 'unreadable'),
    ('expires: 2030-01-01', 'expires: 2026-11-22', 'pdf', ''),
    ('expires: 2030-01-01', 'expires: 2026-11-21', 'pdf', 'expired'),
    ('expires: 2030-01-01', 'expires: 2030-01-01\n  withdrawn: 2026-11-22', 'site', 'withdrawn'),
    ('expires: 2030-01-01', 'expires: 2030-01-01\n  withdrawn: 2026-11-23', 'site', ''),
    ('date_parents: 2026-01-03', 'date_parents: 2026-11-23', 'site', 'not-yet'),
    ('reference: proef-grutto', 'reference: ""', 'site', 'unreadable'),
    ('form: own', 'form: elsewhere', 'site', 'unreadable'),
])  # fmt: skip
def test_the_day_decides(tmp_path: Path, old: str, new: str, output: consent.Output, wanted: str) -> None:
    """The last day still counts, the day of withdrawal no longer; in doubt a story is refused."""
    lay(tmp_path, TESTS / 'stories')
    if old:
        change(tmp_path / 'docs/verhalen/vogel-grutto.nl.md', old, new)
    held = catalogue.load(tmp_path)
    page = held.pages['verhalen/vogel-grutto', 'nl']
    day = date.fromisoformat(TODAY)
    assert consent.refusal(page, output, day) == wanted
    assert (('verhalen/vogel-grutto', 'en') in admission.admitted(held, output, day=day).pages) is (wanted == '')  # the pair goes together


def test_a_signpost_needs_no_consent_but_keeps_to_its_scope(tmp_path: Path) -> None:
    lay(tmp_path, TESTS / 'stories')
    page = catalogue.load(tmp_path).pages['verhalen/vogel-grutto', 'nl']
    day = date.fromisoformat(TODAY)
    del page.meta['consent'], page.meta['scope']
    page.meta |= {'form': 'elsewhere', 'original': {'url': 'https://voorbeeld.example/', 'publisher': 'Blad'}}
    assert [consent.refusal(page, output, day) for output in ('site', 'pdf')] == ['', '']  # type: ignore[arg-type]
    page.meta['scope'] = ['site']
    assert [consent.refusal(page, output, day) for output in ('site', 'pdf')] == ['', 'scope']  # type: ignore[arg-type]
