"""What the models have in common: kinds of values, each with its rule, and how words are held in two languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from publishing import address
from publishing.languages import LOCALES
from publishing.sources import stamps

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


def _stamp(value: Any) -> str:
    """What `translations done` writes; the ValueError is the rule that was broken."""
    if not isinstance(value, str) or not re.match(stamps.PATTERN, value):
        raise ValueError('made-from-typed')
    return value


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
STAMP = {'type': 'string', 'pattern': stamps.PATTERN, 'examples': [f'{stamps.INTRO}=1a2b3c {stamps.FRONT}=4d5e6f']}
Stamp = Annotated[str, BeforeValidator(_stamp), WithJsonSchema(STAMP)]
Openable = AfterValidator(_openable)
Address = Annotated[str, Field(pattern=r'^https?://[^\s]+$', examples=['https://www.voorbeeld.nl/']), Openable]


class Model(BaseModel):
    """Unknown keys are refused: a key that is silently ignored is a wish silently ignored."""

    model_config = ConfigDict(extra='forbid', defer_build=True)  # many a run needs only some models


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


ID_PATTERN = r'^[a-z0-9-]+$'
EDITION_PATTERN = r'^\d{4}-(0[1-9]|1[0-2])(\.\d+)?$'
ID = Annotated[str, Field(pattern=ID_PATTERN, examples=['voorbeeld-2026'])]
