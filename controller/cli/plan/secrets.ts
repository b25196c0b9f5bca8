import { isReason, RefitError } from '../../core/errors.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import { HintedError } from '../failure.ts';

/**
 * The secrets that a plan reads its sources with: folders that the command line names, else those of the world that it is
 * about. Nothing is read before a repository wants it, and nothing is kept.
 * @param given folders or files by the name of the secret, absolute
 * @param stored the secrets of a state folder, or of a cluster as far as the person may read them
 */
export function planSecrets(
  given: ReadonlyMap<string, string>,
  stored: () => Pick<Secrets, 'entries'> | undefined,
): Pick<Secrets, 'entries'> {
  return {
    async entries(namespace, name) {
      const path = given.get(name);
      if (path !== undefined) return (await import('../../secrets/folder.ts')).readSecret(name, path);
      const world = stored();
      if (world !== undefined) return world.entries(namespace, name);
      throw new RefitError('SecretNotFound', `secret ${name}: there is no such secret`);
    },
  };
}

/** A secret that is missing, with what a person who plans can do about it. */
export function forPlanner(error: unknown): unknown {
  if (!isReason(error, 'SecretNotFound')) return error;
  return new HintedError(
    error.message,
    'Name its folder with --secret NAME=FOLDER, or a clone of the repository with --source SOURCE=PATH.',
    error,
  );
}
