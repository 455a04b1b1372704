"""Gitea, and Forgejo that grew out of it: REST (api/v1) only, which differs in how many files are read at once."""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from tests.githosts.repository import DAY, PERSON, Asked, Host, Refused, sha

AT_ONCE = 4  # how many files or names a server gives at a time, as it says itself; more in reality


class Gitea(Host):
    """Commits with a list of operations; a file that changes is named as it was."""

    backend: ClassVar[str] = 'gitea'
    version: ClassVar[str] = '1.24.7'

    def answer(self, asked: Asked) -> Any:
        """As docs.gitea.com describes its API."""
        repository = f'/repos/{self.repo}'
        match asked.method, asked.path.removeprefix('/api/v1'):
            case 'GET', '/version':
                return {'version': self.version}
            case 'GET', '/settings/api':
                return {'default_paging_num': AT_ONCE, 'max_response_items': 50, 'default_max_blob_size': 10_485_760}
            case 'GET', '/user':
                return PERSON
            case 'GET', path if path == repository:
                return {'default_branch': 'main', 'permissions': {'pull': True, 'push': True}}
            case 'GET', path if path == f'{repository}/branches/main':
                return {'commit': {'id': self.head, 'message': ''}}
            case 'GET', path if path == f'{repository}/git/trees/{self.head}':
                return self._tree(int(asked.values['page']))
            case 'POST', path if path == f'{repository}/contents':
                return self._commit(asked.body)
        return self.several(asked, repository)

    def several(self, asked: Asked, repository: str) -> Any:
        """More than one file at once, by path."""
        paths = asked.body.get('files', [])
        if (asked.method, asked.path) != ('POST', f'/api/v1{repository}/file-contents') or len(paths) > AT_ONCE:
            raise Refused('not found, or too much at once')
        return [self.file(path) for path in paths]

    def file(self, path: str) -> dict[str, Any]:
        """A file with its text."""
        text = self.files[path]
        return {'path': path, 'sha': sha(text), 'encoding': 'base64', 'content': base64.b64encode(text.encode()).decode()}

    def _tree(self, page: int) -> dict[str, Any]:
        blobs = [{'type': 'blob', 'path': path, 'sha': sha(text), 'size': len(text)} for path, text in self.files.items()]
        return {'tree': blobs[(page - 1) * AT_ONCE : page * AT_ONCE], 'truncated': page * AT_ONCE < len(blobs)}

    def _commit(self, wish: dict[str, Any]) -> dict[str, Any]:
        for file in wish['files']:
            if file['operation'] == 'update' and file.get('sha') != sha(self.files[file['path']]):
                raise Refused(f'{file["path"]} is another file by now')
        written = {file['path']: (file['operation'], base64.b64decode(file['content']).decode()) for file in wish['files']}
        self.commit(wish['message'], wish['branch'], written)
        return {'commit': {'sha': self.head, 'created': DAY}, 'files': [self.file(path) for path in written]}


class Forgejo(Gitea):
    """Reads files by the names that git gives to them."""

    version: ClassVar[str] = '12.0.4+gitea-1.22.0'

    def several(self, asked: Asked, repository: str) -> Any:
        """More than one file at once, by name."""
        names = asked.values.get('shas', '').split(',')
        if (asked.method, asked.path) != ('GET', f'/api/v1{repository}/git/blobs') or len(names) > AT_ONCE:
            raise Refused('not found, or too much at once')
        return [self.file(path) for path, text in self.files.items() if sha(text) in names]
