"""The languages of the texts, one row each: what others call a language, and how it is written."""

from __future__ import annotations

import locale as system_locale
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """`cldr`, `csl` and `bibtex` are its names in Unicode's data, citation styles and BibTeX; `stemmer` that in Snowball.

    `decimal` and `thousands` part a number. `currency` stands before and behind an amount. A full stop in `abbreviations` ends no
    sentence. A word in `may_stand_twice` is right when it does (`wie die die ziet`). No sentence
    ends in a word of `leads_on`. `compounds`: words are written together. `one_form` takes forms of a word together that the stemmer
    leaves apart, with a pattern and what comes in its place: of the word before it is stemmed, and of its stem.
    `day_first`: a reference puts the day before the month. `slot` is what stands where an author has something to fill in.
    """

    cldr: str
    csl: str
    bibtex: str
    stemmer: str
    stemmer_in_browser: str
    one_form: tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]
    compounds: bool
    decimal: str
    thousands: str
    currency: tuple[str, str]
    plural_endings: tuple[str, ...]
    abbreviations: str
    may_stand_twice: str
    leads_on: str
    telling: str  # words that are in nearly each sentence, and in none of another language of ours
    day_first: bool
    slot: str


LANGUAGES = {
    'nl': Language(
        cldr='nl_NL',
        csl='nl-NL',
        bibtex='dutch',
        stemmer='dutch_porter',  # the other one of Snowball gives initiatief and initiatieven different stems
        stemmer_in_browser='DutchPorterStemmer',
        one_form=(
            (
                ('(.{3})[tp]?jes?$', r'\1'),  # zoontje, plekjes
                ('^(me|mn)$', 'mijn'),  # me zoon
                ('^assen$', 'assen0'),  # the town, and not two of ASS
                ('^(aan|af|bij|door|in|mee|om|onder|op|over|samen|tegen|terug|toe|uit|vast|voor|weg)ge(?!ven|eft?$)(.{3})', r'\1\2'),
                ('^ge(?!beur|bied|bruik|dra|duld|geven|ld|lo|nees|niet|wicht|zicht|zond)(.{3,}[dt])$', r'\1'),  # geweigerd, gestopt
            ),
            (
                ('^kinder$', 'kind'),
                ('^(?!kant|maart|naard|plant|waard|woord|zicht)(..+[^aeiou])[dt]$', r'\1'),  # weigert; not what would be plan
                (r'(..)([^aeiou])\2$', r'\1\2'),  # stoppen, bellen
                (r'([aeou])\1([^aeiou])$', r'\1\2'),  # betaald: betalen
                ('(...)es$', r'\1'),  # boetes
            ),
        ),
        compounds=True,
        decimal=',',
        thousands='.',
        currency=('€ ', ''),
        plural_endings=('en', 's'),
        abbreviations='art bijv bv blz dhr dr drs e.a e.d evt i.s.m incl jl m.b.t m.i.v mevr mr nr o.a p prof resp t.a.v t.e.m t.m v.a '
        'vgl zgn z.g',
        may_stand_twice='die dat wie wat waar je ze we zij wij hij jullie het haar hen zijn zich er is was had heeft hebben '
        'waren wordt worden kan mag moet wil gaat doet komt staat leert in op aan van heel zo ja nee ha',
        leads_on='de een en van naar met onze hun uw omdat maar',
        telling='het een van dat niet zijn wordt worden voor met ook naar bij uit wij jullie deze dit',
        day_first=True,
        slot='VERPLICHT',
    ),
    'en': Language(
        cldr='en_GB',
        csl='en-GB',
        bibtex='british',
        stemmer='english',
        stemmer_in_browser='EnglishStemmer',
        one_form=((), ()),
        compounds=False,
        decimal='.',
        thousands=',',
        currency=('€', ''),
        plural_endings=('s',),
        abbreviations='art approx ca cf dr e.g fig i.e mr mrs ms no p pp prof st vs',
        may_stand_twice='that had is was do does her you it who what where in on very so no ha',
        leads_on='the a an and of our their your because but',
        telling='the that with which from this have has you your they and are it to for',
        day_first=False,
        slot='REQUIRED',
    ),
}
LOCALES = tuple(LANGUAGES)
ORIGINAL = LOCALES[0]
TRANSLATIONS = LOCALES[1:]


def author_language() -> str:
    """The language of messages: PUBLISHING_LANG, else the system's, that of the originals where it is none of ours."""
    chosen = os.environ.get('PUBLISHING_LANG') or system_locale.getlocale()[0] or os.environ.get('LANG') or ''
    return next((locale for locale in LOCALES if chosen.lower().startswith(locale)), ORIGINAL)
