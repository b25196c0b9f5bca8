import { expect } from 'chai';
import fc from 'fast-check';
import { hostedRepository } from '../../../controller/core/hosted-repository.ts';
import { readDelivery } from '../../../controller/webhooks/payload.ts';
import { payloads } from './payloads.ts';

const read = (payload: unknown, headers = {}): ReturnType<typeof readDelivery> =>
  readDelivery(headers, Buffer.from(typeof payload === 'string' ? payload : JSON.stringify(payload)));

describe('readDelivery', () => {
  for (const [host, { headers, payload, followed }] of Object.entries(payloads)) {
    it(`${host}: names its repository, as people follow it, and nothing that commits say`, () => {
      const delivery = readDelivery(headers, Buffer.from(JSON.stringify(payload)));
      const repositories = delivery?.kind === 'Hint' ? delivery.repositories : [];
      for (const url of followed) expect(repositories, url).to.include(hostedRepository(url));
      expect(repositories).to.not.include('git.example.com/stranger/other');
    });
  }

  it('reads the form that GitHub and Gitea send unless told otherwise', () => {
    const { payload } = payloads['GitHub'] ?? expect.fail();
    const form = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(read(form, headers)).to.deep.equal({ kind: 'Hint', repositories: ['github.com/codertocat/hello-world'] });
    expect(read('other=1', headers)).to.equal(undefined);
  });

  it('takes pings for what they are', () => {
    expect(read({ zen: 'Keep it logically awesome.' }, { 'x-github-event': 'ping' })).to.deep.equal({ kind: 'Ping' });
    expect(read({ test: true }, { 'x-event-key': 'diagnostics:ping' })).to.deep.equal({ kind: 'Ping' });
  });

  it('hints at nothing for an event without a repository', () => {
    expect(read({ action: 'created', organization: {} })).to.deep.equal({ kind: 'Hint', repositories: [] });
  });

  it('reads nothing that is no object, not JSON, or nested too deep', () => {
    for (const text of ['', 'x', '[]', '7', 'null', '"https://git.example.com/a/b"', '{', '['.repeat(500_000)])
      expect(read(text), text.slice(0, 9)).to.equal(undefined);
    expect(read(`{"a":${'['.repeat(63)}${']'.repeat(63)}}`)?.kind).to.equal('Hint');
    expect(read(`{"a":${'['.repeat(64)}${']'.repeat(64)}}`)).to.equal(undefined);
    expect(read(JSON.stringify({ a: `\\"${'['.repeat(100)}` }))?.kind).to.equal('Hint');
  });

  it('bounds how many repositories one delivery names', () => {
    const repositories = Array.from({ length: 1_000 }, (_, index) => `https://git.example.org/a/${index}`);
    const delivery = read({ repositories });
    expect(delivery?.kind === 'Hint' && delivery.repositories.length).to.be.at.most(32);
  });

  it('is not confused by fields of other types, nor by any bytes', () => {
    const bad = {
      repository: { clone_url: 7, links: { html: 'x', clone: { href: 'x' }, self: [7, null] } },
      project: [],
    };
    expect(read(bad)).to.deep.equal({ kind: 'Hint', repositories: [] });
    expect(read('{"__proto__":{"repository":"https://a.example/b"}}')).to.deep.equal({
      kind: 'Hint',
      repositories: [],
    });
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void readDelivery({}, bytes)));
    fc.assert(fc.property(fc.json(), (text) => void read(text)));
  });
});

describe('hostedRepository', () => {
  const segment = fc.stringMatching(/^[A-Za-z0-9_-]{1,12}$/).filter((text) => text.toLowerCase() !== 'scm');
  const host = fc.stringMatching(/^[a-z][a-z0-9-]{0,8}[a-z0-9]\.example\.(com|org)$/);

  it('is one for all addresses of a repository', () => {
    fc.assert(
      fc.property(host, segment, segment, fc.integer({ min: 1, max: 65_535 }), (name, owner, slug, port) => {
        const path = `${owner}/${slug}`;
        const expected = `${name}/${path}`.toLowerCase();
        for (const url of [
          `https://${name}/${path}`,
          `https://${name}/${path}.git`,
          `http://${name.toUpperCase()}:${port}/${path.toUpperCase()}/`,
          `https://user:word@${name}/${path}.git/`,
          `ssh://git@${name}:${port}/${path}.git`,
          `git@${name}:${path}.git`,
          `${name}:/${path}`,
          `git://${name}/${path}.git`,
          `https://${name}/scm/${path}.git`,
          `https://${name}//${path}`,
          ` https://${name}/${path}\n`.trim(),
        ])
          expect(hostedRepository(url), url).to.equal(expected);
      }),
    );
  });

  it('differs when host or path differ', () => {
    const urls = ['https://a.example/b/c', 'https://b.example/b/c', 'https://a.example/b/d', 'https://a.example/b'];
    expect(new Set(urls.map(hostedRepository)).size).to.equal(urls.length);
  });

  it('knows what is no repository of a host', () => {
    for (const text of [
      '',
      '/srv/data.git',
      './data',
      '-x',
      'https://',
      'https://git.example.com',
      'https://git.example.com/.git',
      'file:///srv/data.git',
      'ext::sh -c true',
      'https://git.example.com/a\u0000b',
      'https://git.example.com/a%0ab',
      'https://git.example.com/a%c2%9bb',
      `https://git.example.com/${'a'.repeat(3_000)}`,
    ])
      expect(hostedRepository(text), text.slice(0, 40)).to.equal(undefined);
    expect(hostedRepository('ssh://git@[::1]:22/a/b.git')).to.equal('[::1]/a/b');
    expect(hostedRepository('https://git.example.com/%7Eme/a')).to.equal('git.example.com/~me/a');
    expect(hostedRepository('https://git.example.com/%ff/a')).to.equal('git.example.com/%ff/a');
  });
});
