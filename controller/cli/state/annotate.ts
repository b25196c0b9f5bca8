import { randomUUID } from 'node:crypto';
import { isReason } from '../../core/errors.ts';
import { stateHolder } from '../../store/lock.ts';
import type { Store, StoredObject } from '../../store/store.ts';
import type { Output } from '../command.ts';

/** A token that no request had before. */
export function newToken(): string {
  return randomUUID();
}

/** Puts a request annotation on an object, as `kubectl annotate --overwrite` does. The controller acts on it. */
export async function annotate<T extends StoredObject>(
  store: Store,
  object: T,
  annotation: string,
  value: string,
): Promise<void> {
  const { kind, metadata } = object;
  let current: T | undefined = object;
  while (current) {
    try {
      const annotations = { ...current.metadata.annotations, [annotation]: value };
      await store.update<T>({ ...current, metadata: { ...current.metadata, annotations } });
      return;
    } catch (error: unknown) {
      // The controller wrote at the same moment: read again.
      if (!isReason(error, 'Conflict')) throw error;
      current = await store.get<T>({ kind, namespace: metadata.namespace, name: metadata.name });
    }
  }
}

/** Says what was asked for, and when it will be done if nobody is there to do it now. */
export function tellRequested(stdout: Output, folder: string, what: string): void {
  const later =
    stateHolder(folder) === undefined
      ? '; no controller is at work on this state folder: it will be done at the next `refit up`'
      : '';
  stdout.write(`${what}${later}\n`);
}
