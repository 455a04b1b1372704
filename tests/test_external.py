"""Links to other sites, asked of a server on loopback that answers as sites do."""

from __future__ import annotations

import http.server
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from publishing.desk import links
from publishing.desk.links import Mention
from publishing.sources import catalogue
from tests.ports import serving
from tests.projects import lay

ANSWERS = {'/goed': 200, '/weg': 404, '/verhuisd': 301, '/even-elders': 302, '/weigert': 403, '/traag': 200}


class Site(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        code = ANSWERS[self.path]
        if self.path == '/traag':
            time.sleep(2.5)
        self.send_response(code)
        if code in (301, 302):
            self.send_header('Location', '/goed')
        self.send_header('Content-Length', '0')
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope='module')
def other() -> Iterator[str]:
    with serving(http.server.ThreadingHTTPServer(('127.0.0.1', 0), Site)) as address:
        yield address


def test_each_answer_has_its_verdict_and_every_place_is_listed(other: str) -> None:
    found = [Mention('docs/a.nl.md', number, f'{other}{path}') for number, path in enumerate(ANSWERS, 1)]
    found += [Mention('docs/b.nl.md', 9, f'{other}/weg#hier'), Mention('docs/b.nl.md', 10, 'http://127.0.0.1:1/')]
    answers = links.ask((place.address for place in found), seconds=1)
    assert {address.removeprefix(other): answer.verdict for address, answer in answers.items()} == {
        '/weg': 'gone', '/verhuisd': 'moved', '/weigert': 'unsure', '/traag': 'slow', 'http://127.0.0.1:1/': 'gone',
    }  # fmt: skip
    assert answers[f'{other}/verhuisd'].detail == f'{other}/goed'
    assert links.is_broken(answers) and not links.is_broken({})
    told = links.listing(found, answers, 'en').splitlines()
    assert told[0] == '8 addresses of other sites asked for.'
    gone = told.index('Gone: mend the address or take the link away')
    assert told[gone + 1] == f'docs/a.nl.md:2: {other}/weg (404 Not Found)'
    assert told[gone + 2] == f'docs/b.nl.md:9: {other}/weg#hier (404 Not Found)'
    assert told[gone + 3].startswith('docs/b.nl.md:10: http://127.0.0.1:1/ (Connection refused')


def test_addresses_are_found_in_texts_front_matter_and_data(tmp_path: Path) -> None:
    root = lay(tmp_path)
    page = root / 'docs/uitleg/voorbeeld.nl.md'
    page.write_text(page.read_text(encoding='utf-8') + '\nZie [elders](https://elders.example/x#y).\n', encoding='utf-8')
    found = list(links.places(catalogue.load(root)))
    assert Mention('docs/uitleg/voorbeeld.nl.md', len(page.read_text(encoding='utf-8').splitlines()), 'https://elders.example/x#y') in found
    sources = (root / 'docs/assets/data/sources.yml').read_text(encoding='utf-8').splitlines()
    for place in found:
        assert place.address in (root / place.path).read_text(encoding='utf-8').splitlines()[place.line - 1]
    assert {place.address for place in found if place.path.endswith('sources.yml')} == {
        line.split()[-1].strip('"') for line in sources if line.strip().startswith('URL:')
    }
