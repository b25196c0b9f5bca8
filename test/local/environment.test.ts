import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureEnvironment } from '../../controller/engines/process/environment.ts';
import type { PreparedEnvironment } from '../../controller/engines/process/environment.ts';
import { sha256Hex } from '../../controller/core/hash.ts';
import { temporaryFolder } from '../support/folder.ts';
import { TestEngine } from '../support/process-engine.ts';

/** A wheel is a zip: this makes one without any build tool, so that nothing is downloaded. */
const makeWheel = `
import hashlib, sys, zipfile
name, module = sys.argv[1], 'tiny.py'
with zipfile.ZipFile(name, 'w') as wheel:
    wheel.writestr(module, 'VALUE = 42\\n')
    wheel.writestr('tiny-1.0.dist-info/METADATA', 'Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n')
    wheel.writestr('tiny-1.0.dist-info/WHEEL', 'Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n')
    wheel.writestr('tiny-1.0.dist-info/RECORD', '')
print(hashlib.sha256(open(name, 'rb').read()).hexdigest())
`;

describe('environments', function () {
  this.timeout(240_000);
  let folder: string;
  let remove: () => void;
  let wheel: string;
  let wheelHash: string;
  before(() => {
    const made = temporaryFolder();
    [folder, remove] = [made.path, () => made.remove()];
    wheel = join(folder, 'tiny-1.0-py3-none-any.whl');
    wheelHash = execFileSync('python3', ['-c', makeWheel, wheel], { encoding: 'utf8' }).trim();
  });
  after(() => remove());

  const path = process.env['PATH'] ?? '/usr/bin:/bin';
  let locks = 0;
  function ensure(lock: string): Promise<PreparedEnvironment> {
    const lockFolder = join(folder, `lock-${locks++}`);
    mkdirSync(lockFolder);
    writeFileSync(join(lockFolder, 'requirements.txt'), lock);
    return ensureEnvironment({
      folder: join(folder, 'environments'),
      name: 'py',
      lockDigest: sha256Hex(lock),
      lockFolder,
      path,
    });
  }
  const failure = (action: Promise<unknown>): Promise<Error> =>
    action.then(
      () => new Error('it succeeded'),
      (error: unknown) => (error instanceof Error ? error : new Error(String(error))),
    );

  it('installs a lock once, however many ask at the same time', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => ensure(`${wheel}\n`)));
    expect(new Set(made.map((environment) => environment.folder)).size).to.equal(1);
    const value = execFileSync(join(made[0]?.bin ?? '', 'python'), ['-c', 'import tiny; print(tiny.VALUE)'], {
      encoding: 'utf8',
    });
    expect(value.trim()).to.equal('42');
    writeFileSync(join(made[0]?.folder ?? '', 'mark'), '');
    expect(existsSync(join((await ensure(`${wheel}\n`)).folder, 'mark'))).to.equal(true);
  });

  it('makes a half-made one again', async () => {
    const lock = '# nothing to install\n';
    const first = await ensure(lock);
    execFileSync('rm', ['-r', join(first.folder, 'refit-ready'), first.bin]);
    const second = await ensure(lock);
    expect(second.folder).to.equal(first.folder);
    expect(existsSync(join(second.bin, 'python'))).to.equal(true);
  });

  it('checks hashes where the lock pins them', async () => {
    const good = await ensure(`tiny @ file://${wheel} --hash=sha256:${wheelHash}\n`);
    expect(existsSync(good.bin)).to.equal(true);
    const error = await failure(ensure(`tiny @ file://${wheel} --hash=sha256:${'0'.repeat(64)}\n`));
    expect(error).to.include({ phase: 'Failed', reason: 'EnvironmentFailed' });
    expect(error.message).to.match(/hash/i);
  });

  it('says which line does not install, and leaves nothing half-made', async () => {
    const before = readdirSync(join(folder, 'environments'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    ).length;
    const error = await failure(ensure('this is no requirement\n'));
    expect(error).to.include({ phase: 'Failed', reason: 'EnvironmentFailed' });
    expect(error.message).to.contain('environment py').and.to.contain('this is no requirement');
    const missing = await failure(ensure(`${folder}/not-there-1.0-py3-none-any.whl\n`));
    expect(missing).to.include({ phase: 'Failed', reason: 'EnvironmentFailed' });
    expect(missing.message).to.contain('not-there-1.0');
    const after = readdirSync(join(folder, 'environments'), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    ).length;
    expect(after).to.equal(before);
  });

  it('is what a step runs in: its programs first, its packages there; several steps make it once', async () => {
    const test = new TestEngine();
    const code = await test.repository('code', {
      'locks/requirements.txt': `${wheel}\n`,
      'train.py': 'import tiny; print(tiny.VALUE)',
    });
    const lock = await test.gitInput(code, { name: 'lock', paths: ['locks'] });
    const environment = { name: 'py', lock: { digest: lock.digest, ...code, paths: ['locks'] } };
    const inputs = [await test.gitInput(code, { name: 'code', paths: ['train.py'] })];
    const requests = [1, 2, 3].map(() =>
      test.request('', { command: ['sh', '-c', 'python train.py; echo "$VIRTUAL_ENV"'], environment, inputs }),
    );
    const states = await Promise.all(requests.map((request) => test.run(request)));
    expect(states.map(({ phase, message }) => [phase, message])).to.deep.equal(requests.map(() => ['Succeeded', '']));
    const logs = await Promise.all(requests.map((request) => test.log(request)));
    expect(logs[0]).to.match(/^42\n.*\/environments\/[0-9a-f]{64}\n$/);
    expect(new Set(logs).size).to.equal(1);
    const bad = await test.repository('bad', { 'requirements.txt': 'no such thing at all\n' });
    const badLock = await test.gitInput(bad, { name: 'lock' });
    const failed = await test.run(
      test.request('true', { environment: { name: 'py', lock: { digest: badLock.digest, ...bad, paths: [] } } }),
    );
    expect(failed).to.include({ phase: 'Failed', reason: 'EnvironmentFailed' });
    expect(failed.message).to.contain('no such thing at all');
    await test.close();
  });
});
