"""The converted text of a page, made fit for the site: names that make sense when they are read aloud."""

from __future__ import annotations

import re

# A heading with the sign behind it that leads to its own address; one that holds another link keeps the sign.
HEADING = re.compile(
    r'(<h([2-5])\b[^>]*>)((?:(?!<a |</h\2>).)*)<a class="headerlink(?: inside)?" (href="[^"]*") title="[^"]*">#</a></h\2>', re.S
)
BACK = re.compile(r'(<a class="footnote-backref" href="[^"]*") title=')


def finished(html: str) -> str:
    """Headings that are the link to themselves, a name for each way back, notes kept on one line."""
    html = HEADING.sub(r'\1<a class="own-address" \4>\3</a></h\2>', html)
    html = BACK.sub(r'\1 aria-label=', html)
    return html.replace('<sup>, </sup>', '<sup>,\N{NO-BREAK SPACE}</sup>')
