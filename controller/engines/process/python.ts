/** Which Python an environment is made with. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { replaceFile } from '../../artifacts/durable-file.ts';
import { isNotThere } from '../../artifacts/faults.ts';
import { findCommand } from './command-path.ts';
import { StepFault } from './fault.ts';

export interface Python {
  readonly program: string;
  /** Implementation, version and platform, such as `cpython 3.12.4 linux-x86_64`. */
  readonly version: string;
}

const question =
  'import platform, sys, sysconfig; print(sys.implementation.name, platform.python_version(), sysconfig.get_platform())';

/** What the file of the program looks like: when it does not change, neither does the answer. */
function programKey(program: string): string {
  const real = realpathSync(program);
  const stat = statSync(real);
  const text = `${program}\0${real}\0${stat.size}\0${stat.mtimeMs}\0${stat.ino}`;
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/**
 * The first `python3`, else `python`, of a PATH. Its version is asked once and kept in `cache`, for starting it costs
 * more than all else in a warm start.
 * @throws StepFault EnvironmentFailed if there is none
 */
export async function findPython(searchPath: string, cache: string): Promise<Python> {
  const found = ['python3', 'python']
    .map((name) => findCommand(name, searchPath, '/'))
    .find(({ kind }) => kind === 'Found');
  if (found?.kind !== 'Found') {
    throw new StepFault(
      'Failed',
      'EnvironmentFailed',
      `found no python3 in PATH (${searchPath}); an environment with a lock needs one`,
    );
  }
  const remembered = join(cache, `python-${programKey(found.path)}`);
  try {
    return { program: found.path, version: await readFile(remembered, 'utf8') };
  } catch (error: unknown) {
    if (!isNotThere(error)) throw error;
  }
  const { stdout } = await promisify(execFile)(found.path, ['-I', '-c', question], { env: { PATH: searchPath } });
  const version = stdout.trim();
  await replaceFile(remembered, version, { durable: false });
  return { program: found.path, version };
}
