"""What the git hosts have in common: one repository with a branch `main`, and one person who may change it."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import Any, ClassVar
from urllib.parse import parse_qsl

DAY = '2026-11-22T10:00:00Z'
# In the words of every host; the addresses may never be asked.
PERSON = {
    'id': 1, 'login': 'redactie', 'username': 'redactie', 'name': 'Een redacteur', 'full_name': 'Een redacteur', 'email': '',
    **dict.fromkeys(('avatar_url', 'html_url', 'web_url'), 'https://elders.example/redactie'),
}  # fmt: skip


class Refused(Exception):
    """The host does not know what is asked, or does not allow it; the text says which."""


@dataclass(frozen=True)
class Asked:
    """A request: path and query as they were sent, the body read as JSON."""

    method: str
    path: str
    query: str
    body: dict[str, Any]

    @property
    def values(self) -> dict[str, str]:
        """The values in the query."""
        return dict(parse_qsl(self.query))


@dataclass
class Host(ABC):
    """One repository: its files by path, the messages of the commits that came in, and the requests that were refused."""

    files: dict[str, str]
    commits: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    address: str = ''
    backend: ClassVar[str]
    repo: ClassVar[str] = 'naam/site'
    scheme: ClassVar[str] = 'token'

    @abstractmethod
    def answer(self, asked: Asked) -> Any:
        """What JSON is made of; Refused when the real host would refuse."""

    @property
    def head(self) -> str:
        """The name of the last commit."""
        return sha(str(sorted(self.files.items())))

    def commit(self, message: str, branch: str, written: dict[str, tuple[str, str]]) -> None:
        """Take in one commit: of each path whether it is made anew (`create`) or changed (`update`), and its text."""
        if branch != 'main' or not message:
            raise Refused('a commit has a message, and goes to the branch main')
        for path, (action, _) in written.items():
            if action != ('update' if path in self.files else 'create'):
                raise Refused(f'{action} {path}')
        self.files |= {path: text for path, (_, text) in written.items()}
        self.commits.append(message)


def sha(text: str) -> str:
    """The name that git gives to a file with this text."""
    data = text.encode()
    return hashlib.sha1(b'blob %d\0' % len(data) + data).hexdigest()
