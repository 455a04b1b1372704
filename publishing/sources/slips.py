"""Why a piece of YAML can't be read: each likely slip of a typist is mended for a try, and is the cause when that helps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from publishing.sources.as_value import quoted, unlinked

SHOWN = 70
LINE = re.compile(r'(?P<before>[ ]*(?:-[ ]+)*(?:[\w-]+:[ ]+)?)(?P<value>\S.*?)[ ]*')
CLOSED = {'"': re.compile(r'"(?:[^"\\]|\\.)*"'), "'": re.compile(r"'(?:[^']|'')*'")}
ENDS = re.compile(r'[ ]*[,\]}]*[ ]*(?:#.*)?')  # what may stand behind a value that is quoted
APOSTROPHE = re.compile(r"'(?:[stnkm]\b|\d\d\b|[st]-)")  # 's middags, 't Gooi, '80
BRACKETS = {'[': ']', '{': '}'}
SIGNS = '@`%*&!|>,]}[{'  # what a value can't begin with when it is no more than words
WITHIN = re.compile(r'\{.*[\w-]+: (?P<value>[^\s"\'{\[][^{}"]*?[\[\]][^{}"]*?)(?=\}|, [\w-]+: )')
UNSPACED = re.compile(r'(?P<before>[ ]*(?:-[ ]+)?(?!https?:)[A-Za-z_-]+:)(?P<value>[^\s:/].*)')
REMARK = re.compile(r'(?://|<!--|/\*|%|;)(?P<text>.*?)(?:-->|\*/)?')
ODD_KEY = re.compile(r'(?:\*\*|__|- )?(?P<key>[a-z_]+)(?:\*\*|__)?[ ]*[:=：](?:\*\*|__)?[ ]+(?P<value>\S.*)')
EQUALS = re.compile(r'(?P<key>[ ]*[^\W\d_][\w ]*\w)[ ]+=[ ]+(?P<value>[^\s:=][^:=]*)')
UNSIGNED = re.compile(r'(?P<key>[ ]*(?:- )?[a-z_]+)[ ]+(?P<value>"[^"]*"|\[[^\]]*\]|\d{4}-\d\d(?:-\d\d)?)[ ]*')  # no text goes on so
POINT = re.compile(r'[ ]*- ')
MARKS = re.compile(r'(\*{1,3}|`)(?=\S)([^*`]+)\1')  # bold, or code
CITED = re.compile(r'\[?@[a-z]')
STARTS = ('id', 'page')  # the words that a point of our lists begins with
Reads = Callable[[str], int | None]


class Mend(NamedTuple):
    """A slip: its rule, its line from 0, the line as it should be, and what else its message names."""

    rule: str
    line: int
    wanted: str
    values: dict[str, str] = {}


def cause(text: str, at: int, reads: Reads) -> tuple[str, int, dict[str, str]] | None:
    """Rule, line from 0 and values of the slip; `at` is where the reader stopped, `reads` says where it does in another text, if at all."""
    lines = text.split('\n')
    tabbed = next((number for number, line in enumerate(lines[: at + 2]) if '\t' in line[: len(line) - len(line.lstrip())]), None)
    if tabbed is None and '\t' in lines[at]:
        tabbed = at
    if tabbed is not None:
        return 'yaml-tab', tabbed, {'text': _short(lines[tabbed])}
    if at < len(lines) and (odd := next((number for number in (at, at - 1) if '\u00a0' in lines[number]), None)) is not None:
        return _told(Mend('yaml-odd-space', odd, lines[odd].replace('\u00a0', ' ')), lines)
    helped: list[Mend] = []
    for mend in _mends(lines, at):
        stopped = reads('\n'.join([*lines[: mend.line], mend.wanted, *lines[mend.line + 1 :]]))
        if stopped is None:
            return _told(mend, lines)
        if stopped > max(at, mend.line) and not helped:
            helped.append(mend)
    return _told(helped[0], lines) if helped else None


def _told(mend: Mend, lines: list[str]) -> tuple[str, int, dict[str, str]]:
    return mend.rule, mend.line, {'text': _short(lines[mend.line]), 'wanted': _short(mend.wanted)} | mend.values


def _short(line: str) -> str:
    """Start and end of a line: both say how it is to be typed."""
    line = line.strip()
    return line if len(line) <= SHOWN else f'{line[: SHOWN - 20]} … {line[-17:]}'


def _mends(lines: list[str], at: int) -> Iterator[Mend]:
    """Every likely slip, the likeliest first: what was opened may be far above where the reader stopped, the rest is there or beside it."""
    for number in range(min(at + 2, len(lines))):
        yield from _remark(lines[number], number)
        yield from _key(lines[number], number)
    beside = [number for number in (at, at - 1, at + 1) if 0 <= number < len(lines) and lines[number].strip()]
    for number in range(min(at + 2, len(lines))):
        yield from _quotes(lines[number], number)
    for number in range(min(at + 2, len(lines))):
        yield from _brackets(lines[number], number)
    for slip in (_colon, _within, _dash, _sign, _space):
        for number in beside:
            yield from slip(lines[number], number)
    for around in (_missing_dash, _continued, _value_above):
        for number in beside:
            yield from around(lines, number)
    yield from (Mend('yaml-stray', number, '') for number in (at, _above(lines, at)) if number is not None and _is_stray(lines[number]))
    usual = Counter(map(_spaces, lines))
    for number in sorted(beside, key=lambda number: (not _fell_out(lines, number), usual[_spaces(lines[number])])):  # else who stands alone
        yield from _indent(lines, number)


def _remark(line: str, number: int) -> Iterator[Mend]:
    if match := REMARK.fullmatch(line.strip()):
        yield Mend('yaml-remark', number, f'# {match["text"].strip()}')


def _key(line: str, number: int) -> Iterator[Mend]:
    """A key with another sign than a colon (`Voor u = For you`) or none, with marks around it, or with a dash before it."""
    if unsigned := EQUALS.fullmatch(line) or UNSIGNED.fullmatch(line):
        yield Mend('yaml-key', number, f'{unsigned["key"]}: {unsigned["value"].strip()}')
    match = ODD_KEY.fullmatch(line)
    is_point = match is not None and line.startswith('- ') and match['key'] in STARTS  # of a list, too far to the left
    if match is not None and not is_point and not re.match(r'[a-z_]+:(?:\s|$)', line):
        yield Mend('yaml-key', number, f'{match["key"]}: {match["value"].strip()}')


def _quotes(line: str, number: int) -> Iterator[Mend]:
    match = LINE.fullmatch(line)
    if match is None or match['value'][0] not in CLOSED:
        return
    before, value = match['before'], match['value']
    quote, closed = value[0], CLOSED[value[0]].match(value)
    if closed is None:
        if APOSTROPHE.match(value):
            yield Mend('yaml-apostrophe', number, before + quoted(value))
        if value.endswith(':') and len(value) > 2:  # a title in quotes, which has a colon behind it
            yield Mend('yaml-quote', number, f'{before}{value[:-1]}{quote}:')
        yield Mend('yaml-quote', number, before + (value[:-1] if value[-1] in '"\'”’' and len(value) > 1 else value) + quote)
    elif not ENDS.fullmatch(value, closed.end()):
        if APOSTROPHE.match(value):
            yield Mend('yaml-apostrophe', number, before + quoted(value))
        yield Mend('yaml-quote-inside', number, before + quoted(value[1:-1] if value[-1] == quote and value.count(quote) > 2 else value))


def _brackets(line: str, number: int) -> Iterator[Mend]:
    match = LINE.fullmatch(line)
    if match is None or (closing := BRACKETS.get(match['value'][0])) is None:
        return
    value, comment, rest = match['value'].partition(' #')
    if value.count(value[0]) > value.count(closing):
        yield Mend('yaml-bracket', number, f'{match["before"]}{value.rstrip(" ,")}{closing}{comment}{rest}')


def _colon(line: str, number: int) -> Iterator[Mend]:
    match = LINE.fullmatch(line)
    if match is not None and ':' in match['before'] and match['value'][0] not in '"\'[{' and re.search(r':(?:\s|$)', match['value']):
        yield Mend('yaml-colon', number, match['before'] + quoted(match['value']))


def _within(line: str, number: int) -> Iterator[Mend]:
    """A value between { and } that has brackets of its own, such as a link."""
    match = WITHIN.search(line)
    if match is not None:
        yield Mend('yaml-within', number, line[: match.start('value')] + quoted(match['value']) + line[match.end() :])


def _sign(line: str, number: int) -> Iterator[Mend]:
    match = LINE.fullmatch(line)
    if match is None:
        return
    if match['before'].strip() and match['value'].startswith('- '):
        points = [point.strip(' ,') for point in re.split(r'(?:^|[ ,])- ', match['value']) if point.strip(' ,')]
        yield Mend('yaml-points', number, f'{match["before"]}[{", ".join(points)}]')
    if meant := unlinked(match['before'], match['value']):
        yield Mend('yaml-link', number, match['before'] + meant)
    if CITED.match(match['value']) and (_key_of(match['before']) in ('source', 'sources') or match['before'].strip() == '-'):
        yield Mend('yaml-marks', number, match['before'] + match['value'].replace('@', ''))
    if (plain := MARKS.sub(r'\2', match['value'])) != match['value'] and match['value'][0] in '*`':
        yield Mend('yaml-marks', number, match['before'] + plain)
    if match['value'][0] in SIGNS or match['value'].startswith('- '):
        yield Mend('yaml-sign', number, match['before'] + quoted(match['value']), {'sign': match['value'][0]})


def _space(line: str, number: int) -> Iterator[Mend]:
    match = UNSPACED.fullmatch(line)
    if match is not None:
        yield Mend('yaml-space', number, f'{match["before"]} {match["value"]}')


def _dash(line: str, number: int) -> Iterator[Mend]:
    match = re.fullmatch(r'([ ]*)[-–—•*]([^\s-].*|[ ].*)', line)
    if match is not None and not line.strip().startswith('- '):
        yield Mend('yaml-dash', number, f'{match[1]}- {match[2].strip()}')


def _missing_dash(lines: list[str], number: int) -> Iterator[Mend]:
    """A point of a list without its dash: it stands where the dashes of other points do, and begins with the word that they do."""
    here, below = _spaces(lines[number]), _below(lines, number)
    points = [_spaces(line) for line in lines[:number] if POINT.match(line)]
    points += [_spaces(lines[other]) for other in (_above(lines, number), below) if other is not None and POINT.match(lines[other])]
    key, keys = _key_of(lines[number]), {_key_of(line) for line in lines if POINT.match(line)}
    starts = key in STARTS and below is not None and _spaces(lines[below]) == here + 2
    if not lines[number].lstrip().startswith('-') and (here in points and (not key or key in keys) or starts):
        yield Mend('yaml-dash', number, f'{" " * here}- {lines[number].strip()}')


def _key_of(line: str) -> str:
    """The word before the colon, behind a dash or without, '' where there is none."""
    match = re.match(r'[ ]*(?:- +)?([\w-]+):(?:\s|$)', line)
    return match[1] if match else ''


def _continued(lines: list[str], number: int) -> Iterator[Mend]:
    """A line that goes on with the words of the line above."""
    above, line = _above(lines, number), lines[number]
    if above is not None and re.match(r'[ ]*(?![\w-]+:(?:\s|$))[\w(“‘]', line) and re.search(r':[ ]+[^\s>|]|^[ ]*- ', lines[above]):
        spaces = _spaces(lines[above]) + 2
        yield Mend('yaml-continued', number, ' ' * spaces + line.strip(), {'number': str(spaces)})


def _value_above(lines: list[str], number: int) -> Iterator[Mend]:
    """A first point of a list that stands behind the word that the list belongs to."""
    match, below = re.fullmatch(r'(?P<key>[ ]*[\w-]+):[ ]+(?P<value>[^\s>|].*)', lines[number]), _below(lines, number)
    if match is not None and below is not None and POINT.match(lines[below]):
        name = _key_of(lines[below])
        told = {'key': match['key'].strip(), 'wanted': f'- {name}: {match["value"]}' if name else f'- {match["value"]}'}
        yield Mend('yaml-value-above', number, f'{match["key"]}:', told)


def _is_stray(line: str) -> bool:
    """Whether it is a sentence: words of which none is a key, and no point of a list."""
    return ' ' in line.strip() and not re.search(r':(?:\s|$)', line) and not POINT.match(line) and line.strip()[0] not in '"\'[{#?'


def _indent(lines: list[str], number: int) -> Iterator[Mend]:
    """A line with a space too many or too few: it is tried as far in as the lines around it."""
    here, key = _spaces(lines[number]), _key_of(lines[number])
    points = [line for line in lines if POINT.match(line) and _spaces(line) != here] if POINT.match(lines[number]) else []
    tried = [_spaces(line) for line in points if key in STARTS and _key_of(line) == key][:1]
    tried = tried or [_spaces(line) for line in points if abs(_spaces(line) - here) == 1]
    for other in (_above(lines, number), _below(lines, number)):
        if other is not None:
            within = [_spaces(lines[other]) + 2] if POINT.match(lines[other]) else []
            same = [_spaces(lines[other])]
            tried += same + within if POINT.match(lines[number]) else within + same
    for wanted in dict.fromkeys(tried):
        if wanted != here:
            values = {'here': str(here), 'number': str(wanted)}
            yield Mend('yaml-indent', number, ' ' * wanted + lines[number].lstrip(), values)


def _fell_out(lines: list[str], number: int) -> bool:
    """Whether a line stands less far in than the line below it, and than the line above, unless that opens a part."""
    above, below, here = _above(lines, number), _below(lines, number), _spaces(lines[number])
    if above is None or below is None or _spaces(lines[below]) <= here or lines[number].rstrip().endswith(':'):
        return False
    return _spaces(lines[above]) == (here if lines[above].endswith(':') else _spaces(lines[below]))


def _above(lines: list[str], number: int) -> int | None:
    return next((other for other in range(number - 1, -1, -1) if lines[other].strip()), None)


def _below(lines: list[str], number: int) -> int | None:
    return next((other for other in range(number + 1, len(lines)) if lines[other].strip()), None)


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(' '))
