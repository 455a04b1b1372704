"""Make the PDF reports: build_pdf.py [REPORT …] [--locale nl|en] [--jobs N] [--force] [--variant a-2a|a-3a|a-4f]
[--booklet] [--check | --draft]."""

import argparse
import sys
from pathlib import Path

from publishing.desk import command_line, console
from publishing.languages import LOCALES, author_language
from publishing.print import build, output, pango, workers
from publishing.problems import ProblemsFound, listing
from publishing.sources import manifest
from publishing.words import words

VARIANTS = [name.removeprefix('pdf/') for name in manifest.STANDARDS]


def main() -> int:
    """0 when every asked report is up to date, 1 when the sources have problems or a file fails its proof."""
    console.lenient()
    command_line.in_words()
    word = words('build', author_language())
    parser = argparse.ArgumentParser(description=word['description'])
    parser.add_argument('report', nargs='*', help=word['report'])
    parser.add_argument('--locale', choices=LOCALES, action='append', help=word['locale'])
    parser.add_argument('--jobs', type=int, default=0, metavar='N', help=word['jobs'])
    parser.add_argument('--force', action='store_true', help=word['force'])
    parser.add_argument('--variant', choices=VARIANTS, default=VARIANTS[0], help=word['variant'])
    parser.add_argument('--booklet', action='store_true', help=word['booklet'])
    proof = parser.add_mutually_exclusive_group()
    proof.add_argument('--check', action='store_true', help=word['check'])
    proof.add_argument('--draft', action='store_true', help=word['draft'])
    asked = parser.parse_args()
    if not pango.is_here():
        print(words('setup', author_language())['needs-reports'], file=sys.stderr)
        return 1
    root, locales, variant = Path(__file__).parent.resolve(), asked.locale or LOCALES, f'pdf/{asked.variant}'
    try:
        build.reports(
            root, asked.report, locales, variant=variant, jobs=asked.jobs, force=asked.force, check=not asked.draft,
            tell=workers.progress(),
        )  # fmt: skip
    except ProblemsFound as found:
        print(listing(found.problems, author_language()), file=sys.stderr)
        return 1
    for file in output.booklets(root, asked.report, locales, variant) if asked.booklet else ():
        print(file.relative_to(root).as_posix())
    for text in output.proofs(root, asked.report, locales, variant) if asked.check else ():
        print(text)
    return 0


if __name__ == '__main__':
    sys.exit(main())
