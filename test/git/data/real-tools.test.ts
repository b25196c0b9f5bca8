import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { entryIdentity } from '../../../controller/core/content-digest.ts';
import { isReason } from '../../../controller/core/errors.ts';
import { createGit, type GitWithCounters } from '../../../controller/git/native.ts';
import { Contents } from '../../../controller/reconcile/contents.ts';
import { historyBetween } from '../../../controller/reconcile/target.ts';
import { systemClock } from '../../../controller/runtime/clock.ts';
import { DvcRepository } from '../../support/data/dvc.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { cleanGitEnvironment, TestRepository } from '../../support/git-repository.ts';
import { debianProgram } from '../../support/tools/debian.ts';

const run = promisify(execFile);

describe('versions of data that the real tools write', function () {
  this.timeout(600_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let git: GitWithCounters;
  let contents: Contents;
  before(() => {
    folder = temporaryFolder();
    git = createGit({
      folder: join(folder.path, 'mirrors'),
      allowLocal: true,
      clock: systemClock,
      random: Math.random,
    });
    contents = new Contents(git);
  });
  after(async () => {
    await git.close();
    folder.remove();
  });

  async function selected(url: string, commit: string, ...paths: string[]): Promise<readonly string[]> {
    const { entries } = await contents.select({ url }, commit, paths.length === 0 ? undefined : paths);
    return entries.map((entry) => `${entry.mode} ${entryIdentity(entry).replace(/[0-9a-f]{32,}/, '#')} ${entry.path}`);
  }

  async function told(url: string, from: string, to: string, ...paths: string[]): Promise<readonly string[]> {
    const at = (commit: string): { source: string; url: string; revision: string }[] => [
      { source: 'data', url, revision: `main@sha1:${commit}` },
    ];
    const history = await historyBetween(at(from), at(to), { git, contents })('data', paths);
    return history.changes.map(({ path, text }) => text ?? path);
  }

  it('DVC: files, directories, pipelines and imports', async () => {
    const dvc = await DvcRepository.create(join(folder.path, 'dvc'));
    const { path } = dvc.git;
    const write = (name: string, text: string): void => {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    };
    for (let each = 0; each < 41; each += 1) write(`data/train/${each}.csv`, 'x'.repeat(100));
    write('data/valid.csv', 'v\n');
    write(
      'dvc.yaml',
      'stages:\n  fit:\n    cmd: cat data/valid.csv > m.pkl\n    wdir: .\n    deps: [data/valid.csv]\n    outs: [m.pkl]\n',
    );
    await dvc.dvc('add', '-q', 'data/train', 'data/valid.csv');
    await dvc.dvc('repro', '-q');
    const first = await dvc.git.commit('data');
    expect(await selected(path, first, 'data', 'm.pkl')).to.deep.equal([
      '100644 git:# data/.gitignore',
      '040000 dvc:#.dir data/train',
      '100644 dvc:# data/valid.csv',
      '100644 dvc:# m.pkl',
    ]);
    for (const name of ['data/train', 'data/train/', 'data/train.dvc', 'data/train/**'])
      expect(await selected(path, first, name), name).to.deep.equal(['040000 dvc:#.dir data/train']);
    for (let each = 41; each < 57; each += 1) write(`data/train/${each}.csv`, 'x'.repeat(200));
    await dvc.dvc('add', '-q', 'data/train');
    const second = await dvc.git.commit('more data');
    expect(await told(path, first, second, 'data/train')).to.deep.equal(['data/train: 41 → 57 files, 4.1 → 7.3 kB']);
    expect(await told(path, first, second, 'data/valid.csv')).to.deep.equal([]);
    dvc.git.write(
      'data/train.dvc',
      `# by hand\n${(await dvc.git.git('show', 'HEAD:data/train.dvc')).replaceAll('\n', '\r\n')}\r\n`,
    );
    const third = await dvc.git.commit('reformat');
    expect(await told(path, second, third, 'data/train')).to.deep.equal([]);
    const [before, after] = [second, third].map((commit) => contents.select({ url: path }, commit, ['data']));
    expect((await before)?.digest).to.equal((await after)?.digest);
    const other = await DvcRepository.create(join(folder.path, 'other'));
    await other.dvc('import', '-q', path, 'data/train', '-o', 'train');
    await other.dvc('import', '-q', '--no-download', path, 'm.pkl');
    const imported = await other.git.commit('imports');
    expect(await selected(other.git.path, imported, 'train', 'm.pkl')).to.deep.equal([
      '100644 dvc:import:# m.pkl',
      '040000 dvc:#.dir train',
    ]);
    dvc.git.write('data/train.dvc', 'outs:\n- md5: broken\n  path: train\n');
    const broken = await dvc.git.commit('break');
    const error: unknown = await contents.select({ url: path }, broken, ['data']).catch((thrown: unknown) => thrown);
    expect(isReason(error, 'InputInvalid') && error.message).to.match(/^data\/train\.dvc, line 2: md5 found "broken"/);
    expect(await selected(path, broken, 'data/valid.csv'), 'what is not selected has no veto').to.have.length(1);
  });

  it('git-lfs: what its filter writes', async () => {
    const { path: program } = await debianProgram('git-lfs', 'usr/bin/git-lfs');
    const repository = await TestRepository.create(join(folder.path, 'lfs'));
    const lfs = (...args: string[]): Promise<unknown> =>
      run(program, args, {
        cwd: repository.path,
        env: cleanGitEnvironment({ HOME: repository.path, PATH: `${dirname(program)}:${process.env['PATH'] ?? ''}` }),
      });
    await lfs('install', '--local', '--skip-repo');
    await repository.git('config', 'filter.lfs.clean', `${program} clean -- %f`);
    await repository.git('config', 'filter.lfs.process', `${program} filter-process`);
    await lfs('track', '*.bin', 'big models/**');
    repository
      .write('m.bin', 'a'.repeat(1_200_000))
      .write('big models/x y.pkl', 'b')
      .write('a.txt', 'c')
      .write('empty.bin', '');
    const first = await repository.commit('models');
    expect(await repository.git('show', 'HEAD:m.bin')).to.match(/^version https:\/\/git-lfs/);
    expect(await selected(repository.path, first, '**', '!.gitattributes')).to.deep.equal([
      '100644 git:# a.txt',
      '100644 lfs:# big models/x y.pkl',
      '100644 git:# empty.bin',
      '100644 lfs:# m.bin',
    ]);
    repository.write('m.bin', 'a'.repeat(1_900_000));
    const second = await repository.commit('a larger model');
    expect(await told(repository.path, first, second)).to.deep.equal(['m.bin: 1.2 → 1.9 MB']);
  });
});
