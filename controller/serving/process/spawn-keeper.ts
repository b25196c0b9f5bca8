/** Starting a keeper, and finding those that run. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProcessIdentity } from '../../engines/process/process-identity.ts';
import { scriptProcesses } from './identity.ts';
import { boundLog } from './log-file.ts';

const program = fileURLToPath(new URL('./keeper.ts', import.meta.url));

/** Starts a keeper in a session of its own. It goes by itself when another one holds the folder's lock. */
export function spawnKeeper(folder: string): ChildProcess {
  const path = join(folder, 'logs', 'keeper.log');
  mkdirSync(join(folder, 'logs'), { recursive: true, mode: 0o700 });
  const log = openSync(path, 'a', 0o600);
  try {
    boundLog(path, 1024 * 1024);
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=2', program, folder],
      {
        detached: true,
        stdio: ['ignore', log, log],
        cwd: folder,
        // By the variable and not by enableCompileCache, which is too late for the program's first file: reading one
        // TypeScript file that is not in the cache costs 18 MB for good. Preparations inherit it.
        env: {
          ...process.env,
          NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(tmpdir(), 'node-compile-cache'),
        },
      },
    );
    child.unref();
    return child;
  } finally {
    closeSync(log);
  }
}

/** Keepers of a serving folder, those included that have not written anything yet. */
export function keeperProcesses(folder: string): readonly ProcessIdentity[] {
  return scriptProcesses(program, (argument) => argument === folder);
}
