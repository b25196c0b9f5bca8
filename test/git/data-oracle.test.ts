import { expect } from 'chai';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isReason } from '../../controller/core/errors.ts';
import { Delivery, filesOf } from '../support/data/delivery.ts';
import { DvcRepository, dvcProgram } from '../support/data/dvc.ts';
import { run } from '../support/cluster/build/run.ts';
import { temporaryFolder } from '../support/folder.ts';

const script = `import os, sys
for path in sys.argv[2:]:
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    open(path, 'w').write(sys.argv[1] + path)
`;

const pipeline = `stages:
  each:
    foreach: \${names}
    do:
      cmd: python3 make.py \${item} out/\${item}.csv out/\${item}.json
      outs: ['out/\${item}.csv']
      metrics: [{'out/\${item}.json': {cache: false}}]
  grid:
    matrix: {m: [x, y], n: [1, 2]}
    wdir: work
    cmd: python3 ../make.py \${item.m} g/\${item.m}-\${item.n}.txt
    outs: ['g/\${item.m}-\${item.n}.txt']
  apart:
    foreach: [p, q]
    do: {wdir: '\${item}', cmd: 'python3 ../make.py \${item} w.txt', outs: [w.txt]}
  report:
    cmd: python3 make.py n report.txt kept.txt
    outs: [{report.txt: {cache: false}}, {kept.txt: {cache: false}}]
  named:
    cmd: python3 make.py n named.txt
    outs: [{named.txt: {remote: archive}}]
  local:
    cmd: python3 make.py n local.txt
    outs: [{local.txt: {push: false}}]
`;

describe('what a step is given, and what dvc pull puts there', function () {
  this.timeout(300_000);
  let folder: ReturnType<typeof temporaryFolder>;
  let repository: DvcRepository;
  let delivery: Delivery;

  before(async () => {
    await dvcProgram();
  });

  beforeEach(async () => {
    folder = temporaryFolder();
    delivery = new Delivery(join(folder.path, 'delivery'));
    repository = await DvcRepository.create(join(folder.path, 'repository'));
    await repository.dvc('remote', 'add', '-q', '-d', 'store', join(folder.path, 'store'));
    await repository.dvc('remote', 'add', '-q', 'archive', join(folder.path, 'archive'));
  });

  afterEach(() => {
    delivery.close();
    folder.remove();
  });

  /** Everything that is not git's own, and whether it may be run. */
  function listed(root: string): Record<string, string> {
    const files = Object.entries(filesOf(root)).filter(([path]) => !/^\.(?:dvc|git)(?:\/|$)|^[^]*\.dvc$/.test(path));
    const isRun = (path: string): string => ((statSync(join(root, path)).mode & 0o100) === 0 ? '' : ' (executable)');
    return Object.fromEntries(files.map(([path, text]) => [`${path}${path.endsWith('/') ? '' : isRun(path)}`, text]));
  }

  it('are the same', async () => {
    const { git } = repository;
    git
      .write('data/deep/er/a.csv', 'a\n')
      .write('data/deep/er/b ü.csv', 'b\n')
      .write('data/empty', '')
      .write('none', '');
    git.write('tool.sh', '#!/bin/sh\n').write('bin/run.sh', '#!/bin/sh\n').write('sub/one.csv', '1\n');
    for (const path of ['tool.sh', 'bin/run.sh']) chmodSync(git.file(path), 0o755);
    for (const path of ['nothing', 'data/hollow', 'work', 'ptr', 'p', 'q'])
      mkdirSync(git.file(path), { recursive: true });
    await repository.dvc('add', '-q', 'data', 'none', 'tool.sh', 'bin', 'sub/one.csv', 'nothing');
    await repository.dvc('import-url', '-q', git.file('sub/one.csv'), 'imported.csv');
    git.write('ptr/one.dvc', `wdir: ../sub\n${readFileSync(git.file('sub/one.csv.dvc'), 'utf8')}`);
    rmSync(git.file('sub/one.csv.dvc'));
    git
      .write('params.yaml', 'names: [a, b]\n')
      .write('make.py', script)
      .write('dvc.yaml', pipeline)
      .write('work/x', 'x');
    git.write('.gitignore', `${readFileSync(git.file('.gitignore'), 'utf8')}/report.txt\n/out/*.json\n`);
    await repository.dvc('repro', '-q');
    const commit = await git.commit('all');
    await repository.dvc('push', '-q');
    const clone = join(folder.path, 'clone');
    await git.git('clone', '-q', git.path, clone);
    // What is not pushed is an error of dvc pull too, after it has put the rest in place.
    const pulled = await run(await dvcProgram(), ['pull'], { cwd: clone, env: dvcEnvironment() }).catch(String);
    expect(pulled).to.contain('local.txt');
    const dataRemotes = ['store', 'archive'].map((name) => ({ name, url: join(folder.path, name) }));
    const source = { url: (await git.cloneBare(join(folder.path, 'bare.git'))).path, commit };
    const target = await delivery.write(await delivery.request(source, ['!local.txt'], { dataRemotes }));
    expect(listed(target)).to.deep.equal(listed(clone));
    expect(existsSync(join(target, 'kept.txt')), 'git has it').to.equal(true);
    rmSync(join(delivery.folder, 'data'), { recursive: true });
    const others = { dataRemotes: dataRemotes.slice(0, 1) };
    const unlisted: unknown = await delivery.deliver(source, ['named.txt'], others).catch((error: unknown) => error);
    expect(isReason(unlisted, 'DataNotAvailable'), String(unlisted)).to.equal(true);
    expect(String(unlisted)).to.contain('does not list archive');
  });

  function dvcEnvironment(): Record<string, string> {
    return { PATH: process.env['PATH'] ?? '', HOME: folder.path, DVC_NO_ANALYTICS: '1' };
  }
});
