"""What the files of data may hold: terms, help, words, sources, charts and processes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from publishing.languages import ORIGINAL
from publishing.sources.schema.values import ID, Address, Day, InEachLanguage, Locale, Model, PartialDate, Words


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


OneWord = Annotated[str, Field(pattern=r'^[^\s,;]+$', examples=['Apeldoorn'])]  # each word stands on a line of its own


class WordList(Model):
    """words.yml: words that are spelled right though no dictionary knows them."""

    both: list[OneWord] = []
    nl: list[OneWord] = []
    en: list[OneWord] = []


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
    """<name>.chart.yml: the columns that the drawing needs, what may stand in them, its words, its drawing, and what differs on a phone."""

    columns: list[Words] = []
    choices: dict[str, list[Words]] = {}
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
