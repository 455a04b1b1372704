"""`make fix`: mends what has one right mend, and leaves every word as it is.

Lines that are code, in part or whole, stay as they are. A second run changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import zip_longest
from pathlib import Path

import yaml

from publishing import folders
from publishing.changes import Changes
from publishing.desk import translations
from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import ProblemsFound
from publishing.sources import catalogue, reading, translation, unseen
from publishing.sources.fences import FENCE
from publishing.sources.file_names import slug
from publishing.sources.outline import Heading, outline
from publishing.sources.translation import Comparison
from publishing.sources.typed_yaml import AuthorLoader
from publishing.words import words

Headings = Sequence[Heading]
TAB = 4  # spaces
Done = Counter[str]  # name of a mend (words/commands.yml: fix-<name>) → how often it was done
BULLET = re.compile(r'[•·◦▪●○‣∙➢][ \t]*(?=\S)')
DASH = re.compile(r'[–—][ \t]+(?=\S)')
NOT_PARAGRAPH = re.compile(r'[ \t]|>|\||!!!|\?\?\?|===|:|///|<|\[|[-*+][ ]|\d+\.[ ]')  # what else a block may start with
HEADING = re.compile(r'(#{1,6})(?=[^#\s])')
NOT_A_NAME = re.compile(r'[a-z]?\d*')  # a paragraph or item may have such a name by itself
BEFORE = r'(?<![<"=\[])(?<!\]\()'  # an address behind one of these leads somewhere
UNSURE = '*_~\'"`\\'  # an address that ends so may end before it
TRANSLATED = tuple(f'.{locale}.md' for locale in LOCALES if locale != ORIGINAL)


def mend(root: Path) -> Iterator[tuple[str, Done]]:
    """Mend every Markdown file below docs/ and reports/; the path of each that changed, and what was done.

    A translation that was in step stays so: no word of its original has changed.
    """
    changes, mends = Changes(root), dict[str, Done]()
    in_step = {pair.translation.path for pair in _pairs(root) if pair.translation and pair.state == 'complete'}
    for file in sorted((file for name in ('docs', 'reports') for file in folders.files(root / name, '**/*.md')), key=_originals_first):
        try:
            text = file.read_bytes().decode('utf-8-sig')
        except UnicodeDecodeError:
            continue  # the check tells
        fresh, done = mended(text, _twin(changes, file), original=not file.name.endswith(TRANSLATED))
        if done:
            path = file.relative_to(root).as_posix()
            mends[path] = done
            changes.write(path, fresh)
    if mends:
        changes.make()
    yield from mends.items()
    behind = [pair.translation.path for pair in _pairs(root) if pair.translation and pair.state != 'complete']
    for path in sorted(in_step.intersection(behind)):
        with suppress(ProblemsFound):  # the check tells what else is wrong, and the author stamps it
            for _ in translations.done(root, [str(root / path)]):
                yield path, Done({'stamp': 1})


def told(found: Iterable[tuple[str, Done]], language: str) -> str:
    """What was done, a line a file."""
    texts = words('commands', language)
    lines = [f'{path}: {"; ".join(texts[f"fix-{name}"].format(number=number) for name, number in done.items())}' for path, done in found]
    return '\n'.join(lines or [texts['fix-none']])


def mended(text: str, twin: Headings = (), *, original: bool = True) -> tuple[str, Done]:
    """The text with every mend done, and how often each was; `twin` holds the headings of the same page in the other language."""
    done = Done()
    whole = text.replace('\r\n', '\n')
    done['line-ends'] = text.count('\r\n')
    whole, done['unseen'] = unseen.taken_out(whole)
    if not whole.endswith('\n'):
        whole, done['last-line'] = f'{whole}\n', 1
    front, body = _parted(whole)
    front = _without_tabs(front, done)
    for step in (_spaces, _headings, _lists, _addresses):
        body = step(body, done)
    body = _named(body, twin, original, done)
    return front + body, +done


def _parted(text: str) -> tuple[str, str]:
    """Front matter with its fences, and the body."""
    lines = text.split('\n')
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == FENCE), 0) if lines[0].rstrip() == FENCE else 0
    if lines[0].rstrip() == FENCE and not end:
        return text, ''  # no telling where the text starts
    return ('\n'.join(lines[: end + 1]) + '\n', '\n'.join(lines[end + 1 :])) if end else ('', text)


def _without_tabs(front: str, done: Done) -> str:
    """Lines that are indented with tabs, which YAML refuses; left alone when the block can be read, or still can't be."""
    if '\t' not in front or _is_yaml(front):
        return front
    fresh = re.sub(r'^[ \t]+', lambda match: match[0].replace('\t', '  '), front, flags=re.M)
    if not _is_yaml(fresh):
        return front
    done['tabs'] += sum(before != after for before, after in zip(front.split('\n'), fresh.split('\n')))
    return fresh


def _is_yaml(front: str) -> bool:
    try:
        list(yaml.parse(front.replace(FENCE, '', 1).rpartition(FENCE)[0], Loader=AuthorLoader))
    except yaml.YAMLError:
        return False
    return True


def _lines(body: str) -> Iterator[tuple[str, bool]]:
    """Each line, and whether some of it is code."""
    coded = reading.coded(reading.read(body))
    return ((line, number in coded) for number, line in enumerate(body.split('\n')))


def _spaces(body: str, done: Done) -> str:
    """Spaces at the end of a line, but not the two that break a line within a paragraph."""
    fresh, keep = [], False
    lines = list(_lines(body))
    for (line, is_code), (below, _) in zip_longest(lines, lines[1:], fillvalue=('', False)):
        words = line.rstrip(' \t')
        breaks = bool(words and below.strip()) and len(line.expandtabs(TAB)) - len(words.expandtabs(TAB)) > 1
        keep = is_code or (keep and not words)  # an empty line below code may be part of it
        if line != words and not keep and not breaks:
            line, done['spaces'] = words, done['spaces'] + 1
        fresh.append(line)
    return '\n'.join(fresh)


def _headings(body: str, done: Done) -> str:
    """A space behind the signs of a heading."""
    fresh = []
    for line, is_code in _lines(body):
        if not is_code and HEADING.match(line):
            line, done['heading'] = HEADING.sub(r'\1 ', line, count=1), done['heading'] + 1
        fresh.append(line)
    return '\n'.join(fresh)


def _lists(body: str, done: Done) -> str:
    """Points behind another sign than Markdown's, with an empty line above them; only where all that follows is a point."""
    fresh: list[str] = []
    block: list[tuple[str, bool]] = []
    for line, is_code in [*_lines(body), ('', False)]:
        if line.strip():
            block.append((line, is_code))
            continue
        held = [words for words, _ in block]
        fresh += held if any(code for _, code in block) else _block(held, done)
        fresh.append(line)
        block = []
    return '\n'.join(fresh[:-1])


def _block(lines: list[str], done: Done) -> list[str]:
    """The lines between two empty lines."""
    for sign, least in ((BULLET, 1), (DASH, 2)):
        first = next((number for number, line in enumerate(lines) if sign.match(line)), len(lines))
        points = [line for line in lines[first:] if sign.match(line)]
        if len(points) < least or len(points) < len(lines) - first or (first and NOT_PARAGRAPH.match(lines[0]) is not None):
            continue
        points, done['bullets'] = [sign.sub('- ', line, count=1) for line in points], done['bullets'] + len(points)
        done['list'] += bool(first)
        return [*lines[:first], *([''] if first else []), *points]
    return lines


def _addresses(body: str, done: Done) -> str:
    """An address that is no link, so that a reader can follow it; in a heading it stays."""
    held = outline(reading.read(body))
    lines, headings = body.split('\n'), {heading.line for heading in held.headings}
    for bare in held.addresses:
        address = bare.text.rstrip('.,;:!?’”')
        if bare.line not in headings and address.startswith('http') and address[-1] not in UNSURE and '(' not in address:
            fresh = re.sub(rf'{BEFORE}{re.escape(address)}', lambda match: f'<{match[0]}>', lines[bare.line - 1], count=1)
            done['address'] += fresh != lines[bare.line - 1]
            lines[bare.line - 1] = fresh
    return '\n'.join(lines)


def _named(body: str, twin: Headings, original: bool, done: Done) -> str:
    """A name on each heading without one: that of the same heading in the other language, in an original else from its words.

    Those words give the address that the heading had, so that links to it keep working.
    """
    lines, headings = body.split('\n'), outline(reading.read(body)).headings
    used = {heading.id for heading in (*headings, *twin)}
    alike = [heading.level for heading in headings] == [heading.level for heading in twin]
    for number, heading in enumerate(headings):
        line = lines[heading.line - 1]
        if heading.id or not 1 < heading.level < 4 or not line.startswith('#') or line.rstrip().endswith(('}', '#')):
            continue
        id = twin[number].id if alike else None
        if id is None and original:
            name = slug(heading.title)
            id = None if name in used or NOT_A_NAME.fullmatch(name) else name
        if id is not None:
            lines[heading.line - 1], done['name'] = f'{line.rstrip()} {{#{id}}}', done['name'] + 1
            used.add(id)
    return '\n'.join(lines)


def _originals_first(file: Path) -> tuple[bool, str]:
    return file.name.endswith(TRANSLATED), file.as_posix()


def _twin(changes: Changes, file: Path) -> Headings:
    """The headings of the same page in the other language; none without one."""
    stem, locale = file.stem.rpartition('.')[::2]
    others = (file.with_name(f'{stem}.{other}.md') for other in LOCALES if other != locale)
    found = next((other for other in others if stem and other.is_file()), None)
    if found is None:
        return ()
    path = found.relative_to(changes.root).as_posix()
    typed = changes.text(path) if path in changes.after else found.read_bytes().decode('utf-8-sig', errors='replace')
    body = _parted(typed.replace('\r\n', '\n'))[1]
    return outline(reading.read(body)).headings


def _pairs(root: Path) -> list[Comparison]:
    return translation.everything(catalogue.load(root))
