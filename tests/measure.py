"""Lighthouse on a page of each kind, as a phone on a slow network sees it: `make measure`, or `python -m tests.measure [KIND …]`.

The built site stands on Caddy with its own configuration and compressed copies. A score below the gate ends with exit code 1.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from publishing import environment, npm, settings
from publishing.environment import BROWSERS
from tests.host import on_caddy
from tests.kinds import KINDS, PREFIXES
from tests.web import QUIET, SITE

ROOT = SITE.parent
GATE, AIM = 95, 100
# A whole report is laid out in one go, as long as its text. To lay out only what comes near (content-visibility) gave it 100, but the
# page jumped for who scrolled back: a reader is worth more than a score.
GATES = {'whole report': 85}
TRIES = 2  # now and then it loses its own trace, and asks to be run again
CATEGORIES = ('performance', 'accessibility', 'best-practices', 'seo')
LIGHTHOUSE = npm.FOLDER / 'lighthouse/cli/index.js'
# These ask search engines to stay away, and a page that is not there says so: no fault of theirs.
MEANT = {
    'search': ['is-crawlable'],
    'whole report': ['is-crawlable'],
    'not found': ['is-crawlable', 'http-status-code', 'errors-in-console'],
}


def judged(address: str, kind: str) -> dict[str, Any]:
    """The report of Lighthouse on one page. RuntimeError when it could not look."""
    python = environment.python()
    browser = next(found for name in BROWSERS if (found := shutil.which(name)))
    command = [
        str(npm.node(python)), str(LIGHTHOUSE), address, '--output=json', '--quiet', '--ignore-status-code',
        f'--only-categories={",".join(CATEGORIES)}', f'--chrome-flags={" ".join(["--headless=new", *QUIET])}',
        *(f'--skip-audits={audit}' for audit in MEANT.get(kind, [])),
    ]  # fmt: skip
    variables = {**npm.environment(python), 'CHROME_PATH': browser}
    for _ in range(TRIES):
        done = subprocess.run(command, cwd=ROOT, env=variables, capture_output=True, text=True)
        if not done.returncode:
            report: dict[str, Any] = json.loads(done.stdout)
            return report
    raise RuntimeError(f'Lighthouse could not look at {address}: {done.stderr[-2000:]}')


def scores(report: dict[str, Any]) -> list[int]:
    """Out of a hundred, in the order of CATEGORIES."""
    return [round(100 * report['categories'][name]['score']) for name in CATEGORIES]


def lost(report: dict[str, Any]) -> list[str]:
    """What cost points: the audits that weigh and did not pass."""
    weighed = [held['id'] for name in CATEGORIES for held in report['categories'][name]['auditRefs'] if held['weight']]
    audits = [report['audits'][name] for name in weighed if name in report['audits']]
    return [
        f'{audit["id"]} {audit.get("displayValue", "")}'.strip()
        for audit in audits
        if (audit['score'] or 0) < 0.9 and audit['score'] is not None
    ]


def main() -> None:
    """Judge the named kinds of pages, or all, in both languages; print a line for each."""
    kinds = sys.argv[1:] or list(KINDS)
    npm.install(environment.python(), 'release')
    missed = []
    with tempfile.TemporaryDirectory() as name:
        shutil.copytree(SITE, Path(name) / 'site')
        with on_caddy(Path(name), settings.read(ROOT)) as (host, port):
            print(f'{"":<18} {" ".join(f"{category:>15}" for category in CATEGORIES)}')
            for kind in kinds:
                for locale, prefix in PREFIXES.items():
                    report = judged(f'http://{host}:{port}{prefix}{KINDS[kind]}', kind)
                    found = scores(report)
                    missed += [f'{kind}.{locale}'] if min(found) < GATES.get(kind, GATE) else []
                    print(f'{f"{kind}.{locale}":<18} {" ".join(f"{score:>15}" for score in found)}  {"; ".join(lost(report))}', flush=True)
    gates = ', '.join([str(GATE), *(f'{kind} {gate}' for kind, gate in GATES.items())])
    print(f'aim {AIM}, gate {gates}; below it: {", ".join(missed) or "none"}')
    sys.exit(bool(missed))


if __name__ == '__main__':
    main()
