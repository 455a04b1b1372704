"""The page of the authors' guide that explains every message."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from publishing import markdown, problems
from publishing.checks.links import anchors
from publishing.formats.bibliography import Bibliography
from publishing.languages import LOCALES
from publishing.markdown.context import PageContext
from publishing.sources import catalogue, explained
from publishing.sources.catalogue import Catalogue
from tests.projects import ROOT

QUOTED = re.compile(r'^\S+\.(?:md|yml):\d+: (?P<rule>[\w-]+): (?P<what>.+) → (?P<how>.+)$', re.M)
GUIDES = [ROOT / 'README.md', ROOT / 'CONTRIBUTING.md', *sorted((ROOT / 'docs/redactie').glob('*.md'))]


@pytest.fixture(scope='module')
def sources() -> Catalogue:
    return catalogue.load(ROOT)


@pytest.mark.parametrize('locale', LOCALES)
def test_each_rule_has_its_heading(sources: Catalogue, locale: str) -> None:
    """Once, on one of the pages, with its id to link to, what is wrong, how to mend it and its level, in words without a gap."""
    bibliography = Bibliography(ROOT, sources.reference_by_id, locale)
    pages = [sources.pages[f'redactie/{name}', locale] for name in ('meldingen', 'meldingen-opmaak', 'meldingen-rapporten')]
    html = ''.join(markdown.inside(markdown.convert(PageContext(page, sources, bibliography, 'site', {}))) for page in pages)
    assert sorted(re.findall(r'<h3 id="([\w-]+)"', html)) == sorted(problems.rules())
    assert set().union(*(anchors(sources, page) for page in pages)) >= set(problems.rules())
    assert not re.search(r'\{\w', ''.join(re.findall(r'<p>(?:Melding|Message): .*?</p>', html)))


def test_a_reason_is_given_in_both_languages() -> None:
    """Where one is."""
    reasons = [held['why'].keys() for subject in explained.subjects().values() for held in subject.values() if 'why' in held]
    assert reasons and all(languages == {'nl', 'en'} for languages in reasons)


@pytest.mark.parametrize('guide', GUIDES, ids=lambda guide: guide.name)
def test_a_quoted_message_is_what_the_check_says(guide: Path) -> None:
    """In words and in language; only what fills a gap is of the guide."""
    language = 'nl' if guide.name.endswith('.nl.md') else 'en' if guide.name.endswith('.en.md') else None
    for quoted in QUOTED.finditer(guide.read_text(encoding='utf-8')):
        texts = [text for spoken, text in problems.rules()[quoted['rule']].items() if language in (spoken, None)]
        messages = [f'{text["what"]} → {text[how]}' for text in texts for how in ('how', 'alone') if how in text]
        assert any(_fits(message, f'{quoted["what"]} → {quoted["how"]}') for message in messages), quoted[0]


def test_the_guide_quotes_messages() -> None:
    """Else the test above looks at nothing."""
    assert sum(len(QUOTED.findall(guide.read_text(encoding='utf-8'))) for guide in GUIDES) > 10


def _fits(message: str, text: str) -> bool:
    pattern = ''.join(re.escape(said) + ('' if gap is None else '.+') for said, gap, _, _ in Formatter().parse(message))
    return re.fullmatch(pattern, text) is not None
