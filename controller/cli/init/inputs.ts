/** What a stage reads, as inputs of its step. */
import { basename, posix } from 'node:path';
import type { DvcPipeline, DvcStage } from './dvc-yaml.ts';
import { importedModules } from './imports.ts';
import type { Modules } from './imports.ts';
import { slug, unique } from './naming.ts';
import type { Naming } from './naming.ts';

/** What a step is made with. */
export interface Around {
  readonly pipeline: DvcPipeline;
  readonly place: Modules;
  readonly naming: Naming;
  readonly notes: string[];
}

/** An output that a step reads. */
interface Made {
  readonly step: string;
  readonly name: string;
}

/** An input of a step, as it is declared. Its path is what it is in the working copy. */
export interface StageInput {
  readonly name: string;
  readonly source?: string;
  readonly from?: string;
  readonly paths?: readonly string[];
  readonly keys?: readonly string[];
  readonly path?: string;
}

/** Notes tell what was not among the stage's deps, and what is not there. */
export function inputsOf(stage: DvcStage, step: string, around: Around): StageInput[] {
  const { place, notes } = around;
  const { paths, from } = depsOf(stage, step, around);
  addScripts(paths, stage, step, around);
  const params = stage.params.filter(({ file, keys }) => {
    const covered = isIn(file, paths);
    const whole = covered || keys === undefined || !/\.(ya?ml|json|toml)$/.test(file);
    if (whole && keys !== undefined) notes.push(`step ${step}: all of ${file} counts, not its keys alone`);
    if (whole && !covered) paths.add(file);
    return !whole;
  });
  for (const path of [...paths, ...params.map(({ file }) => file)]) {
    if (!place.exists(path)) notes.push(`step ${step}: ${path} is not in the repository`);
  }
  const used = new Set(['code']);
  return [
    ...(paths.size === 0 ? [] : [{ name: 'code', source: 'code', paths: [...paths].map(escapePattern) }]),
    ...params.map(({ file, keys = [] }) => {
      const name = unique(slug(basename(file).replace(/\.[^.]*$/, ''), 'params'), used);
      return { name, source: 'code', paths: [file], keys, path: file };
    }),
    ...[...from].map(([path, output]) => ({
      name: unique(output.name, used),
      from: `${output.step}.${output.name}`,
      path,
    })),
  ];
}

/** Paths of the repository, and outputs of other steps by the path that they have there. */
function depsOf(
  stage: DvcStage,
  step: string,
  { naming, place, notes }: Around,
): { readonly paths: Set<string>; readonly from: ReadonlyMap<string, Made> } {
  const made = [...naming.outputs].filter(([, output]) => output.step !== step);
  const paths = new Set<string>();
  const from = new Map<string, Made>();
  for (const dep of stage.deps) {
    const exact = made.filter(([path]) => path === dep);
    const around = made.filter(([path]) => dep.startsWith(`${path}/`));
    const below = made.filter(([path]) => path.startsWith(`${dep}/`));
    for (const [path, output] of exact.length > 0 ? exact : [...around, ...below]) from.set(path, output);
    if (exact.length > 0 || around.length > 0 || (below.length > 0 && !place.exists(dep))) continue;
    const whole = place.exists(dep) ? undefined : dvcFolderOf(dep, place);
    if (whole !== undefined)
      notes.push(`step ${step}: ${dep} is in ${whole}, which DVC keeps as one; all of it is an input`);
    paths.add(whole ?? dep);
  }
  // What is within another input of the step is there already.
  const held = [...from].filter(([path]) => ![...from.keys()].some((other) => path.startsWith(`${other}/`)));
  return { paths, from: new Map(held) };
}

/** DVC shows a stage the whole working copy, Refit what is declared. */
function addScripts(paths: Set<string>, stage: DvcStage, step: string, { place, naming, notes }: Around): void {
  const add = (path: string, why: string): void => {
    if (isIn(path, paths) || naming.outputs.has(path)) return;
    paths.add(path);
    notes.push(`step ${step}: ${path} ${why}, but not among its deps; it is an input now`);
  };
  const named = namedFiles(stage, place);
  for (const path of named) add(path, 'is in its command');
  const scripts = [...paths, ...named].filter((path) => path.endsWith('.py'));
  for (const path of importedModules(scripts, stage.workingDir, place)) add(path, 'is imported');
}

/** Files of the repository that a command names, those of `python -m` included. */
function namedFiles({ command, workingDir }: DvcStage, { exists }: Modules): string[] {
  const words = command.split(/[\s'"=;&|()<>]+/);
  const modules = words.flatMap((word, index) => {
    if (words[index - 1] !== '-m' || !/^[\w.]+$/.test(word)) return [];
    const path = word.replaceAll('.', '/');
    return [`${path}.py`, `${path}/__main__.py`];
  });
  const files = words.filter((word) => /^[\w./-]*\w\.[A-Za-z0-9]+$/.test(word) && !word.startsWith('/'));
  const paths = [...files, ...modules].map((word) => posix.join(workingDir, word));
  return [...new Set(paths)].filter((path) => !path.startsWith('..') && exists(path));
}

/** The directory around a path that a DVC file stands for. */
function dvcFolderOf(path: string, { exists }: Modules): string | undefined {
  for (let at = posix.dirname(path); at !== '.'; at = posix.dirname(at)) if (exists(`${at}.dvc`)) return at;
  return undefined;
}

/** Whether a path is one of others, or in one of them. */
function isIn(path: string, others: Iterable<string>): boolean {
  for (const other of others) if (path === other || path.startsWith(`${other}/`)) return true;
  return false;
}

/** Path patterns have `*`, `?` and a leading `!`; a path of DVC means itself. */
function escapePattern(path: string): string {
  return path.replace(/^!/, '?').replaceAll('*', '?');
}
