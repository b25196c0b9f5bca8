import { join } from 'node:path';
import { openFolderArtifacts } from '../../artifacts/folder.ts';
import { isReason } from '../../core/errors.ts';
import { systemClock } from '../../runtime/clock.ts';
import { stateHolder } from '../../store/lock.ts';
import { openSqliteStore } from '../../store/sqlite.ts';
import type { Store, StoredObject } from '../../store/store.ts';
import type { World } from '../world.ts';

/** Runs `work` on a state folder, beside the controller that may be at work on it. */
export async function withFolder<T>(folder: string, work: (world: World) => Promise<T>): Promise<T> {
  const store = openSqliteStore({ file: join(folder, 'refit.db'), clock: systemClock });
  const artifacts = openFolderArtifacts({ folder: join(folder, 'artifacts'), views: join(folder, 'views') });
  try {
    return await work({
      store,
      namespace: undefined,
      pinned: false,
      artifacts: () => artifacts,
      logs: async () => (await import('./process-logs.ts')).processLogs(folder),
      request: (object, annotation, value) => annotate(store, object, annotation, value),
      outlook: () =>
        stateHolder(folder) === undefined
          ? '; no controller is at work on this state folder: it will be done at the next `refit up`'
          : '',
      shown: ({ name }) => name,
      apply: 'refit up -f FILE',
    });
  } finally {
    await store.close();
  }
}

/** As `kubectl annotate --overwrite` does. */
async function annotate(store: Store, object: StoredObject, annotation: string, value: string): Promise<void> {
  const { kind, metadata } = object;
  let current: StoredObject | undefined = object;
  while (current) {
    try {
      const annotations = { ...current.metadata.annotations, [annotation]: value };
      await store.update({ ...current, metadata: { ...current.metadata, annotations } });
      return;
    } catch (error: unknown) {
      // The controller wrote at the same moment: read again.
      if (!isReason(error, 'Conflict')) throw error;
      current = await store.get({ kind, namespace: metadata.namespace, name: metadata.name });
    }
  }
}
