import { expect } from 'chai';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { type Socket, connect } from 'node:net';
import { join } from 'node:path';
import { Refusal } from '../../controller/artifacts/server/refusal.ts';
import type { WebhookServerOptions } from '../../controller/webhooks/door.ts';
import { folderKeys } from '../../controller/webhooks/folder-keys.ts';
import type { Hints } from '../../controller/webhooks/hints.ts';
import { type WebhookServer, serveWebhooks } from '../../controller/webhooks/serve.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { collectingLogger } from '../support/log.ts';
import { payloads } from '../unit/webhooks/payloads.ts';

const token = 'one token of the pushes of tests';
const previous = 'the token that hosts had before it';
const keys = ['github.com/codertocat/hello-world'];

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** As a host sends it. */
function signed(body: string, key = token): Record<string, string> {
  const mac = createHmac('sha256', key).update(body).digest('hex');
  return { 'content-type': 'application/json', 'x-github-event': 'push', 'x-hub-signature-256': `sha256=${mac}` };
}

/** A push like no other. */
let pushes = 0;
function push(): string {
  pushes += 1;
  return JSON.stringify({ ...(payloads['GitHub']?.payload as object), after: String(pushes).padStart(40, '0') });
}

describe('the server of webhooks', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const opened: WebhookServer[] = [];
  const log = collectingLogger();
  const hinted: string[] = [];
  const results: string[] = [];
  const hints: Hints = {
    refresh: (namespace, repositories) => hinted.push(`${namespace}: ${repositories.join(' ')}`),
    refreshWorkflow: (namespace, name) => hinted.push(`${namespace}/${name}`),
  };

  beforeEach(() => {
    folder = temporaryFolder();
    [hinted, results].forEach((list) => list.splice(0));
    secret('hook', { token: `${token}\n`, previousToken: previous });
    secret('registry', { token, password: 'x' });
  });
  afterEach(async () => {
    for (const server of opened.splice(0)) await server.close();
    folder.remove();
  });

  function secret(name: string, values: Readonly<Record<string, string>>): void {
    mkdirSync(join(folder.path, name), { recursive: true });
    for (const [key, value] of Object.entries(values)) writeFileSync(join(folder.path, name, key), value);
  }

  async function open(options: Partial<WebhookServerOptions> = {}): Promise<WebhookServer> {
    const server = await serveWebhooks({
      port: 0,
      host: '127.0.0.1',
      keys: folderKeys(folder.path),
      hints: () => hints,
      leader: () => undefined,
      observe: (result) => results.push(result),
      log,
      ...options,
    });
    opened.push(server);
    return server;
  }

  function send(
    server: WebhookServer,
    path: string,
    body: string | Buffer,
    headers = {},
    method = 'POST',
  ): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const options = { host: '127.0.0.1', port: server.port, path, method, headers, agent: false };
      const asked = request(options, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text, headers: response.headers }));
      });
      let answered = false;
      asked.on('response', () => (answered = true));
      // A body that nobody wanted is cut off after the answer.
      asked.on('error', (error) => (answered ? undefined : reject(error)));
      asked.end(body);
    });
  }

  const deliver = (
    server: WebhookServer,
    body: string,
    headers = signed(body),
    path = '/webhooks/ml/hook',
  ): Promise<Answered> => send(server, path, body, headers);

  it('acts on what is signed, once, whichever of the two tokens signs it', async () => {
    const server = await open();
    const body = push();
    const first = await deliver(server, body);
    expect([first.status, first.text]).to.deep.equal([202, '{"accepted":true}\n']);
    expect(hinted).to.deep.equal([`ml: ${keys.join()}`]);
    const again = await deliver(server, body, { ...signed(body), 'x-github-delivery': 'another' });
    expect(again.status).to.equal(200);
    // The next hint of this repository waits a while; of another namespace it does not.
    const other = push();
    expect((await deliver(server, other, signed(other, previous), '/webhooks/other/hook')).status).to.equal(202);
    expect(hinted).to.deep.equal([`ml: ${keys.join()}`, `other: ${keys.join()}`]);
    expect(results).to.deep.equal(['Accepted', 'Repeated', 'Accepted']);
  });

  it('takes a form as its host signs it: GitHub the whole body, Gitea what the field says', async () => {
    const server = await open();
    const form = (text: string): string => new URLSearchParams({ payload: text }).toString();
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const hex = (text: string): string => createHmac('sha256', token).update(text).digest('hex');
    const [github, gitea] = [form(push()), push()];
    expect((await deliver(server, github, { ...signed(github), ...type })).status).to.equal(202);
    const headers = { ...type, 'x-gitea-signature': hex(gitea), 'x-hub-signature-256': `sha256=${hex(gitea)}` };
    expect((await deliver(server, form(gitea), headers)).status).to.equal(202);
    // Written in another way it is what it was.
    expect((await deliver(server, `${form(gitea).replaceAll('+', '%20')}&x=1`, headers)).status).to.equal(200);
    expect((await deliver(server, form(`${gitea} `), headers)).status).to.equal(401);
    expect((await deliver(server, `x=1&${form(gitea)}`, headers)).status).to.equal(401);
    expect((await deliver(server, form(gitea), signed(gitea))).status).to.equal(401);
    expect(hinted).to.deep.equal([`ml: ${keys.join()}`]);
  });

  it('answers a ping, and an event about nothing, and does nothing', async () => {
    const server = await open();
    const body = '{"zen":"Speak like a human."}';
    expect((await deliver(server, body, { ...signed(body), 'x-github-event': 'ping' })).status).to.equal(200);
    expect((await deliver(server, body)).status).to.equal(202);
    expect(hinted).to.deep.equal([]);
  });

  it('tells nobody what there is and what is wrong', async () => {
    const server = await open();
    const body = push();
    const answers = await Promise.all([
      deliver(server, body, signed(body, 'a token that is not of this hook')),
      deliver(server, body, {}),
      deliver(server, `${body} `, signed(body)),
      deliver(server, body, signed(body), '/webhooks/ml/nothing-here'),
      // It has a token, and is not for webhooks.
      deliver(server, body, signed(body), '/webhooks/ml/registry'),
      deliver(server, 'not json', signed('nor this')),
    ]);
    const [first] = answers;
    expect(first?.status).to.equal(401);
    for (const { status, text, headers } of answers) {
      expect([status, text]).to.deep.equal([first?.status, first?.text]);
      expect({ ...headers, date: '' }).to.deep.equal({ ...first?.headers, date: '' });
    }
    expect(hinted).to.deep.equal([]);
    expect(JSON.stringify(log.lines)).to.not.contain(token);
  });

  it('has no other paths and methods, in one spelling', async () => {
    const server = await open();
    const body = push();
    for (const path of [
      '/',
      '/webhooks',
      '/webhooks/ml',
      '/webhooks/ml/hook/',
      '/webhooks/ml/hook?x',
      '/webhooks/ML/hook',
    ])
      expect((await deliver(server, body, signed(body), path)).status, path).to.equal(404);
    for (const path of ['/webhooks/../ml/hook', '/webhooks/%6dl/hook', '/refresh/ml/digits', '/webhooks/ml/..'])
      expect((await deliver(server, body, signed(body), path)).status, path).to.equal(404);
    for (const method of ['GET', 'PUT', 'DELETE'])
      expect((await send(server, '/webhooks/ml/hook', '', {}, method)).status, method).to.equal(405);
    expect(
      (await send(server, '/webhooks/ml/hook', body, { ...signed(body), 'content-encoding': 'gzip' })).status,
    ).to.equal(415);
    expect(hinted).to.deep.equal([]);
  });

  it('refuses a body that is too large, said or not, and one that is signed and no JSON', async () => {
    const server = await open();
    const large = Buffer.alloc(1024 * 1024 + 1, 0x20);
    expect((await send(server, '/webhooks/ml/hook', large)).status).to.equal(413);
    expect((await send(server, '/webhooks/ml/hook', large, { 'transfer-encoding': 'chunked' })).status).to.equal(413);
    expect((await deliver(server, 'x')).status).to.equal(400);
    const most = `{"a":"${'x'.repeat(1024 * 1024 - 8)}"}`;
    expect(most).to.have.length(1024 * 1024);
    expect((await deliver(server, most)).status).to.equal(202);
  });

  it('waits for nobody: a slow request is cut off, and too much at once is refused', async () => {
    const server = await open({ limits: { headers: 200, request: 400, bodies: 100 } });
    const slow = (text: string): Socket => {
      const socket = connect(server.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.write(text);
      return socket;
    };
    const head = 'POST /webhooks/ml/hook HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\n';
    const sockets = [slow(''), slow('POST /webhooks'), slow(`${head}{"a":`)];
    await Promise.all(sockets.map((socket) => once(socket.resume(), 'close')));
    const body = push();
    const refused = await deliver(server, body);
    expect([refused.status, refused.headers['retry-after']]).to.deep.equal([503, '1']);
    expect(hinted).to.deep.equal([]);
    expect((await deliver(server, '{}')).status).to.equal(202);
  });

  it('limits what one Secret may ask, and says when to come again', async () => {
    const server = await open({ limits: { perSecret: { burst: 3, perSecond: 0.01 } } });
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) statuses.push((await deliver(server, push())).status);
    expect(statuses).to.deep.equal([202, 202, 202, 429, 429]);
    const limited = await deliver(server, push());
    expect(Number(limited.headers['retry-after'])).to.be.within(1, 100);
    const body = push();
    // Another Secret is another matter, and who cannot sign does not use up what others may.
    expect((await deliver(server, body, signed(body), '/webhooks/other/hook')).status).to.equal(202);
    expect((await deliver(server, body, signed(body, previous.toUpperCase()))).status).to.equal(401);
    expect(results.filter((result) => result === 'Limited')).to.have.length(3);
  });

  it('a delivery that somebody repeats uses up nothing of what its Secret may ask', async () => {
    const server = await open({ limits: { perSecret: { burst: 3, perSecond: 0.01 } } });
    const caught = push();
    const statuses: number[] = [];
    for (let count = 0; count < 10; count += 1) statuses.push((await deliver(server, caught)).status);
    expect(statuses).to.deep.equal([202, ...Array.from({ length: 9 }, () => 200)]);
    expect((await deliver(server, push())).status).to.equal(202);
  });

  it('keeps no connection of who proves nothing', async () => {
    const server = await open({ limits: { connections: 2, refusal: 1 } });
    const closed: Promise<unknown>[] = [];
    for (const path of ['/webhooks/ml/hook', '/elsewhere']) {
      const socket = connect(server.port, '127.0.0.1');
      socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-length: 2\r\n\r\n{}`);
      closed.push(once(socket.resume(), 'close'));
    }
    await Promise.all(closed);
    expect((await deliver(server, push())).status).to.equal(202);
  });

  it('counts a request that is broken off like one that proves nothing', async () => {
    const server = await open({ limits: { perAddress: { burst: 25, perSecond: 0.01 } } });
    for (let count = 1; count <= 3; count += 1) {
      const socket = connect(server.port, '127.0.0.1');
      socket.write('POST /webhooks/ml/hook HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\n{');
      // It is being read.
      await once(socket, 'data');
      socket.destroy();
      await eventually(() => results.length === count);
    }
    expect((await deliver(server, push())).status).to.equal(429);
  });

  it('ends the deliveries that are under way before it ends', async () => {
    const reading = Promise.withResolvers<void>();
    const read = Promise.withResolvers<readonly string[]>();
    const keysOf = { of: () => (reading.resolve(), read.promise) };
    // Longer than this test may take: it must not be what ends it.
    const server = await open({ keys: keysOf, limits: { ending: 300_000 } });
    const body = push();
    const answer = fetch(`http://127.0.0.1:${server.port}/webhooks/ml/hook`, {
      method: 'POST',
      headers: signed(body),
      body,
    });
    await reading.promise;
    const ended = server.close();
    read.resolve([token]);
    const { status, headers } = await answer;
    // The other side would keep the connection, too.
    expect([status, headers.get('connection')]).to.deep.equal([202, 'keep-alive']);
    await ended;
    expect(hinted).to.have.length(1);
    await deliver(server, push()).then(
      () => expect.fail('it still listens'),
      (error: unknown) => expect(error).to.have.property('code', 'ECONNREFUSED'),
    );
  });

  it('does not wait for who never ends', async () => {
    const server = await open({ limits: { ending: 100 } });
    const socket = connect(server.port, '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write('POST /webhooks/ml/hook HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 9\r\n\r\n');
    await once(socket, 'data');
    await server.close();
  });

  it('limits what one address may ask; who proves nothing is stopped sooner', async () => {
    const limits = { perAddress: { burst: 25, perSecond: 0.01 }, refusal: 1 };
    const server = await open({ limits, proxies: 1 });
    const from = async (address: string, key = token): Promise<number> => {
      const body = push();
      const forwarded = { 'x-forwarded-for': `198.51.100.1, ${address}` };
      return (await send(server, '/webhooks/ml/hook', body, { ...signed(body, key), ...forwarded })).status;
    };
    const guesses: number[] = [];
    for (let count = 0; count < 5; count += 1) guesses.push(await from('203.0.113.7', 'some guess at the token'));
    expect(guesses).to.deep.equal([401, 401, 401, 429, 429]);
    expect(await from('203.0.113.7')).to.equal(429);
    expect(await from('203.0.113.8')).to.equal(202);
    // As proxies write addresses: with ports, and IPv6 short. Of IPv6 a caller has a whole network.
    const others = [
      ['203.0.113.9:1', '203.0.113.9:2', '203.0.113.9:3', '203.0.113.9'],
      ['2001:db8::1:0:0:1', '2001:db8::2:0:0:1', '[2001:db8:0:0:3::]:4', '2001:db8::5'],
    ];
    for (const addresses of others) {
      const answers: number[] = [];
      for (const address of addresses) answers.push(await from(address, 'some guess at the token'));
      expect(answers, addresses.join(' ')).to.deep.equal([401, 401, 401, 429]);
    }
    const plain = await open({ limits });
    const told: number[] = [];
    for (let count = 0; count < 5; count += 1)
      told.push((await send(plain, '/webhooks/ml/hook', '', { 'x-forwarded-for': `203.0.113.${count}` })).status);
    expect(told).to.deep.equal([401, 401, 401, 429, 429]);
  });

  it('says that it cannot tell while Secrets cannot be read, and when nobody leads', async () => {
    const busy = await open({ keys: { of: () => Promise.reject(new Refusal(503, 'busy', { 'retry-after': '1' })) } });
    expect((await deliver(busy, push())).status).to.equal(503);
    const standby = await open({ hints: () => undefined });
    const alone = await deliver(standby, push());
    expect([alone.status, alone.headers['retry-after']]).to.deep.equal([503, '5']);
    expect(results).to.deep.equal(['Unavailable', 'Unavailable']);
  });

  describe('with a replica that stands by', () => {
    it('is told by it, and verifies itself', async () => {
      const leader = await open();
      const standby = await open({ hints: () => undefined, leader: () => `127.0.0.1:${leader.port}` });
      const body = push();
      expect((await deliver(standby, body)).status).to.equal(202);
      expect(hinted).to.deep.equal([`ml: ${keys.join()}`]);
      expect(results).to.deep.equal(['Accepted', 'Forwarded']);
      // It remembers by itself, and so does the leader.
      expect((await deliver(standby, body)).status).to.equal(200);
      expect((await deliver(leader, body)).status).to.equal(200);
      expect((await deliver(standby, body, signed(body, 'a token of somebody else'))).status).to.equal(401);
      expect(results.slice(2)).to.deep.equal(['Repeated', 'Repeated', 'Rejected']);
    });

    it('hands on every kind of proof', async () => {
      const leader = await open();
      const standby = await open({ hints: () => undefined, leader: () => `127.0.0.1:${leader.port}` });
      const body = push();
      const hex = createHmac('sha256', token).update(body).digest('hex');
      const now = String(Math.floor(Date.now() / 1_000));
      const timed = (prefix: string) => createHmac('sha256', token).update(`${prefix}.${body}`).digest();
      const proofs: Record<string, string>[] = [
        { 'x-gitea-signature': hex },
        { 'x-forgejo-signature': hex },
        { 'x-hub-signature': `sha256=${hex}` },
        { 'x-gitlab-token': token, 'idempotency-key': '1' },
        {
          'webhook-id': '1',
          'webhook-timestamp': now,
          'webhook-signature': `v1,${timed(`1.${now}`).toString('base64')}`,
        },
        { 'x-refit-timestamp': now, 'x-refit-signature': `sha256=${timed(now).toString('hex')}` },
      ];
      for (const proof of proofs) {
        // Gitea and Forgejo sign alike.
        const status = 'x-forgejo-signature' in proof ? 200 : 202;
        expect((await send(standby, '/webhooks/ml/hook', body, proof)).status, JSON.stringify(proof)).to.equal(status);
      }
    });

    it('is not asked in a circle, and what could not be handed on counts as never sent', async () => {
      let other = '';
      let leads = false;
      const first = await open({ hints: () => (leads ? hints : undefined), leader: () => other });
      const second = await open({ hints: () => undefined, leader: () => `127.0.0.1:${first.port}` });
      other = `127.0.0.1:${second.port}`;
      const body = push();
      expect((await deliver(first, body)).status).to.equal(503);
      leads = true;
      expect((await deliver(second, body)).status).to.equal(202);
      expect(hinted).to.have.length(1);
    });

    it('looks for the leader where it is not any more, or was not known', async () => {
      const leader = await open();
      const findLeader = async (): Promise<string> => `127.0.0.1:${leader.port}`;
      const standby = await open({ hints: () => undefined, findLeader });
      const behind = await open({ hints: () => undefined, leader: () => `127.0.0.1:${standby.port}`, findLeader });
      expect((await deliver(standby, push())).status).to.equal(202);
      expect((await deliver(behind, push())).status).to.equal(202);
    });

    it('is answered 503 when the leader is gone', async () => {
      const gone = await open();
      await gone.close();
      opened.splice(opened.indexOf(gone), 1);
      const standby = await open({ hints: () => undefined, leader: () => `127.0.0.1:${gone.port}` });
      expect((await deliver(standby, push())).status).to.equal(503);
    });
  });

  it('refreshes a workflow for who may, and hands that on', async () => {
    const asked: string[] = [];
    const permission = {
      require: async (bearer: string | undefined, namespace: string, workflow: string) => {
        asked.push(`${bearer} ${namespace}/${workflow}`);
        if (bearer !== 'good') throw new Refusal(bearer === undefined ? 401 : 403, 'no');
        return { username: 'ci' };
      },
    };
    const limits = { perUser: { burst: 2, perSecond: 0.01 } };
    const leader = await open({ permission, limits });
    const standby = await open({ permission, hints: () => undefined, leader: () => `127.0.0.1:${leader.port}` });
    const refresh = (server: WebhookServer, headers = {}): Promise<Answered> =>
      send(server, '/refresh/ml/digits', '', headers);
    expect((await refresh(leader)).status).to.equal(401);
    expect((await refresh(leader, { authorization: 'Bearer bad' })).status).to.equal(403);
    expect((await refresh(standby, { authorization: 'Bearer good' })).status).to.equal(202);
    expect(hinted).to.deep.equal(['ml/digits']);
    expect((await refresh(leader, { authorization: 'Bearer good' })).status).to.equal(202);
    expect((await refresh(leader, { authorization: 'Bearer good' })).status).to.equal(429);
    expect(asked.filter((question) => question === 'good ml/digits')).to.have.length(4);
  });

  it('makes few looks of 200 pushes at once', async () => {
    const server = await open();
    const answers = await Promise.all(Array.from({ length: 200 }, () => deliver(server, push())));
    expect(answers.every(({ status }) => status === 202)).to.equal(true);
    const now = hinted.length;
    await eventually(() => hinted.length > now, 20_000);
    expect(hinted.length).to.be.within(2, 3);
  }).timeout(40_000);
});
