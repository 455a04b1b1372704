"""What the commands for frozen editions do: release, verify, compare, dossier and withdraw. Each imports what only it needs."""

from __future__ import annotations

import argparse
import getpass
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from publishing import days
from publishing.desk.failed import Failed, refuse_without_reports
from publishing.languages import author_language
from publishing.problems import ProblemsFound
from publishing.sources import sent
from publishing.sources.schema.values import Bilingual
from publishing.words import words

if TYPE_CHECKING:
    from asn1crypto.x509 import Certificate

    from publishing.print.seal import Seal

EDITION = re.compile(r'[\w-]+/\d{4}-\d{2}(?:\.\d+)?')  # `samenwerken/2026-11`; a story has no such name


def freeze(root: Path, asked: argparse.Namespace) -> None:
    """Freeze an edition, and say where it is and what is to be done with it."""
    from publishing.print import freeze, workers
    from publishing.print.seal import CannotSeal

    refuse_without_reports()
    try:
        folder = freeze.freeze(root, asked.report, workers.progress(), draft=asked.draft, seal=_seal(root, asked))
    except CannotSeal as why:
        raise Failed(f'{why}') from why
    print(freeze.told(folder.relative_to(root).as_posix()))
    if behind := sent.behind(sent.of_report(root, asked.report), folder.name):
        told = (f'  - {role}: {edition}' for role, edition in behind.items())
        print(words('commands', author_language())['tell-them'], *told, sep='\n')


def _seal(root: Path, asked: argparse.Namespace) -> Seal | None:
    """The seal that was asked for; its passphrase comes from whoever types, or from the environment. Raises CannotSeal."""
    from publishing.print import seal

    word = words('commands', author_language())
    if not asked.seal:
        if asked.time_server:
            raise Failed(word['seal-only-time'])
        return None
    file = Path(asked.seal)
    if file.resolve().is_relative_to(root.resolve()):
        raise Failed(word['seal-in-folder'].format(file=file))
    passphrase = os.environ.get('SEAL_PASSPHRASE')
    if passphrase is None:
        if not sys.stdin.isatty():
            raise Failed(word['seal-no-passphrase'].format(file=file))
        passphrase = getpass.getpass(word['seal-ask'].format(file=file))
    return seal.read(file, passphrase, asked.time_server)


def verify(root: Path, asked: argparse.Namespace) -> None:
    """Whether the editions here, or files that somebody sent, are what was frozen; exit code 1 when one is not."""
    from publishing.desk import verify

    verifier, language = verify.Verifier(root, _trusted(asked.trust)), author_language()
    if not asked.what:
        if found := verifier.ours():
            raise ProblemsFound(found)
        print(words('commands', language)['verify-ours'].format(number=len(verifier.held)))
        return
    try:
        verdicts = [verdict for what in asked.what for verdict in verifier.asked(what)]
    except verify.CannotVerify as failed:
        raise Failed(f'{failed}') from failed
    print('\n'.join(verify.told(verdict, verifier.held, language) for verdict in verdicts))
    if not all(verdict.is_good for verdict in verdicts):
        sys.exit(1)


def _trusted(file: str) -> list[Certificate] | None:
    """The certificates that a seal must rest on; None when none were given."""
    from publishing.print import seal, sealed

    word = words('commands', author_language())
    if file and not seal.is_here():
        raise Failed(word['seal-not-here'])
    try:
        return sealed.certificates(Path(file)) if file else None
    except (OSError, ValueError) as wrong:
        raise Failed(word['trust-unreadable'].format(file=file)) from wrong


def compare(root: Path, asked: argparse.Namespace) -> None:
    """Tell what changed between two editions of a report, or since one; with `asked.pdf` in a PDF as well."""
    from publishing.desk import compare, typed_edition

    if asked.pdf:
        refuse_without_reports()
    locale = author_language()
    try:
        held = compare.compare(root, asked.report, asked.old, asked.new, locale)
    except typed_edition.Unusable as why:
        raise Failed(f'{why}') from why
    print(compare.listing(held, locale))
    if asked.pdf:
        compare.write(held, Path(asked.pdf), locale)
        print(words('commands', locale)['compared-in'].format(file=asked.pdf))


def dossier(root: Path, asked: argparse.Namespace) -> None:
    """Make what goes to an institution with an edition, and say where it is."""
    from publishing.desk import dossier, typed_edition

    refuse_without_reports()
    word = words('commands', author_language())
    try:
        order = dossier.Order(asked.to.strip(), asked.role.strip(), _day(asked.date), asked.about.strip())
        made = dossier.make(root, asked.report, asked.edition, order, author_language())
    except typed_edition.Unusable as why:
        raise Failed(f'{why}') from why
    folder, archive = (path.relative_to(root).as_posix() for path in (made.folder, made.archive))
    print(word['dossier-made'].format(folder=folder, archive=archive, reference=made.reference))
    print(word['dossier-noted' if made.noted else 'dossier-known'].format(file=f'reports/{asked.report}/sent.yml', role=made.role))


def _day(typed: str) -> date:
    """The day that was typed, today without one."""
    try:
        return date.fromisoformat(typed) if typed else days.today()
    except ValueError as wrong:
        raise Failed(
            words('commands', author_language())['no-day'].format(typed=typed, wanted=days.meant(typed) or '2027-01-20')
        ) from wrong


def withdraw(root: Path, asked: argparse.Namespace) -> None:
    """Take a story, or a whole edition, out of the sources and of all that was made; say what is left to do by hand."""
    from publishing.desk import withdraw

    language = author_language()
    word = words('commands', language)

    def agreed(plan: withdraw.Withdrawn) -> bool:
        """Whether whoever types says yes to what they were shown."""
        shown = [word['would-withdraw'].format(name=plan.name), *(f'  − {path}' for path in plan.removed)]
        print('\n'.join([*shown, *(f'  ~ {path}' for path in plan.changed)]), flush=True)
        if not sys.stdin.isatty():
            raise Failed(word['say-yes'])
        return input(word['sure']).strip().lower() in ('ja', 'j', 'yes', 'y')

    sure: Callable[[withdraw.Withdrawn], bool] = (lambda plan: True) if asked.yes else agreed
    try:
        if EDITION.fullmatch(asked.story):
            if not (asked.because and asked.because_en):
                raise Failed(word['why-withdrawn'])
            done = withdraw.withdraw_edition(root, asked.story, Bilingual(nl=asked.because, en=asked.because_en), sure)
        else:
            done = withdraw.withdraw(root, asked.story, sure)
        print(withdraw.told(done, language) if done else word['nothing-done'])
    except withdraw.NoSuchStory as none:
        raise Failed(words('commands', language)['no-such-story'].format(name=none.name, known=', '.join(none.known) or '–')) from none
