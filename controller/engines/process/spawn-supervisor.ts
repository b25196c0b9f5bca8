/** Starts the process that carries out an execution. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toError } from '../../core/errors.ts';

const program = fileURLToPath(new URL('supervisor.ts', import.meta.url));

/**
 * Starts a supervisor, detached: it is the leader of its own session and lives on without this process.
 * @param cache folder where Node keeps compiled code: half of a supervisor's start
 * @returns settles when it has ended, with what went wrong if it could not be started
 */
export function spawnSupervisor(folder: string, cache: string): Promise<Error | undefined> {
  const log = openSync(join(folder, 'supervisor.log'), 'a', 0o600);
  try {
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder], {
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
      env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: cache, UV_THREADPOOL_SIZE: '8' },
    });
    child.unref();
    return new Promise((resolve) => {
      child.once('error', (thrown) => resolve(toError(thrown)));
      child.once('exit', () => resolve(undefined));
    });
  } finally {
    closeSync(log);
  }
}
