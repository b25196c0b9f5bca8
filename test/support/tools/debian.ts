import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { withLock } from '../cluster/build/lock.ts';
import { run } from '../cluster/build/run.ts';

/** A program out of Debian packages that were unpacked, not installed. */
export interface DebianProgram {
  readonly path: string;
  /** Where the packages were unpacked. */
  readonly root: string;
  /** For `LD_LIBRARY_PATH`. */
  readonly libraryPath: string;
}

/**
 * A program of a Debian package that this machine need not have: the package, and others with libraries it needs, are
 * downloaded by apt once and unpacked below `~/.cache/refit/tools`.
 * @param program its path in the package, such as `usr/sbin/sshd` @throws Error where there is no apt
 */
export async function debianProgram(
  name: string,
  program: string,
  libraries: readonly string[] = [],
): Promise<DebianProgram> {
  const tools = join(homedir(), '.cache', 'refit', 'tools');
  const root = join(tools, name);
  if (!existsSync(join(root, program))) {
    await mkdir(tools, { recursive: true });
    await withLock(join(tools, `${name}.lock`), async () => {
      if (!existsSync(join(root, program))) await unpack(root, [name, ...libraries]);
    });
  }
  const triplet = (await readdir(join(root, 'usr', 'lib')).catch(() => [])).filter((each) => each.includes('-linux-'));
  const folders = triplet.flatMap((each) => [join(root, 'usr', 'lib', each), join(root, 'lib', each)]);
  return { path: join(root, program), root, libraryPath: folders.join(':') };
}

async function unpack(root: string, packages: readonly string[]): Promise<void> {
  const fresh = `${root}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true });
  const download = (): Promise<string> => run('apt-get', ['download', ...packages], { cwd: fresh });
  // The lists of a new machine are empty; where they cannot be renewed, the second attempt says why.
  await download().catch(async () => {
    await run('apt-get', ['update']).catch(() => undefined);
    await download();
  });
  for (const file of (await readdir(fresh)).filter((each) => each.endsWith('.deb'))) {
    await run('dpkg', ['-x', join(fresh, file), fresh]);
    await rm(join(fresh, file));
  }
  await rm(root, { recursive: true, force: true });
  await rename(fresh, root);
}
