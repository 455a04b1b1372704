"""How a file is named: a name becomes a part of a web address, on computers that tell capitals apart and on those that don't."""

from __future__ import annotations

import difflib
import re
import unicodedata
from pathlib import Path

from publishing.languages import LOCALES, ORIGINAL
from publishing.problems import Problem

OF_PAGE = re.compile(r'[a-z0-9][a-z0-9_-]*')
OF_FILE = re.compile(r'[A-Za-z0-9_][A-Za-z0-9._-]*')
# `tuin.nl`, `tuin.nl-2`, `tuin_nl`, `tuin nl`; not `voor-en-na`, `voor en na`.
LANGUAGE = re.compile(rf'(?:\.|[ _-](?=[a-z]+(?:$|[.(]| \()))(?P<locale>{"|".join(LOCALES)})(?=$|[^a-z0-9])', re.I)
OTHER_LANGUAGE = re.compile(r'\.[a-z]{2}$')
CALLED = {'ned': 'nl', 'nederlands': 'nl', 'dutch': 'nl', 'eng': 'en', 'engels': 'en', 'english': 'en'}  # what people call a language
IN_OTHER_WORDS = re.compile(rf'[. _](?P<called>{"|".join(CALLED)})$', re.I)
# What editors, git and programs for writing put behind the name of a page.
TEXT = r'(?:\.(?:md|mdx|mkdn?|mdown|markdown|txt|docx?|odt|rtf|html?|bak|orig|rej|old)|~)'
LOOKS_LIKE_A_PAGE = re.compile(
    rf'\.(?:md|markdown|mdown|mkdn?|mdx){TEXT}*$'
    rf'|\.md[^a-z]|\.(?:{"|".join(LOCALES)})$|\.(?:{"|".join(LOCALES)})\.(?:txt|docx?|odt|rtf|html?)$',
    re.I,
)


# What people and programs call a copy: its number, what it is, and whose.
SECOND, COPIED, COPY_OF = r' ?\(\d+\)', r'(?:kopie|copy)(?: ?\(?\d+\)?)?', r'^(?:kopie van|copy of) '
# And what programs leave beside a file they have open or have changed.
LEFT_BEHIND = re.compile(
    r'^~\$|^#.*#$|~$|\.(?:bak|old|orig|rej|sav|swp|swo|tmp|temp|part|crdownload|lnk|url)$'
    rf'|(?:^|[ _-]){COPIED}\.\w+$|{COPY_OF}|{SECOND}\.\w+$|conflicted copy|conflicterende kopie|sync-conflict-\d'
    rf'|\.(?:{"|".join(LOCALES)})-(?-i:(?=[\dA-Z]*[A-Z])[\dA-Z]+(?:-[\dA-Z]+)+)\.\w+$',  # OneDrive puts the name of a computer behind it
    re.I,
)
COPY = re.compile(rf'{SECOND}$|[ _-]+{COPIED}$|{COPY_OF}', re.I)


def is_copy(file: Path, stem: str) -> bool:
    """Whether a page is called as a copy is, `ziek (2).nl.md`, of one that stands beside it."""
    plain = COPY.sub('', stem)
    return plain != stem and file.with_name(file.name.replace(stem, plain, 1)).is_file()


def slug(words: str, otherwise: str = 'pagina') -> str:
    """Words as a name: plain small letters, figures and hyphens (`Fryslân` → `fryslan`); another when nothing of them can stand in one."""
    plain = unicodedata.normalize('NFKD', words).encode('ascii', 'ignore').decode().lower()
    return re.sub(r'[^a-z0-9_]+', '-', plain).strip('-') or otherwise


def of_page(name: str) -> str:
    """The name, without language and suffix, that the file of a page should have."""
    stem = re.sub(rf'{TEXT}+(?P<more>[^.]*)$', r'\g<more>', name, flags=re.I)
    return slug(OTHER_LANGUAGE.sub('', IN_OTHER_WORDS.sub('', LANGUAGE.sub('', stem))))


def language_meant(stem: str) -> str:
    """The language that the name of a page names in another form than `tuin.nl`, '' without one."""
    match, called = LANGUAGE.search(stem), IN_OTHER_WORDS.search(stem)
    return match['locale'].lower() if match else CALLED[called['called'].lower()] if called else ''


def file_of_page(name: str) -> str:
    """The name that the file of a page should have."""
    match = LANGUAGE.search(name)
    return f'{of_page(name)}.{match["locale"].lower() if match else ORIGINAL}.md'


def of_file(name: str) -> str:
    """The name that another file should have: capitals may stay."""
    plain = unicodedata.normalize('NFKD', name).encode('ascii', 'ignore').decode()
    return re.sub(r'-*\.-*', '.', re.sub(r'[^A-Za-z0-9._]+', '-', plain)).strip('-.')


def alike(file: Path) -> Path | None:
    """A file beside where this one should be, with its name but for capitals and suffix: `sources.yaml`."""
    held = sorted(file.parent.glob('*')) if file.parent.is_dir() else []
    return next((other for other in held if other.stem.partition('.')[0].lower() == file.stem.partition('.')[0].lower()), None)


def meant(folder: Path, name: str, suffix: str) -> str:
    """The name of a file in the folder with that suffix that was likely meant, without it; '' without one."""
    known = sorted(file.name.removesuffix(suffix) for file in folder.glob(f'*{suffix}'))
    return next(iter(difflib.get_close_matches(name, known, n=1)), '')


def odd_folder(path: str) -> Problem | None:
    """The first folder of the path of a page that can't stand in an address as it is."""
    folders = path.split('/')[:-1]
    for number, folder in enumerate(folders):
        if not OF_PAGE.fullmatch(folder):
            return Problem('/'.join(folders[: number + 1]), 1, 'file-name', {'name': folder, 'wanted': slug(folder)})
        if folder in LOCALES:
            rest = '/'.join([*folders[:number], *folders[number + 1 :], 'naam'])
            values = {'name': folder, 'wanted': f'{rest}.{folder}.md'}
            return Problem('/'.join(folders[: number + 1]), 1, 'folder-of-language', values)
    return None
