"""An edition in the terms of MDTO 1.0.1, the metadata of Dutch government archives: the report, and each of its files.

MDTO-XML 1.0.1 (nationaalarchief.nl) says which elements there are and in which order; the lists of terms are those of MDTO itself. What
only the archive that takes it in can know, such as how long it is kept, is said to be still open.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from publishing.formats import records
from publishing.formats.citing import lower_first
from publishing.languages import LOCALES, ORIGINAL
from publishing.sources.editions import Edition, FrozenFile

SPACE = 'https://www.nationaalarchief.nl/mdto'
SCHEMA = f'{SPACE}/MDTO-XML1.0.1.xsd'
# Media type, or how a name ends → label and code in PRONOM (nationalarchives.gov.uk/pronom).
FORMATS = {
    'application/pdf': ('Acrobat PDF/A - Portable Document Format 2a', 'fmt/476'),
    'application/epub+zip': ('ePub format', 'fmt/483'),
    'text/plain': ('Plain Text File', 'x-fmt/111'),
    '.txt': ('Plain Text File', 'x-fmt/111'),
    '.json': ('JSON Data Interchange Format', 'fmt/817'),
    '.yml': ('YAML', 'fmt/818'),
}
NAME, FILE = 'informatieobject', 'bestand'
Held = list[tuple[Any, ...]]


def files(edition: Edition, sent: date) -> dict[str, bytes]:
    """Name → the record of the report, and those of its files; `sent` is the day on which it was sent."""
    found = {f'{NAME}.xml': _document(NAME, _report(edition, sent))}
    return found | {f'{FILE}-{file.file}.xml': _document(FILE, _file(edition, file)) for file in edition.facts.files}


def _document(kind: str, held: Held) -> bytes:
    return records.write(SPACE, '', 'MDTO', [(kind, held)], SCHEMA)


def _report(edition: Edition, sent: date) -> Held:
    facts = edition.facts
    events = [('Publicatie', facts.date), ('Verzending', sent)]
    texts = [held.of(ORIGINAL) for held in (facts.description, facts.note) if held]
    return [
        *_identity(edition),
        ('naam', name(edition)),
        ('aggregatieniveau', _term('Archiefstuk', 'Aggregatieniveaus')),
        *(('omschrijving', text) for text in texts),
        ('raadpleeglocatie', [('raadpleeglocatieOnline', facts.address)] if facts.address else []),
        *(('taal', locale) for locale in LOCALES),
        *(('event', [('eventType', _term(kind, 'EventTypeLijst')), ('eventTijd', day.isoformat())]) for kind, day in events),
        ('waardering', _term('Nader te bepalen', 'Waarderingen', 'N')),
        *(('heeftRepresentatie', _reference(file.file, f'{edition.key}/{file.file}', facts.publisher)) for file in facts.files),
        *_replaced(edition),
        ('archiefvormer', [('verwijzingNaam', facts.publisher)]),
        ('beperkingGebruik', _use(facts.licence.of(ORIGINAL) if facts.licence else '')),
    ]


def _file(edition: Edition, file: FrozenFile) -> Held:
    publisher = edition.facts.publisher
    label, code = FORMATS.get(file.media_type) or FORMATS[f'.{file.file.rpartition(".")[2]}']
    sum = [
        ('checksumAlgoritme', _term('SHA-256', 'ChecksumAlgoritme')), ('checksumWaarde', file.sha256),
        ('checksumDatum', f'{edition.facts.date.isoformat()}T00:00:00'),
    ]  # fmt: skip
    format = [('begripLabel', label), ('begripCode', code), ('begripBegrippenlijst', [('verwijzingNaam', 'PRONOM-register')])]
    return [
        *_identity(edition, file.file),
        ('naam', file.file),
        ('omvang', str(file.bytes)),
        ('bestandsformaat', format),
        ('checksum', sum),
        ('isRepresentatieVan', _reference(name(edition), edition.key, publisher)),
    ]


def name(edition: Edition) -> str:
    """What the report is called in a register: title, subtitle and edition."""
    facts = edition.facts
    return f'{facts.title.of(ORIGINAL)}: {lower_first(facts.subtitle.of(ORIGINAL))} (editie {facts.edition})'


def _identity(edition: Edition, file: str = '') -> Held:
    key = f'{edition.key}/{file}' if file else edition.key
    return [('identificatie', _known_by(key, edition.facts.publisher))]


def _known_by(key: str, by: str) -> Held:
    return [('identificatieKenmerk', key), ('identificatieBron', by)]


def _reference(named: str, key: str, by: str) -> Held:
    return [('verwijzingNaam', named), ('verwijzingIdentificatie', _known_by(key, by))]


def _replaced(edition: Edition) -> Held:
    facts = edition.facts
    if not facts.replaces:
        return []
    other = _reference(f'{facts.title.of(ORIGINAL)} (editie {facts.replaces})', f'{edition.slug}/{facts.replaces}', facts.publisher)
    kind = _term('Vervangt', 'Relatietypen (informatieobject)')
    pair = [('gerelateerdInformatieobjectVerwijzing', other), ('gerelateerdInformatieobjectTypeRelatie', kind)]
    return [('gerelateerdInformatieobject', pair)]


def _use(licence: str) -> Held:
    """What a licence says is a limit that the list has no name for."""
    kind = _term('Overig' if licence else 'Nader te bepalen', 'BeperkingGebruikTypeLijst')
    return [('beperkingGebruikType', kind), ('beperkingGebruikNadereBeschrijving', licence)]


def _term(label: str, listed: str, code: str = '') -> Held:
    return [('begripLabel', label), ('begripCode', code), ('begripBegrippenlijst', [('verwijzingNaam', f'Begrippenlijst {listed} MDTO')])]
