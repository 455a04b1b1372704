"""Only what somebody meant is published: whatever else lies among the sources, no byte of it comes on the site."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from publishing import checks
from publishing.pictures import svg_file
from publishing.site.preview import state
from publishing.site.preview.builder import Builder
from publishing.sources import attachments, catalogue
from tests.projects import change, lay_site

SECRET = 'GEHEIM-7Q2X'
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="doe()"><title>Een vlak</title>'
    f'<metadata>{SECRET}</metadata><script>{SECRET}</script><rect width="9" height="9" fill="url(#verloop)"/>'
    '<image href="https://elders.example/x.png"/></svg>'
)
SHOWING = ('docs/index.nl.md', 'docs/index.en.md')
LYING_AROUND = (
    'docs/uitleg/verhaal.nl.md.bak', 'docs/uitleg/toestemming.docx', 'docs/assets/foto.heic', 'docs/assets/lijst.txt',
    'docs/assets/lijst.csv', 'docs/assets/foto.jpg.html', 'docs/assets/data/namen.yml', 'docs/assets/data/namen.csv', 'docs/robots.html',
    'docs/uitleg/~$verhaal.docx', 'docs/uitleg/verhaal.nl.md~', 'docs/uitleg/verhaal.md', 'overrides/assets/fonts/brief.txt',
    'overrides/assets/brief.json', 'overrides/uitleg/brief.json', 'reports/voorbeeld/brief.docx', 'docs/assets/style/brief.css',
)  # fmt: skip


@pytest.fixture(scope='module')
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a good table and a drawing that its pages show, and all that should never leave it."""
    held = tmp_path_factory.mktemp('published')
    root, outside = lay_site(held / 'root'), held / 'buiten'
    (outside / 'map').mkdir(parents=True)
    (outside / 'brief.png').write_text(SECRET, encoding='utf-8')
    for locale in ('nl', 'en'):
        page = f'---\ntitle: Brief\ndescription: {"x" * 60}\nupdated: 2026-11-22\n---\n\n{SECRET}\n'
        (outside / f'map/brief.{locale}.md').write_text(page, encoding='utf-8')
        change(root / f'docs/index.{locale}.md', '---\n\n', '---\n\n[Lijst](assets/tabel.csv), ![Een vlak](assets/vlak.svg)\n\n')
    for path in LYING_AROUND:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(SECRET, encoding='utf-8')
    (root / 'docs/assets/tabel.csv').write_text('jaar;aantal\n2025;4\n', encoding='utf-8')
    (root / 'docs/assets/vlak.svg').write_text(DRAWING, encoding='utf-8')
    for path, to in (('docs/assets/brief.png', 'brief.png'), ('docs/elders', 'map'), ('docs/brief.nl.md', 'map/brief.nl.md')):
        (root / path).symlink_to(outside / to)
    os.mkfifo(root / 'docs/assets/pijp.csv')
    return root


@pytest.fixture(scope='module')
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The pages as MkDocs makes them of that, by a preview: a build to publish would refuse to begin."""
    logging.getLogger('mkdocs').setLevel(logging.CRITICAL)
    state.running = state.State()
    made = Builder(root, tmp_path_factory.mktemp('site'), 'http://127.0.0.1:8000/', state.running)
    made()
    state.running = None
    assert not made.stopped
    yield made.site


def test_no_byte_of_it_is_published(site: Path) -> None:
    told = [file.relative_to(site).as_posix() for file in site.rglob('*') if file.is_file() and SECRET.encode() in file.read_bytes()]
    assert told == []


def test_what_pages_show_is(site: Path) -> None:
    """The table as it is; the drawing, still a drawing, without what acts, asks another site or tells of its maker."""
    assert (site / 'assets/tabel.csv').read_text(encoding='utf-8') == 'jaar;aantal\n2025;4\n'
    drawn = (site / 'assets/vlak.svg').read_text(encoding='utf-8')
    assert '<title>Een vlak</title>' in drawn and 'fill="url(#verloop)"' in drawn
    assert not any(part in drawn for part in ('script', 'onload', 'metadata', 'elders.example'))


def test_every_file_of_it_is_told(root: Path) -> None:
    """An error each (a warning for what might be meant, and is only not used yet), and one message for each."""
    found = [problem for problem in checks.check(catalogue.load(root)) if problem.path not in SHOWING]
    links = ['docs/assets/brief.png', 'docs/elders', 'docs/brief.nl.md', 'docs/assets/pijp.csv']
    wanted = {path for path in LYING_AROUND if not path.startswith('overrides/uitleg/')} | {*links}
    assert {problem.path for problem in found} == wanted and len(found) == len(wanted)
    assert {problem.path for problem in found if problem.level != 'error'} == {'docs/assets/lijst.csv', 'docs/assets/data/namen.csv'}


def test_nothing_is_read_through_a_link(root: Path) -> None:
    """Not as a page, and not as a file that goes with one."""
    held = catalogue.load(root)
    assert 'brief' not in held.names() and 'elders/brief' not in held.names()
    assert attachments.published(held) == {'docs/assets/tabel.csv', 'docs/assets/vlak.svg', 'docs/assets/vierkant.png'}


@pytest.mark.parametrize(('part', 'gone'), [
    ('<script/>', '<script>'),
    ('<foreignObject/>', '<foreignObject>'),
    ('<set attributeName="onclick" to="x()"/>', '<set>'),
    ('<rect><animate attributeName="href" to="javascript:x()"/></rect>', '<animate>'),
    ('<rect onclick="x()"/>', 'onclick="x()"'),
    ('<image href="https://x.example/y.png"/>', 'href="https://x.example/y.png"'),
    ('<rect style="fill:url(https://x.example/y)"/>', 'style="fill:url(https://x.example/y)"'),
    ('<a href="javascript:x()"><text>x</text></a>', 'href="javascript:x()"'),
    ('<metadata>wie</metadata><g fill="url(#a)" data-naam="x"><use href="#b"/></g>', ''),
])  # fmt: skip
def test_what_a_drawing_loses_is_told(part: str, gone: str) -> None:
    """When it is part of the picture, and not only what a program said of its file."""
    assert svg_file.taken_away(f'<svg xmlns="http://www.w3.org/2000/svg">{part}</svg>'.encode()) == gone


@pytest.mark.parametrize(
    'data', [b'', b'<svg', b'<html></html>', b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>']
)
def test_what_is_no_drawing(data: bytes) -> None:
    """Damaged, something else, or a file that grows without end when it is read."""
    with pytest.raises(svg_file.Unreadable):
        svg_file.taken_away(data)
