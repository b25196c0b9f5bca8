/** Reads a `dvc.yaml` (DVC 2 and 3). It is a person's file: what is wrong is told with its place. */
import { posix } from 'node:path';
import { parseDocument } from 'yaml';
import { UsageError } from '../failure.ts';

/** An output of a stage. Paths here are from the root of the repository, with `/`. */
export interface DvcOut {
  readonly path: string;
  readonly kind: 'out' | 'metrics' | 'plots';
  readonly persist: boolean;
  /** What is said of it that has no effect here. */
  readonly ignored: readonly string[];
}

/** Parameters of one file that a stage depends on; `keys` undefined = the whole file. */
export interface DvcParams {
  readonly file: string;
  readonly keys?: readonly string[];
}

/** A stage, as it would be run. */
export interface DvcStage {
  readonly name: string;
  readonly command: string;
  /** Where the command runs; '' is the root of the repository. */
  readonly workingDir: string;
  readonly deps: readonly string[];
  readonly params: readonly DvcParams[];
  readonly outs: readonly DvcOut[];
  readonly alwaysChanged: boolean;
  readonly frozen: boolean;
  /** Fields that are for people, and not carried over. */
  readonly ignored: readonly string[];
}

/** A pipeline, in the order of the file. */
export interface DvcPipeline {
  readonly stages: readonly DvcStage[];
  /** Paths that `artifacts:` says are models. */
  readonly models: ReadonlySet<string>;
  /** What stands beside the stages and is not carried over. */
  readonly ignored: readonly string[];
}

/** A file of this size is none that a person wrote. */
const MAX_CHARACTERS = 1024 * 1024;

type Mapping = Readonly<Record<string, unknown>>;

/**
 * @param folder of the file, from the root of the repository; '' for the root
 * @throws UsageError naming everything that cannot be carried over
 */
export function readDvcYaml(text: string, file: string, folder: string): DvcPipeline {
  if (text.length > MAX_CHARACTERS) throw new UsageError(`${file} is longer than 1 MiB`, 'Name a dvc.yaml.');
  const document = parseDocument(text, { schema: 'core', version: '1.2', merge: true } as const);
  const error = document.errors[0];
  if (error) throw new UsageError(`${file} is no YAML: ${error.message.split('\n', 1)[0]}`, 'Correct the file.');
  const root: unknown = document.toJS({ maxAliasCount: 100 });
  const stages = isMapping(root) ? root['stages'] : undefined;
  if (!isMapping(root) || !isMapping(stages) || Object.keys(stages).length === 0) {
    throw new UsageError(`${file} has no stages`, 'Name the dvc.yaml of a DVC pipeline.');
  }
  const problems: string[] = [];
  const read = Object.entries(stages).flatMap(([name, value]) => {
    const stage = readStage({ name, folder, problems }, value);
    return stage ? [stage] : [];
  });
  if (problems.length > 0) {
    throw new UsageError(`${file}: ${problems.join('; ')}`, 'Write these out in dvc.yaml, or their steps by hand.');
  }
  return {
    stages: withMetrics(read, root['metrics'], folder),
    models: modelsOf(root['artifacts'], folder),
    // `vars` are for templates, and there are none.
    ignored: Object.keys(root).filter((name) => !['stages', 'metrics', 'artifacts', 'vars', 'schema'].includes(name)),
  };
}

const stageFields = ['cmd', 'wdir', 'deps', 'params', 'outs', 'metrics', 'plots', 'always_changed', 'frozen', 'vars'];
/** For people and their tools. */
const notes = ['desc', 'meta'];

interface StagePlace {
  readonly name: string;
  readonly folder: string;
  readonly problems: string[];
}

function readStage(place: StagePlace, value: unknown): DvcStage | undefined {
  const { name, folder, problems } = place;
  const say = (what: string): undefined => void problems.push(`stage ${name} ${what}`);
  if (!isMapping(value)) return say('is no mapping');
  if ('foreach' in value || 'matrix' in value) return say('is made by foreach or matrix, which a WorkflowSpec has not');
  if (JSON.stringify(value).includes('${')) return say('has ${…}, which would have to be filled in');
  for (const field of Object.keys(value).filter((each) => ![...stageFields, ...notes].includes(each))) {
    say(`has ${field}, which is not known`);
  }
  const commands = textsOf(value['cmd']);
  if (commands === undefined || commands.length === 0) return say('has no cmd');
  const workingDir = inRoot(folder, typeof value['wdir'] === 'string' ? value['wdir'] : '.');
  if (workingDir === undefined) return say('has a wdir outside of the repository');
  const paths = (field: string): (readonly [string, Mapping])[] => {
    if (!isListOfPaths(value[field])) say(`has ${field} that are no list of paths`);
    return [...entriesOf(value[field])].flatMap(([written, said]) => {
      const path = inRoot(workingDir, written);
      if (path === undefined || path === '') say(`has ${field} outside of the repository: ${written}`);
      return path === undefined || path === '' ? [] : [[path, isMapping(said) ? said : {}] as const];
    });
  };
  const outs = (field: 'outs' | 'metrics' | 'plots'): DvcOut[] =>
    paths(field).map(([path, said]) => ({
      path,
      kind: field === 'outs' ? 'out' : field,
      persist: said['persist'] === true || said['checkpoint'] === true,
      ignored: ['remote', 'push', ...notes, 'type', 'labels'].filter((name) => name in said),
    }));
  return {
    name,
    command: oneCommand(commands),
    workingDir,
    deps: paths('deps').map(([path]) => path),
    params: paramsOf(value['params'], workingDir, say),
    outs: [...outs('outs'), ...outs('metrics'), ...outs('plots')],
    alwaysChanged: value['always_changed'] === true,
    frozen: value['frozen'] === true,
    ignored: notes.filter((field) => field in value),
  };
}

/** A text, or a list of texts. */
function textsOf(value: unknown): readonly string[] | undefined {
  const list: readonly unknown[] = [value].flat();
  const texts = list.filter((each) => typeof each === 'string');
  return texts.length === list.length ? texts : undefined;
}

/** DVC gives each command of a list a shell of its own: what one does to its shell must not reach the next. */
function oneCommand(commands: readonly string[]): string {
  const touches = /[#;&|\n]|^\s*(?:cd|export|set|unset|umask|exec|exit|\.|source|alias)\b|^\s*\w+=/;
  if (commands.length === 1 || !commands.some((command) => touches.test(command))) return commands.join(' && ');
  return commands.map((command) => `(\n${command.trimEnd()}\n)`).join('\n');
}

function isListOfPaths(list: unknown): boolean {
  if (list === undefined || list === null) return true;
  return Array.isArray(list) && list.every((each) => typeof each === 'string' || isMapping(each));
}

/** `[a, {b: {cache: false}}]` as a map from path to what is said of it. */
function entriesOf(list: unknown): Map<string, unknown> {
  const entries = new Map<string, unknown>();
  for (const each of Array.isArray(list) ? (list as readonly unknown[]) : []) {
    if (typeof each === 'string') entries.set(each, undefined);
    else if (isMapping(each)) for (const [path, said] of Object.entries(each)) entries.set(path, said);
  }
  return entries;
}

function paramsOf(list: unknown, folder: string, say: (what: string) => undefined): DvcParams[] {
  const files = new Map<string, string[] | undefined>();
  const add = (written: string, keys: readonly string[] | undefined): void => {
    const file = inRoot(folder, written);
    if (file === undefined || file === '') return say(`has params outside of the repository: ${written}`);
    const known = files.has(file) ? files.get(file) : [];
    files.set(file, keys === undefined || known === undefined ? undefined : [...known, ...keys]);
  };
  for (const each of Array.isArray(list) ? (list as readonly unknown[]) : []) {
    if (typeof each === 'string') add('params.yaml', [each]);
    else if (isMapping(each)) {
      for (const [file, keys] of Object.entries(each)) {
        const named = keys === null ? [] : textsOf(keys);
        if (named === undefined) say(`has params of ${file} that are no names`);
        else add(file, named.length === 0 ? undefined : named);
      }
    }
  }
  return [...files].map(([file, keys]) => ({ file, ...(keys === undefined ? {} : { keys: [...new Set(keys)] }) }));
}

/** `metrics:` beside the stages calls outs metrics, or files in them, which become outputs of their own. */
function withMetrics(stages: readonly DvcStage[], list: unknown, folder: string): DvcStage[] {
  const metrics = [...entriesOf(list).keys()].flatMap((written) => inRoot(folder, written) ?? []);
  return stages.map((stage) => {
    const outs = stage.outs.map((out): DvcOut =>
      out.kind === 'out' && metrics.includes(out.path) ? { ...out, kind: 'metrics' } : out,
    );
    const within = metrics.filter((path) => stage.outs.some((out) => path.startsWith(`${out.path}/`)));
    return {
      ...stage,
      outs: [...outs, ...within.map((path): DvcOut => ({ path, kind: 'metrics', persist: false, ignored: [] }))],
    };
  });
}

function modelsOf(artifacts: unknown, folder: string): ReadonlySet<string> {
  if (!isMapping(artifacts)) return new Set();
  const models = Object.values(artifacts).flatMap((each) => {
    if (!isMapping(each) || each['type'] !== 'model' || typeof each['path'] !== 'string') return [];
    const path = inRoot(folder, each['path']);
    return path === undefined ? [] : [path];
  });
  return new Set(models);
}

/** A path from the root of the repository, without a slash at its end; undefined outside of it. */
function inRoot(folder: string, path: string): string | undefined {
  if (/^(?:\/|~\/|[A-Za-z][A-Za-z0-9+.-]*:\/\/)/.test(path) || path.includes('\0')) return undefined;
  const joined = posix.normalize(posix.join(folder, path)).replace(/\/+$/, '');
  if (joined === '..' || joined.startsWith('../')) return undefined;
  return joined === '.' ? '' : joined;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
