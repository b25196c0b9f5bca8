import { expect } from 'chai';
import type { WorkflowRun, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { RefitError, type Reason } from '../../../controller/core/errors.ts';
import { Contents } from '../../../controller/reconcile/contents.ts';
import type { Repository } from '../../../controller/git/git.ts';
import { decide } from '../../../controller/reconcile/decide.ts';
import type { Ports } from '../../../controller/reconcile/ports.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { silentLogger } from '../../support/log.ts';

const url = 'https://git.example.com/team/digits';
const before = `main@sha1:${'a'.repeat(40)}`;
const now = `main@sha1:${'b'.repeat(40)}`;

function spec(secret: string): WorkflowSpec['spec'] {
  return {
    sources: [{ name: 'code', git: { url, interval: '1m', secretRef: { name: secret } } }],
    environments: [],
    stepDefaults: { run: { timeout: '1h', retries: 0 } },
    steps: [{ name: 'train', run: { command: ['train'] }, outputs: [{ name: 'model', path: 'm', kind: 'model' }] }],
  } as unknown as WorkflowSpec['spec'];
}

/** A workflow decided with a secret of another name, which is not there any more. */
function workflow(): WorkflowSpec {
  return {
    metadata: { namespace: 'ml', name: 'digits', uid: 'u', generation: 2 },
    spec: spec('new'),
    status: {
      observedGeneration: 1,
      sequence: 1,
      decided: { generation: 1, run: 'digits-1' },
      sources: [{ name: 'code', revision: before }],
    },
  } as unknown as WorkflowSpec;
}

function run(phase: string, more: object = {}): WorkflowRun {
  return {
    metadata: { namespace: 'ml', name: 'digits-1', uid: 'r', ...more },
    spec: {
      workflow: 'digits',
      sequence: 1,
      generation: 1,
      decidedAt: '2030-01-01T00:00:00.000Z',
      trigger: { kind: 'SpecChanged' },
      revisions: [{ source: 'code', url, revision: before }],
      force: ['train'],
      snapshot: { ...spec('old'), steps: [{ name: 'train', run: { command: ['train', 'otherwise'] } }] },
    },
    status: { phase },
  } as unknown as WorkflowRun;
}

/** Ports of a repository that is read with the new secret only. */
function ports(reason: Reason, created: string[]): Ports {
  const refused = (): never => {
    throw new RefitError(reason, 'secret ml/old');
  };
  const guard = (repository: { readonly access?: { readonly secret: string } }): Promise<void> =>
    Promise.resolve().then(() => (repository.access?.secret === 'new' ? undefined : refused()));
  const git = { ensure: guard, entries: guard, changes: guard, commits: () => Promise.resolve([]) };
  const artifacts = {
    attempts: () => Promise.resolve([]),
    writeNote: () => Promise.resolve(),
    readNote: () => Promise.resolve(undefined),
    stat: () => Promise.resolve(undefined),
  };
  return {
    git,
    contents: new Contents(git as unknown as Ports['git']),
    stores: { of: () => artifacts },
    engine: { list: () => Promise.resolve([]), identity: () => 'process:linux/x64' },
    store: {
      get: () => Promise.resolve(workflow()),
      list: () => Promise.resolve([]),
      recordEvent: () => Promise.resolve(),
      updateStatus: (object: unknown) => Promise.resolve(object),
      create: (object: WorkflowRun) => {
        created.push(object.metadata.name);
        return Promise.resolve(object);
      },
    },
    enqueue: { run: () => undefined },
    clock: new FakeClock(),
    log: silentLogger,
  } as unknown as Ports;
}

describe('a decision after the credentials of what was decided before are gone', () => {
  const revisions = [{ source: 'code', url, revision: now }];

  for (const reason of [
    'SecretNotFound',
    'CredentialsInvalid',
    'AuthenticationFailed',
    'HostKeyRefused',
    'AddressRefused',
  ] as const) {
    it(`is made all the same: ${reason}`, async () => {
      for (const phase of ['Succeeded', 'Running']) {
        const created: string[] = [];
        const decision = await decide(ports(reason, created), workflow(), [run(phase)], revisions);
        expect(decision.kind).to.equal('Run');
        expect(created).to.deep.equal(['digits-2']);
      }
    });
  }
});

describe('a decision after a source has moved to another host', () => {
  it('asks neither host with the credentials of the other', async () => {
    const moved = 'https://elsewhere.example.net/digits';
    const asked = new Set<string>();
    const note = (at: Repository): Promise<[]> => {
      asked.add(`${at.url} ${at.access?.secret ?? '-'}`);
      return Promise.resolve([]);
    };
    const git = { ensure: note, entries: note, changes: note, commits: note };
    const around = { ...ports('SecretNotFound', []), git, contents: new Contents(git as unknown as Ports['git']) };
    const today = workflow();
    const source = { name: 'code', git: { ...today.spec.sources[0]?.git, url: moved } };
    const there = { ...today, spec: { ...today.spec, sources: [source] } } as unknown as WorkflowSpec;
    for (const phase of ['Succeeded', 'Running']) {
      const revisions = [{ source: 'code', url: moved, revision: now }];
      await decide(around as unknown as Ports, there, [run(phase)], revisions);
    }
    expect([...asked].filter((pair) => pair !== `${moved} new` && pair !== `${url} old`)).to.deep.equal([]);
    expect(asked).to.include(`${moved} new`);
  });
});
