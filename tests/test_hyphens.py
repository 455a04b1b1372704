"""Long words may be broken where there is little room, by the language that they are in."""

from __future__ import annotations

import pytest

from publishing.site.hyphens import softened

WORD, BROKEN = 'samenwerkingsverband', 'samen|wer|kings|ver|band'


@pytest.mark.parametrize(
    ('text', 'made'),
    [
        (f'<h1>{WORD}</h1>', f'<h1>{BROKEN}</h1>'),
        (f'<nav><a href="/{WORD}/">{WORD}</a></nav>', f'<nav><a href="/{WORD}/">{BROKEN}</a></nav>'),
        (f'<table><tr><td>Een {WORD}, <b>{WORD}</b></table>', f'<table><tr><td>Een {BROKEN}, <b>{BROKEN}</b></table>'),
        (f'<ul class="cards"><li><br><p>{WORD}</ul><p>{WORD}</p>', f'<ul class="cards"><li><br><p>{BROKEN}</ul><p>{WORD}</p>'),
        (f'<p>{WORD}</p>', f'<p>{WORD}</p>'),
        (f'<table><tr><td><code>{WORD}</code> {WORD}</table>', f'<table><tr><td><code>{WORD}</code> {BROKEN}</table>'),
        ('<h1>onderwijs</h1>', '<h1>onderwijs</h1>'),
        ('<h1><span lang="en">communication</span></h1>', '<h1><span lang="en">commu|nic|a|tion</span></h1>'),
        (f'<h1><span lang="fy">{WORD}</span></h1>', f'<h1><span lang="fy">{WORD}</span></h1>'),
        (f'<h1><script>const {WORD} = "<h1>"</script></h1>', f'<h1><script>const {WORD} = "<h1>"</script></h1>'),
    ],
)  # fmt: skip
def test_where_a_word_may_be_broken(text: str, made: str) -> None:
    assert softened(f'<html lang="nl"><body>{text}</body></html>').replace('\xad', '|') == f'<html lang="nl"><body>{made}</body></html>'
