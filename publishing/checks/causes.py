"""One message for one mistake: what only follows from something else that was found is not told as well."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from publishing.checks.elsewhere import Elsewhere, pair_of
from publishing.checks.remarks import whole
from publishing.languages import ORIGINAL
from publishing.problems import Problem
from publishing.sources.ours import CHOSEN
from publishing.sources.settings import FILE
from publishing.sources.source import DATA

NOT_READ = (
    'left-', 'fake-list', 'fake-point-below', 'list-too-far',
    'placeholder', 'link-with-space', 'raw-html', 'html-comment', 'yaml-', 'row-', 'table-', 'twin-words-same',
    'caption-form', 'brace-open', 'heading-name', 'picture-slot',
    'odd-sign', 'picture-text', 'title-with-marks', 'space-missing', 'link-bracket', 'link-scheme',
)  # fmt: skip
PICTURES = ('picture-', 'left-', 'link-with-space', 'code-by-indent', 'table-')
SOURCES, HELPERS = f'{DATA}/sources.yml', f'{DATA}/help.yml'
MANY = 8  # pages that choose one value; fewer may all have been typed wrongly
NEAR = 8  # lines: how far above its caption a picture or small table begins
# Rule → what it follows from: on the same line, or a few lines above it; some follow from what stands anywhere in the file.
ON_LINE = {
    'spelling': (*NOT_READ, 'citation-typed', 'sign-without-font', 'path-on-own', 'front-matter-twice'),
    'sign-without-font': (*NOT_READ, 'unseen-sign', 'missing-glyph'),
    'caption-form': ('picture-slot',), 'bare-address': NOT_READ, 'passage-in-other-language': NOT_READ,
    'caption-without-id': NOT_READ, 'long-sentence': (*NOT_READ, 'too-long'), 'number-style': NOT_READ,
    'left-citation': ('citation-typed', 'heading-name', 'caption-form'), 'left-label': ('heading-name',),
    'left-brace': ('heading-name', 'caption-form'),
    'name-of-child': ('consent-names', 'html-comment'), 'telephone': ('consent-names', 'html-comment'), 'e-mail': ('html-comment',),
    'odd-sign': ('space-odd', 'placeholder'), 'space-missing': ('address-form', 'raw-html', 'left-note'),
    'space-odd': ('left-', 'link-', 'raw-html', 'fake-list', 'caption-form'),
    'table-without-caption': ('row-over-lines',), 'bracket-open': NOT_READ,
    'missing-glyph': NOT_READ,
    'left-letter': ('unseen-sign',), 'left-tabs': ('fake-list', 'fake-point-below', 'left-contents'),
    'made-from-typed': ('made-from-in-original',),
    'left-wide': ('caption-form',), 'left-definition': ('caption-form',), 'fake-heading': ('left-',),
    'unknown-link': ('e-mail', 'address-form', 'left-invisible'), 'unknown-source': ('left-invisible',),
    'unknown-anchor': ('left-invisible', 'left-contents'), 'left-other': ('picture-linked',), 'fake-list': ('left-contents',),
    'chart-number': ('chart-cells',), 'nav-not-translated': ('nav-elsewhere',),
    'day-to-come': ('bad-day', 'bad-date'), 'too-short': ('yaml-cut',), 'place-capitals': ('no-value',), 'day-of-name': ('bad-day',),
    'shouting': ('place-capitals',),
    'bad-form': ('day-to-come', 'e-mail'), 'bad-value': ('chart-cells',),
    'address-form': ('bad-form', 'left-chat'), 'double-id': ('caption-alone',),
    'file-kind': ('data-file-name',), 'file-unused': ('data-file-name',),
    'file-link-without-type': ('address-form', 'path-leaves', 'unknown-link'),
    'unknown-key': ('e-mail', 'source-by-person', 'yaml-stray'), 'note-missing': ('left-note-number', 'left-citation'),
    'figures-differ': ('picture-text-is-name', 'twin-tables-differ', 'twin-lists-differ', 'twin-part-missing'),
    'twin-level-differs': ('heading-skips',),
    'heading-without-id': (*NOT_READ, 'heading-by-line', 'front-matter-twice'),
    'left-note-number': ('note-as-link', 'note-without-colon'), 'left-link': ('note-as-link',), 'link-says-nothing': ('note-as-link',),
    'missing-key': ('yaml-stray',), 'source-without-date': ('yaml-stray',), 'source-without-maker': ('yaml-stray',),
    'code-is-text': ('fence-open', 'left-box', 'left-change', 'front-matter-fenced'),
    'second-title': ('heading-by-line', 'left-box'), 'section-empty': ('heading-by-line', 'left-box'),
}  # fmt: skip
ABOVE_IT = {'spelling': 'left-hyphen', 'bare-address': 'left-link'}  # on the line right above
ABOVE = {
    'left-tabs': ('left-contents',),
    'caption-alone': PICTURES, 'fake-heading': ('box-without-title',), 'code-by-indent': ('left-box',), 'heading-by-line': ('left-box',),
    'spelling': ('front-matter-twice', 'table-dashes', 'left-math'), 'passage-in-other-language': ('table-dashes',),
}  # fmt: skip
# Each point of a list that is typed wrongly is one mistake with the point above it.
IN_ROWS = ('left-tick', 'fake-list', 'fake-point-below', 'list-too-far', 'left-number', 'left-contents', 'left-escape')
ENDS = ('{% end', '{{< /', '{{</', '{{% /', '{{%/')  # of a command of another program
CALL = re.compile(r'\[\d+\]')  # `[1][3]` are two
NOTES = ('left-note', 'left-note-number', 'note-as-link')
OF_A_BLOCK, BLOCK = ('missing-key', 'source-without-date', 'source-without-maker'), 16  # lines that a source takes, and a few more
LEADS = ('unknown-link', 'link-with-language', 'path-leaves', 'left-link', 'link-with-space', 'address-form')
OF_ITS_KIND = ('unknown-key', 'page-alone')  # what is right on a page of another kind
IN_FILE = (
    'twin-links-differ',
    'caption-language',
    'twin-words-same',
    'word-twice',
    'note-unused',
    'missing-key',
    'missing-inner-key',
    'edition-of-other-month',
    'translation-unchecked',
    'twin-notes-differ',
)


def first(found: Iterable[Problem]) -> list[Problem]:
    """The problems that an author has to mend, without those that go when another is mended."""
    found = list(found)
    unnamed = any(
        problem.path == SOURCES and (problem.rule in ('double-id', 'file-missing') or problem.values.get('key') == 'id')
        for problem in found
    )
    helpers = any(problem.path == HELPERS and problem.rule == 'double-id' for problem in found)
    unread = any(problem.rule == 'file-missing' for problem in found)  # and with it the words of its titles
    found = _choices_once(_copies(found))
    swapped = _swapped(found)
    elsewhere = Elsewhere(found)
    files: dict[str, list[Problem]] = defaultdict(list)
    for problem in found:
        follows = elsewhere.explains(problem) or (unnamed and problem.rule == 'unknown-source') or (unread and problem.rule == 'spelling')
        follows = follows or (helpers and problem.rule == 'unknown-block')
        if not follows and pair_of(problem.path) not in swapped:
            files[problem.path].append(problem)
    told = [Problem(path, 1, 'languages-swapped', {'other': other}) for path, other in swapped.values()]
    return told + [problem for held in files.values() for problem in _causes(held)]


def _copies(found: list[Problem]) -> list[Problem]:
    """Of two pages with one text, the one that nothing leads to is the copy."""
    alone = {problem.path for problem in found if problem.rule == 'page-alone'}
    return [
        replace(problem, path=problem.values['other'], values={'other': problem.path})
        if problem.rule == 'page-copied' and problem.values['other'] in alone and problem.path not in alone
        else problem
        for problem in found
    ]


def _choices_once(found: list[Problem]) -> list[Problem]:
    """A value that many pages chose and mkdocs.yml no longer names is told of there: it is there that something changed."""
    pages: dict[tuple[str, str], set[str]] = defaultdict(set)
    for problem in found:
        if problem.rule == 'bad-value' and problem.values['key'] in CHOSEN:
            pages[problem.values['key'], problem.values['value']].add(problem.path)
    gone = {chosen: paths for chosen, paths in pages.items() if len(paths) > MANY}
    told = [
        Problem(FILE, 1, 'choice-gone', {'key': key, 'value': value, 'number': str(len(paths))}) for (key, value), paths in gone.items()
    ]
    return told + [
        problem for problem in found if problem.rule != 'bad-value' or (problem.values['key'], problem.values['value']) not in gone
    ]


def _swapped(found: Iterable[Problem]) -> dict[str, tuple[str, str]]:
    """The pairs in which each text is in the language of the other: the original and its translation."""
    pairs: dict[str, set[str]] = defaultdict(set)
    for problem in found:
        if problem.rule == 'other-language':
            pairs[pair_of(problem.path)].add(problem.path)
    both = {pair: sorted(paths, key=lambda path: f'.{ORIGINAL}.' not in path) for pair, paths in pairs.items() if len(paths) > 1}
    return {pair: (paths[0], paths[1]) for pair, paths in both.items()}


def _causes(found: list[Problem]) -> list[Problem]:
    """Of the problems of one file."""
    rules: dict[int, set[str]] = defaultdict(set)
    for problem in found:
        rules[problem.line].add(problem.rule)
    found = list(_first_of_rows(whole(found)))
    if any(map(_leaves_kind_open, found)):
        found = [problem for problem in found if problem.rule not in OF_ITS_KIND or _leaves_kind_open(problem)]
    unused = [problem for problem in found if problem.rule == 'report-text-unused']
    return unused or _as_grave([problem for problem in found if not _follows(problem, rules, found)], found)


def _as_grave(told: list[Problem], found: list[Problem]) -> list[Problem]:
    """What is told of a heading that lacks a name stops a build, as that lack does: nothing could lead to the heading."""
    nameless = {problem.line for problem in found if problem.rule == 'heading-without-id'}
    grave = {problem.line for problem in told if problem.level == 'error'}
    return [replace(problem, raised='error') if problem.line in nameless - grave else problem for problem in told]


def _leaves_kind_open(problem: Problem) -> bool:
    """Whether it is why nobody knows of which kind a page is."""
    says = problem.rule in ('unknown-key', 'bad-value') and 'kind' in (problem.values.get('near'), problem.values.get('key'))
    return says or problem.rule == 'missing-kind'


def _first_of_rows(found: Iterable[Problem]) -> Iterator[Problem]:
    """Without what is told of the line above, or of the paragraph above, already."""
    last, noted = dict[str, int](), set[tuple[str, str]]()
    for problem in sorted(found, key=lambda problem: problem.line):
        if problem.rule in IN_ROWS:
            above, last[problem.rule] = last.get(problem.rule, -2), problem.line
            if problem.line - above <= 2:
                continue
        if problem.rule == 'left-mark':  # that opens in one paragraph and closes in the next
            above, last[problem.values['text']] = last.get(problem.values['text'], -3), problem.line
            if 0 < problem.line - above <= 2:
                continue
        if problem.rule in NOTES:  # called in a sentence, and typed in the same way where its text is
            calls = {(problem.rule, call) for call in CALL.findall(problem.values['text']) or [problem.values['text']]}
            if calls <= noted:
                continue
            noted |= calls
        yield problem


def _follows(problem: Problem, rules: dict[int, set[str]], found: list[Problem]) -> bool:
    if problem.rule == 'lines-joined':
        lines = range(problem.line, problem.line + int(problem.values['number']))
        contents = any('left-contents' in rules.get(problem.line - above, ()) for above in (1, 2))
        return contents or any(_has(rules[line], NOT_READ) for line in lines if line in rules)
    if problem.rule == 'unknown-key' and problem.values['near']:  # the parts of a name where one thing belongs
        beside = (other for other in found if other.rule == 'unknown-key' and other.line == problem.line - 1)
        if any(other.values['near'] == problem.values['near'] for other in beside):
            return True
    if problem.rule == 'key-outside' and problem.rule in rules.get(problem.line - 1, ()):
        return True  # with the line above it
    if problem.rule in OF_A_BLOCK and any(other.rule == 'double-key' and 0 < other.line - problem.line <= BLOCK for other in found):
        return True  # cut in two by another block, which stands in the middle of it
    if problem.rule == 'double-key' and any(
        not {'double-key', 'yaml-dash'}.isdisjoint(rules.get(problem.line - above, ())) for above in (1, 2)
    ):
        return True  # a whole block twice, or one without its dash
    if problem.rule == 'double-key' and any(other.rule == 'yaml-dash' and 0 < problem.line - other.line <= BLOCK for other in found):
        return True
    if problem.rule == 'spelling' and any('caption-language' in rules.get(problem.line + below, ()) for below in (1, 2)):
        return True  # the words of a picture in another language, with its caption
    if ABOVE_IT.get(problem.rule) in rules.get(problem.line - 1, ()):
        return True
    if problem.rule == 'left-slot':  # in a letter whose block does not close
        return any(other.rule == 'block-open' and other.line < problem.line for other in found)
    if problem.rule == 'left-command' and problem.values['text'].startswith(ENDS):  # of one that began above
        return any(other.rule == 'left-command' and other.line < problem.line for other in found)
    if problem.rule == 'left-box' and set(problem.values['text']) == {':'}:  # the end of a box that began above
        return any(other.rule == 'left-box' and other.line < problem.line for other in found)
    if problem.rule in ON_LINE and _has(rules[problem.line], ON_LINE[problem.rule]):
        return True
    if problem.rule in ABOVE:
        return any(_has(rules[line], ABOVE[problem.rule]) for line in range(problem.line - NEAR, problem.line) if line in rules)
    return problem.rule in IN_FILE and any(_explains(problem, other) for other in found)


def _has(rules: set[str], causes: tuple[str, ...]) -> bool:
    return any(rule.startswith(causes) for rule in rules)


def _explains(problem: Problem, other: Problem) -> bool:
    """A note is used after all, under a name that was typed wrongly; a key is there, under another name."""
    if problem.rule in ('twin-words-same', 'caption-language', 'word-twice', 'translation-unchecked'):
        return other.rule == 'other-language'
    if problem.rule == 'twin-notes-differ':
        return other.rule == 'note-unused' and f'[^{other.values["label"]}]' in problem.values['missing']
    if problem.rule == 'twin-links-differ':
        return other.rule in LEADS
    if problem.rule == 'edition-of-other-month':
        return other.rule in ('day-to-come', 'bad-day') or (other.rule == 'bad-form' and other.values['key'] == 'edition')
    if problem.rule == 'note-unused':
        return other.rule == 'left-note' or (other.rule == 'note-missing' and other.values.get('near') == problem.values['label'])
    beside = problem.rule == 'missing-inner-key' and 0 <= other.line - problem.line <= 1  # it is there by a name that is not known
    return other.rule == 'unknown-key' and (beside or other.values.get('near') == problem.values['key'])
