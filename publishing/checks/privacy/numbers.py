"""Numbers that stand for one person."""

from __future__ import annotations

import re
from collections.abc import Iterator

import stdnum.iban
import stdnum.nl.bsn

from publishing.checks.spotter import Spotter
from publishing.checks.text import Text
from publishing.problems import Problem

LONG = re.compile(r'\d(?:[ .-]?\d){4}')
NINE_DIGITS = re.compile(r'(?<![\w.,/-])(?:\d{9}|\d{4}[. -]\d{2}[. -]\d{3}|\d{3}(?P<between>[. -])\d{3}(?P=between)\d{3})(?![\w-]|[.,]\d)')
SAID_TO_BE_ONE = re.compile(r'(?i:\bbsn\b|burgerservicenummer|\bsofi-?nummer|citizen service number)[^\d\n]{0,20}\d(?:[ .-]?\d){7,8}(?!\d)')
SAID_TO_BE_OF_ONE = re.compile(
    r'\b(?:leerling|student|cliënt|client|patiënt|dossier|polis|paspoort|onderwijs)(?:en)?-?(?:nummer|nr\.?)\W{1,3}(?:is )?[A-Z]{0,3}\d{5,}'
    r'|\b(?:pupil|student|client|patient|passport) (?:number|ID)\W{1,3}(?:is )?[A-Z]{0,3}\d{5,}',
    re.I,
)
SAID = Spotter(('bsn', 'sofi', 'nummer', 'number', 'nr', ' id'))  # one of these is in all that is said to be one
OF_AN_ORGANISATION = re.compile(
    r'\b(?:rsin|kvk|btw|fiscaal|chamber of commerce|vat|is[bs]n)\b\W{0,3}(?:(?:nummer|number|nr)\b)?\W{0,3}$', re.I
)
OF_A_PAGE = re.compile(r'://[^\s)>\]]*[?&;][\w.-]+=$')
ACCOUNT = re.compile(r'(?<![A-Za-z\d])[A-Za-z]{2}\d{2}(?:[ .-]?[A-Za-z\d]){11,40}')
DUTCH_ACCOUNT = re.compile(r'NL\d{2}[A-Z]{4}\d{10}(?!\d)', re.I)
NOT_IN_ACCOUNT = re.compile(r'[ .-]')
LENGTHS = range(15, 35)


def numbers_of_persons(text: Text) -> Iterator[Problem]:
    """No citizen service number, that is nine digits that pass its eleven-test or what is called one; no bank account."""
    said = SAID.spotted(text.noted.lower())
    for line, typed in text.notable_with(LONG):
        if (said and SAID_TO_BE_ONE.search(typed)) or any(_is_service_number(match) for match in NINE_DIGITS.finditer(typed)):
            yield Problem(text.path, line, 'bsn')
        elif told := said and SAID_TO_BE_OF_ONE.search(typed):
            yield Problem(text.path, line, 'number-of-person', {'text': told[0]})
        if any(map(_is_account, ACCOUNT.findall(typed))):
            yield Problem(text.path, line, 'bank-account')


def _is_service_number(match: re.Match[str]) -> bool:
    """The number of an organisation (RSIN) has the same sum, and that of a page in a web address may have it."""
    before = match.string[: match.start()]
    return stdnum.nl.bsn.is_valid(match[0].replace('-', '')) and not OF_AN_ORGANISATION.search(before) and not OF_A_PAGE.search(before)


def _is_account(typed: str) -> bool:
    """Whether it begins with an IBAN; words may follow, and only the sum tells where it ends, but for a Dutch one, typed well or not."""
    held = NOT_IN_ACCOUNT.sub('', typed)
    return DUTCH_ACCOUNT.match(held) is not None or any(stdnum.iban.is_valid(held[:length]) for length in LENGTHS if length <= len(held))
