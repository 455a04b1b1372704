"""Files of data are read as texts: each rule of words holds there, and is told at the line of the words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from publishing import checks
from publishing.sources import catalogue
from tests.projects import change, lay

TERMS, SOURCES, REPORT = 'docs/assets/data/terms.yml', 'docs/assets/data/sources.yml', 'reports/voorbeeld/report.yml'
CHART = 'docs/assets/data/telling.chart.yml'
WORDS = """words:
  nl: {title: Een telling van dieren, description: Drie staven., label: label_nl}
  en:
    title: A count of animals
    description: Three bars with 3 dogs
columns: [label_nl, label_en]
spec: {}
"""


def told(root: Path) -> set[tuple[str, int, str]]:
    """Where what is told."""
    return {(problem.path, problem.line, problem.rule) for problem in checks.check(catalogue.load(root))}


@pytest.mark.parametrize(('file', 'line', 'rule', 'old', 'new'), [
    (TERMS, 3, 'spelling', 'Wat u ziet', 'Wat u zciet'),
    (TERMS, 4, 'spelling', 'What you see', 'What you zee'),
    (TERMS, 4, 'twin-words-same', 'What you see when light falls on something.', 'Wat u ziet als licht ergens op valt.'),
    (TERMS, 3, 'title-with-marks', 'Wat u ziet', 'Wat **u** ziet'),
    (TERMS, 3, 'name-of-child', 'Wat u ziet', 'Wat Sanne (9) uit groep 5 ziet'),
    (TERMS, 3, 'left-chat', 'Wat u ziet', 'Natuurlijk! Hier is de uitleg, wat u ziet'),
    (TERMS, 3, 'placeholder', 'Wat u ziet', 'Wat u TODO ziet'),
    (TERMS, 3, 'read-wrongly', 'Wat u ziet', 'Wat Ã©Ã©n ziet'),
    (TERMS, 3, 'word-twice', 'Wat u ziet', 'Wat u ziet ziet'),
    (TERMS, 3, 'telephone', 'Wat u ziet', 'Wat u ziet als u 06-12345678 belt'),
    (REPORT, 2, 'spelling', 'Voorbeeldrapport', 'Voorbeldraport'),
    (REPORT, 4, 'e-mail', 'Een rapport van een voorbeeld.', 'Een rapport van jan@elsewhere.nl.'),
    (REPORT, 3, 'title-with-marks', 'Met een hoofdstuk', '<b>Met</b> een hoofdstuk'),
    (SOURCES, 4, 'title-with-marks', 'Gids met voorbeelden', 'Gids met [voorbeelden](x)'),
    (SOURCES, 4, 'read-wrongly', 'Gids met voorbeelden', 'Gids met Ã©Ã©n voorbeeld'),
    (SOURCES, 10, 'telephone', 'custom: {standing: first-hand}', 'note: Gebeld met 06-12345678\n    custom: {standing: first-hand}'),
    (CHART, 2, 'spelling', 'Een telling', 'Een tellling'),
    (CHART, 4, 'figures-differ', 'Drie staven', 'Drie staven met 4 honden'),
    ('docs/assets/data/telling.csv', 2, 'spelling', 'hond,dog', 'honnd,dog'),
    ('mkdocs.yml', 0, 'spelling', 'Een tuin die', 'Een tuiin die'),
])  # fmt: skip
def test_words_in_data_are_checked_at_their_line(file: str, line: int, rule: str, old: str, new: str, tmp_path: Path) -> None:
    root = lay(tmp_path)
    (root / CHART).write_text(WORDS, encoding='utf-8')
    (root / 'docs/assets/data/telling.csv').write_text('label_nl,label_en\nhond,dog\n', encoding='utf-8')
    before = told(root)
    change(root / file, old, new)
    line = line or (root / file).read_text(encoding='utf-8')[: (root / file).read_text(encoding='utf-8').index(new)].count('\n') + 1
    assert (file, line, rule) in told(root) - before


def test_a_title_of_others_stays_as_it_was_published(tmp_path: Path) -> None:
    """It is in its own language, and may hold what we would not write."""
    root = lay(tmp_path)
    before = told(root)
    change(root / SOURCES, 'Gids met voorbeelden', "Gidss van 15,000 'kids' kids WAT NU TE DOEN")
    assert told(root) == before


def test_what_readers_type_stays_as_they_type_it(tmp_path: Path) -> None:
    """Nobody reads it: it leads them to their pages."""
    root = lay(tmp_path)
    settings = yaml.safe_load((root / 'mkdocs.yml').read_text(encoding='utf-8'))
    settings['extra']['audiences'][0]['says'] = {'nl': 'mijn-kidn mijn-kidn thuus', 'en': 'my-kidd'}
    before = told(root)
    (root / 'mkdocs.yml').write_text(yaml.safe_dump(settings, allow_unicode=True, sort_keys=False), encoding='utf-8')
    assert {rule for _, _, rule in told(root)} == {rule for _, _, rule in before}
