"""The page of the authors' guide that explains every message."""

from __future__ import annotations

import re

import pytest

from publishing import catalogue, markdown, problems, rules
from publishing.bibliography import Bibliography
from publishing.catalogue import Catalogue
from publishing.checks.links import anchors
from publishing.markdown.context import PageContext
from publishing.source import LOCALES
from tests.projects import ROOT


@pytest.fixture(scope='module')
def sources() -> Catalogue:
    return catalogue.load(ROOT)


@pytest.mark.parametrize('locale', LOCALES)
def test_each_rule_has_its_heading(sources: Catalogue, locale: str) -> None:
    """Once, with its id to link to, what is wrong, how to mend it and its level, in words without a gap."""
    page = sources.pages['redactie/meldingen', locale]
    on_page = PageContext(page, sources, Bibliography(ROOT, sources.reference_by_id, locale), 'site', {})
    html = markdown.convert(on_page)
    assert sorted(re.findall(r'<h3 id="([\w-]+)"', html)) == sorted(problems.rules())
    assert anchors(sources, page) >= set(problems.rules())
    assert '{' not in ''.join(re.findall(r'<p>(?:Melding|Message): .*?</p>', html))


def test_a_reason_is_given_in_both_languages() -> None:
    """Where one is."""
    reasons = [held['why'].keys() for subject in rules.subjects().values() for held in subject.values() if 'why' in held]
    assert reasons and all(languages == {'nl', 'en'} for languages in reasons)
