import { expect } from 'chai';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { runCluster } from '../../../controller/cluster.ts';
import { readConfig } from '../../../controller/config.ts';
import { eventually } from '../../support/eventually.ts';
import { type Answer, type FaultyServer, json, raw, startFaultyServer, status } from '../../support/faulty-server.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { collectingLogger } from '../../support/log.ts';

function list(kind: string, resourceVersion: string, names: readonly string[]): Answer {
  const items = names.map((name) => ({
    metadata: { name, namespace: 'ml', uid: name, resourceVersion, generation: 1, creationTimestamp: '' },
    spec: { sources: [], steps: [] },
  }));
  return json({ kind, apiVersion: 'v1', metadata: { resourceVersion }, items });
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}

/** Takes every write as it came. */
const accept: Answer = (response, request) => {
  void bodyOf(request).then((body) => {
    const metadata = { uid: 'u', ...(body['metadata'] as object), resourceVersion: String(100 + Math.random() * 1e6) };
    json({ ...body, metadata })(response, request);
  });
};

/** A server whose watches tell nothing, as of one that stood by and lags behind. */
describe('a cluster’s controller that begins to lead', function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let server: FaultyServer;
  let log: ReturnType<typeof collectingLogger>;
  let end: AbortController;
  let ended: Promise<'Ended' | 'Lost'>;
  /** Answers to lists, by the plural of the kind; the last one stays. */
  let lists: Record<string, Answer[]>;

  beforeEach(async () => {
    server = await startFaultyServer();
    lists = {};
    server.answer('list', (response, request) => {
      const plural = new URL(request.url ?? '/', 'http://localhost').pathname.split('/').at(-1) ?? '';
      const answers = lists[plural] ?? [];
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      (answer ?? list(plural, '1', []))(response, request);
    });
    server.answer('watch', raw(''));
    log = collectingLogger();
    end = new AbortController();
  });
  afterEach(async () => {
    end.abort();
    await ended;
    await server.stop();
  });
  after(() => folder.remove());

  function start(): void {
    const fields = {
      kubeconfig: server.kubeconfig(),
      namespace: 'refit-system',
      image: 'refit-controller:test',
      address: '127.0.0.1',
      'ports-health': '0',
      'ports-artifacts': '0',
      'ports-webhooks': '0',
      'artifacts-volume-folder': join(folder.path, 'artifacts'),
      'artifacts-volume-url': 'http://127.0.0.1:1',
      'git-folder': join(folder.path, 'mirrors'),
      'git-allow-addresses': '127.0.0.0/8',
      'leader-election': 'false',
    };
    const args = Object.entries(fields).map(([name, value]) => `--${name}=${value}`);
    const config = readConfig({ args, environment: {} });
    const options = { config, environment: {}, identity: 'me', version: 'test', log, signal: end.signal, fillMs: 0 };
    ended = runCluster(options);
  }

  const written = (): string[] =>
    server.requests.filter(({ method }) => method === 'PUT' || method === 'PATCH').map(({ path }) => path);
  const isWritten = (name: string): boolean => written().some((path) => path.includes(`/workflowspecs/${name}`));
  const readyz = async (): Promise<string> => {
    const port = log.lines.find(({ message }) => message === 'health is served')?.fields?.['port'];
    const response = await fetch(`http://127.0.0.1:${String(port)}/readyz`);
    return `${response.status} ${await response.text()}`;
  };

  it('decides nothing from what it remembers, but from what is there, and tries until it knows', async () => {
    server.answer('other', accept);
    const old = list('WorkflowSpecList', '5', ['old']);
    lists['workflowspecs'] = [old, status(500, 'InternalError'), list('WorkflowSpecList', '9', ['new'])];
    start();
    await eventually(() => isWritten('new'), 30_000);
    expect(isWritten('old')).to.equal(false);
  });

  it('ends at once while it does not know yet, and has written nothing', async () => {
    server.answer('other', accept);
    let isAsked = false;
    // The second list is never answered.
    lists['workflowspecs'] = [list('WorkflowSpecList', '5', ['old']), () => (isAsked = true)];
    start();
    await eventually(() => isAsked, 30_000);
    end.abort();
    expect(await ended).to.equal('Ended');
    expect(isWritten('old')).to.equal(false);
  });

  it('is not ready while it does not know its Jobs or servers', async () => {
    server.answer('other', accept);
    lists['jobs'] = [status(500, 'InternalError')];
    lists['services'] = [status(500, 'InternalError')];
    start();
    await eventually(async () => expect(await readyz()).to.match(/^503 caches: engine, serving: not filled/), 30_000);
    lists['jobs'] = [list('JobList', '1', [])];
    await eventually(async () => expect(await readyz()).to.match(/^503 caches: serving: not filled/), 30_000);
    lists['services'] = [list('ServiceList', '1', [])];
    await eventually(async () => expect(await readyz()).to.equal('200 ok\n'), 30_000);
  });
});
