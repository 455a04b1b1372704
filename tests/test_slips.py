"""Slips in front matter and data files: each is named by its cause, at its line, with the line as it should be, and alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from publishing import checks
from publishing.sources import catalogue, source
from publishing.sources.typed_yaml import load_yaml
from tests.projects import change, lay

PAGE = """---
title: Meehelpen in de moestuin
description: Hoe u meehelpt, en wat u meeneemt.
updated: 2026-11-22
audience: [parents, founders]
original:
  url: https://voorbeeld.example
  publisher: Blad
themes:
  - een
  - twee
status: concept
---

Tekst.
"""


@pytest.mark.parametrize(('old', 'new', 'line', 'rule', 'wanted'), [
    ('updated', '\tupdated', 4, 'yaml-tab', None),
    ('  url', '\turl', 7, 'yaml-tab', None),
    ('Meehelpen in', 'Meehelpen: in', 2, 'yaml-colon', 'title: "Meehelpen: in de moestuin"'),
    ('Meehelpen in', 'Meehelpen: "in"', 2, 'yaml-colon', "title: 'Meehelpen: \"in\" de moestuin'"),
    ('moestuin\n', 'moestuin:\n', 2, 'yaml-colon', 'title: "Meehelpen in de moestuin:"'),
    ('publisher: Blad', 'publisher: Blad: krant', 8, 'yaml-colon', 'publisher: "Blad: krant"'),
    ('Meehelpen', "'s Middags", 2, 'yaml-apostrophe', 'title: "\'s Middags in de moestuin"'),
    ('Meehelpen', "'Zo'n uur", 2, 'yaml-quote-inside', 'title: "\'Zo\'n uur in de moestuin"'),
    ('Meehelpen', '"Meehelpen"', 2, 'yaml-quote-inside', "title: '\"Meehelpen\" in de moestuin'"),
    ('Meehelpen', '"Meehelpen', 2, 'yaml-quote', 'title: "Meehelpen in de moestuin"'),
    ('een\n', '"een\n', 10, 'yaml-quote', '- "een"'),
    ('updated:', 'updated', 4, 'yaml-key', 'updated: 2026-11-22'),
    ('title: Meehelpen in de moestuin', 'title "Meehelpen"', 2, 'yaml-key', 'title: "Meehelpen"'),
    ('audience:', 'audience', 5, 'yaml-key', 'audience: [parents, founders]'),
    ('founders]', 'founders', 5, 'yaml-bracket', 'audience: [parents, founders]'),
    ('title: ', 'title: [Concept] ', 2, 'yaml-sign', 'title: "[Concept] Meehelpen in de moestuin"'),
    ('title: ', 'title: @', 2, 'yaml-sign', 'title: "@Meehelpen in de moestuin"'),
    ('title: ', 'title: *', 2, 'yaml-sign', 'title: "*Meehelpen in de moestuin"'),
    ('title: ', 'title: !', 2, 'yaml-sign', 'title: "!Meehelpen in de moestuin"'),
    ('title: ', 'title:', 2, 'yaml-space', 'title: Meehelpen in de moestuin'),
    ('- twee', '-twee', 11, 'yaml-dash', '- twee'),
    ('- twee', '– twee', 11, 'yaml-dash', '- twee'),
    ('- twee', 'twee', 11, 'yaml-dash', '- twee'),
    ('u meehelpt, en', 'u meehelpt,\nen', 4, 'yaml-continued', None),
    ('  publisher', '   publisher', 8, 'yaml-indent', None),
    ('updated', ' updated', 4, 'yaml-indent', None),
    ('  url', 'url', 7, 'yaml-indent', None),
    ('  - twee', ' - twee', 11, 'yaml-indent', None),
    ('---\ntitle', '—\ntitle', 1, 'front-matter-dashes', None),
    ('---\ntitle', '----\ntitle', 1, 'front-matter-dashes', None),
    ('---\ntitle', ' ---\ntitle', 1, 'front-matter-dashes', None),
    ('---\ntitle', '+++\ntitle', 1, 'front-matter-dashes', None),
    ('concept\n---', 'concept\n—', 13, 'front-matter-dashes', None),
    ('concept\n---\n\nTekst.', 'concept\n—\n\nTekst.\n\n---\n', 13, 'front-matter-dashes', None),
    ('---\ntitle', '\n---\ntitle', 1, 'front-matter-late', None),
    ('---\ntitle', '```yaml\n---\ntitle', 1, 'front-matter-fenced', None),
    ('---\ntitle', 'title', 1, 'front-matter-unopened', None),
    ('concept\n---', 'concept', 12, 'front-matter-unclosed', None),
    ('concept\n---\n\nTekst.', 'concept\n\nTekst.\n\n---\n', 12, 'front-matter-unclosed', None),
    ('concept\n---\n', 'concept\n## Kop\nTekst.\n\n---\n', 12, 'front-matter-unclosed', None),
    ('updated', '<<<<<<< HEAD\nupdated', 4, 'merge-unfinished', None),
])  # fmt: skip
def test_a_slip_is_named(old: str, new: str, line: int, rule: str, wanted: str | None, tmp_path: Path) -> None:
    """Where its author can mend it, which is not always where a reader of YAML stops."""
    file = tmp_path / 'pagina.nl.md'
    assert PAGE.count(old) == 1
    file.write_text(PAGE.replace(old, new), encoding='utf-8')
    page, (problem,) = source.read(file, 'docs/pagina.nl.md', 'docs')
    assert (problem.line, problem.rule) == (line, rule)
    assert wanted in (None, problem.values.get('wanted'))
    assert page is not None and page.broken
    assert all(len(problem.text(locale)) > len(rule) for locale in ('nl', 'en'))


@pytest.mark.parametrize(('text', 'line', 'spaces'), [
    ('nav:\n  - A:\n      - a.md\n   - B:\n      - b.md\n', 4, '2'),  # as far in as the points nearest to it
    ('original:\n  url: a\npublisher: b\n  date: c\nscope: d\n', 3, '2'),  # with the lines above and below it
])  # fmt: skip
def test_a_line_is_put_where_it_belongs(text: str, line: int, spaces: str) -> None:
    (problem,) = load_yaml(text, 'a.yml')[2]
    assert (problem.rule, problem.line, problem.values['number']) == ('yaml-indent', line, spaces)


@pytest.mark.parametrize(('kind', 'more', 'told'), [
    ('initiative', 'place: [Voorbeelddorp]', ('not-text', 'Voorbeelddorp')),
    ('initiative', 'place: {Voorbeelddorp}', ('not-text', 'Voorbeelddorp')),
    ('initiative', 'place: n.v.t.', ('no-value', None)),
    ('initiative', 'province: [Gelderland, Utrecht]', ('one-value', 'Gelderland, Utrecht')),
    ('initiative', 'website: https://a.example en https://b.example', ('bad-form', None)),
    ('initiative', 'since: 2108', ('day-to-come', '2018')),
    ('initiative', 'audience: [parents; founders]', ('bad-value', 'parents, founders')),
    ('initiative', 'province: Gelderland / Utrecht', ('one-value', 'Gelderland, Utrecht')),
    ('initiative', 'type: place, farm', ('one-value', 'place, farm')),
    ('initiative', 'type: boerderij', ('bad-value', 'farm')),
    ('initiative', 'Province: Gelderland', ('unknown-key', 'province')),
    ('initiative', 'website: htps://a .example/tu in', ('bad-form', None)),
    ('initiative', 'audience: [ouders]', ('bad-value', 'parents')),
    ('initiative', 'audience: parents\n  - founders\n  - policy', ('yaml-value-above', None)),
    ('initiative', 'since: 2019\nstated_on: "2023"', ('key-outside', None)),
    ('meeting', 'online: ja\nstart: 2026-11-22\nsubject: Een gesprek', ('bad-value', 'true')),
    ('initiative', 'website: https//a.example/tuin', ('bad-form', None)),
    ('meeting', 'start: 2026-22-11\nsubject: Een gesprek', ('bad-day', '2026-11-22')),
    ('meeting', 'start: 2026-11-22\nsubject: onbekend', ('no-value', None)),
])  # fmt: skip
def test_a_value_of_another_shape_is_told_with_the_one_that_was_meant(
    kind: str, more: str, told: tuple[str, str | None], tmp_path: Path
) -> None:
    """By one message, on its own line."""
    root, folder = lay(tmp_path), {'initiative': 'initiatieven', 'meeting': 'bijeenkomsten'}[kind]
    facts = f'kind: {kind}\n' + ('checked_on: 2026-11-22\n' if kind == 'initiative' else '')
    page = re.sub(r'audience: .*?status: concept\n', f'{facts}{more}\n', PAGE, flags=re.S)
    (root / 'docs' / folder).mkdir()
    (root / 'docs' / folder / 'nieuw.nl.md').write_text(page.replace('wat u meeneemt', 'wat u die dag allemaal meeneemt'), encoding='utf-8')
    found = [problem for problem in checks.check(catalogue.load(root)) if problem.path.endswith('nieuw.nl.md') and problem.level == 'error']
    assert [(problem.rule, problem.values.get('near') or None) for problem in found] == [told]


@pytest.mark.parametrize('more', ['Titel\n=======\n', '> > > > > > > zeven diep\n', '    <<<<<<< HEAD\n', '<<<<<<<< acht\n'])
def test_what_only_looks_like_a_mark_is_none(more: str, tmp_path: Path) -> None:
    file = tmp_path / 'pagina.nl.md'
    file.write_text(PAGE + more, encoding='utf-8')
    assert source.read(file, 'docs/pagina.nl.md', 'docs')[1] == []


@pytest.mark.parametrize(('file', 'old', 'new'), [
    ('docs/assets/data/sources.yml', '    title: Gids', '   title: Gids'),
    ('docs/assets/data/sources.yml', 'references:', 'reference:'),
    ('docs/assets/data/terms.yml', '- id', 'id'),
    ('docs/assets/data/words.yml', 'nl:', 'nl: "'),
    ('docs/assets/data/sources.yml', '    type: report', '    Type: report'),
    ('reports/voorbeeld/report.yml', '  - page', '\t- page'),
    ('reports/voorbeeld/report.yml', 'page: ', 'page:'),
    ('docs/uitleg/hoofdstuk.nl.md', 'title: ', 'title: "'),
    ('docs/uitleg/hoofdstuk.en.md', '\n---\n', '\n'),
])  # fmt: skip
def test_one_mistake_is_told_once(file: str, old: str, new: str, tmp_path: Path) -> None:
    """What depends on a file that can't be read is not told of: citations, places of a list, numbers, words of our own."""
    root = lay(tmp_path)
    words = 'De [bron](#voorbeeld-gids) van de [kleur](#kleur) is Wobbelaars; zie [](hoofdstuk.md#kleuren).'
    change(root / 'docs/uitleg/voorbeeld.nl.md', 'Terug naar', f'{words} Terug naar')
    (root / 'docs/assets/data/words.yml').write_text('nl: [Wobbelaars]\n', encoding='utf-8')
    for name in ('voorbeeld.nl.md', 'voorbeeld.en.md'):
        with (root / 'docs/uitleg' / name).open('a', encoding='utf-8') as page:
            page.write('\n/// list | sources\n///\n\n/// list | terms\n///\n')
    before = {problem.text('nl') for problem in checks.check(catalogue.load(root))}
    change(root / file, old, new)
    after = {problem.text('nl') for problem in checks.check(catalogue.load(root))}
    assert len(after - before) == 1
