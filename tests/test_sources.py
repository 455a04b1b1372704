"""How a file becomes a Source: encoding, line ends, front matter, names; and what the outline finds in a body."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from publishing import __main__ as program
from publishing import checks
from publishing.checks.passages import WORD, passages, sentences
from publishing.desk import commands, fix
from publishing.languages import author_language
from publishing.problems import ProblemsFound, errors, listing
from publishing.sources import catalogue, file_names, front_matter, reading, said, settings, source, typed_yaml
from publishing.sources.outline import outline
from publishing.sources.source import Source
from tests.projects import ROOT, change, lay, lay_site
from tests.projects import settings as site_settings

PAGE = '---\ntitle: Één titel\nupdated: 2026-11-22\noriginal:\n  publisher: Blad\n---\n\nTekst.\n'


def read(folder: Path, raw: bytes, name: str = 'map/pagina.nl.md') -> tuple[Source | None, list[str]]:
    """The bytes as docs/<name>: the Source and the rules that it breaks."""
    file = folder / Path(name).name
    file.write_bytes(raw)
    page, problems = source.read(file, f'docs/{name}', 'docs')
    return page, [f'{problem.line} {problem.rule}' for problem in problems]


@pytest.mark.parametrize('typed', ['0701234567', '9:30', '1_000'])
def test_what_only_yaml_takes_for_a_number_stays_as_it_was_typed(typed: str) -> None:
    assert typed_yaml.load_yaml(f'telephone: {typed}', 'docs/assets/data/help.yml')[0] == {'telephone': typed}


@pytest.mark.parametrize('text', [
    'title: Titel\nupdated: 2026-11-22\noriginal: {publisher: Blad}', 'title: &a [1, *a]', '1: een getal', 'title: !!set {a}', 'a: 1\na: 2',
    'kind: story',
], ids=['plain', 'holds itself', 'number as key', 'set', 'with a problem', 'of a story'])  # fmt: skip
def test_front_matter_is_remembered_as_it_was_read(text: str, tmp_path: Path) -> None:
    """What JSON can't hold is read again, and so are stories; a file that is no JSON is forgotten."""
    file = tmp_path / 'front-matter.json'
    read_now = str(typed_yaml.load_yaml(text, 'docs/a.nl.md', first_line=2))
    for damage in ('', 'geen JSON', f'{"0" * 64}\n{{"made": {{}}}}', None, None):
        if damage is not None:
            file.write_text(damage, encoding='utf-8')
        known = front_matter.FrontMatter(file)
        assert str(known.load(text, 'docs/a.nl.md')) == read_now
        known.keep()
    assert len(known.last) == (text.startswith('title: Titel'))


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
    (b'', ['1 file-empty']),
    ('---\ntitle: x\n---\n'.encode('utf-16-le'), ['1 not-utf8']),
    (b'\n---\ntitle: x\n---\n', ['1 front-matter-late']),
    (b'---\ntitle: x\n', ['2 front-matter-unclosed']),
    (b'---\n---\n', ['1 file-empty']),
    (b'---\ntitle: "x\n---\n', ['2 yaml-quote']),
    (b'---\nok: 1\ntitle: @x\n---\n', ['3 yaml-sign']),
    (b'---\nok: 1\nlist: [a, b\n---\n', ['3 yaml-bracket']),
    (b'---\nok: 1\n\tlist: a\n---\n', ['3 yaml-tab']),
    (b'---\nok: 1\nbell: \x07\n---\n', ['3 unseen-sign']),
    (b'---\nok: 1\nbell: "\\a"\n---\n', ['3 unseen-sign']),
    (b'---\nok: \x1b\n', ['2 unseen-sign', '2 front-matter-unclosed']),
    (b'---\n? [a]\n: b\n---\n', ['2 broken-yaml']),
    (b'---\njust words\n---\n', ['2 no-keys']),
    (b'---\na: 1\nb: 2\na: 3\n---\n', ['4 double-key']),
    (b'---\na: &x [*x]\n---\n', ['2 broken-yaml']),
    (b'---\ntitle: caf\xe9\n---\n', ['2 not-utf8']),
    ('---\ntitle: x\n---\n'.encode('utf-16'), ['1 not-utf8']),
])  # fmt: skip
def test_unreadable(raw: bytes, expected: list[str], tmp_path: Path) -> None:
    """Each on the line where it can be mended, and the page is still known by its name, so that nothing else misses it."""
    page, problems = read(tmp_path, raw)
    assert problems == expected
    assert page is not None
    assert page.broken == bool(expected and not expected[-1].endswith(('double-key', 'unseen-sign')))


BOMB = 'a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ntitle: *c\n'
MANGLED = {
    'leeg': '', 'half': PAGE[:30], 'nul': PAGE[:20] + '\0' + PAGE[20:], 'tabs': PAGE.replace(' ', '\t'),
    'oude-mac': PAGE.replace('\n', '\r'),
    'herhaald': PAGE.replace('title:', f'{BOMB}x:', 1), 'in-zichzelf': PAGE.replace('title: ', 'title: &t\n  - *t\n  - ', 1),
    'diep': PAGE.replace('title: ', f'title: {"[" * 1500}', 1), 'lijst': '---\n- a\n---\n', 'getal': '---\n12\n---\n',
    'vreemd': PAGE.replace('title:', '1: 2\ntrue: no\n? [a, b]\n: c\n~: x\ntitle:', 1),
    'anders': PAGE.replace('title: ', 'title: !!binary ', 1), 'opdracht': PAGE.replace('title:', 'z: !!python/name:os\ntitle:', 1),
}  # fmt: skip


def test_whatever_is_in_a_file_is_told_of(tmp_path: Path) -> None:
    """Each of them is told of at its place in both languages, and none ends the check; what is no file is passed over."""
    root = lay(tmp_path)
    for name, text in MANGLED.items():
        (root / f'docs/{name}.nl.md').write_bytes(text.encode('utf-16' if name == 'anders' else 'utf-8'))
    (root / 'docs/map.nl.md').mkdir()
    (root / 'docs/nergens.nl.md').symlink_to('weg.md')
    (root / 'docs/tekens.nl.md').write_text(PAGE + '[![a](' * 60 + '`' * 60 + '*_' * 60 + '<!--' * 60 + '"{|' * 60, encoding='utf-8')
    found = errors(checks.check(catalogue.load(root)))
    assert {f'docs/{name}.nl.md' for name in MANGLED} <= {problem.path for problem in found}
    assert listing(found, 'nl') != listing(found, 'en')
    list(fix.mend(root))


@pytest.mark.parametrize('text', [
    '', 'site_name: x', 'site_name: 1\nsite_url: x',
    'site_name: x\nsite_url: https://x/\nextra: {law_months: veel, redirects: [a], role_addresses: x}',
])  # fmt: skip
def test_settings_that_lack_something_are_told_of(text: str, tmp_path: Path) -> None:
    root = lay(tmp_path)
    (root / 'mkdocs.yml').write_text(text, encoding='utf-8')
    with pytest.raises(ProblemsFound) as found:
        settings.read(root)
    assert all(problem.text('nl') != problem.text('en') for problem in found.value.problems)


@pytest.mark.parametrize('name', ['pagina.md', 'pagina.de.md', '.nl.md'])
def test_no_language(name: str, tmp_path: Path) -> None:
    """A file name without one of our languages is no page."""
    page, problems = read(tmp_path, PAGE.encode(), name)
    assert (page, problems) == (None, ['1 unknown-language'])


def test_a_language_in_capitals_is_a_name_in_capitals(tmp_path: Path) -> None:
    """The page is known by the name that it should have, so that its translation is not told of."""
    page, problems = read(tmp_path, PAGE.encode(), 'pagina.NL.md')
    assert page is not None and (page.name, page.locale, page.broken) == ('pagina', 'nl', True)
    assert problems == ['1 file-name']


def test_settings_are_those_of_mkdocs() -> None:
    """Addresses as the site has them."""
    held = settings.read(ROOT)
    assert held.page_address('index', 'nl') == held.site_url
    assert held.page_address('index', 'en') == f'{held.site_url}en/'
    assert held.page_address('map/index', 'nl') == f'{held.site_url}map/'
    assert held.page_address('map/pagina', 'en') == f'{held.site_url}en/map/pagina/'


@pytest.mark.parametrize(('typed', 'becomes', 'told'), [
    ('site_url:', 'siteurl:', ('unknown-key', 'site_url')),
    ('nav_translations:', 'nav_translation:', ('unknown-key', 'nav_translations')),
    ('fallback_to_default:', 'fallback_to_defualt:', ('unknown-key', 'fallback_to_default')),
    ('language: nl', 'langauge: nl', ('unknown-key', 'language')),
    ('  contact:', '  contactadres:', ('unknown-key', 'contact')),
    ('strict: true', 'strict: ja', ('bad-value', 'true')),
    ('site_url:', 'docs_dir: doc\nsite_url:', ('bad-value', 'docs')),
])  # fmt: skip
def test_a_mistyped_setting_is_told_once(typed: str, becomes: str, told: tuple[str, str], tmp_path: Path) -> None:
    """With the setting that was meant, and not also as missing."""
    file = lay(tmp_path) / 'mkdocs.yml'
    file.write_text(site_settings(site=True), encoding='utf-8')
    change(file, typed, becomes)
    with pytest.raises(ProblemsFound) as found:
        settings.read(tmp_path)
    assert [(problem.rule, problem.values['near'] or problem.values['wanted']) for problem in found.value.problems] == [told]


def test_a_file_that_is_gone_is_told_once(tmp_path: Path) -> None:
    """And not also whatever needs it; under nearly its name it is told how to name it."""
    root = lay(tmp_path)
    (root / 'docs/assets/data/sources.yml').rename(root / 'docs/assets/sources.yml')
    found = errors(checks.check(catalogue.load(root)))
    assert [(problem.path, problem.rule) for problem in found if problem.rule != 'file-kind'] == [
        ('docs/assets/data/sources.yml', 'file-missing')
    ]
    for becomes, told in (('mkdocs.yaml', ('mkdocs.yaml', 'data-file-name')), ('weg', ('mkdocs.yml', 'file-missing'))):
        next(root.glob('mkdocs.y*')).rename(root / becomes)
        with pytest.raises(ProblemsFound) as lost:
            settings.read(root)
        assert [(problem.path, problem.rule) for problem in lost.value.problems] == [told]


def test_settings_may_hold_what_others_need(tmp_path: Path) -> None:
    """What is like nothing of ours is not told of."""
    change(lay(tmp_path) / 'mkdocs.yml', 'extra:\n', 'extra:\n  social: [x]\n')
    assert settings.read(tmp_path).site_name


def test_an_entry_without_dash_is_told_at_its_own_line(tmp_path: Path) -> None:
    """YAML takes it for the rest of the line above; the pages of both are in the navigation, and not told of."""
    nav = 'nav:\n  - index.md\n   -uitleg/voorbeeld.md\n    uitleg/hoofdstuk.md\n'
    root = lay_site(tmp_path, nav=nav)
    first = (root / 'mkdocs.yml').read_text(encoding='utf-8').split('\n').index('nav:') + 1
    found = checks.check(catalogue.load(root))
    assert [(problem.path, problem.line, problem.values['wanted']) for problem in found if problem.rule == 'yaml-dash'] == [
        ('mkdocs.yml', first + 2, '- uitleg/voorbeeld.md'), ('mkdocs.yml', first + 3, '- uitleg/hoofdstuk.md'),
    ]  # fmt: skip
    assert not {problem.rule for problem in found if problem.rule.startswith('nav-')}


def test_unreadable_settings(tmp_path: Path) -> None:
    """A mistake in mkdocs.yml is told like any other."""
    (lay(tmp_path) / 'mkdocs.yml').write_text('site_name: Een\nsite_url: [\n', encoding='utf-8')
    with pytest.raises(ProblemsFound) as found:
        settings.read(tmp_path)
    assert [(problem.path, problem.line, problem.rule) for problem in found.value.problems] == [('mkdocs.yml', 2, 'yaml-bracket')]


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
    found = outline(reading.read(body), first_line=5)
    assert found.headings == ()
    assert [(link.line, link.target) for link in found.links] == [(5, 'a.md'), (16, 'd.md')]


@pytest.mark.parametrize(('typed', 'expected'), [
    ('## Kop {#kop}', (2, 'Kop', 'kop')), ('### Kop ###', (3, 'Kop', None)),
    ('# Kop { #kop .x }', (1, 'Kop', 'kop')), ('## Kop {.x #kop}', (2, 'Kop', 'kop')), ('## `code`', (2, 'code', None)),
    ('## `code` en {{x}} {: #kop }', (2, 'code en {{x}}', 'kop')), ('Kop\n===', (1, 'Kop', None)), ('Kop\n---', (2, 'Kop', None)),
])  # fmt: skip
def test_headings(typed: str, expected: tuple[int, str, str | None]) -> None:
    """Every way to write a heading."""
    (heading,) = outline(reading.read(f'Tekst.\n\n{typed}\n\nTekst.\n')).headings
    assert (heading.line, heading.level, heading.title, heading.id) == (3, *expected)


@pytest.mark.parametrize('typed', ['| a |\n|---|\n| b |', 'Tekst\n---|---', '- punt\n\n---', '##Kop', 'Tekst # geen kop'])
def test_no_headings(typed: str) -> None:
    """What only looks like one."""
    assert outline(reading.read(f'Tekst.\n\n{typed}\n\nTekst.\n')).headings == ()


@pytest.mark.parametrize(('typed', 'expected'), [
    ("De *foto's* van **'s ochtends**", 'De foto’s van ’s ochtends'), ('Zie [dit](x.md)[@bron]', 'Zie dit'),
    ('`code` en "zo"', 'code en “zo”'), ('Een [](#leeg) ![beeld](x.png)', 'Een  beeld'),
    ("De jaren '80 en de letter 's'", 'De jaren ’80 en de letter ‘s’'), ('snake_case en 2 * 3 * 4', 'snake_case en 2 * 3 * 4'),
    ('***Allebei***{: lang=en }', 'Allebei'),
])  # fmt: skip
def test_plain_words(typed: str, expected: str) -> None:
    """A title as readers see it, for references and labels."""
    assert reading.text(reading.read(typed)) == expected


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
    assert said.typographic(typed) == printed


@pytest.mark.parametrize('body', [
    'Een alinea.\n\n    code\n\nTekst.\n',
    '- punt\n\n    tekst bij het punt\n\n        code\n\n    tekst\n',
    '- punt\n    - dieper\n\n        tekst\n\n            code\n\nTekst.\n\n    code\n',
    '!!! note "Titel"\n    Tekst.\n\n    - punt\n\n        tekst\n\n        code\n',
    '!!! note "Titel"\n\n        code\n\n    tekst\n',
    'Woord\n:   uitleg\n\n    tekst\n\nTekst[^a].\n\n[^a]: noot\n\n    tekst\n\n        code\n',
    '1. punt\n\n    tekst\n\n2. punt\n\n## Kop {#kop}\n\n    code\n    code\n\n    code\n',
    'Tekst die\n    doorloopt en geen tekst is van code: tekst.\n',
    '\tcode\n\nTekst.\n',
])  # fmt: skip
def test_indented_code_is_not_spoken(body: str) -> None:
    """What is left out of the checks is code, and nothing else is."""
    held = Source('docs/a.nl.md', ROOT, 'a', 'nl', {}, {}, body, 5)
    code = [node.content for node in held.reading.flat if node.type in ('code_block', 'fence')]
    spoken = ' '.join(passage.words for passage in passages(held))
    assert 'tekst' not in ' '.join(code)
    assert spoken.count('tekst') == body.count('tekst')
    assert spoken.count('code') + ' '.join(code).count('code') == body.count('code')


def test_passages_have_the_lines_of_the_file() -> None:
    """Each run of words is told with its own line; what is not in the page's language, or not for readers, is not spelled."""
    body = (
        'Een *English phrase*{: lang=en } en `code`\nop twee regels.[@bron]\n\n| A | B |\n|---|---|\n| c | d |\n\n- [ ] punt\n\n> citaat\n'
    )
    page = Source('docs/a.nl.md', ROOT, 'a', 'nl', {'title': 'Titel'}, {'title': 2}, body, 5)
    found = [(passage.kind, passage.line, ' '.join(WORD.findall(passage.own))) for passage in passages(page)]
    assert found == [
        ('front', 2, 'Titel'), ('paragraph', 5, 'Een en op twee regels'), ('row', 8, 'A B'), ('row', 10, 'c d'),
        ('item', 12, 'punt'), ('quote', 14, 'citaat'),
    ]  # fmt: skip


@pytest.mark.parametrize(('locale', 'text', 'number'), [
    ('nl', 'Dat is bijv. goed. Dit ook! En dit? "Ja." Zie p. 4.', 5),
    ('nl', 'In april 2019. Daarna niet.', 2),
    ('nl', 'M. de Vries kwam, o.a. in Nederland.', 1),
    ('en', 'This, e.g. Berlin, is one. Dr. Brown too.', 2),
])  # fmt: skip
def test_sentences(locale: str, text: str, number: int) -> None:
    """A sentence ends with a sign and a capital, not with an abbreviation or an initial."""
    found = sentences(text, locale)
    assert len(found) == number
    assert ''.join(sentence for _, sentence in found) == text


def test_what_nobody_foresaw_is_a_sentence_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The author reads where to find the rest, and who mends it finds it there."""

    def fails(root: Path, asked: Namespace) -> None:
        raise ZeroDivisionError(root)

    monkeypatch.setattr(program, 'ROOT', tmp_path)
    monkeypatch.setattr(program, 'ERRORS', tmp_path / 'build/error.txt')
    monkeypatch.setitem(commands.BY_NAME, 'check', fails)
    assert program._run(Namespace(command='check')) == 1
    told = capsys.readouterr().err
    assert 'build/error.txt' in told and 'Traceback' not in told and told.count('\n') == 1
    assert 'ZeroDivisionError' in (tmp_path / 'build/error.txt').read_text(encoding='utf-8')


@pytest.mark.parametrize(('typed', 'wanted'), [
    ('coöperatie.nl.md', 'cooperatie.nl.md'), ('Een Pagina.NL.md', 'een-pagina.nl.md'), ('nieuw-nl.md', 'nieuw.nl.md'),
    ('nieuw.uk.md', 'nieuw.nl.md'), ('proef.nl (1).md', 'proef-1.nl.md'), ('proef.en - kopie.md', 'proef-kopie.en.md'),
    ('nieuw.nl.md.txt', 'nieuw.nl.md'), ('brief.en.docx', 'brief.en.md'), ('proef.nl.md~', 'proef.nl.md'), ('.md', 'pagina.nl.md'),
    ('opa en oma.nl.md', 'opa-en-oma.nl.md'),
])  # fmt: skip
def test_the_name_that_a_file_should_have(typed: str, wanted: str) -> None:
    assert file_names.file_of_page(typed) == wanted


def test_a_page_with_an_odd_name_is_told_once(tmp_path: Path) -> None:
    """It is known by the name that it should have: nothing else misses it or its translation."""
    root = lay(tmp_path)
    for locale in ('nl', 'en'):
        (root / f'docs/uitleg/hoofdstuk.{locale}.md').rename(root / f'docs/uitleg/Hóófdstuk.{locale}.md')
    found = checks.check(catalogue.load(root))
    assert [(problem.path, problem.rule) for problem in found] == [
        ('docs/uitleg/Hóófdstuk.en.md', 'file-name'), ('docs/uitleg/Hóófdstuk.nl.md', 'file-name'),
    ]  # fmt: skip
