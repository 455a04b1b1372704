"""Each file in markdown/ is a piece of a page as an author types it; beside it what the site and the report show of it.

`x.md` is Dutch, `x.en.md` English; a name that starts with `chapter-` stands in chapter 2 of a report. The expected files
are a contract: after a wanted change `python -m tests.test_markdown` writes them anew; read every difference.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest

from publishing import checks, markdown
from publishing.formats.bibliography import Bibliography
from publishing.markdown import PageContext
from publishing.problems import errors, listing
from publishing.report.fragment import Fragment
from publishing.sources import catalogue
from publishing.sources.catalogue import Catalogue
from publishing.sources.source import Source
from tests.projects import TESTS, lay

HERE = TESTS / 'markdown'
NAMES = sorted(path.name.removesuffix('.md') for path in HERE.glob('*.md'))
PHOTO_KEY = re.compile(r'-[0-9a-f]{16}-')  # changes with every version of what makes photos
Medium = Literal['site', 'print']
MEDIA: tuple[Medium, ...] = ('site', 'print')


@pytest.fixture(scope='module')
def sources(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The base project with a page of every kind that lists show, and a chart."""
    return load(tmp_path_factory.mktemp('project'))


def load(folder: Path) -> Catalogue:
    """The project in markdown/project, laid over the base and found to be valid."""
    held = catalogue.load(lay(folder, HERE / 'project'))
    assert listing(errors(checks.check(held)), 'en') == '0 problems'  # its translations need not be in step
    return held


def page(name: str) -> Source:
    """The piece of Markdown as the page docs/uitleg/<name>."""
    locale = 'en' if name.endswith('.en') else 'nl'
    path = f'docs/uitleg/{name.removesuffix(".en")}.{locale}.md'
    body = (HERE / f'{name}.md').read_text(encoding='utf-8')
    return Source(path, Path(path), f'uitleg/{name.removesuffix(".en")}', locale, body=body)


def converted(held: Catalogue, name: str, medium: Medium) -> str:
    """The piece as HTML: of the site before MkDocs rewrites links, of the report as its chapter has it."""
    source = page(name)
    numbers = {'uitleg/hoofdstuk': '1'} if name.startswith('chapter-') else {}
    numbers |= {source.name: '2'} if name.startswith('chapter-') else {}
    on_page = context(held, source, medium, numbers)
    tree = markdown.convert(on_page)
    shown = markdown.inside(tree) if medium == 'site' else Fragment(tree, on_page).html()
    return PHOTO_KEY.sub('-key-', f'{shown}\n')


def context(held: Catalogue, source: Source, medium: Medium, numbers: dict[str, str]) -> PageContext:
    """What the extensions know of a page."""
    return PageContext(source, held, Bibliography(held.root, held.reference_by_id, source.locale), medium, numbers)


@pytest.mark.parametrize('medium', MEDIA)
@pytest.mark.parametrize('name', NAMES)
def test_expected(sources: Catalogue, name: str, medium: Medium) -> None:
    """Site and report show what a person found right."""
    assert converted(sources, name, medium) == (HERE / f'{name}.{medium}.html').read_text(encoding='utf-8')


if __name__ == '__main__':
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        project = load(Path(folder))
        for name in NAMES:
            for medium in MEDIA:
                (HERE / f'{name}.{medium}.html').write_text(converted(project, name, medium), encoding='utf-8')
