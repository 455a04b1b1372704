"""The search index of a built site: per language one script and many small files, of which a query loads a few.

Why not an engine from the shelf: those that run on a static site either send the whole index to the phone, or need a
WebAssembly engine that alone is more than 60 KiB and an exception in the Content-Security-Policy, and none finds parts of Dutch
compounds. What is hard is not ours: the stemmers are Snowball's (the same release in Python and in the browser), the ranking
is BM25F (Robertson & Zaragoza 2009, section 3.5).

    search/nl.js               stemmer, engine and table of contents: `find(query)`
    search/nl-<digest>/t3.json terms in alphabetical order → [page, weight × 10, …], and phrases (phrases.py)
    search/nl-<digest>/12.json one page: title, address, [id, heading, text, page of the PDF] per section, its place in a report,
                               its facts, [id, name, definition] per term
"""

from __future__ import annotations

import functools
import json
import math
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from publishing.cache import digest
from publishing.languages import LANGUAGES
from publishing.site.search.notes import Notes, noted
from publishing.site.search.pages import FoundPage
from publishing.site.search.phrases import Phrases
from publishing.site.search.sayings import sayings
from publishing.site.search.terms import Compounds, Stemmer, stemmer, words
from publishing.words import words as told

SCRIPTS = Path(__file__).resolve().parents[3] / 'overrides/assets/script'
FOLDER = 'search'
SHARD = 12_000  # characters of one file of terms, about 4 KiB compressed
MOST = 400  # pages held for one term: the best ones
K1, B = 1.2, 0.7  # saturation and length normalisation of BM25
NAMED = 2.0  # what a word in the title adds on top, so that a long page that repeats it stays behind the page about it
LESS = 0.7  # what lists of sources and of terms count against the pages that use them
PART = 0.35  # what a part of a compound counts against the word itself
_line = json.JSONEncoder(ensure_ascii=False, separators=(',', ':')).encode


def write(site: Path, pages: Iterable[FoundPage], notes: Notes) -> None:
    """Index the pages, and what was noted for them, into `site`/search."""
    target = site / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    held: dict[str, list[FoundPage]] = {}
    for page in pages:
        held.setdefault(page.locale, []).append(noted(page, notes))
    for locale, found in held.items():
        _write_language(target, found, stemmer(locale))


def _write_language(target: Path, pages: list[FoundPage], stemmer: Stemmer) -> None:
    locale = stemmer.locale
    pages.sort(key=lambda page: page.apart)
    texts = [_page(page) for page in pages]
    postings = _postings(pages, stemmer)
    phrases = Phrases(pages, stemmer, lambda term: math.log(1 + 2 * len(pages) / len(postings.get(term, (0, 0)))))
    shards = list(_shards({**postings, **_readers(pages), **dict(phrases.items()), **sayings(pages, stemmer)}))
    name = f'{locale}-{digest([*texts, *(text for _, text in shards)])[:8]}'
    folder = target / name
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f'{number}.json').write_text(text, encoding='utf-8')
    for number, (_, text) in enumerate(shards):
        (folder / f't{number}.json').write_text(text, encoding='utf-8')
    lists = [number for number, page in enumerate(pages) if page.counts_less and not page.terms]
    numbers = {'pages': len(pages), 'apart': sum(not page.apart for page in pages), 'lists': lists}
    held = {'folder': name, **numbers, 'compounds': LANGUAGES[locale].compounds}
    forms = [[[form, one.replace('\\', '$')] for form, one in forms] for forms in LANGUAGES[locale].one_form]
    table = _line({**held, **told('search', locale), 'forms': forms, 'shards': [first for first, _ in shards]})
    names = ('stemmers/base', f'stemmers/{locale}', 'engine', 'spelling', 'ranking', 'sayings', 'excerpt')
    base, stems, *engine = ((SCRIPTS / f'{name}.js').read_text(encoding='utf-8') for name in names)
    made = f'const stemmer = new {LANGUAGES[locale].stemmer_in_browser}()\nconst TABLE = {table}\n'
    (target / f'{locale}.js').write_text(''.join([base, stems, made, *engine]), encoding='utf-8')


def _page(page: FoundPage) -> str:
    terms = [[term.id, term.forms[0], term.definition] for term in page.terms]
    return _line([page.title, page.url, page.sections, page.place, page.facts, terms])


def _postings(pages: list[FoundPage], stemmer: Stemmer) -> dict[str, list[int]]:
    """Term → page, weight × 10, …; best pages first."""
    compounds = Compounds({word for page in pages for word in page.counted} if LANGUAGES[stemmer.locale].compounds else ())

    @functools.cache
    def terms_of(word: str) -> list[tuple[str, float]]:
        return [(stemmer(word), 1), *((stemmer(part), PART) for part in compounds.parts(word))]

    titles = [{stemmer(word): len(title) ** -0.5 for word in title} for title in (words(page.title) for page in pages)]
    counted = [_count(page.counted, terms_of) for page in pages]
    lengths = [sum(terms.values()) for terms in counted]
    average = sum(lengths) / len(lengths) or 1.0
    postings: dict[str, list[tuple[int, int]]] = {}
    for number, terms in enumerate(counted):
        factor = LESS if pages[number].counts_less else 1
        norm = K1 * (1 - B + B * lengths[number] / average)
        for term, count in terms.items():
            weight = round(10 * factor * (count * (K1 + 1) / (count + norm) + NAMED * titles[number].get(term, 0)))
            if weight:
                postings.setdefault(term, []).append((number, weight))
    best = {term: sorted(found, key=lambda entry: -entry[1])[:MOST] for term, found in postings.items()}
    return {term: [number for entry in found for number in entry] for term, found in best.items()}


def _readers(pages: list[FoundPage]) -> dict[str, list[int]]:
    """`@` and the name of a reader → page, how much it is for that reader × 10, …"""
    held: dict[str, list[int]] = {}
    for number, page in enumerate(pages):
        for name in page.readers:
            held.setdefault(f'@{name}', []).extend((number, round(10 / len(page.readers) ** 0.5)))
    return held


def _count(found: dict[str, float], terms_of: Callable[[str], list[tuple[str, float]]]) -> dict[str, float]:
    """Term → how much it counts on a page, from how much its words do; `terms_of` gives the terms of a word with what each counts."""
    counts: dict[str, float] = defaultdict(float)
    for word, weight in found.items():
        for term, share in terms_of(word):
            counts[term] += weight * share
    return counts


def _shards(terms: dict[str, list[Any]]) -> Iterator[tuple[str, str]]:
    """First term and text of each file of terms."""
    held: dict[str, list[Any]] = {}
    size = 0
    for term, found in sorted(terms.items()):
        length = len(term) + len(_line(found))
        if held and size + length > SHARD:
            yield next(iter(held)), _line(held)
            held, size = {}, 0
        held[term] = found
        size += length
    if held:
        yield next(iter(held)), _line(held)
