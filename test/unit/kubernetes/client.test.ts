import { expect } from 'chai';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubernetesClient } from '../../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../../controller/kubernetes/connect.ts';
import { openConnection } from '../../../controller/kubernetes/connection.ts';
import { apiStatusOf } from '../../../controller/kubernetes/errors.ts';
import { configMaps, namespaces, pods, serviceAccounts } from '../../../controller/kubernetes/resources.ts';
import { refused } from '../../contract/store-samples.ts';
import { eventually } from '../../support/eventually.ts';
import {
  type FaultyServer,
  json,
  lines,
  page,
  raw,
  reset,
  silence,
  startFaultyServer,
  status,
} from '../../support/faulty-server.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { configMap, line } from './objects.ts';

const name = { namespace: 'ml', name: 'a' };

describe('kubernetes client', () => {
  let server: FaultyServer;
  let client: KubernetesClient;
  beforeEach(async () => {
    server = await startFaultyServer();
    client = await connectKubernetes({ kubeconfig: server.kubeconfig(), timeLimitMs: 5_000, silenceMs: 300 });
  });
  afterEach(async () => {
    await client.close();
    await server.stop();
  });

  const refusals: readonly [number, string, Parameters<typeof refused>[1]][] = [
    [400, 'BadRequest', 'ObjectRefused'],
    [403, 'Forbidden', 'AccessDenied'],
    [404, 'NotFound', 'NotFound'],
    [409, 'AlreadyExists', 'AlreadyExists'],
    [409, 'Conflict', 'Conflict'],
    [410, 'Expired', 'Expired'],
    [412, 'PreconditionFailed', 'Conflict'],
    [413, 'RequestEntityTooLarge', 'ObjectRefused'],
    [422, 'Invalid', 'ObjectRefused'],
    [429, 'TooManyRequests', 'KubernetesUnavailable'],
    [401, 'Unauthorized', 'KubernetesUnavailable'],
    [500, 'InternalError', 'KubernetesUnavailable'],
    [503, 'ServiceUnavailable', 'KubernetesUnavailable'],
  ];
  for (const [code, reason, expected] of refusals) {
    it(`tells ${code} ${reason} as ${expected}`, async () => {
      server.answer('other', status(code, reason));
      const error = await refused(client.create(configMaps, configMap('a')), expected);
      expect(error.message).to.contain(`told ${reason}`).and.contain('ConfigMap ml/a');
      expect(apiStatusOf(error)?.code).to.equal(code);
    });
  }

  it('knows an object that is not there from a kind that is not served', async () => {
    server.answer('other', status(404, 'NotFound'), (response) => response.writeHead(404).end('404 page not found'));
    expect(await client.get(configMaps, name)).to.equal(undefined);
    await refused(client.get(configMaps, name), 'NotFound');
  });

  it('bounds what a server says, and takes text that is no Status', async () => {
    server.answer('other', (response) => response.writeHead(502).end('x'.repeat(100_000)));
    const error = await refused(client.create(configMaps, configMap('a')), 'KubernetesUnavailable');
    expect(error.message.length).to.be.below(1_200);
  });

  it('never puts an answer that is not JSON, nor a token, into a message', async () => {
    const folder = temporaryFolder();
    const tokenFile = join(folder.path, 'token');
    writeFileSync(tokenFile, 'hidden-token');
    const other = await connectKubernetes({ kubeconfig: server.kubeconfig(tokenFile), timeLimitMs: 1_000 });
    server.answer('other', json({}), (response) => response.end('hidden-value'), status(403, 'Forbidden'), reset);
    await other.create(configMaps, configMap('a'));
    expect(server.requests[0]?.token).to.equal('hidden-token');
    for (let n = 0; n < 3; n += 1) {
      const error = await other.create(configMaps, configMap('a')).then(
        () => expect.fail('it was accepted'),
        (thrown: unknown) => thrown,
      );
      for (let one: unknown = error; one instanceof Error; one = one.cause) {
        expect(`${one.message} ${JSON.stringify(one)}`).to.not.contain('hidden');
      }
    }
    await other.close();
    folder.remove();
  });

  it('reads the token anew on 401 and asks once more', async () => {
    const folder = temporaryFolder();
    const tokenFile = join(folder.path, 'token');
    writeFileSync(tokenFile, 'old');
    const other = await connectKubernetes({ kubeconfig: server.kubeconfig(tokenFile) });
    server.answer(
      'other',
      json(configMap('a')),
      (response, request) => {
        writeFileSync(tokenFile, 'new');
        status(401, 'Unauthorized')(response, request);
      },
      json(configMap('a')),
      status(401, 'Unauthorized'),
    );
    await other.create(configMaps, configMap('a'));
    await other.create(configMaps, configMap('a'));
    expect(server.requests.map(({ token }) => token)).to.deep.equal(['old', 'old', 'new']);
    await refused(other.create(configMaps, configMap('a')), 'KubernetesUnavailable');
    expect(server.requests).to.have.length(5);
    await other.close();
    folder.remove();
  });

  it('repeats a GET that met a passing failure, and never a write', async () => {
    server.answer(
      'other',
      reset,
      status(429, 'TooManyRequests', { 'retry-after': '0' }),
      json(configMap('a')),
      reset,
      json({}),
    );
    expect((await client.get(configMaps, name))?.metadata.name).to.equal('a');
    expect(server.requests).to.have.length(3);
    await refused(client.replace(configMaps, configMap('a')), 'KubernetesUnavailable');
    expect(server.requests).to.have.length(4);
  });

  it('gives up a GET after three tries, and at once when the wait would be too long', async () => {
    server.answer('other', status(500, 'InternalError'));
    await refused(client.get(configMaps, name), 'KubernetesUnavailable');
    expect(server.requests).to.have.length(3);
    server.answer('list', status(429, 'TooManyRequests', { 'retry-after': '60' }));
    const error = await refused(client.list(configMaps), 'KubernetesUnavailable');
    expect(apiStatusOf(error)?.retryAfterSeconds).to.equal(60);
    expect(server.seen('list')).to.have.length(1);
  });

  it('ends a request at its time limit, whether nothing comes or not all of it', async () => {
    const hasty = await connectKubernetes({ kubeconfig: server.kubeconfig(), timeLimitMs: 200 });
    server.answer('other', silence, (response) => response.writeHead(200).write('{"kind":'));
    const first = await refused(hasty.create(configMaps, configMap('a')), 'KubernetesUnavailable');
    expect(first.message).to.contain('ConfigMap ml/a');
    await refused(hasty.create(configMaps, configMap('a')), 'KubernetesUnavailable');
    await hasty.close();
  });

  it('lists all pages, and all of it anew when the token grew too old', async () => {
    server.answer('list', page('5', [configMap('a')], 'more'), page('5', [configMap('b')]));
    const { items, resourceVersion } = await client.list(configMaps, { namespace: 'ml', labelSelector: 'a=b' });
    expect(items.map(({ metadata }) => metadata.name)).to.deep.equal(['a', 'b']);
    expect(resourceVersion).to.equal('5');
    expect(server.requests[1]?.query.get('continue')).to.equal('more');
    expect(server.requests[1]?.query.get('labelSelector')).to.equal('a=b');
    expect(server.requests[1]?.path).to.equal('/api/v1/namespaces/ml/configmaps');
    server.answer('list', page('6', [configMap('a')], 'old'), status(410, 'Expired'), page('7', [configMap('c')]));
    // What was last answered stays: it is taken off by the next.
    await client.list(configMaps);
    const again = await client.list(configMaps);
    expect(again.items.map(({ metadata }) => metadata.name)).to.deep.equal(['c']);
    expect(server.seen('list').at(-1)?.query.has('limit')).to.equal(false);
  });

  it('gives list items their kind', async () => {
    server.answer('list', page('5', [{ metadata: { name: 'a', namespace: 'ml' } }]));
    const { items } = await client.list(configMaps);
    expect(items[0]).to.include({ apiVersion: 'v1', kind: 'ConfigMap' });
  });

  it('asks for what each call says', async () => {
    server.answer('other', json(configMap('a')));
    await client.apply(configMaps, configMap('a'));
    await client.mergePatch(configMaps, name, {}, 'scale');
    await client.create(serviceAccounts, { metadata: { name: 'a', namespace: 'ml' }, spec: {} }, 'token');
    await client.get(namespaces, { name: 'ml' });
    await client.delete(pods, name, { uid: 'u', propagation: 'Orphan', gracePeriodSeconds: 0 });
    expect(server.requests.map(({ method, path, query }) => `${method} ${path} ${query.toString()}`)).to.deep.equal([
      'PATCH /api/v1/namespaces/ml/configmaps/a fieldManager=refit-controller&force=true',
      'PATCH /api/v1/namespaces/ml/configmaps/a/scale fieldManager=refit-controller',
      'POST /api/v1/namespaces/ml/serviceaccounts/a/token fieldManager=refit-controller',
      'GET /api/v1/namespaces/ml ',
      'DELETE /api/v1/namespaces/ml/pods/a ',
    ]);
  });

  describe('watch', () => {
    const collect = async (signal = new AbortController().signal): Promise<string[]> => {
      const seen: string[] = [];
      await client.watch(configMaps, { resourceVersion: '5', signal }, (event) => {
        seen.push(
          event.type === 'BOOKMARK'
            ? `bookmark ${event.resourceVersion}`
            : `${event.type} ${event.object.metadata.name}`,
        );
      });
      return seen;
    };

    it('delivers lines, however they are cut into pieces, until the server ends it', async () => {
      const text = [line('ADDED', 'ä', '6'), { type: 'BOOKMARK', object: { metadata: { resourceVersion: '9' } } }]
        .map((one) => `${JSON.stringify(one)}\n`)
        .join('');
      server.answer('watch', (response) => {
        const bytes = Buffer.from(text);
        const send = (at: number): void => {
          if (at >= bytes.length) response.end();
          else response.write(bytes.subarray(at, at + 1), () => setImmediate(send, at + 1));
        };
        send(0);
      });
      expect(await collect()).to.deep.equal(['ADDED ä', 'bookmark 9']);
      expect(Object.fromEntries(server.requests[0]?.query ?? [])).to.include({
        allowWatchBookmarks: 'true',
        resourceVersion: '5',
      });
      expect(Number(server.requests[0]?.query.get('timeoutSeconds'))).to.be.within(240, 300);
    });

    it('tells 410, as the answer and within the stream', async () => {
      server.answer(
        'watch',
        status(410, 'Expired'),
        lines([{ type: 'ERROR', object: { kind: 'Status', code: 410, reason: 'Expired' } }]),
      );
      await refused(collect(), 'Expired');
      await refused(collect(), 'Expired');
    });

    it('fails on a reset, on an end within a line and on lines that make no sense', async () => {
      const broken = [
        '{"type":"ADD\n',
        '7\n',
        '{"type":"ADDED","object":{}}\n',
        '{"type":"NEW","object":{"metadata":{"name":"a","resourceVersion":"1"}}}\n',
      ];
      server.answer('watch', raw('{"type"', 'reset'), raw('{"type"', 'end'), ...broken.map((text) => raw(text)));
      for (let n = 0; n < 2 + broken.length; n += 1) {
        const error = await refused(collect(), 'KubernetesUnavailable');
        expect(error.message).to.not.contain('{');
      }
    });

    it('ends one that has gone silent, and one that is told to', async () => {
      server.answer('watch', raw(''));
      expect(await collect()).to.deep.equal([]);
      const end = new AbortController();
      const ended = collect(end.signal);
      await eventually(() => expect(server.requests).to.have.length(2));
      end.abort();
      expect(await ended).to.deep.equal([]);
    });
  });

  it('streams logs and other answers, whatever their status', async () => {
    server.answer(
      'other',
      (response) => response.end('one\ntwo\n'),
      (response) => response.writeHead(418, { 'x-a': 'b' }).end('teapot'),
    );
    const chunks: Buffer[] = [];
    for await (const chunk of client.podLog(name, { container: 'step', tailLines: 5 })) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).to.equal('one\ntwo\n');
    const answer = await client.request({ method: 'POST', path: '/anything', body: 'x' });
    expect([answer.status, answer.headers.get('x-a')]).to.deep.equal([418, 'b']);
    let text = '';
    for await (const chunk of answer.body) text += chunk.toString();
    expect(text).to.equal('teapot');
  });

  it('keeps to its bound of requests under way, on connections that it uses again', async () => {
    const narrow = await connectKubernetes({ kubeconfig: server.kubeconfig(), concurrency: 3 });
    const ports = new Set<number>();
    let underWay = 0;
    let most = 0;
    server.answer('other', (response, request) => {
      underWay += 1;
      most = Math.max(most, underWay);
      ports.add(request.socket.remotePort ?? 0);
      setImmediate(() => {
        underWay -= 1;
        json(configMap('a'))(response, request);
      });
    });
    await Promise.all(Array.from({ length: 50 }, () => narrow.get(configMaps, name)));
    expect(most).to.be.at.most(3);
    expect(ports.size).to.be.at.most(3);
    await narrow.close();
  });

  it('takes new connections when the certificate is another, and finishes what is under way on the old ones', async () => {
    let certificate = 'first';
    const access = {
      server: server.url,
      namespace: 'ml',
      current: async () => ({ headers: {}, tls: { cert: Buffer.from(certificate) } }),
      renew: async () => undefined,
    };
    const connection = await openConnection({ access, concurrency: 4, timeLimitMs: 5_000 });
    const ports: (number | undefined)[] = [];
    const held: (() => void)[] = [];
    server.answer('other', (response, request) => {
      ports.push(request.socket.remotePort);
      if (request.url === '/held') held.push(() => response.end('done'));
      else response.end('done');
    });
    const send = async (path: string): Promise<string> => (await connection.send({ method: 'GET', path })).body.text();
    await send('/one');
    await send('/one');
    const underWay = send('/held');
    await eventually(() => expect(held).to.have.length(1));
    certificate = 'second';
    await send('/two');
    expect(ports[3]).to.not.be.oneOf(ports.slice(0, 3));
    held[0]?.();
    expect(await underWay).to.equal('done');
    await connection.close();
  });

  it('names what is wrong with a kubeconfig', async () => {
    const missing = await refused(connectKubernetes({ kubeconfig: '/nowhere/config' }), 'KubernetesUnavailable');
    expect(missing.message).to.contain('/nowhere/config');
    const error = await refused(
      connectKubernetes({ kubeconfig: server.kubeconfig(), context: 'x' }),
      'KubernetesUnavailable',
    );
    expect(error.message).to.contain('no context x, there are faulty');
  });

  it('takes its namespace from the context, unless one is named', async () => {
    expect(client.namespace).to.equal('ml');
    const other = await connectKubernetes({ kubeconfig: server.kubeconfig(), namespace: 'x' });
    expect(other.namespace).to.equal('x');
    await other.close();
  });
});
