"""reports/<slug>/sent.yml: who received which edition, by role and never by person, so that they hear of its replacement.

sent:
  - {role: Ministerie van VWS, date: 2027-01-20, edition: "2027-01"}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import Field, ValidationError

from publishing.problems import Problem
from publishing.sources import editions
from publishing.sources.schema.values import Day, Model, Words
from publishing.sources.typed_yaml import is_unreadable, nearest_line, read_yaml
from publishing.sources.validation import problems_in

FILE = 'sent.yml'
TITLES = (
    'dhr', 'mevr', 'mw', 'mej', 'drs', 'ir', 'ing', 'mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'sir', 'de heer', 'mevrouw', 'meneer',
    'mejuffrouw', 'doctor', 'professor',
)  # fmt: skip
# A title, initials that are no form of an organisation (B.V.), or an address of mail: what goes before a person's name, or leads to one.
PERSONAL = re.compile(
    rf"(?i:(?<![\w'’])(?:{'|'.join(TITLES)})(?:\.|\b)(?=\s))|(?<![\w.])(?!(?:B\.V|N\.V|U\.A)\.)(?:[A-Z]\.)+\s?(?=[\w-])|@"
)


class Sent(Model):
    """An edition that went to a role on a day."""

    role: Words
    date: Day
    edition: Annotated[str, Field(pattern=r'^\d{4}-\d{2}(\.\d+)?$', examples=['"2026-11"'])]


class SentFile(Model):
    """All that was sent of one report."""

    sent: Annotated[list[Sent], Field(min_length=1)]


def is_personal(role: str) -> bool:
    """Whether a role is typed as a person is."""
    return PERSONAL.search(role) is not None


def path_of(slug: str) -> str:
    """Where the list of a report stands, from the root."""
    return f'reports/{slug}/{FILE}'


def of_report(root: Path, slug: str) -> list[Sent]:
    """What was sent of a report; nothing of a list that can't be read (the checks tell)."""
    file = root / path_of(slug)
    data = read_yaml(file, path_of(slug))[0] if file.is_file() else {}
    try:
        return SentFile.model_validate(data).sent if data else []
    except ValidationError:
        return []


def text(held: list[Sent]) -> str:
    """The file for these."""
    content = SentFile(sent=held).model_dump(mode='json')
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120)


def holders(held: list[Sent], edition: str) -> list[str]:
    """The roles that have an edition, each once, in the order in which they got it."""
    return list(dict.fromkeys(sent.role for sent in held if sent.edition == edition))


def behind(held: list[Sent], edition: str) -> dict[str, str]:
    """Role → the newest edition that it has, where that is older than this one."""
    newest: dict[str, str] = {}
    for sent in sorted(held, key=lambda sent: editions.order(sent.edition)):
        newest[sent.role] = sent.edition
    return {role: has for role, has in newest.items() if editions.order(has) < editions.order(edition)}


def problems(root: Path) -> Iterator[Problem]:
    """Lists that can't be read, name a person, or name an edition that was never frozen."""
    for file in sorted(root.glob(path_of('*'))):
        path, slug = file.relative_to(root).as_posix(), file.parent.name
        data, lines, broken = read_yaml(file, path)
        yield from broken
        if is_unreadable(broken):
            continue
        found = list(problems_in(SentFile, data, path, lambda key, lines=lines: nearest_line(lines, key)))  # type: ignore[misc]
        yield from found or _untrue(root, slug, SentFile.model_validate(data), path, lines)


def _untrue(root: Path, slug: str, held: SentFile, path: str, lines: dict[str, int]) -> Iterator[Problem]:
    frozen = [edition.facts.edition for edition in editions.of_report(root, slug)]
    for number, sent in enumerate(held.sent):
        if is_personal(sent.role):
            yield Problem(path, nearest_line(lines, f'sent.{number}.role'), 'sent-to-person', {'role': sent.role})
        if sent.edition not in frozen:
            values = {'edition': sent.edition, 'known': ', '.join(reversed(frozen)) or '–'}
            yield Problem(path, nearest_line(lines, f'sent.{number}.edition'), 'sent-unknown-edition', values)
