import { expect } from 'chai';
import { RefitError } from '../../../controller/core/errors.ts';
import type { Git } from '../../../controller/git/git.ts';
import type { KubernetesClient, ResourceType } from '../../../controller/kubernetes/client.ts';
import { fromApiStatus, readApiStatus } from '../../../controller/kubernetes/errors.ts';
import { fenceClient } from '../../../controller/runtime/fenced-client.ts';
import type { ObservedRequest } from '../../../controller/runtime/metrics.ts';
import { observeClient } from '../../../controller/runtime/observed-client.ts';
import { observeGit } from '../../../controller/runtime/observed-git.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const jobs: ResourceType = { apiVersion: 'batch/v1', kind: 'Job', plural: 'jobs', namespaced: true };
const job = { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'a', namespace: 'ns', resourceVersion: '1' } };
const name = { namespace: 'ns', name: 'a' };

/** A client that answers everything with `answer`, and says what it was asked. */
function client(answer: () => Promise<unknown>): { asked: string[]; client: KubernetesClient } {
  const asked: string[] = [];
  const ask = (what: string) => async () => {
    asked.push(what);
    return answer();
  };
  const verbs = ['get', 'list', 'create', 'replace', 'apply', 'mergePatch', 'delete', 'watch', 'request'];
  const podLog = async function* (): AsyncGenerator<Buffer> {
    asked.push('podLog');
    await answer();
    yield Buffer.from('a');
    yield Buffer.from('b');
  };
  const calls = Object.fromEntries(verbs.map((verb) => [verb, ask(verb)]));
  return { asked, client: { ...calls, podLog } as unknown as KubernetesClient };
}

async function readAll(log: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of log) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** Every call once, whatever becomes of it. @returns the errors */
async function callAll(over: KubernetesClient): Promise<unknown[]> {
  const signal = AbortSignal.abort();
  const calls = [
    () => over.get(jobs, name),
    () => over.list(jobs),
    () => over.create(jobs, job, 'token'),
    () => over.replace(jobs, job, 'status'),
    () => over.apply(jobs, job),
    () => over.mergePatch(jobs, name, {}, 'scale'),
    () => over.delete(jobs, name),
    () => over.watch(jobs, { resourceVersion: '1', signal }, () => undefined),
    () => over.request({ method: 'GET', path: '/version' }),
    () => readAll(over.podLog(name, { container: 'step' })),
  ];
  const ends = await Promise.allSettled(calls.map((call) => call()));
  return ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
}

describe('fenceClient', () => {
  it('lets reads through always, writes only while it leads', async () => {
    let leads = false;
    const { asked, client: inner } = client(async () => ({ status: 200 }));
    const fenced = fenceClient(inner, () => leads);
    const errors = await callAll(fenced);
    expect(asked).to.deep.equal(['get', 'list', 'watch', 'request', 'podLog']);
    expect(errors).to.have.length(5);
    for (const error of errors) expect(error).to.have.property('reason', 'KubernetesUnavailable');
    leads = true;
    asked.length = 0;
    expect(await callAll(fenced)).to.deep.equal([]);
    expect(asked).to.have.length(10);
  });
});

describe('observeClient', () => {
  it('tells verb, resource, code and duration of every call', async () => {
    const clock = new FakeClock();
    const told: ObservedRequest[] = [];
    const { client: inner } = client(async () => {
      await new Promise<void>((resolve) => clock.after(250, resolve));
      return { status: 404 };
    });
    const all = callAll(observeClient(inner, (request) => told.push(request), clock));
    await clock.advance(250);
    expect(await all).to.deep.equal([]);
    expect(told.map(({ verb, resource, code }) => `${verb} ${resource} ${code}`)).to.deep.equal([
      'get jobs 200',
      'list jobs 200',
      'create jobs/token 201',
      'update jobs/status 200',
      'apply jobs 200',
      'patch jobs/scale 200',
      'delete jobs 200',
      'watch jobs 200',
      'other raw 404',
      'get pods/log 200',
    ]);
    expect(told.every(({ seconds }) => seconds === 0.25)).to.equal(true);
  });

  it('tells the status of a refusal, the reason where there was no answer, and throws as it was', async () => {
    const errors = [
      fromApiStatus('Job ns/a', readApiStatus(409, '')),
      new RefitError('KubernetesUnavailable', 'down'),
      new Error('a bug'),
    ];
    const codes: string[] = [];
    for (const error of errors) {
      const { client: inner } = client(() => Promise.reject(error));
      const observed = observeClient(inner, ({ code }) => codes.push(code), new FakeClock());
      expect(await observed.get(jobs, name).catch((thrown: unknown) => thrown)).to.equal(error);
    }
    expect(codes).to.deep.equal(['409', 'KubernetesUnavailable', 'InternalError']);
  });

  it('tells of every operation there is, also when it fails', async () => {
    const told: string[] = [];
    const down = new RefitError('KubernetesUnavailable', 'down');
    const { client: inner } = client(() => Promise.reject(down));
    const observed = observeClient(inner, ({ verb, code }) => told.push(`${verb} ${code}`), new FakeClock());
    expect(await callAll(observed)).to.deep.equal(Array.from({ length: 10 }, () => down));
    expect(told).to.have.length(10);
    expect(told.every((one) => one.endsWith(' KubernetesUnavailable'))).to.equal(true);
  });

  it('tells of a log once, when it is answered, also of an empty one or one that breaks later', async () => {
    const codes: string[] = [];
    async function* log(chunks: readonly string[], end?: Error): AsyncGenerator<Buffer> {
      for (const chunk of chunks) yield Buffer.from(chunk);
      if (end) throw end;
    }
    const read = (of: AsyncIterable<Buffer>): Promise<string> => {
      const inner = { podLog: () => of } as Partial<KubernetesClient> as KubernetesClient;
      const observed = observeClient(inner, ({ code }) => codes.push(code), new FakeClock());
      return readAll(observed.podLog(name, { container: 'step', follow: true })).catch(String);
    };
    expect(await read(log(['a', 'b']))).to.equal('ab');
    expect(await read(log([]))).to.equal('');
    expect(await read(log(['a'], new Error('reset')))).to.equal('Error: reset');
    expect(codes).to.deep.equal(['200', '200', '200']);
  });
});

describe('observeGit', () => {
  const repository = { url: 'https://git.example.com/team/digits.git' };
  let told: string[];
  let fetches: number;
  let git: Git;

  beforeEach(() => {
    told = [];
    fetches = 0;
    const inner = {
      resolve: async () => ({ branch: 'main', commit: 'a' }),
      ensure: async (_: unknown, commit: string) => {
        if (commit === 'gone') throw new RefitError('RevisionGone', 'gone');
        if (commit === 'new') fetches += 1;
      },
      watch: () => () => told.push('watched'),
      blobs: async (...args: unknown[]) => told.push(JSON.stringify(args.slice(1))),
      verify: async (...args: unknown[]) => told.push(JSON.stringify(args.slice(1))),
    } as unknown as Git;
    git = observeGit(inner, {
      observe: ({ operation, reason }) => told.push(`${operation} ${reason ?? 'well'}`),
      clock: new FakeClock(),
      fetches: () => fetches,
      schemes: ['https'],
    });
  });

  it('tells of what asks a repository: looks, fetches, failures; not of what is there already', async () => {
    await git.resolve(repository);
    await git.ensure(repository, 'old');
    await git.ensure(repository, 'new');
    await git.ensure(repository, 'gone').catch(() => undefined);
    expect(told).to.deep.equal(['resolve well', 'fetch well', 'fetch RevisionGone']);
  });

  it('passes on all that it is asked', async () => {
    await git.blobs(repository, ['a'], 10, 'Skip');
    await git.verify(repository, { mode: 'Head', to: 'a', keys: new Map() });
    expect(told).to.deep.equal(['[["a"],10,"Skip"]', '[{"mode":"Head","to":"a","keys":{}}]']);
  });

  it('refuses schemes that are not allowed, and does not watch them', async () => {
    const plain = { url: 'http://git.example.com/team/digits.git' };
    const error = await git.resolve(plain).catch((thrown: unknown) => thrown);
    expect(error).to.include({ reason: 'SourceRefused' });
    expect(error).to.have.property('message').that.contains('"http"; allowed here is https://');
    git.watch(plain, 1_000, () => undefined)();
    expect(told).to.deep.equal(['resolve SourceRefused']);
    git.watch(repository, 1_000, () => undefined)();
    expect(told).to.include('watched');
  });
});
