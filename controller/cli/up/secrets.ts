import { isReason } from '../../core/errors.ts';
import { importSecret, openFolderSecrets, readSecret } from '../../secrets/folder.ts';

/**
 * Takes secrets of the command line in that are not in the folder as they are now: one that is read at this moment is not
 * replaced by its equal.
 * @param secrets absolute paths by the names of the secrets
 * @returns the names of those that were taken in @throws RefitError SecretNotFound
 */
export async function takeSecrets(folder: string, secrets: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const taken: string[] = [];
  for (const [name, path] of secrets) {
    if (sameEntries(await readSecret(name, path), await storedEntries(folder, name))) continue;
    await importSecret(folder, name, path);
    taken.push(name);
  }
  return taken;
}

async function storedEntries(folder: string, name: string): Promise<ReadonlyMap<string, string>> {
  try {
    return await openFolderSecrets(folder).entries('', name);
  } catch (error: unknown) {
    if (isReason(error, 'SecretNotFound')) return new Map();
    throw error;
  }
}

function sameEntries(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  return one.size === other.size && [...one].every(([key, value]) => other.get(key) === value);
}
