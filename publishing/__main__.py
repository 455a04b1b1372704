"""`python3 -m publishing site|serve|check|release|…`: sets up what is needed, then works inside the virtual environment."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import traceback
from pathlib import Path
from typing import Any

from publishing.desk import environment
from publishing.languages import LOCALES

ROOT = Path(__file__).resolve().parent.parent
ERRORS = ROOT / 'build/error.txt'
FORMATS = ('text', 'json', 'github')
LEVELS = ('error', 'warning', 'advice')
COMMANDS = {
    'setup': 'install what is needed',
    'site': 'make reports and site',
    'serve': 'live preview',
    'edit': 'edit the texts in forms, in the browser',
    'new': 'start a page: both files with what belongs in them, and its place in the navigation',
    'check': 'check the sources',
    'translations': 'which translations are not in step with the Dutch; diff: what changed since; done: reviewed',
    'release': 'freeze the edition of a report that report.yml names: build, prove, keep for ever',
    'withdraw': 'take a story away, everywhere; says what is left to do by hand',
    'links': 'ask other sites whether what we link to is still there; lists what is not',
    'publish': 'make the site and copy it to a web server with rsync',
}


ARGUMENTS: dict[str, dict[str, dict[str, Any]]] = {
    'setup': {
        '--tests': {'action': 'store_true', 'help': 'also what the tests need'},
        '--editor': {'action': 'store_true', 'help': 'also the editor for the browser'},
    },
    'serve': {'--port': {'type': int, 'default': 8000}},
    'edit': {'--port': {'type': int, 'default': 8010}},
    'new': {
        '--kind': {'default': '', 'help': 'page, chapter, story, initiative, meeting, publication, report or term'},
        '--title': {'default': '', 'help': 'the title in Dutch'},
        '--title-en': {'default': '', 'help': 'the title in English; without it that is left to fill in'},
        '--name': {'default': '', 'help': 'folder and name, such as verhalen/een-plek; else it follows from the title'},
        '--dutch-only': {'action': 'store_true', 'help': 'no English file yet'},
    },
    'check': {
        '--format': {'choices': FORMATS, 'default': 'text', 'help': 'for people, for programs, or for a proposal on GitHub'},
        '--fix': {'action': 'store_true', 'help': 'first mend what has one right mend'},
        '--level': {'choices': LEVELS, 'default': 'advice', 'help': 'the lightest level to show'},
        '--release': {'action': 'store_true', 'help': 'also what only a release must have'},
    },
    'translations': {
        'action': {'nargs': '?', 'choices': ('list', 'diff', 'done'), 'default': 'list'},
        'page': {'nargs': '*', 'help': 'the English file, such as docs/verhalen/geven.en.md'},
    },
    'release': {'report': {'help': 'folder name below reports/'}},
    'withdraw': {
        'story': {'help': 'such as verhalen/naam'},
        '--yes': {'action': 'store_true', 'help': 'do not ask, for who has looked already'},
    },
    'publish': {
        'to': {'help': 'a folder, here or elsewhere: user@host:/srv/site'},
        '--dry-run': {'action': 'store_true', 'help': 'only tell what would go away there'},
        '--adopt': {'action': 'store_true', 'help': 'the folder is for this site alone: what else is in it goes away'},
    },
}


def main() -> int:
    """0 when it worked, 1 when sources or machine need mending; never a traceback for an author's mistake."""
    asked = _asked()
    if asked.lang:
        os.environ['PUBLISHING_LANG'] = asked.lang
    try:
        environment.set_up(
            tests=asked.command == 'links' or getattr(asked, 'tests', False),
            editor=asked.command == 'edit' or getattr(asked, 'editor', False),
        )
    except environment.CannotSetUp as missing:
        print(missing, file=sys.stderr)
        return 1
    if asked.command == 'setup':
        return 0
    if Path(sys.prefix).resolve() != environment.VENV.resolve():
        return subprocess.run([str(environment.python()), '-m', 'publishing', *sys.argv[1:]], cwd=ROOT).returncode
    return _run(asked)


def _asked() -> argparse.Namespace:
    """What was typed; argparse ends the program when that can't be understood."""
    parser = argparse.ArgumentParser(prog='python3 -m publishing')
    commands = parser.add_subparsers(dest='command', required=True)
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text)
        command.add_argument('--lang', choices=LOCALES, help='language of the messages')
        for argument, options in ARGUMENTS.get(name, {}).items():
            command.add_argument(argument, **options)
    return parser.parse_args()


def _run(asked: argparse.Namespace) -> int:
    from publishing.desk import commands
    from publishing.problems import ProblemsFound, author_language, listing
    from publishing.words import words

    try:
        if not commands.finish(ROOT):
            commands.BY_NAME[asked.command](ROOT, asked)
        sys.stdout.flush()
    except BrokenPipeError:  # who reads along (`| head`) has seen enough; without this Python complains of it once more at the end
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except ProblemsFound as found:
        print(listing(found.problems, author_language()), file=sys.stderr)
        return 1
    except commands.Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    except OSError as failed:  # a disk that is full, a folder that may not be written, a file that is gone
        told = words('commands', author_language())['disk']
        print(told.format(file=failed.filename or '', why=failed.strerror or failed), file=sys.stderr)
        return 1
    except Exception:  # our mistake, not the author's: they get a sentence, and who mends it gets the rest
        return _unexpected()
    finally:  # however it ended by itself: a check with errors has mended what it could all the same
        commands.forget(ROOT)
    return 0


def _unexpected() -> int:
    from publishing.problems import author_language
    from publishing.words import words

    try:
        ERRORS.parent.mkdir(exist_ok=True)
        ERRORS.write_text(traceback.format_exc(), encoding='utf-8')
    except OSError:  # nothing can be kept, so it stands on the screen
        traceback.print_exc()
    print(words('commands', author_language())['unexpected'].format(file=ERRORS.relative_to(ROOT).as_posix()), file=sys.stderr)
    return 1


if __name__ == '__main__':
    sys.exit(main())
