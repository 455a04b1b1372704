"""What is told of one file because of a mistake in another."""

from __future__ import annotations

import posixpath
import re

from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem
from publishing.sources import publication_facts
from publishing.sources.kinds import KINDS

LANGUAGE = re.compile(rf'\.(?:{"|".join(LOCALES)})(?=\.md$)')
PUBLICATIONS = f'docs/{KINDS["publication"].folder}/'
OF_A_REPORT = publication_facts.KEYS
UNTABLED = ('table-dashes', 'table-torn', 'table-without-head', 'row-too-short', 'row-without-bar')
UNNAMED = ('left-brace', 'brace-open')  # a name that is there, but can't be understood
# What makes one part of another, so that a page seems to lack it.
UNTOLD = ('double-id', 'fence-open', 'code-is-text', 'block-open', 'page-without-text')
# What has to go, or to be written otherwise, with the figures in it.
GOES = (
    'left-', 'raw-html', 'placeholder', 'telephone', 'birth-date', 'bsn', 'bank-account', 'postal-address', 'e-mail', 'front-matter-twice',
    'caption-form', 'html-comment', 'table-without-head', 'paragraph-twice', 'weekday-differs', 'no-such-day',
    'name-of-child', 'row-', 'fake-heading', 'list-too-far',
    'number-of-person', 'link-with-space', 'citation-typed', 'picture-slot', 'link-bracket', 'link-scheme',
)  # fmt: skip
# What is wrong with a value, which then differs from that of the twin.
MISFITS = (
    'bad-value', 'bad-form', 'bad-day', 'bad-date', 'not-list', 'not-text', 'not-keys', 'one-value', 'day-to-come', 'empty-value',
    'list-twice', 'yaml-dash', 'day-with-time',
)  # fmt: skip
# What is wrong with a file that both languages show: told of the page in the language of the originals.
OF_A_FILE = (
    'no-picture', 'picture-without-namespace', 'picture-acts', 'picture-for-screens', 'picture-too-many-pixels', 'picture-tells-place',
    'picture-too-large', 'picture-too-small', 'picture-kind', 'picture-moves', 'drawing-too-much',
    'chart-file-missing', 'process-file-missing',
    'story-without-consent', 'story-without-scope', 'consent-expired', 'consent-withdrawn', 'consent-not-yet',
)  # fmt: skip


def pair_of(path: str) -> str:
    """What the files of a pair have in common: the path without language."""
    return LANGUAGE.sub('', path)


def _beside(path: str, name: str) -> str:
    """A name in the folder of a file."""
    return posixpath.join(posixpath.dirname(path), name)


class Elsewhere:
    """What explains a problem in another file."""

    def __init__(self, found: list[Problem]):
        by_rule: dict[str, list[Problem]] = {}
        for problem in found:
            by_rule.setdefault(problem.rule, []).append(problem)

        def of(*rules: str) -> list[Problem]:
            return [problem for rule in rules for problem in by_rule.get(rule, ())]

        def beginning(signs: str | tuple[str, ...]) -> list[Problem]:
            return of(*(rule for rule in by_rule if rule.startswith(signs)))

        self.wrong = {(problem.path, problem.values.get('key')) for problem in of(*MISFITS)}
        self.wrong |= {(problem.path, problem.values.get('near')) for problem in of('unknown-key')}
        self.renamed = {(problem.path, problem.values['wanted'].lstrip('#')) for problem in of('twin-parts-differ', 'twin-part-missing')}
        self.renamed |= {(problem.path, name) for problem in of('twin-part-missing') for name in problem.values['lacking'].split()}
        self.names = {_beside(problem.path, problem.values['wanted']) for problem in of('file-suffix', 'file-name')}
        self.names |= {_beside(problem.path, problem.values['near']) for problem in of('unknown-language')}
        self.nameless = {(problem.path, problem.values['prefix']) for problem in of('caption-form')}
        self.typed_names: dict[str, list[str]] = {}
        for problem in of(*UNNAMED):
            self.typed_names.setdefault(problem.path, []).append(problem.values['text'])
        self.unwanted = {problem.values['name'] for problem in of('file-kind')}
        self.spaced = [problem.values['name'] for problem in of('file-name-signs')]
        self.folders = tuple(f'{problem.path}/' for problem in of('file-name'))
        self.rules = {(problem.path, problem.rule) for problem in found}
        self.untabled = {problem.path for problem in of(*UNTABLED)}
        self.misplaced = {problem.path for problem in of('yaml-not-indented', 'unknown-key')}
        self.going = {(problem.path, problem.line) for problem in beginning(GOES)}
        self.left = {problem.path for problem in beginning('left-')}
        self.misread = {problem.path for problem in of('number-style')}
        self.copied = {pair_of(problem.path) for problem in of('translation-of-other', 'page-copied')}
        self.parted = {problem.path for problem in of('page-in-assets', 'page-copied')}
        self.parted |= {path for problem in of('pair-parted') for path in (problem.path, problem.values['other'])}
        self.without = {pair_of(problem.path).removeprefix('docs/').removesuffix('.md') for problem in of('missing-original')}
        self.reports = [problem.path for problem in of('report-folder', 'file-name') if problem.path.startswith('reports/')]
        self.doubled = {problem.path for problem in of(*UNTOLD)}
        self.typed = ' '.join(problem.values.get('text', '') for problem in of('left-link', 'link-with-space'))
        self.files = {(pair_of(problem.path), problem.rule, str(problem.values)) for problem in of(*OF_A_FILE) if _is_original(problem)}

    def explains(self, problem: Problem) -> bool:
        """A value that differs because that of the twin does not fit; a place that a translation calls otherwise; a file that both show."""
        if problem.rule.startswith('twin-') or problem.rule in ('translation-behind', 'translation-unchecked', 'figures-differ'):
            return self._differs_by(problem)
        if problem.rule in ('unknown-anchor', 'reference-without-number'):
            return self._is_named_otherwise(problem)
        match problem.rule:
            case 'bad-value' | 'bad-form' | 'bad-day' | 'empty-value' if (
                problem.line == 1 and problem.values['key'] in OF_A_REPORT and PUBLICATIONS in problem.path
            ):
                return True  # it is told of report.yml, which the page has it from
            case 'missing-original' | 'missing-twin' | 'page-alone' if problem.path in self.parted:
                return True
            case 'missing-original' | 'missing-twin':
                return problem.path.startswith(self.folders) or problem.values['wanted'] in self.names
            case 'file-link-without-type':
                return posixpath.basename(problem.values['target']) in self.unwanted
            case 'bad-value' if problem.values.get('page') in self.without:
                return True
            case 'bad-value' if problem.values['key'] == 'report':
                return bool(self.reports)
            case 'link-with-space':
                typed = problem.values['text'].partition('](')[2].rpartition('/')[2].rstrip('…)')
                return any(name.startswith(typed) for name in self.spaced if typed)
            case 'file-unused':
                return problem.values['name'] in self.typed
            case rule if rule in OF_A_FILE and not _is_original(problem):
                return (pair_of(problem.path), rule, str(problem.values)) in self.files
        return False

    def _differs_by(self, problem: Problem) -> bool:
        """Whether a translation differs from its original only because of another mistake in one of the two."""
        other = problem.values.get('other', '')
        if pair_of(problem.path) in self.copied:
            return True
        match problem.rule:
            case 'translation-behind':
                return other in self.misplaced
            case 'twin-value-differs':
                key = problem.values['key']
                is_wrong = not self.wrong.isdisjoint(((other, key), (problem.path, key)))
                return is_wrong or (key in OF_A_REPORT and (other, 'report') in self.wrong)
            case 'figures-differ':
                parts_shift = problem.path in self.typed_names or other in self.typed_names
                return parts_shift or not (self.misread | self.doubled).isdisjoint((problem.path, other)) or self._goes(problem)
            case _ if not self.doubled.isdisjoint((problem.path, other)):
                return True
            case 'twin-part-extra' | 'twin-part-missing' | 'twin-parts-differ':
                return self._has_lost_caption(problem)
            case 'twin-tables-differ':
                return not self.untabled.isdisjoint((problem.path, other))
            case 'twin-numbers-differ':
                return not (self.left | self.untabled).isdisjoint((problem.path, other))
        return False

    def _is_named_otherwise(self, problem: Problem) -> bool:
        """Whether a place that something leads to has a name that was typed wrongly there, or another in the translation."""
        if problem.rule == 'reference-without-number':
            return (problem.path, problem.values['target'].strip('#').partition('-')[0]) in self.nameless
        page, fragment = problem.values['page'], problem.values['fragment']
        is_typed = any(fragment in typed for typed in self.typed_names.get(page, ()))
        return is_typed or (page, fragment.partition('-')[0]) in self.nameless or (page, fragment) in self.renamed

    def _goes(self, problem: Problem) -> bool:
        """Whether each figure that differs stands in what has to go, or to be written otherwise, for another reason, or in a lost cell."""
        if (problem.values['other'], 'row-too-long') in self.rules:
            return True
        places = [(path, part) for path, lines in ((problem.path, 'lines'), (problem.values['other'], 'other_lines'))
                  for part in problem.values[lines].split()]  # fmt: skip
        return all(
            any((path, line) in self.going for line in range(int(part.partition('-')[0]), int(part.partition('-')[2]) + 1))
            for path, part in places
        )

    def _has_lost_caption(self, problem: Problem) -> bool:
        """Whether the part that one of the pair seems to lack is a caption that was typed wrongly there."""
        kinds = {problem.values.get(key, '').strip('#').partition('-')[0] for key in ('id', 'wanted')}
        return any((path, kind) in self.nameless for path in (problem.path, problem.values['other']) for kind in kinds)


def _is_original(problem: Problem) -> bool:
    return f'.{ORIGINAL}.' in problem.path
