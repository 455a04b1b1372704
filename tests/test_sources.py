"""How a file becomes a Source: encoding, line ends, front matter, names; and what the outline finds in a body."""

from __future__ import annotations

from pathlib import Path

import pytest

from publishing import settings, source
from publishing.outline import outline, plain
from publishing.problems import ProblemsFound, author_language
from publishing.source import Source
from tests.projects import ROOT, lay

PAGE = '---\ntitle: Één titel\nupdated: 2026-11-22\noriginal:\n  publisher: Blad\n---\n\nTekst.\n'


def read(folder: Path, raw: bytes, name: str = 'map/pagina.nl.md') -> tuple[Source | None, list[str]]:
    """The bytes as docs/<name>: the Source and the rules that it breaks."""
    file = folder / Path(name).name
    file.write_bytes(raw)
    page, problems = source.read(file, f'docs/{name}', 'docs')
    return page, [f'{problem.line} {problem.rule}' for problem in problems]


@pytest.mark.parametrize('raw', [
    PAGE.encode(), PAGE.encode('utf-8-sig'), PAGE.replace('\n', '\r\n').encode(), PAGE.replace('---\n', '--- \n').encode(),
], ids=['plain', 'byte order mark', 'Windows line ends', 'space behind the fence'])  # fmt: skip
def test_same_page_however_saved(raw: bytes, tmp_path: Path) -> None:
    """Editors differ; the page does not. A date stays the text that was typed, for the schema to judge."""
    page, problems = read(tmp_path, raw)
    assert problems == []
    assert page is not None
    assert (page.name, page.locale, page.folder) == ('map/pagina', 'nl', 'map')
    assert page.meta == {'title': 'Één titel', 'updated': '2026-11-22', 'original': {'publisher': 'Blad'}}
    assert (page.body, page.body_line) == ('\nTekst.\n', 7)


def test_lines_of_keys(tmp_path: Path) -> None:
    """A nested key has its own line; one that is not there has that of the nearest key around it."""
    page, _ = read(tmp_path, PAGE.encode())
    assert page is not None
    keys = ('updated', 'original', 'original.publisher', 'original.url', 'owner')
    assert [page.line_of(key) for key in keys] == [3, 4, 5, 4, 1]


@pytest.mark.parametrize(('raw', 'expected'), [
    (b'', ['1 no-front-matter']),
    (b'\n---\ntitle: x\n---\n', ['1 no-front-matter']),
    (b'---\ntitle: x\n', ['1 no-front-matter']),
    (b'---\n---\n', []),
    (b'---\ntitle: "x\n---\n', ['2 broken-yaml']),
    (b'---\nok: 1\ntitle: @x\n---\n', ['3 broken-yaml']),
    (b'---\nok: 1\nlist: [a, b\n---\n', ['3 broken-yaml']),
    (b'---\nok: 1\n\tlist: a\n---\n', ['3 broken-yaml']),
    (b'---\nok: 1\nbell: \x07\n---\n', ['3 broken-yaml']),
    (b'---\n? [a]\n: b\n---\n', ['2 broken-yaml']),
    (b'---\njust words\n---\n', ['2 no-keys']),
    (b'---\na: 1\nb: 2\na: 3\n---\n', ['4 double-key']),
    (b'---\na: &x [*x]\n---\n', []),
    (b'---\ntitle: caf\xe9\n---\n', ['2 not-utf8']),
    ('---\ntitle: x\n---\n'.encode('utf-16'), ['1 not-utf8']),
])  # fmt: skip
def test_unreadable(raw: bytes, expected: list[str], tmp_path: Path) -> None:
    """Each on the line where it can be mended, and the page is still known by its name, so that nothing else misses it."""
    page, problems = read(tmp_path, raw)
    assert problems == expected
    assert page is not None
    assert page.broken == bool(expected and 'double-key' not in expected[0])


@pytest.mark.parametrize('name', ['pagina.md', 'pagina.de.md', 'pagina.NL.md', '.nl.md'])
def test_no_language(name: str, tmp_path: Path) -> None:
    """A file name without one of our languages is no page."""
    page, problems = read(tmp_path, PAGE.encode(), name)
    assert (page, problems) == (None, ['1 unknown-language'])


def test_settings_are_those_of_mkdocs() -> None:
    """One list of extensions, and addresses as the site has them."""
    held = settings.read(ROOT)
    assert 'publishing.markdown' in held.extensions
    assert held.page_address('index', 'nl') == held.site_url
    assert held.page_address('index', 'en') == f'{held.site_url}en/'
    assert held.page_address('map/index', 'nl') == f'{held.site_url}map/'
    assert held.page_address('map/pagina', 'en') == f'{held.site_url}en/map/pagina/'


def test_unreadable_settings(tmp_path: Path) -> None:
    """A mistake in mkdocs.yml is told like any other."""
    (lay(tmp_path) / 'mkdocs.yml').write_text('site_name: Een\nsite_url: [\n', encoding='utf-8')
    with pytest.raises(ProblemsFound) as found:
        settings.read(tmp_path)
    assert [(problem.path, problem.line, problem.rule) for problem in found.value.problems] == [('mkdocs.yml', 2, 'broken-yaml')]


@pytest.mark.parametrize(('chosen', 'system', 'expected'), [
    ('en', 'nl_NL.UTF-8', 'en'), ('nl', 'en_GB.UTF-8', 'nl'), ('EN', '', 'en'), ('fr', '', 'nl'),
])  # fmt: skip
def test_language_of_messages(chosen: str, system: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was chosen goes before what the system says."""
    monkeypatch.setenv('PUBLISHING_LANG', chosen)
    monkeypatch.setenv('LANG', system)
    assert author_language() == expected


def test_outline_sees_no_code() -> None:
    """What stands in code or in a comment is an example, not part of the page; a lone backtick hides nothing."""
    body = '`# a` [x](a.md)\n\n```\n# b\n[y](b.md)\n```\n\n<!-- [z](c.md) -->\n\nEen ` los.\n\n[v](d.md) en ` nog een.\n'
    found = outline(body, first_line=5)
    assert found.headings == ()
    assert [(link.line, link.target) for link in found.links] == [(5, 'a.md'), (16, 'd.md')]


@pytest.mark.parametrize(('typed', 'expected'), [
    ('## Kop {#kop}', (2, 'Kop', 'kop')), ('### Kop ###', (3, 'Kop', None)), ('##Kop', (2, 'Kop', None)),
    ('# Kop { #kop .x }', (1, 'Kop', 'kop')), ('## Kop {.x #kop}', (2, 'Kop', 'kop')), ('## `code`', (2, '`code`', None)),
    ('## `code` en {{x}} {: #kop }', (2, '`code` en {{x}}', 'kop')), ('Kop\n===', (1, 'Kop', None)), ('Kop\n---', (2, 'Kop', None)),
])  # fmt: skip
def test_headings(typed: str, expected: tuple[int, str, str | None]) -> None:
    """Every way to write a heading that Python-Markdown knows."""
    (heading,) = outline(f'Tekst.\n\n{typed}\n\nTekst.\n').headings
    assert (heading.line, heading.level, heading.title, heading.id) == (3, *expected)


@pytest.mark.parametrize('typed', ['| a |\n|---|\n| b |', 'Tekst\n---|---', '- punt\n\n---', '#', '#### ', 'Tekst # geen kop'])
def test_no_headings(typed: str) -> None:
    """What only looks like one."""
    assert outline(f'Tekst.\n\n{typed}\n\nTekst.\n').headings == ()


@pytest.mark.parametrize(('typed', 'expected'), [
    ("De *foto's* van **'s ochtends**", 'De foto’s van ’s ochtends'), ('Zie [dit](x.md)[@bron]', 'Zie dit'),
    ('`code` en "zo"', 'code en “zo”'), ('Een [](#leeg) ![beeld](x.png)', 'Een  beeld'),
    ("De jaren '80 en de letter 's'", 'De jaren ’80 en de letter ‘s’'), ('snake_case en 2 * 3 * 4', 'snake_case en 2 * 3 * 4'),
    ('***Allebei***{: lang=en }', 'Allebei'),
])  # fmt: skip
def test_plain_words(typed: str, expected: str) -> None:
    """A title as readers see it, for references and labels."""
    assert plain(typed) == expected


@pytest.mark.parametrize(
    ('typed', 'printed'),
    [
        ("persona's", 'persona’s'),
        ('het woord "thuiszitter"', 'het woord “thuiszitter”'),
        ("de term 'maatwerk' van nu", 'de term ‘maatwerk’ van nu'),
        ("'s ochtends", '’s ochtends'),
        ("parents' association", 'parents’ association'),
    ],
)
def test_quotation_marks_of_titles(typed: str, printed: str) -> None:
    """Front matter gets the same marks as the body."""
    assert source.typographic(typed) == printed
