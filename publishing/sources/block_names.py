"""The blocks that authors may write, `/// list | terms`, and what may stand behind the bar; publishing.markdown makes them."""

from __future__ import annotations

from publishing.sources import explained, fields

ANSWERS = ('yes', 'no')
CONTAINERS = {'check': ('yes-no',), 'outcome': ANSWERS, 'message': ANSWERS}  # blocks with Markdown in them
CONTACTS = ('role',)
LISTS = ('initiatives', 'stories', 'meetings', 'publications', 'terms', 'sources', 'translations', 'feeds')
MAPS = TABLES = ('initiatives',)
GENERATED = {'list': LISTS, 'map': MAPS, 'table': TABLES, 'fields': tuple(fields.TABLES), 'rules': tuple(explained.subjects())}
GENERATED |= {'contact': CONTACTS} | CONTAINERS
