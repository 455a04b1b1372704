"""GitHub Enterprise Server: REST (api/v3) for who may do what and for the list of files, GraphQL (api/graphql) for the rest."""

from __future__ import annotations

import base64
import re
from typing import Any, ClassVar

from tests.githosts.repository import DAY, PERSON, Asked, Host, Refused, sha

ALIAS = re.compile(r'(?P<alias>\w+_\d+):\s+(?P<rest>object\(oid: "(?P<sha>\w+)"\)|ref)')


class GitHub(Host):
    """Commits with the mutation `createCommitOnBranch`, on the last commit only."""

    backend: ClassVar[str] = 'github'

    def answer(self, asked: Asked) -> Any:
        """As docs.github.com describes REST and GraphQL."""
        match asked.method, asked.path.removeprefix('/api'):
            case 'POST', '/graphql':
                return {'data': self._query(asked.body['query'], asked.body['variables'])}
            case 'GET', '/v3/user':
                return PERSON
            case 'GET', path if path == f'/v3/repos/{self.repo}/collaborators/{PERSON["login"]}':
                return {}
            case 'GET', path if path == f'/v3/repos/{self.repo}/git/trees/{self.head}':
                return {'tree': [{'type': 'blob', 'path': path, 'sha': sha(text), 'size': len(text)} for path, text in self.files.items()]}
        raise Refused('not found')

    def _query(self, asked: str, variables: dict[str, Any]) -> dict[str, Any]:
        if 'createCommitOnBranch' in asked:
            return {'createCommitOnBranch': {'commit': self._commit(variables['input'], asked)}}
        texts = {sha(text): text for text in self.files.values()}
        author = {'name': PERSON['name'], 'email': '', 'user': {'id': 1, 'login': PERSON['login']}}
        history = {'nodes': [{'oid': self.head, 'message': '', 'author': author, 'committedDate': DAY}]}
        last = {'target': {'oid': self.head, 'history': history}}
        found = {
            match['alias']: {'text': texts.get(match['sha']), 'isTruncated': False} if match['sha'] else last
            for match in ALIAS.finditer(asked)
        }
        return {'repository': {**found, 'ref': last, 'defaultBranchRef': {'name': 'main'}}}

    def _commit(self, wish: dict[str, Any], asked: str) -> dict[str, Any]:
        if (
            wish['branch']['repositoryNameWithOwner'] != self.repo
            or wish['expectedHeadOid'] != self.head
            or wish['fileChanges']['deletions']
        ):
            raise Refused('not on the last commit of this repository')
        added = {change['path']: base64.b64decode(change['contents']).decode() for change in wish['fileChanges']['additions']}
        written = {path: ('update' if path in self.files else 'create', text) for path, text in added.items()}
        self.commit(wish['message']['headline'], wish['branch']['branchName'], written)
        names = re.findall(r'(file_\d+): file\(path: "([^"]+)"\)', asked)
        return {'oid': self.head, 'committedDate': DAY, **{name: {'oid': sha(self.files[path])} for name, path in names}}
