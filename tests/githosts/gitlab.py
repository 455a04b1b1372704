"""GitLab: GraphQL (api/graphql) for reading, REST (api/v4) for who may do what and for a commit; a project may lie in groups in groups."""

from __future__ import annotations

import base64
from typing import Any, ClassVar
from urllib.parse import quote

from tests.githosts.repository import DAY, PERSON, Asked, Host, Refused, sha

PAGE = 4  # GitLab gives a hundred files at a time; the test has fewer


class GitLab(Host):
    """Commits with a list of actions; whoever comes later wins."""

    backend: ClassVar[str] = 'gitlab'
    repo: ClassVar[str] = 'groep/map/site'
    scheme: ClassVar[str] = 'Bearer'

    def answer(self, asked: Asked) -> Any:
        """As docs.gitlab.com describes REST and GraphQL; what is wrong in a query stands in `errors`."""
        project = f'/v4/projects/{quote(self.repo, safe="")}'
        match asked.method, asked.path.removeprefix('/api'):
            case 'POST', '/graphql':
                return {'data': {'project': {'repository': self._query(asked.body['query'], asked.body['variables'])}}}
            case 'GET', '/v4/user':
                return PERSON
            case 'GET', path if path == f'{project}/users':
                return [PERSON] if asked.values == {'search': PERSON['login']} else []
            case 'POST', path if path == f'{project}/repository/commits':
                return self._commit(asked.body)
            case 'GET', path if path == f'{project}/repository/branches/main':
                return {'commit': {'id': self.head}}
            case 'GET', path if path in {f'{project}/deployments', f'{project}/repository/commits/{self.head}/statuses'}:
                return []
        raise Refused('not found')

    def _query(self, asked: str, variables: dict[str, Any]) -> dict[str, Any]:
        if (variables['fullPath'], variables['branch']) != (self.repo, 'main'):
            raise Refused('no such project or branch')
        if 'lastCommit' in asked:
            return {'tree': {'lastCommit': {'sha': self.head, 'message': ''}}}
        if 'rawTextBlob' in asked:
            return {'blobs': {'nodes': [{'rawTextBlob': self.files[path]} for path in variables['paths']]}}
        start = int(variables['cursor'] or 0)
        nodes = [{'type': 'blob', 'path': path, 'sha': sha(text)} for path, text in list(self.files.items())[start : start + PAGE]]
        end = start + len(nodes)
        return {'tree': {'blobs': {'nodes': nodes, 'pageInfo': {'endCursor': str(end), 'hasNextPage': end < len(self.files)}}}}

    def _commit(self, wish: dict[str, Any]) -> dict[str, Any]:
        written = {action['file_path']: (action['action'], _text(action)) for action in wish['actions']}
        self.commit(wish['commit_message'], wish['branch'], written)
        return {'id': self.head, 'committed_date': DAY}


def _text(action: dict[str, Any]) -> str:
    return base64.b64decode(action['content']).decode() if action['encoding'] == 'base64' else str(action['content'])
