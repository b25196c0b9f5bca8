import { expect } from 'chai';
import type { ExecutionInput } from '../../../controller/engines/engine.ts';
import { buildJob } from '../../../controller/engines/job/job.ts';
import { sourceSecrets } from '../../../controller/data/source-secrets.ts';
import { artifactAccess } from '../../../controller/pod/artifact-access.ts';
import { podRequest } from '../../support/pod-root.ts';

const input: ExecutionInput = {
  name: 'data',
  path: 'data',
  mode: 'Mount',
  digest: `sha256:${'ab'.repeat(32)}`,
  from: {
    kind: 'Git',
    url: 'https://git.example.com/data.git',
    commit: 'ab'.repeat(20),
    paths: [],
    secret: 'git.team',
    lfs: { url: 'https://lfs.example.com', secret: 'lfs' },
    dataRemotes: [
      { name: 'a', url: 's3://a', secret: 'bucket' },
      { name: 'b', url: 's3://b' },
      { name: 'c', url: 's3://c', secret: 'bucket' },
    ],
  },
};

const lock = {
  digest: input.digest,
  url: 'https://git.example.com/x.git',
  commit: 'ab'.repeat(20),
  paths: [],
  secret: 'lock',
};
const request = podRequest({ inputs: [input], environment: { name: 'py', image: 'py:1', lock } });

describe('secrets that fetching takes', () => {
  it('are those of repositories, LFS servers, remotes and lock files, each once', () => {
    expect(sourceSecrets(request)).to.deep.equal(['bucket', 'git.team', 'lfs', 'lock']);
    expect(sourceSecrets(podRequest({}))).to.deep.equal([]);
  });

  it('are mounted where a step is fetched, and neither in the step nor in what publishes', () => {
    const access = artifactAccess({ kind: 'Http', url: 'http://store', audience: 'x' });
    const job: unknown = buildJob(request, {
      image: 'refit',
      access,
      addresses: { deny: ['10.96.0.0/12'] },
      dataCache: { claim: 'refit-data', budget: 1e9 },
    });
    const { spec, metadata } = (
      job as { spec: { template: { spec: Pod; metadata: { annotations: Record<string, string> } } } }
    ).spec.template;
    const mounts = (name: string): string[] =>
      [...spec.initContainers, ...spec.containers]
        .filter((container) => container.name === name)
        .flatMap(({ volumeMounts }) => volumeMounts.map(({ mountPath }) => mountPath))
        .filter((path) => path.startsWith('/refit/secrets'));
    const names = ['bucket', 'git.team', 'lfs', 'lock'];
    expect(mounts('fetch')).to.deep.equal(names.map((name) => `/refit/secrets/${name}`));
    expect(mounts('step')).to.deep.equal([]);
    expect(mounts('publish')).to.deep.equal([]);
    const volumes = spec.volumes.flatMap(({ secret }) => (secret === undefined ? [] : [secret.secretName]));
    expect(volumes).to.deep.equal(names);
    const document: unknown = JSON.parse(metadata.annotations['refit.dev/request'] ?? '');
    expect(document).to.deep.include({ addresses: { deny: ['10.96.0.0/12'] }, dataBudget: 1e9 });
    const cached = [...spec.initContainers, ...spec.containers].filter(({ volumeMounts }) =>
      volumeMounts.some(({ mountPath }) => mountPath === '/refit/data-cache'),
    );
    expect(cached.map(({ name }) => name)).to.deep.equal(['fetch']);
  });
});

interface Pod {
  readonly initContainers: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly { readonly secret?: { readonly secretName: string } }[];
}

interface Container {
  readonly name: string;
  readonly volumeMounts: readonly { readonly mountPath: string }[];
}
