"""What the checks of words and layout may look at, and nothing else: so what they found can be remembered by its content."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from publishing.cache import digest
from publishing.checks.beside import beside
from publishing.checks.lexicon import Lexicon
from publishing.checks.passages import WORD, Passage, passages
from publishing.languages import LOCALES, ORIGINAL
from publishing.sources import consent, data_texts, stamps
from publishing.sources.catalogue import Catalogue
from publishing.sources.kinds import KINDS
from publishing.sources.source import DATA, Source
from publishing.sources.typed_yaml import texts_in

NOTABLE = re.compile(r'[@\d]')


@dataclass(frozen=True)
class Avoided:
    """A word that we do not use, and the one that we use instead."""

    word: str
    wanted: str


@dataclass(frozen=True, eq=False)
class Common:
    """What all pages share: words of our own by locale, words to avoid by locale, addresses that may be published, names of regions."""

    known: dict[str, frozenset[str]]
    avoided: dict[str, tuple[Avoided, ...]]
    roles: tuple[str, ...]
    regions: tuple[str, ...]
    whole: bool = True  # whether all files that words come from can be read

    @functools.cached_property
    def key(self) -> str:
        """Changes when any of it does."""
        known = sorted((locale, sorted(words)) for locale, words in self.known.items())
        return digest([str(known), str(self.avoided), str(self.roles), str(self.regions), str(self.whole)])


@dataclass
class Text:
    """A page, its Dutch original when it is a translation, what all pages share, and who knows the words of the page."""

    page: Source
    original: Text | None
    common: Common
    lexicon: Lexicon

    @property
    def path(self) -> str:
        """The file that problems are told of."""
        return self.page.path

    @property
    def locale(self) -> str:
        """The language of the page."""
        return self.page.locale

    @functools.cached_property
    def passages(self) -> list[Passage]:
        """The page's own passages."""
        return passages(self.page)

    @functools.cached_property
    def front(self) -> list[tuple[str, str]]:
        """Every text of the front matter with its key."""
        return list(texts_in(self.page.meta))

    @functools.cached_property
    def running(self) -> str:
        """All words in lower case with one space between: where a phrase is not in here, no check need look for it."""
        return ' '.join(' '.join(passage.words for passage in self.passages).lower().split())

    @functools.cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the page in lower case."""
        return frozenset(word for typed in set(self.running.split()) for word in _words_in(typed))

    @functools.cached_property
    def beside(self) -> list[Passage]:
        """What is published with the page and is in no passage: titles of links, comments, names of files, the rest of the front matter."""
        return list(beside(self.page))

    @functools.cached_property
    def whole(self) -> str:
        """All that is published, as it is typed: what does not stand in here, no check need look for in each passage."""
        return '\n'.join(passage.words for passage in (*self.passages, *self.beside))

    @functools.cached_property
    def small(self) -> str:
        """The same in small letters."""
        return self.whole.lower()

    @functools.cached_property
    def all_words(self) -> list[str]:
        """The vocabulary, and every word beside it in lower case."""
        return [*self.vocabulary, *WORD.findall(' '.join(passage.words for passage in self.beside).lower())]

    @functools.cached_property
    def notable(self) -> list[tuple[int, str]]:
        """Every line with a digit or an @, as typed and with its number, code and front matter too: it is published like the rest."""
        front = [(self.page.line_of(key), value) for key, value in self.front if key != stamps.KEY and NOTABLE.search(value)]
        lines = enumerate(self.page.body.split('\n'), self.page.body_line)
        return front + [(number, line) for number, line in lines if NOTABLE.search(line)]

    def notable_with(self, sign: re.Pattern[str]) -> list[tuple[int, str]]:
        """Those of these lines in which the sign stands, which is looked for in all at once: it is on few pages."""
        return [(number, line) for number, line in self.notable if sign.search(line)] if sign.search(self.noted) else []

    @functools.cached_property
    def noted(self) -> str:
        """These lines as one text."""
        return '\n'.join(line for _, line in self.notable)

    @functools.cached_property
    def key(self) -> str:
        """Changes when anything does that a check of this text can see."""
        return digest([self.common.key, self.page.key, self.original.page.key if self.original else ''])


@functools.cache
def _words_in(typed: str) -> list[str]:
    """The words in what stands between two spaces."""
    return WORD.findall(typed)


def texts(catalogue: Catalogue, lexicon: Lexicon) -> list[Text]:
    """Every page and every text that stands only in a report; `lexicon` sees no word of a private page."""
    shared, private, about = common(catalogue), Lexicon(others=lexicon), catalogue.settings.ours.about_stories

    def text(page: Source, original: Text | None) -> Text:
        return Text(page, original, shared, private if consent.tells_of_a_person(page, about) else lexicon)

    found: list[Text] = []
    for group in (catalogue.pages, *(held.texts for held in catalogue.reports.values())):
        originals = {name: text(page, None) for (name, locale), page in group.items() if locale == ORIGINAL}
        for (name, locale), page in group.items():
            found.append(originals[name] if locale == ORIGINAL else text(page, originals.get(name)))
    return [held for held in found if not held.page.broken]


def in_data(catalogue: Catalogue, lexicon: Lexicon, *, ours: bool) -> list[Text]:
    """The words in files of data: those that we wrote, or what others call their sources."""
    shared, originals, found = common(catalogue), dict[str, Text](), list[Text]()
    for page in data_texts.of_ours(catalogue) if ours else data_texts.of_others(catalogue):
        found.append(Text(page, originals.get(page.path), shared, lexicon))
        originals.setdefault(page.path, found[-1])
    return found


@functools.lru_cache(maxsize=1)
def common(catalogue: Catalogue) -> Common:
    """What the texts of a catalogue share."""
    known = {locale: frozenset(_known(catalogue, locale)) for locale in LOCALES}
    avoided = {
        locale: tuple(
            Avoided(word, str(entry[locale].get('term', '')))
            for entry in catalogue.terms.entries
            if isinstance(entry.get(locale), dict) and isinstance(entry.get('avoid'), dict)
            for word in entry['avoid'].get(locale) or ()
        )
        for locale in LOCALES
    }
    settings = catalogue.settings
    whole = not any(path.startswith((f'{DATA}/', f'docs/{KINDS["initiative"].folder}/')) for path in catalogue.unread)
    return Common(known, avoided, settings.role_addresses, tuple(region.name for region in settings.ours.regions.tiles), whole)


def _known(catalogue: Catalogue, locale: str) -> set[str]:
    """Words that no dictionary need know: our list and name, provinces, terms, sources, names of initiatives."""
    spoken = [*catalogue.settings.ours.choices('province', locale), catalogue.settings.site_name]
    spoken += [word for group in ('both', locale) for word in catalogue.words.get(group, ())]
    spoken += [page.text(key) for page in catalogue.pages.values() if page.meta.get('kind') == 'initiative' for key in ('title', 'place')]
    return {word for text in spoken for word in WORD.findall(text)} | set(_in_titles(catalogue, locale))


def _in_titles(catalogue: Catalogue, locale: str) -> Iterator[str]:
    """The words in terms, in the makers and titles of sources, and in titles of publications.

    Of what is in another language only the names, and each two words that stand together: so `onder` is no English word, and
    `Partij voor de Dieren` may stand in an English sentence.
    """
    for language, titles in _titles(catalogue):
        is_other = language in LOCALES and language != locale
        for held in map(WORD.findall, titles):
            yield from (word for word in held if not (is_other and word.islower()))
            yield from map(two_words, held, held[1:]) if is_other else ()


def _titles(catalogue: Catalogue) -> Iterator[tuple[str, list[str]]]:
    """The language of each term, source and publication, and what it and its makers are called."""
    for entry in catalogue.terms.entries:
        for locale, held in ((locale, entry.get(locale)) for locale in LOCALES):
            if isinstance(held, dict):
                yield locale, [str(held.get('term', '')), *map(str, held.get('also') or ())]
    for entry in catalogue.references.entries:
        yield str(entry.get('language')), [words for _, words in data_texts.as_published(entry)]
    yield from ((page.locale, [page.text('title')]) for page in catalogue.pages.values() if page.meta.get('kind') == 'publication')


def two_words(first: str, second: str) -> str:
    """Two words that stand together, as one that is known."""
    return f'{first} {second}'.lower()
