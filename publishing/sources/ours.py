"""Whose site this is, as `extra:` in mkdocs.yml says it: what it is called, its licence, its readers, its pages and its regions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, PrivateAttr, model_validator

from publishing.languages import LOCALES
from publishing.sources.schema.values import Bilingual, Model, Words
from publishing.words import words

Name = Annotated[str, Field(pattern=r'^[a-z][a-z0-9-]*$', examples=['young-people'])]
# A page by the name of its file without language, or a place on it.
Page = Annotated[str, Field(pattern=r'^[\w/-]+(#[\w-]+)?$', examples=['over/index', 'over/privacy#browser'])]
Step = Annotated[int, Field(ge=0, le=20, examples=['0', '1', '2'])]
CHOSEN = ('audience', 'province')  # the fields of a page whose values are ours to name


class Licence(Model):
    """What others may do: with the texts, as an imprint says it, and with the data of a chart."""

    texts: Bilingual
    data: Bilingual


class Organisation(Model):
    """Who speaks: `called` as in the middle of a sentence, `id` in structured data."""

    id: Name = 'organisation'
    called: Bilingual = Bilingual(nl='de organisatie', en='the organisation')
    licence: Licence | None = None


class Audience(Bilingual):
    """Readers by their short name, with the page that is their entrance, and the words that they use who ask something."""

    id: Name
    page: Page | None = None
    says: Bilingual | None = None  # words with spaces between: who says one of them is given pages for these readers first
    search: Literal['less'] | None = None  # pages for these readers alone come last in search, and explain no terms


class Pages(Model):
    """Where the foot and the notices of every page lead; a link to a page that is not named here is left out."""

    about: Page | None = None
    accessibility: Page | None = None
    privacy: Page | None = None
    ticks: Page | None = None
    removal: Page | None = None
    colophon: Page | None = None
    editors: Page | None = None
    following: Page | None = None
    changes: Page | None = None
    glossary: Page | None = None
    help: Page | None = None


class Region(Model):
    """A region, and where its tile lies on the map, counted from the north-west."""

    name: Words
    also: list[Words] = []  # what else people call it, and is not shown
    column: Step
    row: Step


class Regions(Model):
    """How one region, several and all of them are called in a sentence, and each of them in the order of lists."""

    one: Bilingual = Bilingual(nl='regio', en='region')
    many: Bilingual = Bilingual(nl="regio's", en='regions')
    all: Bilingual = Bilingual(nl="de regio's", en='the regions')
    tiles: list[Region] = []

    @model_validator(mode='after')
    def _each_on_its_own(self) -> Regions:
        if len({(tile.column, tile.row) for tile in self.tiles}) < len(self.tiles):
            raise ValueError('tile-twice')
        return self


class Ours(Model):
    """All of it; what mkdocs.yml does not say is said in neutral words, or not at all."""

    model_config = ConfigDict(extra='ignore')  # `extra:` is there for whoever needs it

    organisation: Organisation = Organisation()
    pages: Pages = Pages()
    about_stories: list[Page] = []  # pages that stand among the stories and tell none: all others there are stories
    audiences: list[Audience] = []
    regions: Regions = Regions()
    _words: dict[tuple[str, str], dict[str, str]] = PrivateAttr(default_factory=dict)

    def words(self, name: str, locale: str) -> dict[str, str]:
        """The words of words/<name>.yml in one locale, with our own names in their places."""
        if (name, locale) not in self._words:
            self._words[name, locale] = {key: self.spoken(text, locale) for key, text in words(name, locale).items()}
        return self._words[name, locale]

    def spoken(self, text: str, locale: str) -> str:
        """A text with our own names for {who}, {region}, {regions} and {all-regions}; {Who} and {Region} begin a sentence."""
        held = {'who': self.organisation.called, 'region': self.regions.one, 'regions': self.regions.many, 'all-regions': self.regions.all}
        for place, name in held.items() if '{' in text else ():
            said = name.of(locale)
            text = text.replace(f'{{{place}}}', said).replace(f'{{{place.capitalize()}}}', said[:1].upper() + said[1:])
        return text

    def choices(self, key: str, locale: str) -> dict[str, str]:
        """What may be chosen for a field whose values are ours to name, each with its word; nothing for any other field."""
        match key:
            case 'audience':
                return {held.id: held.of(locale) for held in self.audiences}
            case 'province':
                return {held.name: held.name for held in self.regions.tiles}
        return {}

    def meant(self, key: str, typed: str) -> str:
        """The value of such a field that people also call as was typed, or that has its name in one of our languages, '' without one."""
        tiles, small = self.regions.tiles if key == 'province' else [], typed.casefold()
        also = [held.name for held in tiles if small in map(str.casefold, held.also)]
        also += [value for locale in LOCALES for value, name in self.choices(key, locale).items() if small in (name.casefold(), value)]
        return next(iter(also), '')

    def leading(self) -> Iterator[tuple[str, str]]:
        """Every setting that leads to a page: its key in mkdocs.yml, and the page or the place on it."""
        yield from ((f'extra.pages.{key}', page) for key, page in self.pages if page)
        yield from ((f'extra.about_stories.{number}', page) for number, page in enumerate(self.about_stories))
        yield from ((f'extra.audiences.{number}.page', held.page) for number, held in enumerate(self.audiences) if held.page)

    def licence(self, of: Literal['texts', 'data'], locale: str) -> str:
        """Under which licence texts or data are, '' when none was chosen."""
        held = self.organisation.licence
        return getattr(held, of).of(locale) if held else ''

    def is_aside(self, audience: object) -> bool:
        """Whether a page with this `audience` is only for readers whose pages come last."""
        aside = {held.id for held in self.audiences if held.search == 'less'}
        return isinstance(audience, list) and len(audience) == 1 and audience[0] in aside
