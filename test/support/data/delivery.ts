import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { selectData } from '../../../controller/core/pointers/pointers.ts';
import { compilePatterns } from '../../../controller/core/select.ts';
import type { Surroundings } from '../../../controller/data/mirrored.ts';
import { blobsOf, listCommit } from '../../../controller/data/contents.ts';
import { openSurroundings } from '../../../controller/data/open.ts';
import type { DataOptions } from '../../../controller/data/open.ts';
import type { SourceAccess } from '../../../controller/engines/engine.ts';
import { createSelectionWriter } from '../../../controller/engines/process/selection-writer.ts';
import type { SelectionRequest } from '../../../controller/engines/process/selection.ts';
import { openFolderSecrets } from '../../../controller/secrets/folder.ts';

/** Delivers selections as a step's fetch does, in a folder of its own. */
export class Delivery {
  readonly folder: string;
  readonly around: Surroundings;
  #targets = 0;

  constructor(folder: string, over: Partial<DataOptions> = {}) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
    this.around = openSurroundings({
      mirrors: join(folder, 'mirrors'),
      shallow: false,
      namespace: 'ml',
      secrets: openFolderSecrets(join(folder, 'secrets')),
      addresses: { loopback: true },
      allowLocal: true,
      store: { folder: join(folder, 'data'), kind: 'Shared' },
      signal: new AbortController().signal,
      ...over,
    });
  }

  /** A Secret of the namespace. */
  secret(name: string, entries: Readonly<Record<string, string>>): void {
    const folder = join(this.folder, 'secrets', name);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const [key, value] of Object.entries(entries)) writeFileSync(join(folder, key), value);
  }

  /** The request for what is selected, with the digest that the decision has. */
  async request(
    source: { url: string; commit: string },
    paths: readonly string[],
    access: SourceAccess = {},
  ): Promise<SelectionRequest> {
    const commit = { ...source, access };
    const all = await listCommit(commit, this.around);
    const { digest } = await selectData(all, compilePatterns(paths), blobsOf(commit, this.around));
    return { ...source, ...access, paths, digest, what: 'input data' };
  }

  /** Writes it. @returns the folder */
  async write(request: SelectionRequest): Promise<string> {
    const target = join(this.folder, `target-${++this.#targets}`);
    await createSelectionWriter(this.around).write(request, target);
    return target;
  }

  /** Selects and writes. @returns files by path */
  async deliver(
    source: { url: string; commit: string },
    paths: readonly string[],
    access: SourceAccess = {},
  ): Promise<Record<string, string>> {
    return filesOf(await this.write(await this.request(source, paths, access)));
  }

  close(): void {
    this.around.http.close();
  }
}

/** Text of all files below a folder by path; of a link its target after `-> `, of an empty folder '' after its name and `/`. */
export function filesOf(folder: string, prefix = ''): Record<string, string> {
  const files: Record<string, string> = {};
  if (!existsSync(folder)) return files;
  const names = readdirSync(folder).sort();
  if (names.length === 0 && prefix !== '') files[`${prefix}/`] = '';
  for (const name of names) {
    const [path, full] = [prefix === '' ? name : `${prefix}/${name}`, join(folder, name)];
    const stat = lstatSync(full);
    if (stat.isDirectory()) Object.assign(files, filesOf(full, path));
    else files[path] = stat.isSymbolicLink() ? `-> ${readlinkSync(full)}` : readFileSync(full, 'utf8');
  }
  return files;
}
