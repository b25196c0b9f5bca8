import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** What an image is built from. */
export interface ImageInputs {
  /** Path of the Dockerfile. */
  readonly dockerfile: string;
  /** The folder whose files it may copy; its `.dockerignore` is honoured. */
  readonly context: string;
  /** `--build-arg`s. An image among them has its own key in its tag. */
  readonly args?: Readonly<Record<string, string>>;
}

/** The key of an image: it changes when a byte, mode or name of what it is built from does. */
export function imageKey(inputs: ImageInputs): string {
  const hash = createHash('sha256');
  const add = (...pieces: readonly (string | Buffer)[]): void => {
    for (const piece of pieces) {
      const bytes = Buffer.from(piece);
      hash.update(`${bytes.length}\0`).update(bytes);
    }
  };
  add('Dockerfile', readFileSync(inputs.dockerfile));
  const args = Object.entries(inputs.args ?? {}).toSorted(([left], [right]) => (left < right ? -1 : 1));
  for (const [name, value] of args) add('arg', name, value);
  for (const path of contextFiles(inputs.context)) {
    const file = join(inputs.context, path);
    const status = lstatSync(file);
    if (status.isSymbolicLink()) add('link', path, readlinkSync(file));
    else add('file', path, (status.mode & 0o111) === 0 ? 'plain' : 'executable', readFileSync(file));
  }
  return hash.digest('hex').slice(0, 20);
}

/** The files of a context that its `.dockerignore` leaves, sorted, relative to it. */
export function contextFiles(context: string): string[] {
  const ignored = ignoreRule(join(context, '.dockerignore'));
  const files: string[] = [];
  const walk = (folder: string, parentIgnored: boolean): void => {
    for (const entry of readdirSync(join(context, folder), { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const left = ignored(path, parentIgnored);
      // What is ignored is still entered when a later rule could take something below it back.
      if (!entry.isDirectory()) {
        if (!left) files.push(path);
      } else if (!left || ignored.mayTakeBack(path)) walk(path, left);
    }
  };
  walk('', false);
  return files.toSorted();
}

interface IgnoreRule {
  (path: string, parentIgnored: boolean): boolean;
  mayTakeBack(folder: string): boolean;
}

function ignoreRule(file: string): IgnoreRule {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const rules = lines
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const back = line.startsWith('!');
      const pattern = (back ? line.slice(1) : line).replace(/^\//, '').replace(/\/$/, '');
      return { back, pattern, matches: patternOf(pattern) };
    });
  const rule = (path: string, parentIgnored: boolean): boolean => {
    let ignored = parentIgnored;
    for (const { back, matches } of rules) if (matches.test(path)) ignored = !back;
    return ignored;
  };
  const mayTakeBack = (folder: string): boolean =>
    rules.some(({ back, pattern }) => back && (pattern.startsWith('**') || pattern.startsWith(`${folder}/`)));
  return Object.assign(rule, { mayTakeBack });
}

/** A pattern of a .dockerignore: unlike in a shell, `*` also matches names that begin with a dot. */
function patternOf(pattern: string): RegExp {
  const source = pattern.replace(/\*\*\/|\*\*|\*|\?|[.+^${}()|[\]\\]/g, (piece) => {
    if (piece === '**/') return '(?:.*/)?';
    if (piece === '**') return '.*';
    if (piece === '*') return '[^/]*';
    return piece === '?' ? '[^/]' : `\\${piece}`;
  });
  return new RegExp(`^${source}$`, 's');
}
