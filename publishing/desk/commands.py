"""What `make site`, `make check` and `make serve` do, inside the virtual environment.

Each imports what only it needs: a check must not wait for what makes a site.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from publishing import changes, checks, days
from publishing.checks import memory
from publishing.checks.told_to_programs import FORMATS, to_page_of_run
from publishing.desk import progress
from publishing.problems import LEVELS, ProblemsFound, author_language, errors
from publishing.sources import admission, catalogue, sent, settings
from publishing.sources.schema import Bilingual
from publishing.words import words

if TYPE_CHECKING:
    from publishing.site import loopback

EDITION = re.compile(r'[\w-]+/\d{4}-\d{2}(?:\.\d+)?')  # `samenwerken/2026-11`; a story has no such name
STOPPED = 130  # the exit code of what somebody ended with Ctrl+C


class Failed(Exception):
    """Something other than the sources went wrong; the text says what."""


def finish(root: Path) -> bool:
    """Finish what an earlier command had begun when it was broken off, and say so; whether nothing is left of this command to do."""
    done = changes.finish(root)
    if done is None:
        return False
    word = words('commands', author_language())
    print(word['finished'].format(command=' '.join(done.command)), *(f'  {path}' for path in done.paths), sep='\n', file=sys.stderr)
    if done.left:
        print(word['left-alone'], *(f'  {path}' for path in done.left), sep='\n', file=sys.stderr)
    if done.told:
        print(done.told)
    return bool(done.told) and done.command == sys.argv[1:]


def forget(root: Path) -> None:
    """What a command had begun is done, and told."""
    changes.forget(root)


def check(root: Path, asked: argparse.Namespace) -> None:
    """Say what is wrong in the sources, or that nothing is; exit code 1 when there are errors."""
    gc.disable()  # all that is read is kept to the end: looking for what may go took a fourth of the time
    try:
        if asked.fix:
            from publishing.desk import fix

            print(fix.told(fix.mend(root), author_language()), file=sys.stderr)
        with progress.shown() as tell:
            sources = catalogue.load(root)
            found = checks.check(sources, release=asked.release, tell=tell)
        if sources.reports and not errors(found):
            from publishing.report import faults

            found += faults.faults(sources, memory.program())
    except ProblemsFound as unreadable:
        found = unreadable.problems
    except KeyboardInterrupt:
        print(words('commands', author_language())['stopped'], file=sys.stderr)
        sys.exit(STOPPED)
    shown = [problem for problem in found if LEVELS.index(problem.level) <= LEVELS.index(asked.level)]
    print(FORMATS[asked.format](shown, author_language()))
    if asked.format == 'github':
        to_page_of_run(shown, author_language())
    if errors(found):
        sys.exit(1)


def new(root: Path, asked: argparse.Namespace) -> None:
    """Start a page; asks what was not told. Says what was made and which lines are to be filled in."""
    from publishing.desk import new, questions

    titles = {'nl': asked.title, **({} if asked.dutch_only else {'en': asked.title_en})}
    try:
        made = new.make(root, questions.asked(root, asked.kind, titles, asked.name, questions.terminal))
    except new.Unusable as why:
        raise Failed(f'{why}') from why
    found = [problem for problem in checks.check(catalogue.load(root)) if problem.path in made.files and problem.rule in new.TO_FILL_IN]
    print(new.told(made, [f'{problem.path}:{problem.line}: {problem.what(author_language())}' for problem in found]))


def reports(root: Path) -> int:
    """Make the reports that are not up to date, with progress on a terminal; the number that was rendered.

    Without Pango none can be made: that is told, and those that were made before stay.
    """
    from publishing.print import build, pango, workers

    if not pango.is_here():
        print(words('setup', author_language())['no-reports'], file=sys.stderr)
        return 0
    return build.reports(root, tell=workers.progress())


def make_site(root: Path, asked: argparse.Namespace) -> None:
    """Reports first, then the site that shows them; with `asked.offline` also a copy that opens from a disk, whose place is told."""
    from publishing.site import offline, website

    reports(root)
    try:
        website.build(root)
    except website.SiteFailed as failed:
        raise Failed(f'{failed}') from failed
    if getattr(asked, 'offline', False):
        opened = offline.write(root, root / website.FOLDER, settings.read(root).site_url)
        print(words('commands', author_language())['offline'].format(file=opened.relative_to(root).as_posix()))


def _refuse_without_reports() -> None:
    """What goes out, or is kept for ever, is never made without its reports."""
    from publishing.print import pango

    if not pango.is_here():
        raise Failed(words('setup', author_language())['needs-reports'])


def serve(root: Path, asked: argparse.Namespace) -> None:
    """A live preview of both languages, until it is stopped."""
    from publishing.site import loopback
    from publishing.site.preview import preview

    try:
        preview.serve(root, asked.port)
    except loopback.PortTaken as taken:
        raise _port_taken(taken, 'serve') from taken


def _port_taken(taken: loopback.PortTaken, command: str) -> Failed:
    return Failed(words('commands', author_language())['port-taken'].format(port=taken.port, other=taken.port + 100, command=command))


def edit(root: Path, asked: argparse.Namespace) -> None:
    """Forms for the texts of this folder in the browser, until it is stopped."""
    from publishing.site import editor, loopback

    try:
        loopback.refuse_taken(asked.port)
        server = editor.server(root, asked.port)
    except loopback.PortTaken as taken:
        raise _port_taken(taken, 'edit') from taken
    except (OSError, editor.NotConfigured) as failed:
        raise Failed(f'{failed}') from failed
    address = f'http://127.0.0.1:{server.server_port}/'
    print(words('editor', author_language())['open'].format(address=address, folder=root), flush=True)
    server.serve_forever()


def translations(root: Path, asked: argparse.Namespace) -> None:
    """The table of translations, what changed since one was made, or that some have been reviewed."""
    from publishing.desk import translations

    if asked.action == 'list':
        print(translations.table(root))
        return
    if not asked.page:
        raise Failed(words('commands', author_language())['nothing-asked'].format(action=asked.action))
    try:
        if asked.action == 'done':
            print('\n'.join(translations.done(root, asked.page)))
        for page in asked.page if asked.action == 'diff' else ():
            print(translations.diff(root, page, colour=sys.stdout.isatty()))
    except translations.NotATranslation as wrong:
        raise Failed(f'{wrong}') from wrong


def freeze(root: Path, asked: argparse.Namespace) -> None:
    """Freeze an edition, and say where it is and what is to be done with it."""
    from publishing.print import freeze, workers

    _refuse_without_reports()
    folder = freeze.freeze(root, asked.report, workers.progress(), draft=asked.draft)
    print(freeze.told(folder.relative_to(root).as_posix()))
    if behind := sent.behind(sent.of_report(root, asked.report), folder.name):
        told = (f'  - {role}: {edition}' for role, edition in behind.items())
        print(words('commands', author_language())['tell-them'], *told, sep='\n')


def verify(root: Path, asked: argparse.Namespace) -> None:
    """Whether the editions here, or files that somebody sent, are what was frozen; exit code 1 when one is not."""
    from publishing.desk import verify

    verifier, language = verify.Verifier(root), author_language()
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


def compare(root: Path, asked: argparse.Namespace) -> None:
    """Tell what changed between two editions of a report, or since one; with `asked.pdf` in a PDF as well."""
    from publishing.desk import compare, typed_edition

    if asked.pdf:
        _refuse_without_reports()
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

    _refuse_without_reports()
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


def links(root: Path, asked: argparse.Namespace) -> None:
    """List the links to other sites that need a look; exit code 1 when one leads nowhere."""
    from publishing.desk import links

    found = list(links.places(admission.admitted(catalogue.load(root), 'site')))
    try:
        answers = links.ask(place.address for place in found)
    except links.CannotAsk as failed:
        raise Failed(f'lychee: {failed}') from failed
    print(links.listing(found, answers, author_language()))
    if links.is_broken(answers):
        sys.exit(1)


def publish(root: Path, asked: argparse.Namespace) -> None:
    """Make everything, and only when all of it succeeded copy it, with compressed copies, to `asked.to`; then say how to serve it.

    With `asked.dry_run` only what would go away is told.
    """
    from publishing.site import hosting, website

    _refuse_without_reports()
    if found := errors(checks.check(catalogue.load(root), release=True)):
        raise ProblemsFound(found)
    make_site(root, asked)
    try:
        plan, server = hosting.send(root, root / website.FOLDER, asked.to, adopt=asked.adopt, only_told=asked.dry_run)
    except hosting.NotSent as failed:
        raise Failed(str(failed)) from failed
    word = words('commands', author_language())
    if plan.gone:
        print(word['would-go' if asked.dry_run else 'went'].format(to=asked.to), *(f'  − {name}' for name in plan.gone), sep='\n')
    if not asked.dry_run:
        print(f'{website.FOLDER}/ → {asked.to} (Caddy: {server.relative_to(root)})')


BY_NAME = {
    'site': make_site,
    'serve': serve,
    'edit': edit,
    'new': new,
    'check': check,
    'translations': translations,
    'release': freeze,
    'verify': verify,
    'compare': compare,
    'dossier': dossier,
    'withdraw': withdraw,
    'links': links,
    'publish': publish,
}
