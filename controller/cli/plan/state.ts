import { join } from 'node:path';
import { openFolderArtifacts } from '../../artifacts/folder.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openSqliteStore } from '../../store/sqlite.ts';
import { readPast, type Pasts } from './past.ts';

/** Reads a state folder, beside the controller that may be at work on it. */
export function openPast(folder: string): Pasts {
  const store = openSqliteStore({ file: join(folder, 'refit.db'), clock: systemClock });
  const artifacts = openFolderArtifacts({ folder: join(folder, 'artifacts'), views: join(folder, 'views') });
  return {
    past: (workflow) =>
      readPast({ store, stores: { of: () => artifacts } }, workflow, workflow.metadata.namespace ?? 'default'),
    close: () => store.close(),
  };
}
