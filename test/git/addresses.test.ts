import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { lookup } from 'node:dns/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { type Resolver, createAddressPolicy } from '../../controller/git/addresses.ts';
import type { GitWithCounters } from '../../controller/git/native.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { TestRepository } from '../support/git-repository.ts';
import { refusal } from './fixture.ts';
import { HostFixture, gitHost } from './hosts.ts';

const missing = '1'.repeat(40);

describe('git: hosts that may not be asked', () => {
  let fixture: HostFixture;
  let commit: string;
  let server: GitHttpServer;

  beforeEach(async () => {
    fixture = new HostFixture();
    commit = await (await fixture.served('r.git')).write('a', '1').commit('one');
    server = await fixture.server();
  });
  afterEach(() => fixture.end());

  /** As in a cluster, without a word about addresses. */
  function strict(resolver?: Resolver): GitWithCounters {
    return fixture.git({ allowLocal: false, addresses: createAddressPolicy({}, resolver) });
  }

  async function refuseBoth(git: GitWithCounters, url: string): Promise<void> {
    await refusal(git.resolve({ url }), 'AddressRefused');
    await refusal(git.resolve({ url, commit: missing }), 'AddressRefused');
    await refusal(git.ensure({ url }, commit), 'AddressRefused');
    await refusal(git.blobs({ url }, [missing], 10), 'AddressRefused');
  }

  it('refuses this machine, however it is spelled, before anything is asked', async () => {
    const git = fixture.git({ allowLocal: false });
    const { port } = new URL(server.origin);
    const hosts = [
      '127.0.0.1',
      '2130706433',
      '0x7f000001',
      '0177.0.0.1',
      '127.1',
      '0',
      '0.0.0.0',
      'localhost',
      'LOCALHOST.',
    ];
    hosts.push('[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '127.0.0.1.', '%31%32%37.0.0.1', '①②⑦.0.0.1');
    for (const host of hosts) await refuseBoth(git, `http://${host}:${port}/r.git`);
    expect(server.requests).to.deep.equal([]);
  });

  it('refuses a scheme that the installation does not have, before anything is asked', async () => {
    const addresses = createAddressPolicy({ loopback: true, schemes: ['https', 'ssh'] });
    const git = fixture.git({ allowLocal: false, addresses });
    const url = `${server.origin}/r.git`;
    await refusal(git.resolve({ url }), 'SourceRefused');
    await refusal(git.ensure({ url }, commit), 'SourceRefused');
    expect(server.requests).to.deep.equal([]);
  });

  it('refuses metadata services and the ranges of a cluster, also for names, over http and ssh', async () => {
    const resolved: Record<string, string[]> = {
      'metadata.test': ['169.254.169.254'],
      'metadata6.test': ['fd00:ec2::254'],
      'service.test': ['10.96.0.1'],
      'mapped.test': ['::ffff:10.96.0.1'],
      'both.test': ['192.0.2.1', '169.254.169.254'],
    };
    fixture.secret({ identity: '-----BEGIN PRIVATE KEY-----\nx\n', known_hosts: 'h ssh-ed25519 AAAA' });
    const addresses = createAddressPolicy({ deny: ['10.96.0.0/12'] }, async (name) => resolved[name] ?? []);
    const git = fixture.remote({ addresses });
    for (const host of [...Object.keys(resolved), '169.254.169.254', '[fd00:ec2::254]', '10.96.0.1', '2852039166']) {
      await refuseBoth(git, `http://${host}/latest/meta-data`);
      const at = fixture.repository(`ssh://git@${host}/r.git`);
      await refusal(git.resolve(at), 'AddressRefused');
      await refusal(git.ensure(at, commit), 'AddressRefused');
    }
  });

  it('connects to what was checked, though the name changes in between (DNS rebinding)', async () => {
    const { port } = new URL(server.origin);
    const url = `http://${gitHost}:${port}/r.git`;
    // The first answer is harmless, the second is this machine: whoever resolves twice is led there.
    let asked = 0;
    const rebinding: Resolver = async () => (asked++ % 2 === 0 ? ['192.0.2.1'] : ['127.0.0.1']);
    const git = fixture.git({
      allowLocal: false,
      addresses: createAddressPolicy({}, rebinding),
      timeouts: { poll: 200, fetch: 1000 },
    });
    for (let round = 0; round < 4; round++) {
      const thrown: unknown = await git.resolve({ url }).catch((error: unknown) => error);
      expect(thrown).to.be.instanceOf(Error);
      const fetched: unknown = await git.ensure({ url }, commit).catch((error: unknown) => error);
      expect(fetched).to.be.instanceOf(Error);
    }
    expect(server.requests).to.deep.equal([]);
  });

  it('binds git itself to the checked address: what the system says of the name does not count', async () => {
    // The system knows this machine's own name; the rules say it is at 127.0.0.2, where the server listens.
    const name = hostname().toLowerCase();
    const known = await lookup(name).catch(() => undefined);
    expect(known?.address ?? 'none').to.not.equal('127.0.0.2');
    const elsewhere = await GitHttpServer.start(fixture.path('served'), '127.0.0.2');
    try {
      const { port } = new URL(elsewhere.origin);
      const git = fixture.git({
        allowLocal: false,
        addresses: createAddressPolicy({ allow: ['127.0.0.2'] }, async () => ['127.0.0.2']),
      });
      const url = `http://${name}:${port}/r.git`;
      expect((await git.resolve({ url })).commit).to.equal(commit);
      await git.ensure({ url }, commit);
    } finally {
      await elsewhere.stop();
    }
  });

  it('refuses a git that cannot be bound to an address, but for addresses written out', async () => {
    const program = fixture.path('bin', 'git');
    mkdirSync(fixture.path('bin'));
    writeFileSync(program, '#!/bin/sh\n[ "$1" = version ] && echo "git version 2.36.9" || exit 3\n', { mode: 0o755 });
    const git = fixture.remote({ environment: { PATH: `${fixture.path('bin')}:${process.env['PATH']}` } });
    const { port } = new URL(server.origin);
    const error = await refusal(git.ensure({ url: `http://${gitHost}:${port}/r.git` }, commit), 'SourceUnavailable');
    expect(error.message).to.contain('2.37');
    const literal = await git.ensure({ url: server.url('r.git') }, commit).catch((thrown: unknown) => String(thrown));
    expect(literal).to.not.contain('2.37');
    expect(server.requests).to.deep.equal([]);
  });

  it('is not led to a forbidden address by a redirect, and sends nothing of the answer on', async () => {
    const asked: string[] = [];
    const inside = http.createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('secret of the inside');
    });
    await new Promise<void>((resolve) => inside.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = inside.address() as AddressInfo;
      const git = fixture.git();
      const url = server.url('r.git');
      server.fault = () => ({ kind: 'redirect', location: `http://127.0.0.1:${port}/latest` });
      await refusal(git.resolve({ url }), 'SourceUnavailable');
      await refusal(git.ensure({ url }, commit), 'SourceUnavailable');
      expect(asked).to.deep.equal([]);
      const page = await refusal(git.resolve({ url: `http://127.0.0.1:${port}/r.git` }), 'SourceUnavailable');
      expect(page.message).to.not.contain('secret of the inside');
    } finally {
      inside.close();
    }
  });

  it('lets an installation allow an address, and the local mode this machine', async () => {
    const url = server.url('r.git');
    const allowing = fixture.git({ allowLocal: false, addresses: createAddressPolicy({ allow: ['127.0.0.1'] }) });
    expect((await allowing.resolve({ url })).commit).to.equal(commit);
    await allowing.ensure({ url }, commit);
    expect((await fixture.git().resolve({ url: url.replace('127.0.0.1', 'localhost') })).commit).to.equal(commit);
    // What has been fetched is read without asking anybody.
    await refusal(strict().resolve({ url }), 'AddressRefused');
  });

  it('takes no local path and no other scheme from a spec', async () => {
    const repository = await TestRepository.create(fixture.path('local'));
    const git = strict();
    for (const url of [
      repository.path,
      `file://${repository.path}`,
      'git://127.0.0.1/r',
      'ext::sh -c id',
      '-u',
      '../r',
    ]) {
      await refusal(git.resolve({ url }), 'SourceRefused');
      await refusal(git.ensure({ url }, commit), 'SourceRefused');
    }
  });
});
