import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { temporaryFolder } from '../../support/folder.ts';

const module = new URL('../../../controller/git/private-files.ts', import.meta.url).href;

/** A process that holds private files until its input ends. */
const holder = `
  import { withPrivateFiles } from '${module}';
  await withPrivateFiles([{ name: 'identity', content: 'a key' }], async (folder) => {
    process.stdout.write(folder);
    for await (const _ of process.stdin);
  });
`;

describe('git: private files', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(async () => {
    for (const child of children.splice(0)) await end(child, 'SIGKILL');
    folder.remove();
  });

  async function hold(before = ''): Promise<{ readonly child: ChildProcess; readonly path: string }> {
    const child = spawn(process.execPath, ['--input-type=module', '-e', `${before}${holder}`], {
      env: { TMPDIR: folder.path },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    children.push(child);
    const [path] = (await once(child.stdout, 'data')) as [Buffer];
    return { child, path: path.toString() };
  }

  async function end(child: ChildProcess, signal?: 'SIGKILL'): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    if (signal === undefined) child.stdin?.end();
    else child.kill(signal);
    await ended;
  }

  const left = (): string[] => readdirSync(folder.path).map((name) => join(folder.path, name));

  it('of a process that was killed are removed by the next one, those of one that lives are not', async () => {
    const killed = await hold();
    await end(killed.child, 'SIGKILL');
    const alive = await hold();
    const next = await hold();
    expect(left().sort()).to.deep.equal([alive.path, next.path].sort());
    await end(next.child);
    await end(alive.child);
    expect(left()).to.deep.equal([]);
  });

  it('of one that had the same number are removed', async () => {
    const before = `import { mkdirSync } from 'node:fs'; mkdirSync(process.env.TMPDIR + '/refit-git-' + process.pid + '-x');`;
    const { path } = await hold(before);
    expect(left()).to.deep.equal([path]);
  });

  it('of one long ago are removed though another process has its number by now, other folders are not', async () => {
    const old = join(folder.path, `refit-git-${process.pid}-old000`);
    const young = join(folder.path, `refit-git-${process.pid}-young0`);
    for (const path of [old, young, join(folder.path, 'of-others')]) mkdirSync(path);
    utimesSync(old, new Date(0), new Date(0));
    const { child } = await hold();
    await end(child);
    expect(left().sort()).to.deep.equal([join(folder.path, 'of-others'), young].sort());
  });
});
