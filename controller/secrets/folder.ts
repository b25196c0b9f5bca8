/**
 * Secrets in a folder of this machine, 0700: `<folder>/<name>/<key>`, each a file of 0600 that holds the value. There is
 * one person and one machine, so namespaces share them.
 */
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { isNotThere } from '../artifacts/faults.ts';
import { replaceFile, temporaryBeside } from '../artifacts/durable-file.ts';
import { RefitError } from '../core/errors.ts';
import type { Secrets } from './secrets.ts';

const namePattern = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;
const keyPattern = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,253}$/;
/** Bytes; as Kubernetes allows. */
const maxValue = 1024 * 1024;

function checkName(name: string, key?: string): void {
  if (!namePattern.test(name)) {
    throw new RefitError(
      'SecretNotFound',
      `secret name: found ${JSON.stringify(name)}, allowed is a lower-case DNS name`,
    );
  }
  if (key !== undefined && !keyPattern.test(key)) {
    throw new RefitError(
      'SecretNotFound',
      `key of secret ${name}: found ${JSON.stringify(key)}, allowed are letters, digits, - _ and .`,
    );
  }
}

async function keysOf(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((key) => keyPattern.test(key)).sort();
  } catch (error: unknown) {
    if (isNotThere(error)) return [];
    throw error;
  }
}

async function readValue(folder: string, name: string, key: string): Promise<string> {
  try {
    return await readFile(join(folder, name, key), 'utf8');
  } catch (error: unknown) {
    if (!isNotThere(error)) throw new RefitError('SecretNotFound', `secret ${name}: key ${key} cannot be read`, error);
    const keys = await keysOf(join(folder, name));
    const found = keys.length === 0 ? 'there is no such secret' : `it has ${keys.join(', ')}`;
    throw new RefitError('SecretNotFound', `secret ${name}, key ${key}: not found; ${found}`);
  }
}

/** Reads secrets of a folder, each time anew. The folder need not exist. */
export function openFolderSecrets(folder: string): Secrets {
  return {
    async read(_namespace, name, key) {
      checkName(name, key);
      return readValue(folder, name, key);
    },
    async entries(_namespace, name) {
      checkName(name);
      // A volume of Kubernetes holds `..data` and the like beside the keys.
      const keys = (await keysOf(join(folder, name))).filter((key) => !key.startsWith('..'));
      if (keys.length === 0) throw new RefitError('SecretNotFound', `secret ${name}: there is no such secret`);
      return new Map(await Promise.all(keys.map(async (key) => [key, await readValue(folder, name, key)] as const)));
    },
  };
}

async function boundedText(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size > maxValue)
      throw new RefitError('SecretNotFound', `${path}: found ${size} bytes, allowed are ${maxValue}`);
    const text = await file.readFile('utf8');
    if (text.includes('\0')) throw new RefitError('SecretNotFound', `${path}: found a NUL byte, allowed is text`);
    return text;
  } finally {
    await file.close();
  }
}

function withoutFinalBreak(text: string): string {
  return text.replace(/\r?\n$/, '');
}

function parseEnvFile(path: string, text: string): Map<string, string> {
  const values = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#.*)?$/.test(line)) continue;
    const [, key, value] = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.-]*)=(.*)$/.exec(line) ?? [];
    // The line itself stays out of the message: it may be a value.
    if (key === undefined || value === undefined) {
      throw new RefitError('SecretNotFound', `${path}:${index + 1}: found a line that is not KEY=VALUE`);
    }
    values.set(key, value.replace(/^(["'])(.*)\1$/, '$2'));
  }
  return values;
}

/**
 * What a file or folder of a person holds, by key (`--secret NAME=FILE`), without taking it in. FILE is a directory: every
 * file in it is a key; a file whose name ends in `.env`: lines KEY=VALUE (blank ones and `#` lines aside, one pair of
 * quotes removed); any other file: one key, named as the file. One final line break is not part of a value.
 * @throws RefitError SecretNotFound: nothing there, or not as above; a value is never in the message
 */
export async function readSecret(name: string, path: string): Promise<ReadonlyMap<string, string>> {
  checkName(name);
  let values: Map<string, string>;
  try {
    values = await readKeys(path);
  } catch (error: unknown) {
    if (error instanceof RefitError) throw error;
    throw new RefitError('SecretNotFound', `secret ${name}: ${path} cannot be read`, error);
  }
  if (values.size === 0) throw new RefitError('SecretNotFound', `secret ${name}: ${path} holds no key`);
  for (const key of values.keys()) checkName(name, key);
  return values;
}

async function readKeys(path: string): Promise<Map<string, string>> {
  if (!(await stat(path)).isDirectory()) {
    if (path.endsWith('.env')) return parseEnvFile(path, await boundedText(path));
    return new Map([[basename(path), withoutFinalBreak(await boundedText(path))]]);
  }
  const values = new Map<string, string>();
  for (const key of await readdir(path)) {
    const file = join(path, key);
    // Kubernetes' own mounts hold `..data` beside the keys.
    if (!key.startsWith('..') && (await stat(file)).isFile())
      values.set(key, withoutFinalBreak(await boundedText(file)));
  }
  return values;
}

/**
 * Takes a secret in from a file, as `readSecret` reads it, replacing what the folder had under that name.
 * @returns the keys @throws RefitError SecretNotFound
 */
export async function importSecret(folder: string, name: string, path: string): Promise<readonly string[]> {
  const values = await readSecret(name, path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  const target = join(folder, name);
  const fresh = temporaryBeside(target);
  await mkdir(fresh, { mode: 0o700 });
  for (const [key, value] of values) await replaceFile(join(fresh, key), value, { mode: 0o600 });
  // Whoever reads it at this moment finds one or the other, but for an instant.
  const before = temporaryBeside(target);
  await rename(target, before).catch((error: unknown) => {
    if (!isNotThere(error)) throw error;
  });
  await rename(fresh, target);
  await rm(before, { recursive: true, force: true });
  return [...values.keys()];
}
