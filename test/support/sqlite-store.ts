import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { systemClock } from '../../controller/runtime/clock.ts';
import { openSqliteStore } from '../../controller/store/sqlite.ts';
import type { Store } from '../../controller/store/store.ts';
import type { StoreUnderTest } from '../contract/store.ts';
import { temporaryFolder } from './folder.ts';

const module = new URL('../../controller/store/sqlite.ts', import.meta.url).href;

/** A SQLite store in a folder of its own. */
export interface Opened extends StoreUnderTest {
  readonly file: string;
  readonly errors: Error[];
}

/** Makes an empty one. */
export async function makeStore(): Promise<Opened> {
  const folder = temporaryFolder();
  const file = join(folder.path, 'refit.db');
  const errors: Error[] = [];
  const opened: Store[] = [];
  const open = (): Store => {
    const store = openSqliteStore({ file, clock: systemClock, onError: (error) => errors.push(error) });
    opened.push(store);
    return store;
  };
  return {
    file,
    errors,
    store: open(),
    namespace: 'ml',
    otherNamespace: 'other',
    open: async () => open(),
    async dispose() {
      for (const store of opened) await store.close();
      folder.remove();
    },
  };
}

/** Runs `body` (with `store` in scope, not closed) in a process of its own. */
export function runWithStore(
  file: string,
  body: string,
): { readonly pid: number; ended: Promise<{ code: number | null; errors: string }> } {
  const script = `import { openSqliteStore } from ${JSON.stringify(module)};
    const store = openSqliteStore({ file: ${JSON.stringify(file)}, clock: { now: () => Date.now() } });
    ${body}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, errors }));
  if (child.pid === undefined) throw new Error('the process did not start');
  return { pid: child.pid, ended };
}
