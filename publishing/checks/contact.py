"""Readers are asked to write to somebody: to a role, whose address mkdocs.yml holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.passages import WORD
from publishing.checks.privacy.language import GIVEN_NAMES, listed
from publishing.languages import LOCALES
from publishing.problems import Level, Problem
from publishing.sources.catalogue import Catalogue
from publishing.sources.settings import FILE, Settings

# Where people have an address of their own: there only the word for a role, or a word of our name, says that it is none.
OF_PEOPLE = re.compile(
    r'(?:gmail|googlemail|hotmail|outlook|live|msn|icloud|me|yahoo|gmx|proton|protonmail|ziggo|kpnmail|kpnplanet|planet|xs4all|hetnet|home'
    r'|casema|upcmail|chello|telfort|zonnet|quicknet|tele2)\.[a-z.]+'
)
PARTS = re.compile(r'[^\W\d_]+')
NAMED = re.compile(r'[a-z](?:\.[a-z])*\.(?:[a-z]+\.)?[a-z-]{3,}|[a-z]{2,}\.(?:[a-z]{2,3}\.)*[a-z-]{3,}')  # j.jansen, jan.de.wit
LONG = 5  # letters by which a word is known within another: redactieteam


def contact(catalogue: Catalogue, *, release: bool = False) -> Iterator[Problem]:
    """The address of a role is set. While all is a concept its lack is a warning; nothing adopted and no release goes out without."""
    settings = catalogue.settings
    adopted = any(held.data.get('status') == 'adopted' for held in catalogue.reports.values())
    raised: Level | None = 'error' if release or adopted else None
    if not settings.contact:
        typed = settings.contact_typed
        rule = 'contact-form' if typed else 'no-contact-address'
        yield Problem(FILE, settings.contact_line, rule, {'text': typed} if typed else {}, raised=raised)
    elif is_of_a_person(settings.contact.lower(), settings):
        yield Problem(FILE, settings.contact_line, 'contact-of-person', {'text': settings.contact}, raised=raised)


def is_of_a_person(address: str, settings: Settings) -> bool:
    """Whether an e-mail address seems to lead to somebody, and not to whoever does the work; not one that mkdocs.yml says is a role's."""
    local, _, host = address.partition('@')
    parts = PARTS.findall(local)
    called = settings.ours.organisation.called
    ours = [word for word in WORD.findall(f'{settings.site_name} {called.nl} {called.en}'.lower()) if len(word) >= LONG]
    if settings.role_addresses.count(address) > 1:  # it stands there of itself, and once more when it is listed
        return False
    if any(_has(word, local, parts) for word in (*ours, *_listed('roles'))):
        return False
    is_name = any(part.capitalize() in GIVEN_NAMES or part in _listed('grown-ups') for part in parts)
    return is_name or NAMED.fullmatch(local) is not None or OF_PEOPLE.fullmatch(host) is not None


def _has(word: str, local: str, parts: list[str]) -> bool:
    """Whether it is a word of the address; a short one only as a part of its own."""
    return word in local if len(word) >= LONG else word in parts


def _listed(key: str) -> list[str]:
    return [entry for locale in LOCALES for entry in listed(key, locale)]
