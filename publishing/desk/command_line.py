"""What may be typed after `python3 -m publishing`, explained in the author's language, and the list of `make help`.

Only the standard library is used here, as in `publishing.desk.environment`.
"""

from __future__ import annotations

import argparse
import sys
from typing import Any

from publishing.desk import console
from publishing.languages import LOCALES, author_language
from publishing.words import words

FORMATS = ('text', 'json', 'github')
LEVELS = ('error', 'warning', 'advice')
COMMANDS: dict[str, dict[str, dict[str, Any]]] = {
    'setup': {'--tests': {'action': 'store_true'}, '--editor': {'action': 'store_true'}, '--seal': {'action': 'store_true'}},
    'site': {'--offline': {'action': 'store_true'}},
    'serve': {'--port': {'type': int, 'default': 8000}},
    'edit': {'--port': {'type': int, 'default': 8010}},
    'new': {
        **{option: {'default': ''} for option in ('--kind', '--title', '--title-en', '--name')},
        '--dutch-only': {'action': 'store_true'},
    },
    'check': {
        '--format': {'choices': FORMATS, 'default': 'text'},
        '--fix': {'action': 'store_true'},
        '--level': {'choices': LEVELS, 'default': 'advice'},
        '--release': {'action': 'store_true'},
    },
    'translations': {'action': {'nargs': '?', 'choices': ('list', 'diff', 'done'), 'default': 'list'}, 'page': {'nargs': '*'}},
    'release': {'report': {}, '--draft': {'action': 'store_true'}, '--seal': {'default': ''}, '--time-server': {'default': ''}},
    'verify': {'what': {'nargs': '*'}, '--trust': {'default': ''}},
    'dossier': {
        'report': {},
        'edition': {},
        '--to': {'required': True},
        **{option: {'default': ''} for option in ('--role', '--date', '--about')},
    },
    'withdraw': {'story': {}, '--yes': {'action': 'store_true'}, '--because': {'default': ''}, '--because-en': {'default': ''}},
    'compare': {'report': {}, 'old': {}, 'new': {'nargs': '?', 'default': ''}, '--pdf': {'default': ''}},
    'links': {},
    'publish': {'to': {}, '--dry-run': {'action': 'store_true'}, '--adopt': {'action': 'store_true'}},
}


def asked(typed: list[str] | None = None) -> argparse.Namespace:
    """What was typed; argparse ends the program when that can't be understood."""
    word = words('typed', author_language())
    in_words()
    parser = argparse.ArgumentParser(prog='python3 -m publishing')
    commands = parser.add_subparsers(dest='command', required=True)
    for name, arguments in COMMANDS.items():
        command = commands.add_parser(name, help=word[name], description=word[name])
        command.add_argument('--lang', choices=LOCALES, help=word['lang'])
        for argument, options in arguments.items():
            text = word['port'] if argument == '--port' else word[f'{name} {argument}']
            command.add_argument(argument, help=text, **options)
    return parser.parse_args(typed)


def in_words() -> None:
    """Have argparse say its own sentences in the author's language.

    It takes each from `argparse._` (Python 3.11 to 3.14); one that words/argparse.json does not have stays English.
    """
    own = words('argparse', author_language())
    setattr(argparse, '_', lambda sentence: own.get(sentence, sentence))  # noqa: B010


def targets(names: list[str]) -> str:
    """One line for each target of the Makefile: what `make` says of it, else what the command of that name does."""
    word = words('typed', author_language())
    return '\n'.join(f'{name:<14}{word.get(f"make {name}") or word[name]}' for name in names)


if __name__ == '__main__':
    console.lenient()
    print(targets(sys.argv[1:]))
