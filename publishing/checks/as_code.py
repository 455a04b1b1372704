"""Text of a page that stands in code, and so is shown with every sign that was typed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from publishing.checks.text import Text
from publishing.problems import Problem

WRITERS = 'editors'  # who are shown how Markdown is typed
OF_MARKDOWN, OF_NOTHING = ('markdown', 'md'), ('', 'text', 'txt', 'plaintext')
MARKDOWN = re.compile(
    r'^\|?[ ]*:?-{2,}:?[ ]*\||^#{2,6} \S|^(?:[-*]|\d{1,2}\.) \S|^(?:Tabel|Figuur|Table|Figure): |\]\([^()\s]+\)|\[@\w|\*\*\w', re.M
)


def code_is_text(text: Text) -> Iterator[Problem]:
    """Code that holds Markdown, such as the answer of a program that gives it in a box to copy; only writers are shown how it is typed."""
    body, audience = text.page.body, text.page.meta.get('audience')
    if not ('```' in body or '~~~' in body) or (isinstance(audience, list) and WRITERS in audience):
        return
    for node in text.page.reading.flat:
        if node.type != 'fence' or not node.map:
            continue
        kind = node.info.strip().lower()
        if kind in OF_MARKDOWN or (kind in OF_NOTHING and MARKDOWN.search(node.content)):
            first, last = (text.page.body_line + line for line in (node.map[0], node.map[1] - 1))
            yield Problem(text.path, first, 'code-is-text', {'mark': f'{node.markup}{node.info}', 'line': str(first), 'last': str(last)})
