"""Numbers that others register for a publication: an ISBN for each of its files, a DOI for all of them (ISO 2108, ISO 26324)."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from stdnum import isbn

DOI = re.compile(r'10\.\d{4,9}/[!-~]+')  # the form of those that are registered today, as Crossref gives it
BEFORE = re.compile(r'^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)', re.I)


def _isbn(value: Any) -> str:
    """An ISBN of 13 digits, with its dashes where they belong; the ValueError is the rule that was broken."""
    text = isbn.compact(str(value))
    if len(text) != 13 or not isbn.is_valid(text):
        raise ValueError('bad-isbn')
    return isbn.format(text)


def _doi(value: Any) -> str:
    """A DOI without an address before it; the ValueError is the rule that was broken."""
    text = BEFORE.sub('', str(value).strip())
    if not DOI.fullmatch(text):
        raise ValueError('bad-doi')
    return text


# Digits alone are a number to YAML; an editor that follows the JSON Schema must not refuse what the checks take.
Isbn = Annotated[
    str, BeforeValidator(_isbn), WithJsonSchema({'type': ['string', 'integer'], 'examples': ['978-90-00-00000-5']}),
    Field(examples=['978-90-00-00000-5']),
]  # fmt: skip
Doi = Annotated[str, BeforeValidator(_doi), Field(examples=['10.5281/zenodo.1234567'])]
