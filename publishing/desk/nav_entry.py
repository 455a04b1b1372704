"""A line for a new page in the navigation of mkdocs.yml. It is a line of text that is added: all else stays as it was typed."""

from __future__ import annotations

import re

ENTRY = re.compile(r'(?P<before>[ ]*-[ ]+)(?P<quote>["\']?)(?P<page>[\w./-]+)\.md(?P=quote)[ ]*(?:#.*)?')


def added(text: str, name: str) -> tuple[str, int]:
    """The settings with a page below the last one of its folder in `nav:`, or at the end; the number of the new line, 0 without `nav:`.

    All else stays as it was typed.
    """
    lines = text.split('\n')
    start = next((number for number, line in enumerate(lines) if re.match(r'nav:\s*(?:#.*)?$', line)), None)
    if start is None:
        return text, 0
    end = next((number for number, line in enumerate(lines[start + 1 :], start + 1) if re.match(r'[^\s#-]', line)), len(lines))
    entries = [(number, match) for number in range(start + 1, end) if (match := ENTRY.fullmatch(lines[number]))]
    folder = name.rpartition('/')[0]
    beside = [held for held in entries if folder and held[1]['page'].rpartition('/')[0] == folder]
    if beside:
        at, before = beside[-1][0] + 1, beside[-1][1]['before']
    else:
        at = max((number for number in range(start, end) if lines[number].strip()), default=start) + 1
        before = entries[0][1]['before'] if entries else '  - '
    lines.insert(at, f'{before}{name}.md')
    return '\n'.join(lines), at + 1
