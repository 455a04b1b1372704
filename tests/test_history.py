"""What changed, by day and by section, as git remembers it; and what of that readers are told."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import fastjsonschema  # type: ignore[import-untyped]
import pytest
from lxml import etree

from publishing.formats import changed, feeds
from publishing.languages import LOCALES
from publishing.sources import admission, catalogue, page_words
from publishing.sources.catalogue import Catalogue
from publishing.sources.history import Event
from publishing.sources.page_words import State
from publishing.sources.source import Source
from tests.grammars import STANDARDS, grammar
from tests.projects import TESTS, change, lay

ENGLISH, OTHER = (f'docs/uitleg/{name}.md' for name in ('hoofdstuk.en', 'los.nl'))
FRONT = f'title: Losse pagina\ndescription: {"x" * 60}\nupdated: 2026-01-01'
TEXT = '\nHet begin.\n\n## Kleuren {#kleuren}\n\nEr zijn twee kleuren.\n\n## Vormen {#vormen}\n\nEr zijn drie vormen.\n'
WHO = ('Geheime Schrijver', 'schrijver@voorbeeld.example', 'Een geheime reden')
FIRST, SECOND, THIRD, FOURTH = (f'2026-02-0{day}' for day in range(1, 5))


class Project:
    """A folder that git keeps."""

    def __init__(self, root: Path):
        self.root = root
        self.git('init', '-q', '-b', 'main')

    def git(self, *arguments: str, day: str = FIRST) -> None:
        """Run git on a day."""
        when = {'GIT_AUTHOR_DATE': '2020-01-01T12:00:00Z', 'GIT_COMMITTER_DATE': f'{day}T12:00:00Z'}
        who = ['-c', f'user.name={WHO[0]}', '-c', f'user.email={WHO[1]}', '-c', 'commit.gpgsign=false']
        subprocess.run(['git', *who, *arguments], cwd=self.root, check=True, capture_output=True, env={**os.environ, **when})

    def write(self, path: str, text: str = TEXT, front: str = FRONT) -> None:
        """A page with this text."""
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(f'---\n{front}\n---\n{text}', encoding='utf-8')

    def keep(self, day: str) -> None:
        """Commit all that is there."""
        self.git('add', '-A')
        self.git('commit', '-q', '-m', WHO[2], day=day)

    @property
    def sources(self) -> Catalogue:
        """All of it, read anew, as the site shows it."""
        return admission.admitted(catalogue.load(self.root), 'site')

    def events(self, name: str = 'uitleg/los') -> list[Event]:
        """What happened to a Dutch page."""
        held = self.sources
        return list(held.history.of(held.pages[name, 'nl']))

    def told(self) -> list[tuple[str, str, str]]:
        """What a Dutch reader is told of the whole site."""
        return [(told.day, told.title, told.text()) for told in changed.of_site(self.sources, 'nl')]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The smallest project, kept on the first day."""
    held = Project(lay(tmp_path / 'project'))
    (held.root / '.gitignore').write_text('build/\n', encoding='utf-8')
    held.write(OTHER)
    held.keep(FIRST)
    return held


def test_nothing_is_new_on_the_first_day(project: Project) -> None:
    held = project.sources
    assert project.told() == [] and (held.history.since, held.history.is_whole) == (FIRST, True)
    page = held.pages['uitleg/los', 'nl']
    assert held.history.day(page) == page.text('updated') < FIRST
    assert changed.known(held, 'en') == 'What we keep begins on 1 February 2026. What was there that day is not called new.'


@pytest.mark.parametrize(('old', 'new', 'event'), [
    ('twee kleuren', 'vier kleuren', Event(SECOND, 'changed', ('kleuren',))),
    ('Het begin', 'Een begin', Event(SECOND, 'changed', ('INTRO',))),
    ('twee kleuren', 'twee {of drie} kleuren', Event(SECOND, 'changed', ('kleuren',))),
    ('Er zijn twee kleuren.', '2. Er zijn twee kleuren.', Event(SECOND, 'changed', ('kleuren',))),
    ('Er zijn twee kleuren.', '```text\nEr zijn twee kleuren. <rood>\n```', Event(SECOND, 'changed', ('kleuren',))),
    ('Losse pagina', 'Vaste pagina', Event(SECOND, 'changed', ('FRONT',))),
    ('## Vormen {#vormen}', '## Maten {#maten}\n\nNieuw.\n\n## Vormen {#vormen}', Event(SECOND, 'changed', (), ('maten',))),
    ('## Vormen {#vormen}\n\nEr zijn drie vormen.\n', '', Event(SECOND, 'changed', (), (), 1)),
])  # fmt: skip
def test_a_change_is_known_by_its_section(project: Project, old: str, new: str, event: Event) -> None:
    change(project.root / OTHER, old, new)
    project.keep(SECOND)
    assert project.events() == [event]
    assert project.sources.history.day(project.sources.pages['uitleg/los', 'nl']) == SECOND


@pytest.mark.parametrize(('old', 'new'), [
    ('Er zijn twee kleuren.', 'er zijn *twee*  kléuren!'), ('{#vormen}', '{#de-vormen}'), ('Het begin.', 'Het [begin](voorbeeld.md).'),
    ('twee kleuren.', 'twee [kleuren](https://kleuren.example/(rood)).[@kleuren-2019]'), ('Er zijn twee', '1. Er zijn\n   twee'),
    ('Er zijn twee kleuren.', '```text\nEr zijn twee kleuren.\n```'),
    ('updated: 2026-01-01', 'updated: 2026-02-02\nsearch_words: [los]'),
])  # fmt: skip
def test_what_is_not_in_the_words_is_no_change(project: Project, old: str, new: str) -> None:
    change(project.root / OTHER, old, new)
    project.keep(SECOND)
    assert project.events() == []


def test_a_page_as_git_holds_it_is_not_read_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its words are known; those of a page that was saved since are not."""
    project.told()

    def read(page: Source) -> State:
        raise LookupError(page.path)

    monkeypatch.setattr(page_words, 'of', read)
    assert project.events() == []
    change(project.root / OTHER, 'twee kleuren', 'vier kleuren')
    with pytest.raises(LookupError, match=OTHER):
        project.events()


def test_all_changes_of_a_day_are_one(project: Project) -> None:
    for old, new in (('twee kleuren', 'vier kleuren'), ('vier kleuren', 'zes kleuren'), ('drie vormen', 'geen vormen')):
        change(project.root / OTHER, old, new)
        project.keep(SECOND)
    change(project.root / OTHER, 'geen vormen', 'drie vormen')
    project.keep(SECOND)
    assert project.events() == [Event(SECOND, 'changed', ('kleuren',))]


def test_a_page_that_moves_keeps_its_history(project: Project) -> None:
    change(project.root / OTHER, 'twee kleuren', 'vier kleuren')
    project.keep(SECOND)
    project.git('mv', OTHER, 'docs/uitleg/vast.nl.md')
    project.keep(THIRD)
    assert project.events('uitleg/vast') == [Event(THIRD, 'moved'), Event(SECOND, 'changed', ('kleuren',))]
    assert [title for _, title, _ in project.told()] == ['Losse pagina', 'Losse pagina']


def test_what_was_merged_changed_on_the_day_of_the_merge(project: Project) -> None:
    """That is when readers saw it."""
    project.git('checkout', '-q', '-b', 'voorstel')
    change(project.root / OTHER, 'twee kleuren', 'vier kleuren')
    project.keep(SECOND)
    project.git('checkout', '-q', 'main')
    project.git('merge', '-q', '--no-ff', '-m', WHO[2], 'voorstel', day=FOURTH)
    assert project.events() == [Event(FOURTH, 'changed', ('kleuren',))]


def test_what_git_does_not_hold_yet_is_of_the_day_that_the_page_names(project: Project) -> None:
    change(project.root / OTHER, 'twee kleuren', 'vier kleuren')
    change(project.root / OTHER, 'updated: 2026-01-01', f'updated: {THIRD}')
    assert project.events() == [Event(THIRD, 'changed', ('kleuren',))]


def test_without_git_nothing_is_claimed(project: Project) -> None:
    change(project.root / OTHER, 'twee kleuren', 'vier kleuren')
    project.keep(SECOND)
    shutil.rmtree(project.root / '.git')
    held = project.sources
    assert project.told() == [] and held.history.key == ''
    assert 'zonder de geschiedenis' in changed.known(held, 'nl')
    assert held.history.day(held.pages['uitleg/los', 'nl']) == '2026-01-01'


def test_a_shallow_copy_says_so(project: Project, tmp_path: Path) -> None:
    """What it begins with is not new, and what it does not know it does not tell."""
    for day, number in ((SECOND, 'vier'), (THIRD, 'zes')):
        project.write(OTHER, TEXT.replace('twee', number))
        project.keep(day)
    project.git('clone', '-q', '--depth=2', project.root.as_uri(), str(tmp_path / 'copy'))
    held = catalogue.load(tmp_path / 'copy')
    assert held.history.of(held.pages['uitleg/los', 'nl']) == (Event(THIRD, 'changed', ('kleuren',)),)
    assert changed.known(held, 'en') == 'This copy of the site only knows what changed after 2 February 2026.'


def stories(project: Project) -> Iterator[str]:
    """Put a story and an initiative there, which others than we may have taken away; their titles."""
    shutil.copytree(TESTS / 'stories/docs', project.root / 'docs', dirs_exist_ok=True)
    project.write(
        'docs/initiatieven/molen.nl.md', front=f'{FRONT}\nkind: initiative\nchecked_on: 2026-01-01'.replace('Losse pagina', 'De Molen')
    )
    project.write('docs/initiatieven/kopie.nl.md', front=FRONT.replace('Losse pagina', 'Het Rad'))
    yield from ('grutto', 'De Molen', 'Het Rad')


def test_a_page_that_is_gone_is_named_unless_it_told_of_others(project: Project) -> None:
    titles = list(stories(project))
    project.keep(SECOND)
    for path in (OTHER, 'docs/initiatieven/molen.nl.md', 'docs/initiatieven/kopie.nl.md', 'docs/verhalen/vogel-grutto.nl.md'):
        (project.root / path).unlink()
    project.keep(THIRD)
    told = [entry for entry in project.told() if entry[0] == THIRD]
    assert told == [(THIRD, 'Losse pagina', 'Weggehaald.'), (THIRD, '', '3 verhalen of initiatieven zijn weggehaald. Wij noemen ze niet.')]
    assert not [title for title in titles for entry in project.told() if title.casefold() in str(entry).casefold()]


def test_a_page_that_is_gone_leads_to_what_took_its_place(project: Project) -> None:
    (project.root / OTHER).unlink()
    project.keep(SECOND)
    held = project.sources
    held = replace(held, settings=replace(held.settings, redirects={'uitleg/los': 'uitleg/voorbeeld'}))
    (told,) = changed.of_site(held, 'nl')
    assert told.instead == ('uitleg/voorbeeld', held.pages['uitleg/voorbeeld', 'nl'].text('title'))


def test_a_story_that_may_not_be_read_is_told_of_nowhere(project: Project) -> None:
    """Not as new, nor as changed, nor as gone; and nothing of a story by consent is kept in the cache."""
    list(stories(project))
    project.keep(SECOND)
    held = project.sources
    assert held.withheld
    named = {told.page for locale in LOCALES for told in changed.of_site(held, locale)}
    assert 'verhalen/vogel-grutto' in named and not named & held.withheld
    cached = json.loads((project.root / 'build/cache/history.json').read_text(encoding='utf-8').partition('\n')[2])['made']
    listed = subprocess.run(
        ['git', 'ls-tree', '-r', 'HEAD', 'docs/verhalen'], cwd=project.root, capture_output=True, text=True, check=True
    ).stdout
    kept = [line.split('\t')[1] for line in listed.splitlines() if line.split()[2] in cached]
    assert not [path for path in kept if 'vogel' in path], kept


@pytest.mark.parametrize('locale', LOCALES)
def test_the_feed_is_valid_and_tells_the_same(project: Project, locale: str) -> None:
    """In both forms, and of nobody who wrote it."""
    change(project.root / OTHER, 'twee kleuren', 'vier kleuren')
    change(project.root / ENGLISH, 'title: ', 'title: Another ')
    project.keep(SECOND)
    (project.root / OTHER).unlink()
    project.keep(THIRD)
    held = project.sources
    feed = feeds.Changes(held, 'index', locale)
    assert grammar('atom').validate(etree.fromstring(feed.atom())), grammar('atom').error_log
    told = json.loads(feed.json())
    fastjsonschema.validate(json.loads((STANDARDS / 'jsonfeed-1.1.json').read_text(encoding='utf-8')), told)
    assert [(item['title'], item['content_text'], item['date_modified'][:10]) for item in told['items']] == [
        (entry.title, entry.text(), entry.day) for entry in changed.of_site(held, locale)
    ]
    assert len({item['id'] for item in told['items']}) == len(told['items']) > 0
    assert not [secret for secret in WHO if secret in feed.atom().decode()]
