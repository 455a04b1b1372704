"""A git host on loopback that answers as GitHub does (REST v3 and GraphQL), as far as an editor asks; the files are in memory."""

from __future__ import annotations

import base64
import hashlib
import http.server
import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

TOKEN = 'github_pat_voorbeeld'
PERSON = {
    'id': 1, 'name': 'Een redacteur', 'login': 'redactie', 'email': '',
    'avatar_url': 'https://elders.example/gezicht.png', 'html_url': 'https://elders.example/redactie',
}  # fmt: skip
ALIAS = re.compile(r'(?P<alias>\w+_\d+):\s+(?P<rest>object\(oid: "(?P<sha>\w+)"\)|ref)')
DAY = '2026-11-22T10:00:00Z'


@dataclass
class Host:
    """One repository: its files by path, the messages of the commits that came in, and the requests that were refused."""

    repo: str
    files: dict[str, str]
    commits: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    address: str = ''

    @property
    def head(self) -> str:
        """The name of the last commit."""
        return _sha(str(sorted(self.files.items())))

    def query(self, asked: str, variables: dict[str, Any]) -> dict[str, Any]:
        """The data of a GraphQL answer."""
        if 'createCommitOnBranch' in asked:
            return {'createCommitOnBranch': {'commit': self.commit(variables['input'], asked)}}
        texts = {_sha(text): text for text in self.files.values()}
        author = {'name': PERSON['name'], 'email': '', 'user': {'id': 1, 'login': PERSON['login']}}
        history = {'nodes': [{'oid': self.head, 'message': '', 'author': author, 'committedDate': DAY}]}
        last = {'target': {'oid': self.head, 'history': history}}
        found = {
            match['alias']: {'text': texts.get(match['sha']), 'isTruncated': False} if match['sha'] else last
            for match in ALIAS.finditer(asked)
        }
        return {'repository': {**found, 'ref': last, 'defaultBranchRef': {'name': 'main'}}}

    def commit(self, wish: dict[str, Any], asked: str) -> dict[str, Any]:
        """Take in a commit that was made on the last one, and name what it made."""
        assert wish['branch'] == {'repositoryNameWithOwner': self.repo, 'branchName': 'main'} and wish['expectedHeadOid'] == self.head
        for added in wish['fileChanges']['additions']:
            self.files[added['path']] = base64.b64decode(added['contents']).decode()
        for gone in wish['fileChanges']['deletions']:
            del self.files[gone['path']]
        self.commits.append(wish['message']['headline'])
        names = re.findall(r'(file_\d+): file\(path: "([^"]+)"\)', asked)
        return {'oid': self.head, 'committedDate': DAY, **{name: {'oid': _sha(self.files[path])} for name, path in names}}

    def get(self, path: str) -> Any:
        """The answer to a REST request; None for what is not there."""
        if path == '/user':
            return PERSON
        if path == f'/repos/{self.repo}/collaborators/{PERSON["login"]}':
            return {}
        if path.startswith(f'/repos/{self.repo}/git/trees/'):
            blobs = [{'type': 'blob', 'path': path, 'sha': _sha(text), 'size': len(text)} for path, text in self.files.items()]
            return {'tree': blobs}
        return None


def _sha(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()


def _handler(host: Host) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        """Asks for the token, and lets other sites' pages ask, as the real host does."""

        def do_OPTIONS(self) -> None:
            self._send(204, None)

        def do_GET(self) -> None:
            answer = host.get(self.path.removeprefix('/api/v3').partition('?')[0]) if self._may() else None
            self._send(404 if answer is None else 200, answer)

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers['Content-Length'])))
            known = self._may() and self.path == '/graphql'
            self._send(200 if known else 404, {'data': host.query(asked['query'], asked['variables'])} if known else None)

        def _may(self) -> bool:
            return self.headers['Authorization'] == f'token {TOKEN}'

        def _send(self, status: int, answer: Any) -> None:
            if status >= 400:
                host.refused.append(f'{self.command} {self.path}')
            self.send_response(status)
            self.send_header('Access-Control-Allow-Origin', '*')
            self.send_header('Access-Control-Allow-Headers', '*, Authorization, Content-Type')
            self.send_header('Access-Control-Allow-Methods', 'GET, POST')
            self.send_header('Content-Type', 'application/json')
            self.end_headers()
            if answer is not None:
                self.wfile.write(json.dumps(answer).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def serving(repo: str, files: dict[str, str]) -> Iterator[Host]:
    """A host with one repository, while it is served."""
    host = Host(repo, dict(files))
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), _handler(host))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host.address = f'http://127.0.0.1:{server.server_port}'
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()
