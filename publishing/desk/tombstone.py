"""What is left of an edition that was withdrawn: what it was, since when it is gone and why, the sums of its files, and no text."""

from __future__ import annotations

from datetime import date

import yaml

from publishing.changes import Changes
from publishing.sources import edition_lock
from publishing.sources.editions import FILE, Edition, Facts
from publishing.sources.schema import Bilingual

STORY = Bilingual(
    nl='Er staat een tekst in die niet meer mag worden gedeeld. Bewaar geen kopie en geef geen kopie door.',
    en='It holds a text that may no longer be shared. Keep no copy and pass none on.',
)


def lay(changes: Changes, edition: Edition, day: date, reason: Bilingual) -> list[str]:
    """Have an edition replaced by what may be known of it, and its line in the lock; the paths of the files that go."""
    root, folder = changes.root, edition.folder.relative_to(changes.root).as_posix()
    gone = [f'{folder}/{file.file}' for file in edition.facts.files]
    for path in gone:
        changes.remove(path)
    text = yaml.safe_dump(_left(edition.facts, day, reason), allow_unicode=True, sort_keys=False, width=120)
    changes.write(f'{folder}/{FILE}', text)
    locked = edition_lock.read(changes.text(edition_lock.FILE)) if (root / edition_lock.FILE).is_file() else {}
    changes.write(edition_lock.FILE, edition_lock.text(locked | {edition.key: edition_lock.sum_of(text.encode())}))
    return gone


def _left(facts: Facts, day: date, reason: Bilingual) -> dict[str, object]:
    held = facts.model_copy(update={'withdrawn': day, 'reason': reason, 'pages': [], 'stories': [], 'known_by': []})
    return held.model_dump(mode='json', exclude_defaults=True)
