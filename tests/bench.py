"""Speed as ratios, each pair of commands measured in turn in one run: `make bench`, or `python -m tests.bench [RUNS]`.

Figures are CPU seconds (user and system, children included) of whole processes; the ratio is the median of the pairs.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from publishing.site.preview.chapter_preview import Desk
from publishing.sources.kinds import KINDS
from tests import corpus, growth, kinds

ROOT = Path(__file__).resolve().parent.parent
STOCK_EXTENSIONS = [  # what the pages are written in, in the extensions that the field uses
    'abbr', 'admonition', 'attr_list', 'def_list', 'footnotes', 'md_in_html', 'smarty', 'tables', {'toc': {'permalink': True}},
    'pymdownx.details', 'pymdownx.superfences', 'pymdownx.tabbed',
]  # fmt: skip
STOCK_THEME = {'name': 'material', 'font': False}
NOT_SOURCES = ('.git', 'build', 'site', '.venv', '.wheels', 'node_modules', '__pycache__')
LOCALES = ('nl', 'en')
TITLE = re.compile(r'^(title: "?)(.*?)("?)$', re.M)
STOCK = [sys.executable, '-m', 'mkdocs', 'build', '--quiet']
OURS = [sys.executable, '-c', 'from pathlib import Path; from publishing.site import website; website.build(Path.cwd(), force=True)']
ENVIRONMENT = {**os.environ, 'NO_MKDOCS_2_WARNING': '1', 'CI': 'true'}


def _left_out(folder: str, names: list[str]) -> list[str]:
    """What of the project is no source: what was installed and built stands at its top, where `publishing/site` does not."""
    return [name for name in names if name.endswith(('__pycache__', '_cache')) or (name in NOT_SOURCES and Path(folder) == ROOT)]


def cpu(command: list[str], cwd: Path = ROOT) -> float:
    """CPU seconds of one whole process; CalledProcessError when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=cwd, env=ENVIRONMENT, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def cpu_of(command: list[str], cwd: Path = ROOT) -> Callable[[], float]:
    """`cpu` of this command, to be measured later."""
    return lambda: cpu(command, cwd)


def compare(name: str, ours: Callable[[], float], other: Callable[[], float], runs: int) -> None:
    """Print medians of both and the median of the ratios pair by pair."""
    pairs = [(ours(), other()) for _ in range(runs)]
    first, second = zip(*pairs)
    ratio = statistics.median(a / b for a, b in pairs)
    print(f'{name:<44} {statistics.median(first):7.2f} s {statistics.median(second):7.2f} s   ratio {ratio:.2f}', flush=True)


def reports(folder: Path, runs: int) -> None:
    """The made-up report against bare Markdown → Jinja2 → WeasyPrint on the same text and style: CPU, size, and growth to 450 pages.

    Ours holds the checks and the book too, but no proof: --draft.
    """
    usual, long = (corpus.lay_corpus(folder / f'{times}', times * corpus.CHAPTERS) for times in (1, 4))
    ours = [sys.executable, 'build_pdf.py', corpus.SLUG, '--locale', 'nl', '--force', '--draft', '--jobs', '1']
    bare = [sys.executable, '-m', 'tests.bare', corpus.SLUG, 'nl']
    for root in (usual, long):
        cpu(ours, root)  # so that the checks know the pages, as they do when an author goes on
    compare('report against bare WeasyPrint', cpu_of(ours, usual), lambda: cpu([*bare, str(usual)]), runs)
    compare('report of four times the length, a quarter', lambda: cpu(ours, long) / 4, cpu_of(ours, usual), 1)
    sizes = [(usual / name).stat().st_size for name in (f'build/pdf/{corpus.SLUG}.nl.pdf', 'build/bare.pdf')]
    print(f'{"its file against the bare one":<44} {sizes[0] / 1000:7.0f} kB {sizes[1] / 1000:6.0f} kB  ratio {sizes[0] / sizes[1]:.2f}')


def one_chapter(runs: int) -> None:
    """A chapter after it was saved, in the warm process of the live preview: seconds on the clock, the best of the runs."""
    desk, chapter = Desk(ROOT), kinds.longest().name
    desk.chapter(chapter, 'nl')
    page, seconds = ROOT / f'docs/{chapter}.nl.md', []
    for _ in range(runs):
        page.touch()
        before = time.perf_counter()
        desk.chapter(chapter, 'nl')
        seconds.append(time.perf_counter() - before)
    print(f'{"one changed chapter in the live preview":<44} {min(seconds):7.2f} s', flush=True)


def one_page(runs: int) -> None:
    """A page after it was saved, and all pages after that, as the live preview builds them: CPU seconds, the best of the runs."""
    program = (
        'import pathlib, sys, tempfile, time; from publishing.site.preview import builder, state; root = pathlib.Path.cwd(); '
        'state.running = state.State(); folder = tempfile.TemporaryDirectory(); page = root / sys.argv[1]\n'
        'made = builder.Builder(root, pathlib.Path(folder.name), "http://127.0.0.1:8000/", state.running); made(); times = []\n'
        'for build in (made._changed_pages, made._everything):\n'
        '    page.touch(); before = time.process_time(); build(); times.append(time.process_time() - before)\n'
        'print(*times)'
    )
    command = [sys.executable, '-c', program, f'docs/{kinds.longest().name}.nl.md']
    found = [
        subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout.split() for _ in range(runs)
    ]
    page, everything = (min(float(times[place]) for times in found) for place in (0, 1))
    print(f'{"one saved page in the live preview, then all":<44} {page:7.2f} s {everything:7.2f} s   aim: below 2 s', flush=True)


def site(runs: int, folder: Path) -> None:
    """The site against stock Material with static-i18n on the same pages: the pages alone, and all of it against stock with its search.

    Then what each part of ours takes with nothing known, and with the same pages known.
    """
    stock, bare = _stock(folder / 'stock'), _stock(folder / 'bare', search=False)
    pages = [sys.executable, '-m', 'mkdocs', 'build', '--quiet', '--site-dir', str(folder / 'pages')]
    compare('pages against stock Material without search', cpu_of(pages), cpu_of(STOCK, bare), runs)
    compare('site against stock Material with its search', cpu_of(OURS), cpu_of(STOCK, stock), runs)
    own = many(folder / 'own', 0)
    for told in ('all new', 'the same again'):
        done = subprocess.run(
            [sys.executable, '-m', 'tests.site_parts'], cwd=own, env=ENVIRONMENT, capture_output=True, text=True, check=True
        )
        print(f'{f"  parts of our site, {told}":<44} {done.stdout.strip()}', flush=True)


def large_site(folder: Path, pairs: int = 1000) -> None:
    """The same for a thousand pairs, all in the navigation: everything new, and with checks and pictures known; then what a page weighs."""
    large = many(folder / 'ours', pairs)
    stock = _stock(folder / 'stock', large)
    other = cpu(STOCK, stock)
    for told in ('all new', 'checked before, aim 0.45'):
        compare(f'{pairs} pairs against stock: {told}', cpu_of(OURS, large), lambda: other, 1)
    example = f'{kinds.address("chapter")}index.html'
    few, many_ = ((root / 'site' / example).stat().st_size / 1000 for root in (ROOT, large))
    print(f'{f"a page among {pairs} pairs and among ours":<44} {many_:6.1f} kB {few:6.1f} kB   ratio {many_ / few:.2f}', flush=True)


def many(folder: Path, pairs: int) -> Path:
    """The site with its pages again and again beside themselves under other names and titles, until there are `pairs` of them."""
    shutil.copytree(ROOT, folder, ignore=_left_out)
    shutil.copytree(ROOT / 'build/pdf', folder / 'build/pdf')
    repeated = [page for page in sorted((ROOT / 'docs').rglob('*.nl.md')) if _can_repeat(page)]
    wanted = pairs - sum(1 for _ in (ROOT / 'docs').rglob('*.nl.md'))
    names: dict[str, list[str]] = {}
    for number in range(wanted):
        page, turn = repeated[number % len(repeated)], number // len(repeated) + 2
        name = page.relative_to(ROOT / 'docs').as_posix().removesuffix('.nl.md')
        names.setdefault(f'{name}.md', []).append(f'{name}-{turn}.md')
        for locale in LOCALES:
            text = (ROOT / f'docs/{name}.{locale}.md').read_text(encoding='utf-8')
            titled = TITLE.sub(rf'\1\2 ({turn})\3', text, count=1)
            (folder / f'docs/{name}-{turn}.{locale}.md').write_text(f'{titled}\n({turn})\n', encoding='utf-8')
    settings = (folder / 'mkdocs.yml').read_text(encoding='utf-8')
    for first, copies in names.items():  # beside the page itself, where that is in the navigation
        entries = ''.join(rf'\g<1>{name}\n' for name in (first, *copies))
        settings = re.sub(rf'^( +- ){re.escape(first)}\n', entries, settings, flags=re.M)
    (folder / 'mkdocs.yml').write_text(settings, encoding='utf-8')
    return folder


def _can_repeat(page: Path) -> bool:
    """Whether a page may be there twice: not an overview, which is one however many pages it lists, not a report of the series, and not
    a page among the stories that is none, for its copy would count as one.
    """
    text = page.read_text(encoding='utf-8')
    if page.parent.name == KINDS['story'].folder and '\nkind: story\n' not in text:
        return False
    return not page.name.startswith('index.') and '\nreport: ' not in text and '\n/// list' not in text


def _stock(folder: Path, pages: Path = ROOT, *, search: bool = True) -> Path:
    shutil.copytree(pages / 'docs', folder / 'docs')
    for home in (folder / 'docs').glob('index.*.md'):  # its template is ours
        home.write_text(home.read_text(encoding='utf-8').replace('template: home.html\n', ''), encoding='utf-8')
    config = yaml.safe_load((pages / 'mkdocs.yml').read_text(encoding='utf-8'))
    i18n = next(plugin['i18n'] for plugin in config['plugins'] if isinstance(plugin, dict) and 'i18n' in plugin)
    i18n['reconfigure_search'] = search
    kept = {key: config[key] for key in ('site_name', 'site_url', 'nav')}
    plugins = [*(['search'] if search else []), {'i18n': i18n}]
    stock = {**kept, 'theme': STOCK_THEME, 'plugins': plugins, 'markdown_extensions': STOCK_EXTENSIONS}
    (folder / 'mkdocs.yml').write_text(yaml.safe_dump(stock, sort_keys=False), encoding='utf-8')
    return folder


def second_run(folder: Path) -> None:
    """`make site` in a copy: a second run with nothing changed against the first."""
    shutil.copytree(ROOT, folder, ignore=_left_out, dirs_exist_ok=True)
    program = 'from pathlib import Path; from publishing.desk import commands; commands.make_site(Path.cwd(), None)'
    make = [sys.executable, '-c', program]
    first = cpu(make, folder)
    second = cpu(make, folder)
    print(f'{"second make site against the first":<44} {second:7.2f} s {first:7.2f} s   ratio {second / first:.3f}', flush=True)


def checks(folder: Path, pairs: int = 1000) -> None:
    """`make check` on a thousand pairs: with everything new, and with one page changed."""
    large = many(folder, pairs)
    program = (
        'import sys; from argparse import Namespace; from pathlib import Path; from publishing.desk import commands; '
        'commands.check(Path(sys.argv[1]), Namespace(fix=False, release=False, level="advice", format="text"))'
    )
    command = [sys.executable, '-c', program, str(large)]
    cold = cpu(command)
    with (large / f'docs/{kinds.apart().name}.nl.md').open('a', encoding='utf-8') as changed:
        changed.write('\nEen zin erbij.\n')
    warm = cpu(command)
    print(f'{f"checks of {pairs} pairs: one page changed, all":<44} {warm:7.2f} s {cold:7.2f} s   aim: below 1 s and 10 s', flush=True)


def main() -> None:
    """Run all comparisons; the argument is the number of pairs (3)."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    print(f'{"":<44} {"ours":>9} {"other":>9}   medians of {runs} pairs, CPU seconds')
    with tempfile.TemporaryDirectory() as folder:
        second_run(Path(folder) / 'copy')
        checks(Path(folder) / 'many')
        site(runs, Path(folder) / 'site')
        large_site(Path(folder) / 'large')
        reports(Path(folder), runs)
        growth.table(Path(folder) / 'growth')
    one_page(runs)
    one_chapter(runs)


if __name__ == '__main__':
    main()
