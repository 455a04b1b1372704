"""`python3 -m publishing site|serve|check|release|…`: sets up what is needed, then works inside the virtual environment."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import traceback
from pathlib import Path

from publishing.desk import command_line, console, environment
from publishing.desk.system import told

ROOT = Path(__file__).resolve().parent.parent
ERRORS = ROOT / 'build/error.txt'
STOPPED = 130  # the exit code of what somebody ended with Ctrl+C


def main() -> int:
    """0 when it worked, 1 when sources or machine need mending; never a traceback for an author's mistake."""
    console.lenient()
    asked = command_line.asked()
    if asked.lang:
        os.environ['PUBLISHING_LANG'] = asked.lang
    try:
        environment.set_up(
            tests=asked.command == 'links' or getattr(asked, 'tests', False),
            editor=asked.command == 'edit' or getattr(asked, 'editor', False),
            seal=bool(getattr(asked, 'seal', False)),
        )
    except environment.CannotSetUp as missing:
        print(missing, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(told('stopped'), file=sys.stderr)
        return STOPPED
    if asked.command == 'setup':
        return 0
    return _inside() if Path(sys.prefix).resolve() != environment.VENV.resolve() else _run(asked)


def _inside() -> int:
    """The same command by the Python of the virtual environment; Ctrl+C is told to that one too, and it ends by itself."""
    child = subprocess.Popen([str(environment.python()), '-m', 'publishing', *sys.argv[1:]], cwd=ROOT)
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue


def _run(asked: argparse.Namespace) -> int:
    from publishing.desk import commands
    from publishing.languages import author_language
    from publishing.problems import ProblemsFound, listing
    from publishing.words import words

    try:
        try:
            if not commands.finish(ROOT):
                commands.BY_NAME[asked.command](ROOT, asked)
        finally:  # also of a command that ends with its own exit code
            sys.stdout.flush()
    except BrokenPipeError:  # who reads along (`| head`) has seen enough
        _let_go()
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
        _let_go()
        print(told.format(file=failed.filename or ROOT, why=failed.strerror or failed), file=sys.stderr)
        return 1
    except Exception:  # our mistake, not the author's: they get a sentence, and who mends it gets the rest
        return _unexpected()
    finally:  # however it ended by itself: a check with errors has mended what it could all the same
        commands.forget(ROOT)
    return 0


def _let_go() -> None:
    """Standard output that can't be written any more gets nothing more: else Python complains of it once again at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _unexpected() -> int:
    from publishing.languages import author_language
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
