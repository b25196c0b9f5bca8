/** What hosts send at a push, cut to what tells a repository and some of what must not matter. */
import type { Scheme } from '../../../controller/webhooks/signature.ts';

export interface HostPayload {
  readonly scheme: Scheme;
  /** Beside the signature. */
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: unknown;
  /** Urls by which people may follow the repository. */
  readonly followed: readonly string[];
}

const commit = {
  id: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
  message: 'see https://git.example.com/stranger/other.git',
  added: ['https://git.example.com/stranger/other.git'],
  removed: [],
  modified: ['README.md'],
};

export const payloads: Readonly<Record<string, HostPayload>> = {
  GitHub: {
    scheme: 'GitHub',
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
      'x-hub-signature': 'sha1=7d38cdd689735b008b3c702edd92eea23791c5f6',
    },
    payload: {
      ref: 'refs/heads/main',
      before: '6113728f27ae82c7b1a177c8d03f9e96e0adf246',
      after: '0000000000000000000000000000000000000000',
      repository: {
        id: 186853002,
        full_name: 'Codertocat/Hello-World',
        html_url: 'https://github.com/Codertocat/Hello-World',
        url: 'https://github.com/Codertocat/Hello-World',
        git_url: 'git://github.com/Codertocat/Hello-World.git',
        ssh_url: 'git@github.com:Codertocat/Hello-World.git',
        clone_url: 'https://github.com/Codertocat/Hello-World.git',
        forks_url: 'https://api.github.com/repos/Codertocat/Hello-World/forks',
        pushed_at: 1557933576,
      },
      commits: [commit],
      head_commit: commit,
    },
    followed: ['https://github.com/codertocat/hello-world', 'ssh://git@github.com/Codertocat/Hello-World.git'],
  },
  GitLab: {
    scheme: 'GitLab',
    headers: {
      'content-type': 'application/json',
      'x-gitlab-event': 'Push Hook',
      'x-gitlab-event-uuid': '13792a34-cac6-4fda-95a8-c58e00a3954e',
      'idempotency-key': 'f5e57c2b-57a5-4a0b-a1b7-0e4d0b7a4c11',
    },
    payload: {
      object_kind: 'push',
      before: '95790bf891e76fee5e1747ab589903a6a1f80f22',
      after: 'da1560886d4f094c3e6c9ef40349f7d38b5d27d7',
      ref: 'refs/heads/main',
      project: {
        id: 15,
        name: 'Diaspora',
        web_url: 'https://gitlab.example.com/mike/diaspora',
        git_ssh_url: 'git@gitlab.example.com:mike/diaspora.git',
        git_http_url: 'https://gitlab.example.com/mike/diaspora.git',
        homepage: 'https://gitlab.example.com/mike/diaspora',
        url: 'git@gitlab.example.com:mike/diaspora.git',
        ssh_url: 'git@gitlab.example.com:mike/diaspora.git',
        http_url: 'https://gitlab.example.com/mike/diaspora.git',
      },
      repository: {
        name: 'Diaspora',
        url: 'git@gitlab.example.com:mike/diaspora.git',
        homepage: 'https://gitlab.example.com/mike/diaspora',
        git_http_url: 'https://gitlab.example.com/mike/diaspora.git',
        git_ssh_url: 'git@gitlab.example.com:mike/diaspora.git',
      },
      commits: [commit],
      total_commits_count: 4,
    },
    followed: ['https://gitlab.example.com/mike/diaspora.git', 'ssh://git@gitlab.example.com:2222/mike/diaspora'],
  },
  'GitLab, of the whole instance': {
    scheme: 'GitLab',
    headers: { 'content-type': 'application/json', 'x-gitlab-event': 'System Hook' },
    payload: {
      event_name: 'repository_update',
      user_id: 1,
      project_id: 1,
      project: {
        name: 'Example',
        web_url: 'https://gitlab.example.com/group/sub/example',
        git_ssh_url: 'git@gitlab.example.com:group/sub/example.git',
        git_http_url: 'https://gitlab.example.com/group/sub/example.git',
        path_with_namespace: 'group/sub/example',
      },
      changes: [{ before: '8205ea8d81ce0c6b90fbe8280d118cc9fdad6130', ref: 'refs/tags/v1' }],
      refs: ['refs/tags/v1', 'https://git.example.com/stranger/other.git'],
    },
    followed: ['https://gitlab.example.com/group/sub/example.git', 'git@gitlab.example.com:group/sub/example'],
  },
  Gitea: {
    scheme: 'Gitea',
    headers: {
      'content-type': 'application/json',
      'x-gitea-event': 'push',
      'x-gitea-delivery': 'f6266f16-1bf3-46a5-9ea4-602e06ead473',
      'x-github-event': 'push',
    },
    payload: {
      ref: 'refs/heads/develop',
      before: '28e1879d029cb852e4844d9c718537df08844e03',
      after: 'bffeb74224043ba2feb48d137756c8a9331c449a',
      compare_url: 'http://localhost:3000/gitea/webhooks/compare/28e1879d...bffeb742',
      commits: [commit],
      repository: {
        id: 140,
        full_name: 'gitea/webhooks',
        html_url: 'http://localhost:3000/gitea/webhooks',
        ssh_url: 'ssh://gitea@localhost:2222/gitea/webhooks.git',
        clone_url: 'http://localhost:3000/gitea/webhooks.git',
        default_branch: 'master',
      },
    },
    followed: ['http://localhost:3000/gitea/webhooks.git', 'ssh://gitea@localhost:2222/gitea/webhooks'],
  },
  'Bitbucket Cloud': {
    scheme: 'Bitbucket',
    headers: {
      'content-type': 'application/json',
      'x-event-key': 'repo:push',
      'x-hook-uuid': 'b1',
      'x-request-uuid': 'r1',
    },
    payload: {
      actor: { display_name: 'Emma' },
      repository: {
        type: 'repository',
        full_name: 'team_name/repo_name',
        links: {
          self: { href: 'https://api.bitbucket.org/2.0/repositories/team_name/repo_name' },
          html: { href: 'https://bitbucket.org/team_name/repo_name' },
          avatar: { href: 'https://bytebucket.org/ravatar/x' },
        },
      },
      push: { changes: [{ new: { type: 'branch', name: 'main' }, commits: [commit] }] },
    },
    followed: ['https://bitbucket.org/team_name/repo_name.git', 'ssh://git@bitbucket.org/team_name/repo_name.git'],
  },
  'Bitbucket Data Center': {
    scheme: 'Bitbucket',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-event-key': 'repo:refs_changed',
      'x-request-id': 'r2',
    },
    payload: {
      eventKey: 'repo:refs_changed',
      date: '2017-09-19T09:45:32+1000',
      repository: {
        slug: 'repository',
        project: { key: 'PROJ' },
        links: {
          clone: [
            { href: 'ssh://git@bitbucket.example.com:7999/proj/repository.git', name: 'ssh' },
            { href: 'https://bitbucket.example.com/scm/proj/repository.git', name: 'http' },
          ],
          self: [{ href: 'https://bitbucket.example.com/projects/PROJ/repos/repository/browse' }],
        },
      },
      changes: [{ ref: { displayId: 'main' }, type: 'UPDATE' }],
    },
    followed: [
      'https://bitbucket.example.com/scm/PROJ/repository.git',
      'ssh://git@bitbucket.example.com:7999/proj/repository.git',
    ],
  },
  'Bitbucket Data Center, without clone links': {
    scheme: 'Bitbucket',
    headers: { 'content-type': 'application/json', 'x-event-key': 'repo:refs_changed' },
    payload: {
      repository: {
        links: { self: [{ href: 'https://bitbucket.example.com/projects/PROJ/repos/repository/browse' }] },
      },
    },
    followed: ['https://bitbucket.example.com/scm/proj/repository.git'],
  },
  generic: {
    scheme: 'Generic',
    headers: { 'content-type': 'application/json' },
    payload: { repositories: ['https://git.example.org/a/b.git', { url: 'ssh://git@git.example.org/c/d' }] },
    followed: ['https://git.example.org/a/b', 'https://git.example.org/c/d.git'],
  },
};
