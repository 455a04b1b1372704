"""What `make site`, `make check` and `make serve` do, inside the virtual environment.

Each imports what only it needs: a check must not wait for what makes a site.
"""

from __future__ import annotations

import argparse
import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from publishing import changes, checks
from publishing.checks import causes, memory
from publishing.checks.told_to_programs import FORMATS, to_page_of_run
from publishing.desk import edition_commands, progress
from publishing.desk.failed import Failed as Failed
from publishing.desk.failed import refuse_without_reports
from publishing.languages import author_language
from publishing.problems import LEVELS, ProblemsFound, errors
from publishing.sources import admission, catalogue, settings
from publishing.sources.at_hand import AtHand
from publishing.sources.outlines import Outlines
from publishing.words import words

if TYPE_CHECKING:
    from publishing.site import loopback

STOPPED = 130  # the exit code of what somebody ended with Ctrl+C


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

            found = causes.first([*found, *faults.faults(sources, memory.program())])
    except ProblemsFound as unreadable:
        found = unreadable.problems
    except KeyboardInterrupt:
        print(words('commands', author_language())['stopped'], file=sys.stderr)
        sys.exit(STOPPED)
    gc.freeze()  # nor is it looked through when the program ends
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


def reports(root: Path, at_hand: AtHand) -> int:
    """Make the reports that are not up to date, with progress on a terminal; the number that was rendered. Reads what is not `at_hand`.

    Without Pango none can be made: that is told, and those that were made before stay.
    """
    from publishing.print import build, pango, workers

    if not pango.is_here():
        print(words('setup', author_language())['no-reports'], file=sys.stderr)
        return 0
    return build.reports(root, tell=workers.progress(), at_hand=at_hand)


def make_site(root: Path, asked: argparse.Namespace) -> None:
    """Reports first, then the site that shows them; with `asked.offline` also a copy that opens from a disk, whose place is told."""
    from publishing.site import offline, website

    at_hand = AtHand(Outlines(root))  # the site is made of what the reports were, but of what was saved meanwhile
    reports(root, at_hand)
    try:
        website.build(root, at_hand=at_hand)
    except website.SiteFailed as failed:
        raise Failed(f'{failed}') from failed
    if getattr(asked, 'offline', False):
        opened = offline.write(root, root / website.FOLDER, settings.read(root).site_url)
        print(words('commands', author_language())['offline'].format(file=opened.relative_to(root).as_posix()))


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

    refuse_without_reports()
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
    'release': edition_commands.freeze,
    'verify': edition_commands.verify,
    'compare': edition_commands.compare,
    'dossier': edition_commands.dossier,
    'withdraw': edition_commands.withdraw,
    'links': links,
    'publish': publish,
}
