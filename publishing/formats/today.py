"""What of the outputs follows from the day and not from the texts: part of the key of all that is made from them.

Not today by itself: then all would be made anew each morning. What may be shown is asked of the guard itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from publishing.formats.agenda import is_past
from publishing.sources import admission
from publishing.sources.catalogue import Catalogue


def parts(catalogue: Catalogue) -> Iterator[str]:
    """The stories that no longer, or not yet, may be in each output, and the meetings that have been."""
    for output in ('site', 'pdf'):
        yield from (f'{output} {name}' for name in sorted(admission.withheld_from(catalogue, output)))  # type: ignore[arg-type]
    meetings = (page for page in catalogue.pages.values() if page.meta.get('kind') == 'meeting')
    yield from (f'past {name}' for name in sorted({page.name for page in meetings if is_past(page, catalogue.today)}))
