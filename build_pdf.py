"""Make the PDF reports: build_pdf.py [REPORT …] [--locale nl|en] [--jobs N] [--force] [--variant a-2a|a-3a|a-4f]
[--booklet] [--check | --draft]."""

import argparse
import sys
from pathlib import Path

from publishing.languages import LOCALES
from publishing.print import build, workers
from publishing.problems import ProblemsFound, author_language, listing
from publishing.sources import manifest

VARIANTS = [name.removeprefix('pdf/') for name in manifest.STANDARDS]


def main() -> int:
    """0 when every asked report is up to date, 1 when the sources have problems or a file fails its proof."""
    parser = argparse.ArgumentParser(description='Make the PDF reports in build/pdf/ from docs/ and reports/.')
    parser.add_argument('report', nargs='*', help='folder name below reports/ (all without a name)')
    parser.add_argument('--locale', choices=LOCALES, action='append', help='only this language')
    parser.add_argument('--jobs', type=int, default=0, metavar='N', help='number of processes (one per processor)')
    parser.add_argument('--force', action='store_true', help='render again what did not change')
    standards = 'PDF/A-2a with PDF/UA-1; with texts and data inside: PDF/A-3a in build/pdf-a-3a/, PDF/A-4f with PDF/UA-2 in build/pdf-a-4f/'
    parser.add_argument('--variant', choices=VARIANTS, default=VARIANTS[0], help=standards)
    parser.add_argument('--booklet', action='store_true', help='also a copy to print on both sides and fold, in build/booklets/')
    proof = parser.add_mutually_exclusive_group()
    proof.add_argument('--check', action='store_true', help='also print the proof of each file (it is written beside it anyhow)')
    proof.add_argument('--draft', action='store_true', help='make no proofs: quicker, not for publishing')
    asked = parser.parse_args()
    root, locales, variant = Path(__file__).parent.resolve(), asked.locale or LOCALES, f'pdf/{asked.variant}'
    try:
        build.reports(
            root, asked.report, locales, variant=variant, jobs=asked.jobs, force=asked.force, check=not asked.draft,
            tell=workers.progress(),
        )  # fmt: skip
    except ProblemsFound as found:
        print(listing(found.problems, author_language()), file=sys.stderr)
        return 1
    for file in build.booklets(root, asked.report, locales, variant) if asked.booklet else ():
        print(file.relative_to(root).as_posix())
    for text in build.proofs(root, asked.report, locales, variant) if asked.check else ():
        print(text)
    return 0


if __name__ == '__main__':
    sys.exit(main())
