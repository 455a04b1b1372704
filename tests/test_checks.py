"""Each folder in cases/ is a rule: `in/` is what an author did wrong, expected.txt what they are told, in Dutch and English.

The base is the smallest valid project, in project/; a case holds only the files that differ from it. After a wanted change
`python -m tests.test_checks` writes the expected files anew: read them as a volunteer who knows only Markdown would.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from publishing import checks, problems
from publishing.cache import write_whole
from publishing.checks import lexicon, memory, told_to_programs
from publishing.checks.lexicon import Lexicon
from publishing.checks.pairs import STRUCTURE
from publishing.checks.passages import WORD
from publishing.checks.text import Text, texts
from publishing.checks.unread import UNREAD
from publishing.desk import commands, edition_commands, progress
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem, listing, rules
from publishing.sources import catalogue, explained, fingerprints, stamps
from tests.projects import CONTACT, ROOT, TESTS, change, lay

CASES = TESTS / 'cases'
NAMES = sorted(path.name for path in CASES.iterdir())
EXPECTED: dict[str, str] = {'nl': 'expected.txt', 'en': 'expected.en.txt'}
ABOUT_TRANSLATIONS = {'translation-behind', 'translation-unchecked', 'made-from-in-original', 'made-from-typed', 'final-not-translated'}
TOGETHER = 'everything-at-once'
PART = """## Kop {number} {{#kop-{number}}}

{words}

- [ ] Zie [de eerste](index.md#eerst), noot[^n].

| Kop | Kop |
|---|---|
| 1 | 2 |

Tabel: Tabel {number} {{#tab-{number}}}

!!! note "Titel"
    {words}
"""
# In test_published, test_mistakes, test_hostile, test_site_proof, test_build, test_proof, test_photos, test_hosting,
# test_editions, test_pages and test_sources.
PROVEN_BY_BUILDS = {
    'site-link', 'site-place', 'site-id', 'site-page', 'site-policy', 'site-file',
    'file-elsewhere', 'file-too-large', 'and-more', 'picture-too-many-pixels',
    'proof-standard', 'proof-font', 'proof-sentence', 'proof-link', 'proof-picture', 'proof-contrast',
    'missing-glyph', 'render', 'unknown-report', 'picture-too-large', 'address-lost',
    'table-too-wide', 'text-too-wide', 'title-too-long',
    'text-off-page', 'over-edge', 'table-outside', 'heading-parted', 'item-alone', 'page-almost-empty', 'report-very-large',
    'file-missing', 'edition-exists', 'edition-text-changed', 'edition-not-proven', 'edition-book', 'edition-older', 'edition-day-before',
    'edition-day-to-come', 'edition-without-note', 'edition-address', 'edition-without-git', 'edition-not-kept', 'edition-drifted',
    'lock-rewritten', 'tile-twice',
}  # fmt: skip


def problems_of(root: Path) -> list[Problem]:
    """Every problem in the sources under `root`."""
    return checks.check(catalogue.load(root))


def problems_in_step(root: Path) -> list[Problem]:
    """The same, with every translation stamped: a case about something else need not carry fingerprints."""
    held = catalogue.load(root)
    for page in held.texts():
        original = held.twin(page, ORIGINAL)
        if page is not original and original is not None and not original.broken:
            page.meta[stamps.KEY] = fingerprints.stamp(original)
    return checks.check(held)


@cache
def learned() -> bytes:
    """What the checks keep of the base, as on an author's computer: a case that leaves a page as it was need not look at it again."""
    with TemporaryDirectory() as folder:
        assert problems_of(lay(Path(folder))) == []
        return (Path(folder) / memory.FILE).read_bytes()


def problems_of_case(name: str, root: Path) -> list[Problem]:
    """The problems of one case: not how the files of a pair then differ, and what its pages say alike, unless its name says so."""
    write_whole(lay(root, CASES / name / 'in') / memory.FILE, learned())
    found = (problems_of if name in ABOUT_TRANSLATIONS else problems_in_step)(root)
    beside = set() if name.startswith('twin-') else set(STRUCTURE)
    return [problem for problem in found if problem.rule not in beside | {'said-twice', 'page-copied'} - {name}]


def told(found: list[Problem], language: str) -> str:
    """What an author reads, one problem a line."""
    return ''.join(f'{problem.text(language)}\n' for problem in found)


def test_base_is_valid(tmp_path: Path) -> None:
    """Nothing is wrong with the project that all cases start from."""
    assert told(problems_of(lay(tmp_path)), 'nl') == ''


@pytest.mark.parametrize('name', NAMES)
def test_case(name: str, tmp_path: Path) -> None:
    """The mistake is told with file, line, rule, what is wrong and how to mend it."""
    found = problems_of_case(name, tmp_path)
    for language, file in EXPECTED.items():
        assert told(found, language) == (CASES / name / file).read_text(encoding='utf-8')
    assert name == TOGETHER or name in {problem.rule for problem in found}


def test_each_rule_has_a_case() -> None:
    """No rule without a case, no case without a rule."""
    assert set(NAMES) - {TOGETHER} == set(rules()) - PROVEN_BY_BUILDS


def test_no_sign_is_passed_over() -> None:
    """A pattern is tried only where one of its signs stands: in all that it finds, there is one."""
    words = [file.read_text(encoding='utf-8', errors='replace') for file in sorted(CASES.rglob('*.md'))]
    found = [(held, match[0]) for text in words for held in UNREAD for match in held.pattern.finditer(text)]
    assert len({held for held, _ in found}) >= 30
    assert [(held.rule, typed) for held, typed in found if not any(sign in f'\n{typed}\n' for sign in held.signs)] == []


def test_each_rule_is_explained() -> None:
    """In words/rules.yml, which the page with all messages is made from, once."""
    assert sorted(rule for subject in explained.subjects().values() for rule in subject) == sorted(rules())


@pytest.mark.parametrize('rule', rules())
def test_rule_has_words_in_both_languages(rule: str) -> None:
    """A message has a known level, says what and how, in Dutch and English, and asks for the same values in both."""
    assert problems.levels()[rule] in problems.LEVELS
    dutch, english = rules()[rule]['nl'], rules()[rule]['en']
    assert {'what', 'how'} <= dutch.keys() == english.keys() <= {'what', 'how', 'alone'}


def test_addresses_of_a_role_may_be_published(tmp_path: Path) -> None:
    """What mkdocs.yml lists under role_addresses is not told; an address beside it is."""
    root = lay(tmp_path, CASES / 'e-mail' / 'in')
    change(root / 'mkdocs.yml', f'contact: {CONTACT}', f'contact: {CONTACT}\n  role_addresses: [Jan.Voorbeeld@voorbeeld.example]')
    assert {problem.values['text'] for problem in problems_in_step(root)} == {'piet@voorbeeld.example'}


@pytest.mark.parametrize(
    ('typed', 'rule'),
    [
        ("''", 'no-contact-address'),
        ('jan', 'contact-form'),
        ('https://voorbeeld.example', 'contact-form'),
        ('j.jansen@voorbeeld.example', 'contact-of-person'),
        ('sofie@gmail.com', 'contact-of-person'),
    ],
)
def test_nothing_final_and_no_release_goes_out_without_an_address(typed: str, rule: str, tmp_path: Path) -> None:
    """A warning while every report is a concept; an error for a release, or once one report has been adopted."""
    root = lay(tmp_path)
    assert problems.errors(checks.check(catalogue.load(root), release=True)) == []
    change(root / 'mkdocs.yml', CONTACT, typed)
    held = catalogue.load(root)
    assert [(problem.rule, problem.level) for problem in checks.check(held)] == [(rule, 'warning')]
    assert [problem.rule for problem in problems.errors(checks.check(held, release=True))] == [rule]
    change(root / 'reports/voorbeeld/report.yml', 'status: concept', 'status: adopted')
    assert rule in {problem.rule for problem in problems.errors(problems_of(root))}


@pytest.mark.parametrize('typed', ['info@x.example', 'bestuur.tuin@x.example', 'de.vereniging@gmail.com', 'hulplijn@x.example'])
def test_an_address_of_a_role_is_right(typed: str, tmp_path: Path) -> None:
    """Whatever it is called, where people have no address of their own; and any that is listed as one."""
    root = lay(tmp_path)
    change(root / 'mkdocs.yml', CONTACT, typed)
    assert problems_of(root) == []
    change(root / 'mkdocs.yml', typed, 'jan@x.example\n  role_addresses: [Jan@x.example]')
    assert problems_of(root) == []


@pytest.mark.parametrize('command', [commands.publish, edition_commands.freeze])
def test_publishing_and_freezing_stop_before_anything_is_made(command: Callable[[Path, Namespace], object], tmp_path: Path) -> None:
    root = lay(tmp_path, CASES / 'no-contact-address' / 'in')
    with pytest.raises(problems.ProblemsFound) as stopped:
        command(root, Namespace(to=str(tmp_path / 'server'), report='voorbeeld', draft=True, seal='', time_server=''))
    assert 'no-contact-address' in {problem.rule for problem in stopped.value.problems}
    assert not (root / 'build/pdf').exists() and not (tmp_path / 'server').exists()


def test_the_address_for_readers_may_be_published(tmp_path: Path) -> None:
    """It needs no second entry under role_addresses."""
    root = lay(tmp_path, CASES / 'e-mail' / 'in')
    change(root / 'mkdocs.yml', CONTACT, 'Jan.Voorbeeld@voorbeeld.example')
    assert {problem.values['text'] for problem in problems_in_step(root)} == {'piet@voorbeeld.example'}


def test_a_law_page_holds_until_its_day(tmp_path: Path) -> None:
    """Twelve months after the day of checking nothing is told yet; a day later it is, with mkdocs.yml's number of months."""
    held = catalogue.load(lay(tmp_path, CASES / 'law-page-old' / 'in'))
    for day, is_old in ((date(2022, 5, 31), False), (date(2022, 6, 1), True)):
        held.today = day
        assert ('law-page-old' in {problem.rule for problem in checks.check(held)}) is is_old


def test_one_story_is_read_as_a_whole(tmp_path: Path) -> None:
    """Age, place and diagnosis in different paragraphs lead to a child when all of them are about one child."""
    root = lay(tmp_path, CASES / 'consent-expired' / 'in')
    story = root / 'docs/uitleg/verhaal.nl.md'
    story.write_text(
        f'{story.read_text(encoding="utf-8")}\nHij is tien jaar.\n\nHij woont in Voorbeelddorp.\n\nHij heeft autisme.\n', encoding='utf-8'
    )
    assert 'traceable-child' in {problem.rule for problem in problems_of(root)}


@pytest.mark.parametrize(('case', 'file', 'old', 'new'), [
    ('consent-expired', 'docs/uitleg/verhaal.nl.md', 'scope: [site]', 'scope: 5'),
    ('consent-expired', 'reports/voorbeeld/report.yml', 'number: 1', 'number: ²'),
    ('chart-number', 'docs/assets/data/telling.chart.yml', 'field: aantal', 'field: [aantal]'),
    ('chart-without-table', 'docs/assets/data/telling.chart.yml', 'columns:', '# columns:'),
    ('consent-expired', 'mkdocs.yml', 'https://voorbeeld.example/', 'VERPLICHT'),
])  # fmt: skip
def test_no_value_ends_the_checks(case: str, file: str, old: str, new: str, tmp_path: Path) -> None:
    """What can't stand behind a key is told of, whatever it is."""
    root = lay(tmp_path, CASES / case / 'in')
    text = (root / file).read_text(encoding='utf-8')
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding='utf-8')
    try:
        found = problems_in_step(root)
    except problems.ProblemsFound as unreadable:
        found = unreadable.problems
    assert found


def test_what_was_found_is_kept_until_something_it_saw_changes(tmp_path: Path) -> None:
    """A second run finds the same; a page, its original, a place in another page, a list of words: each is seen when it changes."""
    root = lay(tmp_path, CASES / 'spelling' / 'in')
    first = problems_of(root)
    assert problems_of(root) == first
    change(root / 'docs/uitleg/nieuw.nl.md', 'vereekeerd', 'verkeerd')
    second = {(problem.path, problem.rule) for problem in problems_of(root)}
    assert len([problem for problem in first if problem.rule == 'spelling']) == 4
    assert [problem.values['word'] for problem in problems_of(root) if problem.rule == 'spelling'].count('vereekeerd') == 0
    change(root / 'docs/index.nl.md', '{#eerst}', '{#anders}')
    assert {(problem.path, problem.rule) for problem in problems_of(root)} - second >= {('docs/uitleg/voorbeeld.nl.md', 'unknown-anchor')}
    change(root / 'docs/assets/data/words.yml', 'Wobbelaars', 'wrogn')
    assert {'wrogn', 'Wobbelaars'} & {problem.values.get('word', '') for problem in problems_of(root)} == {'Wobbelaars'}


def test_what_was_learned_is_kept_when_somebody_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl+C halfway: the next run looks only at what had not been looked at; and it hears how far it is."""
    root = lay(tmp_path, CASES / 'spelling' / 'in')
    told: list[tuple[int, int]] = []

    def stop(done: int, number: int) -> None:
        told.append((done, number))
        if done == number - 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checks.check(catalogue.load(root), tell=stop)
    seen: list[str] = []

    def look(text: Text) -> Iterator[Problem]:
        seen.append(text.path)
        yield from ()

    for rules_ in ('TEXT_CHECKS', 'QUOTED_CHECKS'):
        monkeypatch.setattr(checks, rules_, (look, *getattr(checks, rules_)))
    checks.check(catalogue.load(root), tell=lambda done, number: told.append((done, number)))
    assert len(seen) == 2
    assert [done for done, _ in told[-told[-1][1] :]] == list(range(1, told[-1][1] + 1))


def test_progress_is_for_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """On one line that is wiped; nothing in CI or in a file."""
    monkeypatch.delenv('CI', raising=False)
    monkeypatch.setenv('PUBLISHING_LANG', 'nl')
    with progress.shown() as tell:
        assert tell is None
    monkeypatch.setattr(sys.stderr, 'isatty', lambda: True)
    monkeypatch.setattr(progress, 'PATIENCE', -1)
    with progress.shown() as tell:
        assert tell is not None
        tell(3, 7)
    assert capsys.readouterr().err == f'{progress.WIPE}3 van 7 nagekeken (Ctrl+C stopt){progress.WIPE}'


def test_a_word_is_looked_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that changed without a new word needs no dictionary, and is judged as with one."""
    root = lay(tmp_path, CASES / 'spelling' / 'in')
    first = problems_of(root)
    with (root / 'docs/uitleg/nieuw.nl.md').open('a', encoding='utf-8') as page:
        page.write('\nDe pagina is een voorbeeld.\n')
    monkeypatch.setattr(lexicon, '_dictionary', lambda locale: pytest.fail(f'{locale} was loaded'))
    assert problems_of(root) == first


def test_a_private_page_asks_what_others_know_and_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word that public pages hold needs no dictionary; any other is looked up, and kept nowhere but in this run."""
    others = Lexicon()
    others.now = {'nl tuin': True}
    private, asked = Lexicon(others=others), list[str]()

    def look_up(word: str, locale: str) -> bool:
        asked.append(word)
        return False

    monkeypatch.setattr(lexicon.Lexicon, '_spells', staticmethod(look_up))
    assert private.knows('tuin', 'nl') and not private.knows('gehiem', 'nl')
    assert asked == ['gehiem']
    assert others.now == {'nl tuin': True}


def test_checks_are_linear_in_the_text(tmp_path: Path) -> None:
    """Four times the text takes the checks not much more than four times the work."""
    words = 'Een zin met (een) getal 15.000 in 2024 en een naam – zoals dat gaat, "met tekens" en * sterren _ en zo. ' * 15
    runs = count()
    base = replace(catalogue.load(lay(tmp_path)), words={'en': WORD.findall(PART + words)})
    front = base.pages['uitleg/voorbeeld', 'nl']

    def seconds(number: int) -> float:
        new = next(runs)  # a text that was not seen before
        body = '\n'.join(PART.format(number=f'{new}-{part}', words=f'{words}{new}.') for part in range(number * 2))
        dutch, english = (replace(front, body=body, name='a', path=f'docs/a.{locale}.md', locale=locale) for locale in LOCALES)
        english.meta = {**front.meta, stamps.KEY: fingerprints.stamp(dutch)}
        held = replace(base, pages={**base.pages, ('a', 'nl'): dutch, ('a', 'en'): english})
        start = time.process_time()
        for check in checks.PAGE_CHECKS:
            list(check(held, english))
        for text in texts(held, Lexicon()):
            for rule in checks.TEXT_CHECKS if text.page.name == 'a' else ():
                list(rule(text))
        return time.process_time() - start

    seconds(1)  # dictionaries are read once
    assert min(seconds(12) for _ in range(2)) < 7 * min(seconds(3) for _ in range(2))  # 4 when linear, 16 when quadratic


def test_together_in_one_run() -> None:
    """Ten different mistakes in several files are told at once, sorted by place."""
    lines = (CASES / TOGETHER / EXPECTED['nl']).read_text(encoding='utf-8').splitlines()
    places = [(path, int(line)) for path, line, _ in (text.split(':', 2) for text in lines)]
    assert len({text.split(':')[2] for text in lines}) >= 10
    assert places == sorted(places)
    assert len({path for path, _ in places}) >= 5


def test_count_closes_the_listing() -> None:
    """The last line counts."""
    problem = Problem('docs/index.nl.md', 1, 'missing-key', {'key': 'title'})
    assert listing([problem], 'nl').endswith('\n1 probleem')
    assert listing([problem, problem], 'en').endswith('\n2 problems')
    assert listing([], 'nl') == '0 problemen'


def test_levels_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worst first, each level with its meaning and its number; only errors stop a build."""
    monkeypatch.setattr(problems, 'levels', lambda: {'missing-key': 'error', 'bad-day': 'warning', 'empty-value': 'advice'})
    found = [
        Problem('docs/a.nl.md', 1, 'empty-value', {'key': 'place'}),
        Problem('docs/b.nl.md', 2, 'bad-day', {'key': 'updated', 'value': '0'}),
    ]
    found.append(Problem('docs/c.nl.md', 3, 'missing-key', {'key': 'title'}))
    lines = listing(found, 'en').splitlines()
    assert [line.split(':')[0] for line in lines if line.startswith('docs/')] == ['docs/c.nl.md', 'docs/b.nl.md', 'docs/a.nl.md']
    assert lines[-1] == '2 problems (1 error, 1 warning), 1 piece of advice'
    assert listing(found[:1], 'nl').endswith('\n0 problemen, 1 advies')
    assert problems.errors(found) == found[2:]


def test_other_formats() -> None:
    """Programs get an object with stable keys, a proposal gets a command a problem in which no sign can break out."""
    found = [Problem('docs/a,b.nl.md', 7, 'bad-value', {'key': 'kind', 'value': '50%\n::x', 'wanted': 'page'})]
    told = json.loads(told_to_programs.as_json(found, 'en'))
    assert told['counts'] == {'error': 1, 'warning': 0, 'advice': 0}
    assert told['problems'][0] == {
        'path': 'docs/a,b.nl.md', 'line': 7, 'rule': 'bad-value', 'level': 'error',
        'what': "kind can't be '50%\n::x'", 'how': 'choose from: page',
    }  # fmt: skip
    annotation = told_to_programs.for_github(found, 'en').splitlines()[0]
    assert annotation == "::error file=docs/a%2Cb.nl.md,line=7,title=bad-value::kind can't be '50%25%0A::x' → choose from: page"


def test_what_the_page_of_a_run_tells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same list, in which no sign of a text is one of the page; nothing where there is no such page."""
    found = [Problem('docs/a.nl.md', 7, 'bad-value', {'key': 'kind', 'value': '</pre>', 'wanted': 'page'})]
    monkeypatch.delenv('GITHUB_STEP_SUMMARY', raising=False)
    told_to_programs.to_page_of_run(found, 'nl')
    monkeypatch.setenv('GITHUB_STEP_SUMMARY', str(tmp_path / 'page.md'))
    told_to_programs.to_page_of_run(found, 'nl')
    heading, _, start, line, *rest = (tmp_path / 'page.md').read_text(encoding='utf-8').splitlines()
    assert (heading, start) == ('### Meldingen over de teksten', '<pre>')
    assert line.startswith('docs/a.nl.md:7: bad-value: ') and '&lt;/pre&gt;' in line and rest.count('</pre>') == 1


if __name__ == '__main__':
    import tempfile

    for name in NAMES:
        with tempfile.TemporaryDirectory() as folder:
            found = problems_of_case(name, Path(folder))
        for language, file in EXPECTED.items():
            (CASES / name / file).write_text(told(found, language), encoding='utf-8')


def test_who_reads_only_the_first_lines_is_shown_no_traceback() -> None:
    """As in `publishing check --format json | head -1`."""
    command = [sys.executable, '-m', 'publishing', 'check', '--format', 'json']
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == ''
