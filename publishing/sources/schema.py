"""What front matter, report.yml and the data files may hold: one typed model per kind, the only place that knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from publishing import address
from publishing.languages import LOCALES, ORIGINAL
from publishing.sources import stamps
from publishing.sources.registered import Doi, Isbn

Status = Literal['concept', 'adopted']
if TYPE_CHECKING:
    Locale = str
else:
    Locale = Literal[LOCALES]  # a choice in forms and schemas; a type checker can't read it from the table


def _day(value: Any) -> date:
    """A day as `2026-11-22`; the ValueError is the rule that was broken."""
    try:
        if isinstance(value, str) and TYPED_DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise ValueError('bad-day')


def _partial(value: Any) -> str:
    """A year, month or day as ISO 8601 text (level 0 of EDTF); the ValueError is the rule that was broken."""
    text = str(value)
    try:
        datetime.strptime(text, {4: '%Y', 7: '%Y-%m', 10: '%Y-%m-%d'}[len(text)])
    except (KeyError, ValueError):
        raise ValueError('bad-date') from None
    return text


def _openable(typed: str) -> str:
    """An address that a browser can open; any other is told of as one that does not look like an address."""
    if not address.is_whole(typed):
        raise PydanticCustomError('string_pattern_mismatch', 'no address', {'pattern': 'https'})
    return typed


DAY = '2026-11-22'
TYPED_DAY = re.compile(r'\d{4}-\d{2}-\d{2}', re.ASCII)  # ISO 8601 has other ways too
# A bare year is a number to YAML; an editor that follows the JSON Schema must not refuse what the checks take.
PARTIAL = {'type': ['string', 'integer'], 'pattern': r'^\d{4}(-\d{2}(-\d{2})?)?$', 'examples': ['2026-11', DAY]}
Day = Annotated[date, BeforeValidator(_day), Field(examples=[DAY])]
PartialDate = Annotated[str, BeforeValidator(_partial), WithJsonSchema(PARTIAL), Field(examples=['"2026"', '"2026-11"', f'"{DAY}"'])]
Words = Annotated[str, Field(min_length=1)]


@dataclass(frozen=True)
class Spoken:
    """Marks a field of a page whose words differ between the languages: read aloud, and followed by a translation.

    A `text` or `name` is set with typographic quotes and spelled as text is; a `role` is not.
    """

    holds: Literal['text', 'name', 'role']


Text = Annotated[Words, Spoken('text')]
Name = Annotated[Words, Spoken('name')]
Role = Annotated[Words, Spoken('role')]
Stamp = Annotated[str, Field(pattern=stamps.PATTERN, examples=[f'{stamps.INTRO}=1a2b3c {stamps.FRONT}=4d5e6f'])]
Openable = AfterValidator(_openable)
Address = Annotated[str, Field(pattern=r'^https?://[^\s]+$', examples=['https://www.voorbeeld.nl/']), Openable]


class Model(BaseModel):
    """Unknown keys are refused: a key that is silently ignored is a wish silently ignored."""

    model_config = ConfigDict(extra='forbid', defer_build=True)  # many a run needs only some models


class Page(Model):
    """Every page."""

    title: Text
    description: Annotated[str, Field(min_length=50, max_length=160), Spoken('text')]
    updated: Day
    kind: Literal['page'] = 'page'
    audience: list[str] = []  # one that mkdocs.yml names; publishing/sources/ours.py has the choices
    search_words: list[Words] = []  # what people type who look for this page; shown nowhere
    sources: list[Words] = []
    status: Status = 'concept'
    template: Literal['home.html'] | None = None
    made_from: Stamp | None = None


class Chapter(Page):
    """A chapter of a report, and a page of the site."""

    kind: Literal['chapter']  # type: ignore[assignment]
    summary: Text
    checked_on: Day | None = None
    owner: Role | None = None

    @model_validator(mode='after')
    def _checked_by_someone(self) -> Chapter:
        if (self.checked_on is None) != (self.owner is None):
            raise ValueError('checked-without-owner')
        return self


class Original(Model):
    """Where a story was published."""

    url: Address
    publisher: Name
    date: PartialDate | None = None


class Consent(Model):
    """The consent for a story, by reference: the form itself is never in the repository."""

    reference: Words
    given_by: Literal['young-person', 'parents', 'both', 'adult']
    date: Day
    date_parents: Day | None = None
    expires: Day
    withdrawn: Day | None = None

    @property
    def dates(self) -> tuple[Day, ...]:
        """Every day on which somebody signed."""
        return tuple(day for day in (self.date, self.date_parents) if day is not None)

    @model_validator(mode='after')
    def _whole(self) -> Consent:
        if (self.given_by == 'both') != (self.date_parents is not None):
            raise ValueError('consent-of-both')
        if self.expires < max(self.dates):
            raise ValueError('consent-ends-first')
        return self


class Story(Page):
    """A story: our own with consent, or one published elsewhere that we link to."""

    kind: Literal['story']  # type: ignore[assignment]
    form: Literal['own', 'elsewhere', 'composite']
    themes: list[Name] = []
    original: Original | None = None
    initiative: Words | None = None
    scope: list[Literal['site', 'pdf']] = []
    consent: Consent | None = None
    content_note: Text | None = None

    @model_validator(mode='after')
    def _origin_or_consent(self) -> Story:
        if self.form == 'elsewhere' and self.original is None:
            raise ValueError('story-without-original')
        if self.form != 'elsewhere' and (self.consent is None or not self.scope):
            raise ValueError('story-without-consent')
        return self


class Member(Model):
    """That an initiative belongs to the collective, as one source said at one time."""

    stated_on: PartialDate
    source: Words


class Initiative(Page):
    """An initiative known from public sources."""

    kind: Literal['initiative']  # type: ignore[assignment]
    type: Literal['place', 'farm', 'programme', 'ended'] | None = None
    place: Name | None = None
    province: str | None = None  # one of the regions in mkdocs.yml
    since: Annotated[int | None, Field(ge=1900, le=2100, examples=['2019'])] = None
    website: Address | None = None
    checked_on: Day
    member: Member | None = None


class Meeting(Page):
    """A meeting of the network."""

    kind: Literal['meeting']  # type: ignore[assignment]
    start: Day
    end: Day | None = None
    place: Name | None = None
    online: bool = False
    subject: Text
    result: Text | None = None

    @model_validator(mode='after')
    def _ends_after_it_starts(self) -> Meeting:
        if self.end is not None and self.end < self.start:
            raise ValueError('meeting-ends-first')
        return self


class Publication(Page):
    """A publication: ours, made from `report`, or one published elsewhere."""

    kind: Literal['publication']  # type: ignore[assignment]
    number: Annotated[int, Field(ge=1)] | None = None
    type: Literal['report', 'guide', 'bundle', 'exploration']
    publisher: Name
    date: PartialDate | None = None
    report: Words | None = None
    link: Address | None = None


class Bilingual(Model):
    """The same words in both languages."""

    nl: Words
    en: Words

    def of(self, locale: str) -> str:
        """The words in one language."""
        return str(getattr(self, locale))


class InEachLanguage(Model):
    """A base for what has a part in each language, under the code of the language."""

    def of(self, locale: str) -> Any:
        """The part in one language."""
        return getattr(self, locale)


class ReportChapter(Model):
    """A page of docs/ as a chapter, with pages that become its sections."""

    page: Words
    sections: list[Words] = []


class Isbns(Model):
    """The ISBN of each form that has one."""

    pdf: Isbn | None = None
    epub: Isbn | None = None


class IsbnsInEachLanguage(InEachLanguage):
    """The ISBNs of a report."""

    nl: Isbns = Isbns()
    en: Isbns = Isbns()

    @model_validator(mode='after')
    def _each_once(self) -> IsbnsInEachLanguage:
        held = [number for isbns in (self.nl, self.en) for number in (isbns.pdf, isbns.epub) if number]
        if len(set(held)) < len(held):
            raise ValueError('isbn-twice')
        return self


class DoiInEachLanguage(InEachLanguage):
    """The DOI of a report in each language, whatever the form."""

    nl: Doi | None = None
    en: Doi | None = None


class Report(Model):
    """report.yml: what a report is and which pages of docs/ are its chapters."""

    number: Annotated[int, Field(ge=1)]
    title: Bilingual
    subtitle: Bilingual
    description: Bilingual
    edition: Annotated[str, Field(pattern=r'^\d{4}-(0[1-9]|1[0-2])(\.\d+)?$', examples=['"2026-11"', '"2026-11.1"'])]
    date: Day
    status: Status
    note: Bilingual | None = None
    chapters: Annotated[list[ReportChapter], Field(min_length=1)]
    glossary: bool = True
    isbn: IsbnsInEachLanguage | None = None
    doi: DoiInEachLanguage | None = None


class ReportText(Model):
    """Front matter of a text that stands only in the report."""

    title: Words
    made_from: Stamp | None = None


class TermWords(Model):
    """A term in one language."""

    term: Words
    definition: Words
    also: list[Words] = []
    search_words: list[Words] = []  # what people type who look for the term; shown nowhere


class Avoid(Model):
    """Words we do not use for a term."""

    nl: list[Words] = []
    en: list[Words] = []


ID = Annotated[str, Field(pattern=r'^[a-z0-9-]+$', examples=['voorbeeld-2026'])]


class Term(InEachLanguage):
    """A glossary entry in both languages."""

    id: ID
    nl: TermWords
    en: TermWords
    source: list[Words] = []
    official: bool = False
    tooltip: bool = True
    avoid: Avoid = Avoid()

    def forms(self, locale: str) -> tuple[str, ...]:
        """Every way to write the term in one locale."""
        held: TermWords = self.of(locale)
        return held.term, *held.also


# As many digits as a number has: free or paid, of a place or mobile, short, of another country.
TELEPHONE = (
    r'^(?:(?:0800|090[069])(?:[ -]?[0-9]){4}(?:(?:[ -]?[0-9]){3})?|0[1-9](?:[ -]?[0-9]){8}|1(?:[ -]?[0-9]){2,5}'
    r'|\+[1-9](?:[ -]?[0-9]){8,14})$'
)


class HelpWords(Model):
    """Who helps, in one language: `what` it is that they do, and when their telephone is answered."""

    name: Words
    what: Words
    hours: Words | None = None


class Help(InEachLanguage):
    """An organisation that readers can turn to: written once, shown wherever it is named."""

    id: ID
    nl: HelpWords
    en: HelpWords
    website: Address
    telephone: Annotated[str, Field(pattern=TELEPHONE, examples=['"0800-5010"'])] | None = None
    checked_on: Day
    source: list[Words] = []

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it."""
        return (self.telephone or '').replace(' ', '').replace('-', '')


class WordList(Model):
    """words.yml: words that are spelled right though no dictionary knows them."""

    both: list[Words] = []
    nl: list[Words] = []
    en: list[Words] = []


class Party(Model):
    """A CSL name of an organisation; private persons are not named."""

    literal: Words


class Standing(Model):
    """How near a source stands to the fact."""

    model_config = ConfigDict(populate_by_name=True)

    standing: Literal['own', 'first-hand', 'second-hand']
    note_en: Annotated[Words | None, Field(alias='note-en')] = None


class Reference(Model):
    """One entry of the bibliography, in CSL's terms (CSL 1.0.2 data schema)."""

    model_config = ConfigDict(populate_by_name=True)

    id: ID
    type: Words
    title: Words
    author: list[Party] = []
    container_title: Annotated[Words | None, Field(alias='container-title')] = None
    publisher: Words | None = None
    number: Words | None = None
    genre: Words | None = None
    note: Words | None = None
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    url: Annotated[Address | None, Field(alias='URL')] = None
    language: Locale
    custom: Standing

    def note_in(self, locale: str) -> str | None:
        """The note in one language."""
        return self.note if locale == ORIGINAL else self.custom.note_en


class ChartWords(BaseModel):
    """The words of a chart in one language: its name, what it shows for those who can't see it, and any that the drawing asks for."""

    model_config = ConfigDict(extra='allow', defer_build=True)

    title: Words
    description: Words


class ChartTexts(InEachLanguage):
    """The words of a chart in both languages."""

    nl: ChartWords
    en: ChartWords


class Chart(Model):
    """<name>.chart.yml: the columns that the drawing needs, its words, its Vega-Lite specification, and what differs on a phone."""

    columns: list[Words] = []
    words: ChartTexts
    spec: dict[str, Any]
    narrow: dict[str, Any] = {}


class StepWords(Model):
    """A step of a process in one language; the note says in a few words what it is."""

    name: Words
    note: Words | None = None


class Step(InEachLanguage):
    """A step of a process in both languages."""

    nl: StepWords
    en: StepWords


class FigureWords(Model):
    """The name of a figure, and what it shows for those who can't see it."""

    title: Words
    description: Words


class FigureTexts(InEachLanguage):
    """The words of a figure in both languages."""

    nl: FigureWords
    en: FigureWords


class Process(Model):
    """<name>.process.yml: the words of the figure and its steps in order."""

    words: FigureTexts
    steps: Annotated[list[Step], Field(min_length=2, max_length=8)]
