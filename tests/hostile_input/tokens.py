"""What somebody might type, paste or plant anywhere: signs and words that some program, somewhere, once took for more than text."""

from __future__ import annotations

SECRET = 'GEHEIM-buiten-de-map'
OUTSIDE = 'buiten.txt'  # beside the project; what stands in it may be in no output
EVIL = 'kwaad()'
TOKENS = (
    f'<script>{EVIL}</script>', f'<img src=x onerror="{EVIL}">', f'<svg onload={EVIL}>', f'<a href="javascript:{EVIL}">x</a>',
    f'[x](javascript:{EVIL})', f'[x](JaVaScRiPt&#58;{EVIL})', f'![x](javascript:{EVIL})', f'<javascript:{EVIL}>',
    f'[x](data:text/html,{EVIL})', f'[x](vbscript:{EVIL} "{EVIL}")', f'## Kop {{#x onclick="{EVIL}"}}',
    f'x{{: onclick="{EVIL}" style="x:y" }}', f'"><script>{EVIL}</script>', '<iframe src=//elders.example></iframe>',
    '<style>*{}</style>', '<base href=//elders.example>', '<!--', ']]>', '</article>', '<?php', f'![x](../../../{OUTSIDE})',
    f'[x](../../../{OUTSIDE})', '[x](file:///etc/hostname)', '![x](/etc/passwd)', '![x](..%2f..%2f..%2fbuiten.png)',
    f'--8<-- "../{OUTSIDE}"', '{% include "/etc/passwd" %}', '{{ config }}', '{{ 7*7 }}', '${HOME}', '{$HOME}', '%(x)s',
    '{0.__class__}', '{nergens}', '!!python/object/apply:os.system ["true"]', '&a [*a, *a]', '*nergens', '<<: *x', '? [a]: b',
    '- - - - x', '{a: {b: [', "'", '"', '|', '>-', '%YAML 1.1', 'null', '~', 'yes', '.nan', '-.inf', '1e999', '9' * 400, '0x1F', '0o17',
    '1_000', '12:30:45', '2026-02-30', '0000-00-00', '99999-01-01', '-1', '[]', '{}', '!!binary aGk=', '\0', '\x1b[31m', '\x85',
    '\u2028', '\u202e', '\ufeff', '\u00ad', '\U0001f469\u200d\U0001f467', '\ud800', 'é' * 300, '中', '\u0e33' * 50, 'a\u0300' * 99,
    '[^a]', '[^a]: x', '[@nergens]', '[@', '[](#nergens)', '![', '](', '| a | b |\n|--|\n| c | d | e |', '||', '^^',
    '/// list | nergens', '/// x\n///', '!!! x "', '=== "x"', '```', '~~~~', '>' * 300, '- ' * 200, '#' * 9, '*' * 501, '_' * 500,
    '`' * 77, '[' * 400, '(' * 400, '&amp;#' * 99, 'www.' * 99, 'a@' * 200, 'http://[::1', 'http://x:99999999', '//elders.example/x',
    'https://elders.example/' + 'x' * 3000, '\\' * 300, '\t' * 40 + 'x', '  ' * 400 + '- x', 'x ' * 3000, '\n' * 500, '- x\n' * 800,
    '---\n', '...\n', 'nl: en:',
)  # fmt: skip
