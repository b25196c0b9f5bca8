import { expect } from 'chai';
import { join } from 'node:path';
import { RefitError } from '../../../controller/core/errors.ts';
import type { Content } from '../../../controller/core/resolve.ts';
import { createGit, type GitWithCounters } from '../../../controller/git/native.ts';
import { Contents } from '../../../controller/reconcile/contents.ts';
import { historyBetween, targetAt } from '../../../controller/reconcile/target.ts';
import { systemClock } from '../../../controller/runtime/clock.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { TestRepository } from '../../support/git-repository.ts';
import { specOf } from '../../support/plan-world.ts';

const spec = specOf({
  sources: [{ name: 'code', git: { url: '/code' } }],
  steps: [{ name: 'train', run: { command: ['true'] } }],
});

describe('values and keys of files in git', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  let git: GitWithCounters;
  let contents: Contents;
  let repository: TestRepository;
  beforeEach(async () => {
    folder = temporaryFolder();
    git = createGit({
      folder: join(folder.path, 'mirrors'),
      allowLocal: true,
      clock: systemClock,
      random: Math.random,
    });
    contents = new Contents(git);
    repository = await TestRepository.create(join(folder.path, 'code'));
  });
  afterEach(async () => {
    await git.close();
    folder.remove();
  });

  async function at(files: Readonly<Record<string, string | null>>): Promise<Content> {
    for (const [path, text] of Object.entries(files)) repository.write(path, text);
    const revision = `main@sha1:${await repository.commit('values')}`;
    const engine = { identity: () => 'process:any' };
    return targetAt(spec, [{ source: 'code', url: repository.path, revision }], { contents, engine }).content;
  }

  async function refusal(work: Promise<unknown>): Promise<string> {
    const error: unknown = await work.catch((thrown: unknown) => thrown);
    return error instanceof RefitError
      ? `${error.reason}: ${error.message.replaceAll(/[0-9a-f]{12}/g, '#')}`
      : 'accepted';
  }

  it('are of the revision that is judged, whatever else of the file changes', async () => {
    const from = { source: 'code', file: 'conf/p ü.toml', key: 'train.lr' };
    const first = await at({ 'conf/p ü.toml': '[train]\nlr = 0.1\n', 'a.yaml': 'x: {a: 1, b: 2}\ny: 1\n' });
    const second = await at({
      'conf/p ü.toml': '# x\nn = 1\n[train]\nlr = 0.10\n',
      'a.yaml': 'y: 2\nx: {b: 2, a: 1}\n',
    });
    const third = await at({ 'conf/p ü.toml': '[train]\nlr = 0.2\n', 'a.yaml': 'x: {a: 1, b: 3}\n' });
    const values = await Promise.all([first, second, third].map((content) => content.parameter(from)));
    expect(values).to.deep.equal(['0.1', '0.1', '0.2']);
    const [one, two, three] = await Promise.all(
      [first, second, third].map((each) => each.digest('code', ['a.yaml'], ['x'])),
    );
    expect(two).to.equal(one);
    expect(three).to.not.equal(one);
    expect(await third.digest('code', ['a.yaml'], ['x.a'])).to.equal(await first.digest('code', ['a.yaml'], ['x.a']));
    expect(await first.digest('code', ['a.yaml'])).to.not.equal(one);
  });

  it('are told key by key, old and new, whatever is written in them', async () => {
    const commits: string[] = [];
    for (const text of [
      'train: {lr: 0.1, gone: 1, same: [1]}\nseed: 1\nother: 1\n',
      'train: {lr: 0.2, new: "a\\u001b[31m\\nb", same: [1]}\nseed: 1\nother: 2\n',
      'train: 1\nseed: "1"\n',
    ]) {
      repository.write('p.yaml', text);
      commits.push(await repository.commit('values'));
    }
    const at = (commit = ''): { source: string; url: string; revision: string }[] => [
      { source: 'code', url: repository.path, revision: `main@sha1:${commit}` },
    ];
    const told = async (from: number, to: number): Promise<readonly (string | undefined)[]> => {
      const history = historyBetween(at(commits[from]), at(commits[to]), { git, contents });
      return (await history('code', ['p.yaml'], ['train', 'seed'])).changes.map(({ text }) => text);
    };
    expect(await told(0, 1)).to.deep.equal([
      'p.yaml train.gone: 1 → none',
      'p.yaml train.lr: 0.1 → 0.2',
      'p.yaml train.new: none → a\\u{1b}[31m\\u{a}b',
    ]);
    const [seed, train] = await told(1, 2);
    expect(seed, 'a number that became a text').to.equal('p.yaml seed: 1 → "1"');
    expect(train).to.match(/^p\.yaml train: \{"lr":0\.2,.*\} → 1$/);
  });

  it('are refused with the file, the line and what is near', async () => {
    const content = await at({
      'params.yaml': 'a: 1\n',
      'bad.json': '{\n"a": }',
      'large.yaml': `a: ${'x'.repeat(1_100_000)}\n`,
      'm.yaml': `version https://git-lfs.github.com/spec/v1\noid sha256:${'1'.repeat(64)}\nsize 1\n`,
      '.gitattributes': 'm.yaml filter=lfs\n',
    });
    const value = (file: string, key = 'a'): Promise<string> =>
      refusal(content.parameter({ source: 'code', file, key }));
    expect(await value('param.yaml')).to.equal(
      'InputNotFound: param.yaml selects nothing in source code at #; the nearest path is params.yaml',
    );
    expect(await value('params.yaml', 'b')).to.match(/^InputNotFound: key b is not in params\.yaml: the file has a/);
    expect(await value('bad.json')).to.equal('InputInvalid: bad.json, line 2: found "}", expected a JSON value');
    expect(await value('large.yaml')).to.equal('InputInvalid: large.yaml has more than 1048576 bytes');
    expect(await value('m.yaml')).to.equal(
      'InputInvalid: m.yaml is data that a pointer names, allowed is a file that git keeps itself',
    );
    expect(await refusal(content.digest('code', ['params.yaml'], ['a', 'c']))).to.match(
      /^InputNotFound: key c is not in/,
    );
  });
});
