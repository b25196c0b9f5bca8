import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isNotThere } from '../artifacts/faults.ts';
import { type WebhookKeys, tokenKeys, tokenOf } from './keys.ts';

/** Bytes of a token's file that are read; a longer one is no token. */
const longest = 4_096;
const namePattern = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

/**
 * Of the secrets folder of local mode. There are no labels there: a secret is for webhooks if it has a key `token`, perhaps
 * `previousToken`, and no other. Namespaces share it, as they share all secrets of that folder.
 */
export function folderKeys(folder: string): WebhookKeys {
  return {
    async of(_namespace, secret) {
      if (!namePattern.test(secret)) return [];
      const names = await namesIn(join(folder, secret));
      if (!names.includes('token') || names.some((name) => !tokenKeys.some((key) => key === name))) return [];
      const values = await Promise.all(names.map((name) => readToken(join(folder, secret, name))));
      return values.flatMap(tokenOf);
    },
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).toSorted().toReversed();
  } catch (error: unknown) {
    if (isNotThere(error)) return [];
    throw error;
  }
}

async function readToken(path: string): Promise<string> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return size > longest ? '' : await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
