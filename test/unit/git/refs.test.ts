import { expect } from 'chai';
import fc from 'fast-check';
import { lsRefsRequest, parseLsRefs } from '../../../controller/git/ls-refs.ts';
import {
  type ListedRef,
  type Wanted,
  chooseRef,
  keyOf,
  refNotFound,
  wantedFrom,
  wantedOf,
  withPeeled,
} from '../../../controller/git/refs.ts';
import { lastLine } from '../../../controller/git/process.ts';
import { retryAfter } from '../../../controller/git/server-refusal.ts';
import { HostSlots } from '../../../controller/git/slots.ts';
import { highestVersion } from '../../../controller/git/versions.ts';

const oid = (digit: string): string => digit.repeat(40);
const packet = (text: string): string => `${(Buffer.byteLength(text) + 4).toString(16).padStart(4, '0')}${text}`;

describe('git: refs', () => {
  it('counts a commit before a version, that before a tag, that before a branch', () => {
    const all = { url: 'u', commit: oid('a'), semver: '1.x', tag: 't', branch: 'b' };
    const { commit: _commit, ...three } = all;
    const { semver: _semver, ...two } = three;
    const { tag: _tag, ...one } = two;
    expect(wantedOf(all)).to.equal(undefined);
    expect(wantedOf(three)).to.deep.equal({ kind: 'semver', range: '1.x' });
    expect(wantedOf(two)).to.deep.equal({ kind: 'tag', name: 't' });
    expect(wantedOf(one)).to.deep.equal({ kind: 'branch', name: 'b' });
    expect(wantedOf({ url: 'u' })).to.deep.equal({ kind: 'head' });
    for (const name of ['../x', 'a b', '-x', 'a..b', 'refs/heads/*', 'x\n']) {
      expect(() => wantedOf({ url: 'u', tag: name }), name).to.throw('git allows');
      expect(() => wantedOf({ url: 'u', branch: name }), name).to.throw('git allows');
    }
    expect(() => wantedOf({ url: 'u', semver: '1'.repeat(300) })).to.throw('256');
  });

  it('finds what is wanted again from its key', () => {
    const wanted = fc.oneof(
      fc.constant<Wanted>({ kind: 'head' }),
      fc.string().map((name): Wanted => ({ kind: 'branch', name })),
      fc.string().map((name): Wanted => ({ kind: 'tag', name })),
      fc.string().map((range): Wanted => ({ kind: 'semver', range })),
    );
    fc.assert(fc.property(wanted, (one) => void expect(wantedFrom(keyOf(one))).to.deep.equal(one)));
  });

  it('shows no name of a server that is no name of a branch', async () => {
    const refs = (target: string): ListedRef[] => [{ ref: 'HEAD', oid: oid('1'), target }];
    expect(await chooseRef(refs('refs/heads/main'), { kind: 'head' })).to.deep.equal({
      branch: 'main',
      commit: oid('1'),
    });
    for (const target of ['refs/heads/\u001b[31m', 'refs/heads/a b', 'refs/heads/', 'refs/tags/x', '../x']) {
      expect(await chooseRef(refs(target), { kind: 'head' })).to.deep.equal({ branch: 'HEAD', commit: oid('1') });
    }
    const names = ['good', 'b\u001b[2J', 'c\n'].map((name) => ({ ref: `refs/heads/${name}`, oid: oid('1') }));
    const { message } = await refNotFound('u', { kind: 'branch', name: 'x' }, names);
    expect(message)
      .to.contain('good')
      .and.to.not.match(/[\u0000-\u001f]/);
  });

  it('peels annotated tags, and takes nothing that is no id', async () => {
    const refs = withPeeled([
      [oid('1'), 'refs/tags/v1'],
      [oid('2'), 'refs/tags/v1^{}'],
      [oid('3'), 'refs/tags/v10'],
      ['ERR', 'refs/heads/main'],
    ]);
    expect(await chooseRef(refs, { kind: 'tag', name: 'v1' })).to.deep.equal({
      branch: 'v1',
      commit: oid('2'),
      tagObject: oid('1'),
    });
    expect(await chooseRef(refs, { kind: 'tag', name: 'v10' })).to.deep.equal({ branch: 'v10', commit: oid('3') });
    expect(await chooseRef(refs, { kind: 'tag', name: 'v' })).to.equal(undefined);
    expect(await chooseRef(refs, { kind: 'branch', name: 'main' })).to.equal(undefined);
  });
});

describe('git: versions', () => {
  const rows: [string, string[], string | undefined][] = [
    ['*', ['v1.2.3', '1.10.0', 'v1.9.9'], '1.10.0'],
    ['>=1.0.0 <2', ['v0.9.0', 'v1.4.0', 'v2.0.0'], 'v1.4.0'],
    ['~1.4', ['1.4.9', '1.5.0'], '1.4.9'],
    ['1.x', ['v2.0.0'], undefined],
    ['*', ['2.0.0-rc.1', '1.0.0'], '1.0.0'],
    ['>=1.0.0', ['v2.0.0-rc.1', 'v1.0.0'], 'v1.0.0'],
    ['>=2.0.0-rc.0', ['v2.0.0-rc.1', 'v2.0.0-rc.10', 'v2.1.0-rc.1', 'v1.0.0'], 'v2.0.0-rc.10'],
    ['*', ['v1.0', '1', 'release-1.0.0', '=1.0.0', ' 1.0.0', 'vv1.0.0', 'v1.0.0.0', 'V9.0.0', '01.2.3'], undefined],
    ['1.0.0', ['v1.0.0', '1.0.0'], '1.0.0'],
    ['1.0.0', ['1.0.0', 'v1.0.0'], '1.0.0'],
    ['1.0.0', ['1.0.0+b', '1.0.0+a', '1.0.0+10', 'v1.0.0'], '1.0.0+b'],
    ['>99999999999999999999', ['1.0.0'], undefined],
  ];
  for (const [range, tags, expected] of rows) {
    it(`takes ${String(expected)} of ${tags.join(', ')} for ${range}`, () => {
      if (range.startsWith('>999')) return expect(() => highestVersion(range, tags)).to.throw('range');
      expect(highestVersion(range, tags)).to.equal(expected);
      expect(highestVersion(range, tags.toReversed())).to.equal(expected);
      return undefined;
    });
  }

  it('says what no range is', () => {
    for (const range of ['main', '>=', 'v1..2', '1.0.0 || x.y.z.w'])
      expect(() => highestVersion(range, [])).to.throw('range');
  });
});

describe('git: the one request for refs', () => {
  const whole = `${packet(`${oid('a')} HEAD symref-target:refs/heads/main\n`)}${packet(`${oid('b')} refs/tags/v1 peeled:${oid('c')}\n`)}0000`;

  it('reads a whole answer', () => {
    expect(parseLsRefs(Buffer.from(whole))).to.deep.equal([
      { ref: 'HEAD', oid: oid('a'), target: 'refs/heads/main' },
      { ref: 'refs/tags/v1', oid: oid('b'), peeled: oid('c') },
    ]);
    expect(parseLsRefs(Buffer.from('0000'))).to.deep.equal([]);
    expect(lsRefsRequest(['refs/heads/x']).toString()).to.equal(
      '0014command=ls-refs\n00010009peel\n000csymrefs\n001cref-prefix refs/heads/x\n0000',
    );
  });

  it('knows nothing of an answer that is cut anywhere, or goes on behind its end', () => {
    for (let length = 0; length < whole.length; length++)
      expect(parseLsRefs(Buffer.from(whole.slice(0, length)))).to.equal(undefined);
    expect(parseLsRefs(Buffer.from(`${whole}0000`))).to.equal(undefined);
    expect(parseLsRefs(Buffer.from(`0000${whole}`))).to.equal(undefined);
  });

  it('knows nothing of any other answer', () => {
    const answers = ['', '<html>', '0001', '0002', '0003', '0004', packet('ERR no\n'), `${packet('ERR no\n')}0000`];
    answers.push(
      `${packet(`${'a'.repeat(39)} HEAD`)}0000`,
      `${packet(`${oid('A')} HEAD`)}0000`,
      `${packet(`${oid('a')} other`)}0000`,
    );
    answers.push(`${packet(`${oid('a')} refs/tags/v peeled:x`)}0000`, 'ffff', `${packet('version 2\n')}0000`);
    for (const answer of answers) expect(parseLsRefs(Buffer.from(answer)), answer).to.equal(undefined);
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => void expect(parseLsRefs(Buffer.from(bytes)) ?? []).to.deep.equal([])),
    );
  });
});

describe('git: manners', () => {
  it('reads how long a host wants to be left alone, and bounds it', () => {
    const now = Date.UTC(2026, 0, 1);
    const rows: [string | undefined, number | undefined][] = [
      ['7', 7_000],
      [' 0 ', 0],
      ['86400', 900_000],
      ['9999999999', 900_000],
      [new Date(now + 30_000).toUTCString(), 30_000],
      [new Date(now - 30_000).toUTCString(), 0],
      [new Date(now + 86_400_000).toUTCString(), 900_000],
      ['soon', undefined],
      ['-1', undefined],
      ['1e9', undefined],
      ['', undefined],
      [undefined, undefined],
    ];
    for (const [header, expected] of rows) expect(retryAfter(header, now), String(header)).to.equal(expected);
  });

  it('tells what git says without what differs each time it is asked', () => {
    const said = (ms: number): string =>
      `fatal: unable to access 'http://a/': Failed to connect to a port 80 after ${ms} ms: Couldn't connect to server\n`;
    expect(lastLine(said(7))).to.equal(lastLine(said(1204)));
    expect(lastLine(said(7))).to.match(/^fatal: unable to access .* port 80: Couldn't connect to server$/);
  });

  it('asks at most so many at once, and fewer of one host', async () => {
    const slots = new HostSlots(5, 2);
    const running = new Map<string, number>();
    let most = 0;
    let mostOfOne = 0;
    const ask = (host: string): Promise<void> =>
      slots.run(host, async () => {
        running.set(host, (running.get(host) ?? 0) + 1);
        mostOfOne = Math.max(mostOfOne, running.get(host) ?? 0);
        most = Math.max(
          most,
          [...running.values()].reduce((sum, count) => sum + count, 0),
        );
        await new Promise((resolve) => setImmediate(resolve));
        running.set(host, (running.get(host) ?? 0) - 1);
      });
    await Promise.all(Array.from({ length: 60 }, (_, index) => ask(`host-${index % 2 === 0 ? 0 : index % 5}`)));
    expect([most, mostOfOne]).to.deep.equal([5, 2]);
    await slots.run('host-0', () => Promise.reject(new Error('x'))).catch(() => undefined);
    await ask('host-0');
  });
});
