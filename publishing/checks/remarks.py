"""Remarks of Google Docs, which stand in two places of a text: where they were made, and at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from publishing.problems import Problem

REMARK = re.compile(r'\\?\[(?P<letter>[a-z]{1,2})\\?\](?P<text>.*)')


def whole(found: list[Problem]) -> Iterator[Problem]:
    """A remark of Google Docs, `[a]` in a sentence and `[a]Is this right?` at the end, as one."""
    ends = {match['letter']: problem for problem in found if (match := _remark(problem)) and match['text']}
    calls = {match['letter']: problem for problem in found if (match := _remark(problem)) and not match['text']}
    for problem in found:
        match = _remark(problem)
        if match and match[0].startswith('\\') and not match['text'] and match['letter'] not in ends:
            continue  # a letter between brackets that are meant
        if match and not match['text'] and calls[match['letter']] is problem and match['letter'] in ends:
            text = f'{problem.values["text"]} … {ends[match["letter"]].values["text"]}'
            yield replace(problem, values=problem.values | {'text': text})
        elif not (match and match['text'] and match['letter'] in calls):
            yield problem


def _remark(problem: Problem) -> re.Match[str] | None:
    return REMARK.fullmatch(problem.values['text']) if problem.rule == 'left-paste' else None
