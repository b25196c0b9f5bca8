/** When a step fails: does it name a file that its source has and its inputs do not? */
import { bytesOf, displayPath } from '../../core/paths.ts';
import { compilePatterns } from '../../core/select.ts';
import type { ExecutionRequest } from '../engine.ts';
import type { WorkspacePaths } from './paths.ts';
import type { SelectionFetcher } from './selection.ts';

/** How many words of a log are looked up. */
const maxWords = 5_000;

/** Paths that the text may name, as byte paths: its words, Python's module names, and each without what is before it. */
function candidates(text: string, paths: WorkspacePaths, place: string): Set<string> {
  const found = new Set<string>();
  function add(path: string): void {
    const clean = path.replace(/^(\.\/)+/, '').replace(/\/+$/, '');
    if (clean !== '') found.add(bytesOf(clean));
  }
  const base = place === '.' ? paths.working : `${paths.root}/${place.replace(/^\.\.\//, '')}`;
  for (const word of (text.match(/[^\s'"`,:;()<>[\]{}=]+/g) ?? []).slice(-maxWords)) {
    const path = word.replace(/[.!?]+$/, '');
    add(path);
    for (const prefix of [`${base}/`, `${paths.cwd}/`, `${place}/`]) {
      if (path.startsWith(prefix)) add(path.slice(prefix.length));
    }
  }
  for (const [, module = ''] of text.matchAll(/No module named '?([A-Za-z_][\w.]*)/g)) {
    const path = module.replaceAll('.', '/');
    add(`${path}.py`);
    add(`${path}/__init__.py`);
    add(path);
  }
  return found;
}

/** `code` of `REFIT_REVISION_CODE=main@sha1:<commit>`; the input's name where the context does not say. */
function sourceName(request: ExecutionRequest, commit: string, otherwise: string): string {
  for (const [name, value] of Object.entries(request.context)) {
    const source = /REVISION_(.+)$/.exec(name)?.[1];
    if (source !== undefined && value.endsWith(commit)) return source.toLowerCase().replaceAll('_', '-');
  }
  return otherwise;
}

/** The file of the command, where it is one of the inputs' (`train.py` of `python train.py`). */
function scriptOf(request: ExecutionRequest): string {
  const words = [...(request.command ?? []), ...request.args];
  return words.find((word) => /^[\w./-]+\.\w{1,6}$/.test(word) && !word.startsWith('-')) ?? 'the step';
}

/**
 * A sentence such as `train.py names lib/util.py, which is in source code but not among the step's inputs`, or
 * undefined if the log names no such file.
 */
export async function undeclaredFile(
  request: ExecutionRequest,
  paths: WorkspacePaths,
  log: Buffer,
  selections: Pick<SelectionFetcher, 'paths'>,
): Promise<string | undefined> {
  const text = log.toString('utf8');
  for (const input of request.inputs) {
    if (input.from.kind !== 'Git') continue;
    const { url, commit, secret } = input.from;
    const entries = await selections.paths(url, commit, secret);
    const selected = request.inputs.flatMap(({ from }) =>
      from.kind === 'Git' && from.url === url && from.commit === commit ? [compilePatterns(from.paths)] : [],
    );
    const named = candidates(text, paths, input.path);
    const isNamed = (path: string): boolean =>
      named.has(path) || named.has(path.slice(0, Math.max(0, path.indexOf('/'))));
    const missing = entries.filter(({ path }) => isNamed(path) && !selected.some((selector) => selector.selects(path)));
    const best = missing.find(({ path }) => named.has(path));
    if (best === undefined) continue;
    const source = sourceName(request, commit, input.name);
    return `${scriptOf(request)} names ${displayPath(best.path)}, which is in source ${source} but not among the step's inputs`;
  }
  return undefined;
}
