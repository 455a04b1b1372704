"""An edition in the terms of DiWoo 0.9.8 (standaarden.overheid.nl/diwoo), for a government body that publishes what it received.

That body is the `publisher` there: it adds its own number in the register of organisations (TOOI). All lists are TOOI's.
"""

from __future__ import annotations

from datetime import date

from publishing.formats import records
from publishing.formats.mdto import Held
from publishing.languages import LOCALES, ORIGINAL
from publishing.sources.editions import Edition, FrozenFile

SPACE = 'https://standaarden.overheid.nl/diwoo/metadata/'
SCHEMA = f'{SPACE}0.9.8/xsd/diwoo/diwoo-metadata.xsd'
TERMS = 'https://identifier.overheid.nl/tooi/def/thes/kern/'
EUROPE = 'http://publications.europa.eu/resource/authority/'
LANGUAGES = {'nl': ('Nederlands', 'NLD'), 'en': ('Engels', 'ENG')}
# Nobody asked a report of ours by law; who must publish it for another reason says so.
CATEGORY = 'inspanningsverplichting art 3.1 Woo', 'c_816e508d'


def files(edition: Edition, receiver: str, sent: date) -> dict[str, bytes]:
    """Name → the record of the PDF in each language, as `receiver` got it."""
    found = {locale: edition.file('pdf', locale) for locale in LOCALES}
    return {f'diwoo.{locale}.xml': _document(edition, file, receiver, sent) for locale, file in found.items() if file}


def _document(edition: Edition, file: FrozenFile, receiver: str, sent: date) -> bytes:
    facts, locale = edition.facts, file.locale
    title = f'{facts.title.of(locale)}: {facts.subtitle.of(locale)}'
    other = facts.title.of(next(other for other in LOCALES if other != locale))
    kinds = [('informatiecategorieen', [_listed('informatiecategorie', *CATEGORY)])]
    kinds.append(('documentsoorten', [_listed('documentsoort', 'rapport', 'c_3300f29a')]))
    handled = [
        _listed('soortHandeling', 'ontvangst', 'c_dfcee535'),
        ('atTime', f'{sent.isoformat()}T00:00:00'),
        ('wasAssociatedWith', receiver),
    ]
    name, code = LANGUAGES[locale]
    held: Held = [
        ('identifiers', [('identifier', f'{edition.key}/{file.file}'), ('identifier', facts.address)]),
        ('publisher', receiver),
        ('naamOpsteller', facts.publisher),
        ('titelcollectie', [('officieleTitel', title), ('alternatieveTitels', [('alternatieveTitel', other)])]),
        ('omschrijvingen', [('omschrijving', text.of(locale)) for text in (facts.description, facts.note) if text]),
        ('classificatiecollectie', kinds),
        ('creatiedatum', facts.date.isoformat()),
        ('language', name, {'resource': f'{EUROPE}language/{code}'}),
        ('format', 'PDF', {'resource': f'{EUROPE}file-type/PDF'}),
        ('documenthandelingen', [('documenthandeling', handled)]),
        ('documentrelaties', _replaced(edition)),
    ]
    return records.write(SPACE, 'diwoo', 'Document', [('DiWoo', held)], SCHEMA)


def _listed(name: str, label: str, code: str) -> tuple[str, str, dict[str, str]]:
    return name, label, {'resource': f'{TERMS}{code}'}


def _replaced(edition: Edition) -> Held:
    """The list of relations has none for a later edition; this one refers to the one before."""
    if not edition.facts.replaces:
        return []
    before = f'{edition.facts.title.of(ORIGINAL)} (editie {edition.facts.replaces})'
    relation = 'relation', before, {'resource': f'{edition.slug}/{edition.facts.replaces}'}
    return [('documentrelatie', [_listed('role', 'verwijst naar', 'c_75fac459'), relation])]
