"""The blocks that authors may write, `/// list | terms`, and what may stand behind the bar; publishing.markdown makes them."""

from __future__ import annotations

import functools

from publishing.sources import explained, fields
from publishing.sources.kinds import KINDS

ANSWERS = ('yes', 'no')
ALONE = 'copy'  # a message that follows from no answer, and goes to others than us
CONTAINERS = {'check': ('yes-no',), 'outcome': ANSWERS, 'message': (*ANSWERS, ALONE)}  # blocks with Markdown in them
CONTACTS = ('role',)
OF_KIND = {kind.listed: name for name, kind in KINDS.items() if kind.listed}  # name of a list → the kind of page that it shows
LISTS = (*OF_KIND, 'terms', 'sources', 'translations', 'feeds', 'newest', 'changes')
MAPS = TABLES = ('initiatives',)
HELP = 'help'  # stands before the id of an entry in help.yml

BOXES_CALLED = {  # what other programs and people call ours
    name: kind for kind, names in {
        'note': 'info information abstract summary important noot opmerking', 'tip': 'hint success advies',
        'missing': 'todo question ontbreekt', 'warning': 'caution danger attention failure waarschuwing letop', 'law': 'wet',
        'example': 'voorbeeld', 'recommendation': 'aanbeveling', 'quote': 'cite citaat',
    }.items() for name in names.split()
}  # fmt: skip

BLOCKS_CALLED = {  # and what people call a block, or what stands behind its bar
    'lijst': 'list', 'kaart': 'map', 'tabel': 'table', 'velden': 'fields', 'regels': 'rules', 'bericht': 'message', 'hulp': 'help',
    'grafiek': 'chart', 'proces': 'process', 'initiatieven': 'initiatives', 'verhalen': 'stories', 'bijeenkomsten': 'meetings',
    'publicaties': 'publications', 'begrippen': 'terms', 'bronnen': 'sources', 'vertalingen': 'translations', 'nieuwste': 'newest',
    'wijzigingen': 'changes', 'rol': 'role', 'uitkomst': 'outcome', 'ja': 'yes', 'nee': 'no', 'kopie': 'copy',
}  # fmt: skip


@functools.cache
def generated() -> dict[str, tuple[str, ...]]:
    """Block → what may stand behind its bar: read where one stands, since the rules come with all that is said of them."""
    lists = {'list': LISTS, 'map': MAPS, 'table': TABLES, 'fields': tuple(fields.TABLES), 'rules': tuple(explained.subjects())}
    return lists | {'contact': CONTACTS} | CONTAINERS
