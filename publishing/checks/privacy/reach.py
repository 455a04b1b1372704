"""What reaches a person: e-mail, telephone, a house."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import stdnum.nl.postcode

from publishing.checks.privacy.language import one_of
from publishing.checks.spotter import Spotter
from publishing.checks.text import Text
from publishing.problems import Problem

MAIL_SIGN = re.compile(r'@(?<=\w@)')
MAIL = re.compile(r'(?<![\w@/])[\w.+-]+@(?!example\.(?:com|net|org)\b)[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}\b')  # RFC 2606, 3
# An address that no program was meant to see, as 'name [at] school [dot] nl'. A text without any of these signs holds none.
SIGNS = Spotter((
    '@ ', '[@]', '(@)', '＠', '&#', '&commat', '%40', '(at)', '[at]', '{at}', '<at>', '( at )', '[ at ]', '-at-', '_at_', '*at*', '[a]',
    '(a)', '{a}', 'staart', 'at-teken', ' punt ', 'punt)', 'punt]', ' dot ', 'dot)', 'dot]', ',nl', ',com',
))  # fmt: skip
FURTHER_SIGNS = (re.compile(r' at (?:gmail|hotmail|[\w-]+\.[a-z])'), re.compile(r' @(?<=\w @)'))
TOP = '(?:nl|be|com|org|net|eu|de|uk|info|edu|frl|school|example)'
LOCAL, LABEL = r'(?<![\w.+-])[\w.+-]{1,40}?', r'\w[\w-]{0,40}?'
SIGN_AT = 'ape(?:n)?staart(?:je)?'
SAID_AT = (
    rf'(?:\s?[\[({{<]\s?(?:at|a|{SIGN_AT}|@)\s?[\])}}>]\s?|\s?(?:&#64;|&#x40;|&commat;|%40|＠)\s?|\s@\s?|@\s'
    rf'|\s(?:{SIGN_AT}|at-teken)\s|\s?[-_*](?:at|{SIGN_AT})[-_*]\s?|\s(?-i:AT)\s)'
)
SAID_DOT = r'(?:&#46;|\s?[\[({<]\s?(?:dot|punt|\.)\s?[\])}>]\s?|\s(?:dot|punt)\s|\s\.\s?|\s?[-_*](?:dot|punt)[-_*]\s?)'
REST = rf'(?:{LABEL}(?:\.|{SAID_DOT})){{1,3}}{TOP}\b'
PLAIN_REST = rf'(?:{LABEL}\.){{1,2}}{TOP}\b'
DISGUISED = re.compile(
    rf'{LOCAL}{SAID_AT}{REST}|{LOCAL}(?:{SAID_AT}|\sat\s)(?:gmail|hotmail)\b'
    rf'|{LOCAL}@{LABEL},(?:nl|com|org|be)\b'
    rf'|{LOCAL}(?:\sat\s|@)(?:{LABEL}\.)?{LABEL}{SAID_DOT}{TOP}\b'
    rf'|(?<![\w.+-])\w+[.+_\d][\w.+-]*\sat\s{PLAIN_REST}'
    rf'|\be?-?mail(?: to| naar)?:? (?!us\b|me\b|them\b|him\b|her\b)[\w.+-]+\sat\s{PLAIN_REST}',
    re.I,
)

DIALLED = re.compile(r'(?:\+|0(?<!\w.)|31)(?:[\s().,/_–\u00ad\u200b\u2010\u2011\u2212-]{0,3}\d){8}')
UNSEEN = {0xAD: None, 0x200B: None} | dict.fromkeys((0x2010, 0x2011, 0x2212), '-')  # soft hyphens and the like; other hyphens
# That of a mobile telephone is one, also where nobody has that number.
MOBILE = re.compile(r'(?<![\d.,])(?:(?:\+|00)31[ ().–-]*|\(?0)[ )./–-]{0,3}6(?:[ ./–-]{0,3}\d){8}(?!\d)')
NUMBERS_OF_NOBODY = ('TOLL_FREE', 'PREMIUM_RATE', 'SHARED_COST', 'UAN')  # of helplines and organisations only
SAID_TO_BE_DIALLED = re.compile(
    r'\b(?:bel|tel|telefoon\w*|mobiel\w*|app|whatsapp|sms|nummer|call|phone|mobile|text|number)\b'
    r'[^\d\n]{0,25}((?:0|\+\d)\d(?:[ ./()–-]?\d){8,10})(?![ ./-]?\d)',
    re.I,
)

STREETS = (
    'straat|street|str[.]|str|laan|lane|road|avenue|weg|plein|gracht|kade|singel|dijk|steeg|hof|pad|dreef|plantsoen|park|markt|ring|boulevard'
    '|allee|passage|wal|erf|oord'
)
SURELY_STREETS = ('straat', 'straatje', 'laantje', 'plein', 'gracht', 'singel', 'steeg', 'dreef', 'plantsoen')  # in small letters too
THINGS = (
    'km|kilometer|jaar|jaren|years?|bomen|kinderen|leerlingen|jongeren|mensen|plekken|dagen|weken|maanden|minuten|procent|euro|keer|times'
)
MONTHS = 'jan|feb|mrt|maart|mar|apr|mei|may|ju[nl]|aug|sep|okt|oct|nov|dec'
HOUSE_NUMBER = rf'(?!(?:19|20)\d\d\b)\d{{1,4}}(?:[ -]?(?:[a-zA-Z]|bis|hs|huis))?\b(?! (?:{THINGS})\b| (?i:{MONTHS}))'
BEFORE_NUMBER = 'nr[.] |nr |nummer |huisnummer |number |no[.] '
# A look at what stands before each number takes less time than a search for all kinds of streets.
ENDS = [f'{street}{end}' for street in STREETS.split('|') for end in (' ', ', ', 'je ', 'tje ', ' op ')] + BEFORE_NUMBER.split('|')
HOUSE_SIGN = re.compile(rf' (?=\d)(?:{"|".join(f"(?<={end})" for end in ENDS)}|(?<=-noord )|(?<=-zuid )|(?<=-oost )|(?<=-west ))', re.I)
HOUSE = re.compile(rf'(?P<street>{STREETS})(?:t?je)?(?:-(?:noord|zuid|oost|west))?,? (?:(?:op|at) )?(?:{BEFORE_NUMBER})?{HOUSE_NUMBER}')
ENGLISH_STREETS = 'Street|Road|Lane|Avenue|Drive|Square|Gardens|Close|Court'
OF_NO_VERB = STREETS.replace('ring|', '')  # 2 Exploring, the exploring phase
NUMBER_FIRST = re.compile(rf' (?<=\d )(?:[A-Z][\w’]+ ){{0,2}}(?:[A-Z][a-z]+(?:{OF_NO_VERB})|[A-Z][\w’]+ (?:{ENGLISH_STREETS}))\b')
BEFORE_STREET = re.compile(r"[\w'’.-]*$")
NAME_AND_NUMBER = re.compile(rf'[A-ZÀ-Þ][\w’.]* {HOUSE_NUMBER}')
IN_A_PLACE = re.compile(r' (?:in|te) (?:[A-ZÀ-Þ]|’s-)[a-z]')
BEFORE_A_PLACE = re.compile(r', [A-ZÀ-Þ][a-z]+(?=[.,;:)]|$)')  # behind a name with an article: 'Het Rond 12, Houten'
ARTICLE = re.compile(r'(?:De|Het|Den|[’\']t) $')
# The number is not right behind the kind of street: that has a name or year behind it, or the number stands first.
NAMED_STREET = re.compile(
    rf'(?:Laan|Plein|Weg|Kade|Hof|Straat|Singel|Gracht) (?:van|der) (?:(?:de|den|der|het) )?(?:[A-ZÀ-Þ][\w’.-]+ ){{1,3}}{HOUSE_NUMBER}'
)
FURTHER = re.compile(
    rf'(?i:{"|".join(SURELY_STREETS)}) \d{{4}},? (?i:{BEFORE_NUMBER})\d'
    rf'|(?i:{BEFORE_NUMBER})\d{{1,4}}[a-z]? (?:in|aan|op|van) (?:de|het) [A-ZÀ-Þ][\w’-]*(?:{STREETS})\b'
)
NO_STREETS = (
    'Artikel', 'Article', 'Tabel', 'Table', 'Figuur', 'Figure', 'Hoofdstuk', 'Chapter', 'Fase', 'Phase', 'Stap', 'Step', 'Windows', 'Year',
    'Group', 'Grade', 'Class', 'Level', 'Groep', 'Klas',
)  # fmt: skip
POSTCODE = re.compile(r'[1-9](?<![\w/.-].)\d{3}(?: ?[A-Z]{2}\b(?! \d)|[a-z]{2}\b(?!-))')


def addresses(text: Text) -> Iterator[Problem]:
    """No e-mail address and no telephone number but those of a role, no postal address."""
    roles = {_digits(role) for role in text.common.roles}
    yield from _mail(text)
    for line, typed in text.notable_with(DIALLED):
        if any(_digits(number) not in roles for number in _numbers(typed)):
            yield Problem(text.path, line, 'telephone')
    for line in sorted({*_houses(text)}):
        yield Problem(text.path, line, 'postal-address')
    for passage in text.passages if any(said in text.running for said in ('nul zes', 'nul-zes', 'zero six', 'oh six')) else ():
        for match in _dictated(text.locale).finditer(passage.words):
            yield Problem(text.path, passage.line_at(match.start(), passage.words), 'telephone')


def _mail(text: Text) -> Iterator[Problem]:
    for line, typed in text.notable_with(MAIL_SIGN):
        for match in MAIL.finditer(typed):
            if match[0].lower() not in text.common.roles:
                yield Problem(text.path, line, 'e-mail', {'text': match[0]})
    if _hides('\n'.join((text.page.body, *(value for _, value in text.front)))):
        front = ((text.page.line_of(key), value) for key, value in text.front)
        for line, typed in (*front, *enumerate(text.page.body.split('\n'), text.page.body_line)):
            for match in DISGUISED.finditer(typed) if _hides(typed) else ():
                yield Problem(text.path, line, 'e-mail', {'text': match[0].strip()})


def _hides(typed: str) -> bool:
    """Whether one of the signs stands in it."""
    small = typed.lower()
    return bool(SIGNS.spotted(small)) or any(sign.search(small) for sign in FURTHER_SIGNS)


def _numbers(typed: str) -> Iterator[str]:
    """The numbers in it that exist, in the Netherlands or behind a country's number (libphonenumber), or are called a number."""
    from phonenumbers import PhoneNumberMatcher, PhoneNumberType, number_type  # imported late: most pages hold nothing like a number

    nobody = [getattr(PhoneNumberType, kind) for kind in NUMBERS_OF_NOBODY]
    typed = typed.replace('_', '-').translate(UNSEEN)
    yield from (match.raw_string for match in PhoneNumberMatcher(typed, 'NL') if number_type(match.number) not in nobody)
    yield from MOBILE.findall(typed)
    yield from SAID_TO_BE_DIALLED.findall(typed)


def _digits(number: str) -> str:
    return ''.join(filter(str.isdigit, number))


@functools.cache
def _dictated(locale: str) -> re.Pattern[str]:
    """A number of a mobile telephone in words."""
    return re.compile(rf'\b(?:nul|zero|oh)[ -](?:zes|six)(?:[ ,-]+(?:{one_of("spelled-number", locale)}|\d+)){{4,}}', re.I)


def _houses(text: Text) -> Iterator[int]:
    """The lines with a postcode, a street with a number, or a place to live with a number."""
    for line, typed in text.notable_with(POSTCODE):
        if any(stdnum.nl.postcode.is_valid(found.upper()) for found in POSTCODE.findall(typed)):
            yield line
    for line, typed in text.notable_with(HOUSE_SIGN):
        if any(_is_street(match, typed) for match in HOUSE.finditer(typed.lower())) or FURTHER.search(typed):
            yield line
    for unlike in (NUMBER_FIRST, NAMED_STREET):
        yield from (line for line, _ in text.notable_with(unlike))
    for line, typed in text.notable_with(NAME_AND_NUMBER):
        if any(_is_lived_in(match, text.locale) for match in NAME_AND_NUMBER.finditer(typed)):
            yield line


def _is_street(match: re.Match[str], typed: str) -> bool:
    """Streets are written with a capital; in small letters only what can be nothing else."""
    start, end = match.span('street')
    before = BEFORE_STREET.search(typed, 0, start)
    name = before[0] if before else ''
    return (name or typed[start:end])[:1].isupper() or (len(name) > 2 and match['street'] in SURELY_STREETS)


def _is_lived_in(match: re.Match[str], locale: str) -> bool:
    """Whether a name with a number is said to be where somebody lives: 'woont aan de Brink 5'."""
    before = match.string[max(0, match.start() - 60) : match.start()]
    if match[0].startswith(NO_STREETS):
        return False
    if ARTICLE.search(before) and BEFORE_A_PLACE.match(match.string, match.end()):
        return True
    return _said_to_live(locale).search(before) is not None or IN_A_PLACE.match(match.string, match.end()) is not None


@functools.cache
def _said_to_live(locale: str) -> re.Pattern[str]:
    names = r'(?:[A-ZÀ-Þ][\w’.]* (?:(?:van|de|der|den|het) )*)*'
    return re.compile(
        rf'\b(?:aan (?:de|het|den|[’\']t)|(?i:{one_of("lives", locale)})\b[^.\n]{{0,25}}?) (?:(?:de|het|den|[’\']t) )?{names}$'
    )
