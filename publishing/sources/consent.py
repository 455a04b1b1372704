"""Which stories may enter which output: the one place that decides. What is not admitted is in no catalogue that makes an output."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable
from datetime import date
from typing import Literal

from pydantic import ValidationError

from publishing.sources.front_matter import is_private
from publishing.sources.kinds import KINDS
from publishing.sources.schema.pages import Story
from publishing.sources.source import Source

Output = Literal['site', 'pdf']
Refusal = Literal['', 'unreadable', 'scope', 'withdrawn', 'expired', 'not-yet']


def hides_a_story(page: Source, about: Container[str]) -> bool:
    """Whether a page stands among the stories and says neither that it is one, nor that it is one of the pages `about` stories."""
    among = page.name.startswith(f'{KINDS["story"].folder}/') and page.name != KINDS['story'].overview
    return among and page.meta.get('kind') != 'story' and page.name not in about


def tells_of_a_person(page: Source, about: Container[str]) -> bool:
    """Whether a page is a story by consent, may be one, or lists them, and is none of those `about` them: no cache may keep any of it."""
    return is_private(page.path, page.meta) and not (page.meta.get('kind') != 'story' and page.name in about)


def refusal(page: Source, output: Output, day: date, about: Container[str] = ()) -> Refusal:
    """Why a page may not enter an output on a day, '' when it may; only stories can be refused, and in doubt they are."""
    if hides_a_story(page, about):
        return 'unreadable'
    if page.meta.get('kind') != 'story':
        return ''
    try:
        story = Story.model_validate(page.meta)
    except ValidationError:
        return 'unreadable'
    if output not in story.scope and not (story.form == 'elsewhere' and 'scope' not in page.meta):
        return 'scope'
    if story.form == 'elsewhere' and story.consent is None:
        return ''
    held = story.consent
    if held is None:
        return 'unreadable'
    if held.withdrawn is not None and held.withdrawn <= day:
        return 'withdrawn'
    if held.expires < day:
        return 'expired'
    return 'not-yet' if max(held.dates) > day else ''


def identity(story: Source) -> str:
    """What a story is known by under any name, in every copy of it, and in the editions that hold it; '' when nothing tells.

    It is the hash of where its consent is kept, or of the address where it was first published: neither can be read back from it.
    """
    held, first = story.meta.get('consent'), story.meta.get('original')
    told = [
        str(fields.get(key) or '') for fields, key in ((held, 'reference'), (first, 'url')) if isinstance(fields, dict)
    ]  # fmt: skip
    known = next(filter(None, told), '')
    return hashlib.sha256(known.encode()).hexdigest() if known else ''


def withheld(pages: Iterable[Source], outputs: Iterable[Output], day: date, about: Container[str] = ()) -> set[str]:
    """The names of the pages that may not enter all of these outputs; one language of a pair that is refused takes the other with it."""
    outputs = list(outputs)
    return {page.name for page in pages if any(refusal(page, output, day, about) for output in outputs)}
