"""schemas/ is what the schema makes, accepts what the checks accept, and is found from the files that name it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import fastjsonschema  # type: ignore[import-untyped]
import pytest

from publishing.sources import catalogue, json_schema, settings, source, typed_yaml
from tests.projects import ROOT

NAMED = re.compile(r'# yaml-language-server: \$schema=(\S+)\n')
FILES = [*sorted(ROOT.glob('reports/*/report.yml')), *sorted((ROOT / source.DATA).glob('*.yml'))]


def judge(name: str) -> Any:
    return fastjsonschema.compile(json.loads((ROOT / json_schema.FOLDER / name).read_text(encoding='utf-8')))


def test_up_to_date() -> None:
    """After a change of the schema or its words: `.venv/bin/python -m publishing.sources.json_schema`."""
    held = {file.name: file.read_text(encoding='utf-8') for file in (ROOT / json_schema.FOLDER).iterdir()}
    assert held == json_schema.files(settings.read(ROOT).ours)


@pytest.mark.parametrize('file', FILES, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_file_names_its_schema_and_fits(file: Path) -> None:
    """By its first line, which any editor with yaml-language-server reads, and by the settings for VS Code."""
    text = file.read_text(encoding='utf-8')
    named = NAMED.match(text)
    assert named is not None
    schema = (file.parent / named[1]).resolve()
    data, _, problems = typed_yaml.load_yaml(text, file.name)
    assert problems == []
    judge(schema.name)(data)
    mapped = json.loads((ROOT / '.vscode/settings.json').read_text(encoding='utf-8'))['yaml.schemas']
    assert file in ROOT.glob(mapped[schema.relative_to(ROOT).as_posix()])


def test_pages_fit() -> None:
    """Front matter of every real page is what its kind's file says."""
    judges: dict[str, Any] = {}
    for page in catalogue.load(ROOT).pages.values():
        kind = page.meta.get('kind', 'page')
        judges.setdefault(kind, judge(f'{kind}.json'))(page.meta)


@pytest.mark.parametrize(('change', 'told'), [
    ({'chapters': []}, 'chapters'), ({'statis': 'concept'}, 'statis'), ({'edition': '2026'}, 'edition'), ({'status': 'klaar'}, 'status'),
])  # fmt: skip
def test_refuses(change: dict[str, Any], told: str) -> None:
    """A key that is not known, a value that may not be."""
    data, _, _ = typed_yaml.load_yaml(FILES[0].read_text(encoding='utf-8'), '')
    with pytest.raises(fastjsonschema.JsonSchemaException, match=told):
        judge('report.json')(data | change)
