import { join } from 'node:path';
import { openFolderArtifacts } from '../../artifacts/folder.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openFolderSecrets } from '../../secrets/folder.ts';
import { openSqliteStore } from '../../store/sqlite.ts';
import { readPast, type Pasts } from './past.ts';

/** The namespace of local workflows that name none, as in controller/main.ts. */
export const folderNamespace = 'default';

/** Reads a state folder, beside the controller that may be at work on it. */
export function openPast(folder: string): Pasts {
  const store = openSqliteStore({ file: join(folder, 'refit.db'), clock: systemClock });
  const artifacts = openFolderArtifacts({ folder: join(folder, 'artifacts'), views: join(folder, 'views') });
  return {
    namespace: folderNamespace,
    secrets: openFolderSecrets(join(folder, 'secrets')),
    past: (workflow) =>
      readPast({ store, stores: { of: () => artifacts } }, workflow, workflow.metadata.namespace ?? folderNamespace),
    close: () => store.close(),
  };
}
