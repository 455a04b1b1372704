"""How an edition stands among the others of its report: in force, replaced, a draft, or withdrawn. Computed, never stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from publishing.dates import written
from publishing.sources.editions import Edition
from publishing.words import words

Kind = Literal['current', 'replaced', 'draft', 'withdrawn']


@dataclass(frozen=True)
class Standing:
    """`by` is the edition that replaces it, where one does."""

    kind: Kind
    edition: Edition
    by: Edition | None = None

    def text(self, locale: str) -> str:
        """The status line: `Vervangen door editie 2027-01 (15 januari 2027)`."""
        facts, other = self.edition.facts, self.by.facts if self.by else None
        return words('changes', locale)[f'standing-{self.kind}'].format(
            edition=other.edition if other else '', date=written(other.date, locale) if other else '',
            withdrawn=written(facts.withdrawn, locale) if facts.withdrawn else '', reason=facts.reason.of(locale) if facts.reason else '',
        ).strip()  # fmt: skip


def of(edition: Edition, held: Iterable[Edition]) -> Standing:
    """The standing of an edition among those `held` of its report. Only an adopted edition replaces an adopted one."""
    if edition.facts.withdrawn:
        return Standing('withdrawn', edition)
    newer = [other for other in held if other.order > edition.order and not other.facts.withdrawn]
    adopted = [other for other in newer if other.facts.status == 'adopted']
    by = max(adopted or ([] if edition.facts.status == 'adopted' else newer), key=lambda other: other.order, default=None)
    if by is not None:
        return Standing('replaced', edition, by)
    return Standing('current' if edition.facts.status == 'adopted' else 'draft', edition)


def offered_first(held: Iterable[Edition]) -> Edition | None:
    """The edition that a reader is given who asks for none: the newest adopted, else the newest; None without any."""
    left = [edition for edition in held if not edition.facts.withdrawn]
    adopted = [edition for edition in left if edition.facts.status == 'adopted']
    return max(adopted or left, key=lambda edition: edition.order, default=None)
