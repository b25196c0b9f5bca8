/**
 * Workflow files that were found valid, remembered between calls: the YAML parser and the validators are most of what a
 * `refit plan` would load. Beside the compile cache of Node, and like it only an acceleration: with it or without it,
 * a file reads the same.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256Hex } from '../core/hash.ts';
import type { WorkflowFile } from '../core/validate/document.ts';

// An import would load the streams of node:fs too.
const { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } =
  process.getBuiltinModule('node:fs');

/** How many files are remembered. */
const bound = 200;

/** As reading anew, but each text once. A text with problems is read anew each time. */
export async function readOnce(text: string, file: string): Promise<WorkflowFile> {
  const folder = cacheFolder();
  const path = folder === undefined ? undefined : join(folder, `${keyOf(text, file)}.json`);
  const known = path === undefined ? undefined : readKnown(path);
  if (known) return known;
  const { readWorkflowDocuments } = await import('../core/validate/document.ts');
  const read = readWorkflowDocuments(text, file);
  if (folder !== undefined && path !== undefined && read.problems.length === 0) remember(folder, path, read);
  return read;
}

/** A folder of this user's; none where there is no home. */
function cacheFolder(): string | undefined {
  const { XDG_CACHE_HOME: cache, HOME: home } = process.env;
  const root =
    cache !== undefined && cache !== '' ? cache : home !== undefined && home !== '' ? join(home, '.cache') : undefined;
  return root === undefined ? undefined : join(root, 'refit', 'workflows');
}

/** Another text, another name in messages or another Refit is another key. */
function keyOf(text: string, file: string): string {
  return sha256Hex(JSON.stringify([text, file, process.version, codeIdentity()])).slice('sha256:'.length);
}

/** Of the code that reads workflows: names, sizes and times of its files, so that a pull into a checkout counts too. */
function codeIdentity(): string {
  const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
  const folders = [
    '../core',
    '../core/validate',
    '../core/validate/rules',
    '../api/v1alpha1',
    '../../node_modules/yaml',
  ].map(folder);
  return folders
    .flatMap((path) =>
      readdirSync(path).map((name) => {
        const stat = statSync(join(path, name));
        return stat.isFile() ? `${name}:${stat.size}:${stat.mtimeMs}` : name;
      }),
    )
    .join('\n');
}

function readKnown(path: string): WorkflowFile | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return isWorkflowFile(value) ? value : undefined;
  } catch {
    // Not there, or cut short by a full disk: it is read anew.
    return undefined;
  }
}

function isWorkflowFile(value: unknown): value is WorkflowFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'documents' in value &&
    'problems' in value &&
    'warnings' in value &&
    Array.isArray(value.documents)
  );
}

function remember(folder: string, path: string, read: WorkflowFile): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    forgetOldest(folder);
    const temporary = `${path}.${process.pid}.tmp`;
    writeFileSync(temporary, JSON.stringify(read), { mode: 0o600 });
    renameSync(temporary, path);
  } catch {
    // A cache that cannot be written is no cache, and no fault.
  }
}

function forgetOldest(folder: string): void {
  const names = readdirSync(folder);
  if (names.length < bound) return;
  const aged = names
    .map((name) => ({ path: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .toSorted((a, b) => a.time - b.time);
  for (const { path } of aged.slice(0, names.length - bound + 20)) rmSync(path, { force: true });
}
