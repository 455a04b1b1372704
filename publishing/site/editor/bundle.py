"""What the browser loads: Sveltia CMS as its makers built it, with the changes that a strict policy asks for, and the YAML library."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

PACKAGES = Path(__file__).resolve().parents[3] / 'node_modules'
SVELTIA, YAML = PACKAGES / '@sveltia/cms', PACKAGES / 'yaml/browser'
ASSETS = 'sveltia/assets'
FONTS = {
    'source-sans-3:vf@5.3.0/latin-wght-normal': 'source-sans-3-latin-wght-normal-BqRLTx4X',
    'noto-mono@5.3.0/latin-400-normal': 'noto-mono-latin-400-normal-DiC8lJru',
    'material-symbols-outlined:vf@5.3.7/latin-wght-normal': 'material-symbols-outlined-latin-wght-normal-_Z1IJPLg',
}
# Old text, new text, and how often the old stands in the bundle. A browser loads no JSON as a module under the name that the makers use;
# the fonts come from our own site; nobody is asked how the git host fares, or for portraits of who wrote what; and for
# `style-src 'self'` a style sheet that a script makes is an object, not an element with text, and the one style attribute is a rule in
# editor.css.
CHANGES = (
    ('import(`../locales/nl.json`)', 'import(`./nl.js`)', 1),
    *((f'https://cdn.jsdelivr.net/fontsource/fonts/{far}.woff2', f'{ASSETS}/{near}.woff2', 1) for far, near in FONTS.items()),
    ('iX.current?.checkStatus&&j(', 'false&&j(', 1),
    (
        'let e=La(`style`);e.id=t.hash,e.textContent=t.code,r.appendChild(e)',
        'let e=La(`meta`);e.id=t.hash,r.appendChild(e);let s=new CSSStyleSheet;s.replaceSync(t.code),document.adoptedStyleSheets.push(s)',
        1,
    ),
    ('avatarURL:i.avatar_url', 'avatarURL:void 0', 1),
    ('authorAvatarURL:e.author?.avatar_url', 'authorAvatarURL:void 0', 1),
    ('authorAvatarURL:e.author.avatarUrl', 'authorAvatarURL:void 0', 1),
    ('e.authorAvatarURL=a.get(e.authorEmail)', 'void a', 1),
    ('<svelte-css-wrapper style="display: contents">', '<svelte-css-wrapper>', 8),
)
LEFT_OUT = shutil.ignore_patterns('*.map', 'package.json')


class Changed(Exception):
    """Sveltia CMS is another version than ours: a text to change does not stand there as often as it did."""


def copy(target: Path) -> None:
    """Put all of it into the folder `target`; Changed when the bundle is not the one we know."""
    shutil.copytree(SVELTIA / 'npm', target / 'sveltia', ignore=LEFT_OUT)
    shutil.copy2(SVELTIA / 'LICENSE.txt', target / 'sveltia')
    shutil.copytree(YAML, target / 'yaml', ignore=LEFT_OUT)
    shutil.copy2(YAML.parent / 'LICENSE', target / 'yaml')
    main = target / 'sveltia/index.js'
    main.write_text(changed(main.read_text(encoding='utf-8')), encoding='utf-8')
    dutch = json.loads((SVELTIA / 'locales/nl.json').read_text(encoding='utf-8'))
    (target / 'sveltia/nl.js').write_text(f'export default {json.dumps(dutch, ensure_ascii=False)};\n', encoding='utf-8')


def changed(text: str) -> str:
    """The bundle with all CHANGES, without the address of a source map that is not there."""
    for old, new, times in CHANGES:
        if text.count(old) != times:
            raise Changed(f'Sveltia CMS: {old!r}: {text.count(old)} ≠ {times}')
        text = text.replace(old, new)
    return re.sub(r'\n//# sourceMappingURL=.*', '', text)
