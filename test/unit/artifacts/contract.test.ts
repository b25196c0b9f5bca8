import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFolderArtifacts } from '../../../controller/artifacts/folder.ts';
import { openObjectArtifacts } from '../../../controller/artifacts/objects/artifacts.ts';
import { openFileVolume } from '../../../controller/artifacts/objects/file.ts';
import { createHttpTransport } from '../../../controller/artifacts/objects/http-transport.ts';
import { openHttpObjects } from '../../../controller/artifacts/objects/http.ts';
import { objectKey } from '../../../controller/artifacts/objects/keys.ts';
import { describeArtifacts } from '../../contract/artifacts.ts';
import { temporaryFolder } from '../../support/folder.ts';
import { startTestVolume } from './volume.ts';

function damageFile(path: string, bytes: string | undefined): void {
  if (bytes === undefined) return rmSync(path);
  chmodSync(path, 0o644);
  writeFileSync(path, bytes);
}

describeArtifacts('folder', async () => {
  const folder = temporaryFolder();
  const artifacts = openFolderArtifacts({ folder: join(folder.path, 'artifacts') });
  const path = (hex: string): string => join(folder.path, 'artifacts/objects/sha256', hex.slice(0, 2), hex);
  return {
    pod: artifacts,
    controller: artifacts,
    damage: (hex, bytes) => damageFile(path(hex), bytes),
    close: () => folder.remove(),
  };
});

describeArtifacts('objects as files', async () => {
  const folder = temporaryFolder();
  const artifacts = openObjectArtifacts(openFileVolume(folder.path).objects('ml'), { namespace: 'ml' });
  return {
    pod: artifacts,
    controller: artifacts,
    damage: (hex, bytes) => damageFile(join(folder.path, 'namespaces/ml', objectKey(hex)), bytes),
    close: () => folder.remove(),
  };
});

describeArtifacts('a volume over HTTP', async () => {
  const volume = await startTestVolume();
  const transport = createHttpTransport({ url: volume.url, token: async () => volume.token('ml') });
  return {
    pod: openObjectArtifacts(openHttpObjects(transport)),
    controller: openObjectArtifacts(openFileVolume(volume.folder).objects('ml'), { namespace: 'ml' }),
    damage: (hex, bytes) => damageFile(join(volume.folder, 'namespaces/ml', objectKey(hex)), bytes),
    close: () => volume.close(),
  };
});
