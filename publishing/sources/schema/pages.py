"""What the front matter of a page may hold, by kind."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from publishing.sources.schema.values import Address, Day, Model, Name, PartialDate, Role, Spoken, Stamp, Status, Text, Words


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
        if self.form != 'elsewhere' and self.consent is None:
            raise ValueError('story-without-consent')
        if self.form != 'elsewhere' and not self.scope:
            raise ValueError('story-without-scope')
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
