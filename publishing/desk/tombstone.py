"""What is left of an edition that was withdrawn: what it was, since when it is gone and why, the sums of its files, and no text."""

from __future__ import annotations

from datetime import date

from publishing.changes import Changes
from publishing.sources import edition_lock
from publishing.sources.editions import Edition
from publishing.sources.schema.values import Bilingual

STORY = Bilingual(
    nl='Er staat een tekst in die niet meer mag worden gedeeld. Bewaar geen kopie en geef geen kopie door.',
    en='It holds a text that may no longer be shared. Keep no copy and pass none on.',
)


def lay(changes: Changes, edition: Edition, day: date, reason: Bilingual) -> list[str]:
    """Have an edition replaced by what may be known of it, and its line in the lock; the paths of the files that go."""
    folder = edition.folder.relative_to(changes.root).as_posix()
    gone = [f'{folder}/{file.file}' for file in edition.facts.files]
    for path in gone:
        changes.remove(path)
    left = {'withdrawn': day, 'reason': reason, 'pages': [], 'stories': [], 'known_by': []}
    edition_lock.put(changes, folder, edition.facts.model_copy(update=left))
    return gone
