/** What a `dvc.yaml` says of the outs in the `dvc.lock` beside it: where the stage runs, and which outs DVC does not keep. */
import { bytesOf } from '../paths.ts';
import { FileProblem, type FileValue } from '../parameter-files/value.ts';
import { field, textOf } from './dvc-out.ts';

/** Most outs of a stage whose paths have templates: each is tried for every out of the lock. */
const maxTemplates = 1_000;

/** What a stage's definition says, of `name@key` that of the foreach or matrix. */
export interface StageDefinition {
  /** Outs in a lock file are relative to it; byte path from the folder of the file. */
  readonly folder: string;
  /** What is said of an out, by its path as the lock has it; undefined of one without. */
  optionsOf(path: string): ReadonlyMap<string, FileValue> | undefined;
}

/**
 * @param name of the stage in the lock
 * @param line of it, for what is wrong
 * @throws FileProblem for a wdir with templates, and too many outs with them
 */
export function stageDefinition(name: string, stages: ReadonlyMap<string, FileValue>, line: number): StageDefinition {
  const definition = stages.get(name) ?? stages.get(name.replace(/@.*$/, ''));
  if (definition?.kind !== 'map') return { folder: '.', optionsOf: () => undefined };
  const inner = field(definition.fields, 'do');
  const fields = inner?.kind === 'map' ? inner.fields : definition.fields;
  const { exact, templates } = optionsIn(fields);
  if (templates.length > maxTemplates) {
    throw new FileProblem(
      line,
      `stage ${name} has ${templates.length} outs with templates, allowed are ${maxTemplates}`,
    );
  }
  return {
    folder: folderIn(fields, { name, foreach: field(definition.fields, 'foreach') }, line),
    optionsOf: (path) => exact.get(path) ?? templates.find(({ parts }) => fits(path, parts))?.options,
  };
}

interface Instance {
  readonly name: string;
  readonly foreach: FileValue | undefined;
}

function folderIn(fields: ReadonlyMap<string, FileValue>, { name, foreach }: Instance, line: number): string {
  const wdir = field(fields, 'wdir');
  if (wdir === undefined) return '.';
  // What stands after the @ of a foreach's stage is the item of a list, the key of a map.
  const variable = foreach?.kind === 'list' ? 'item' : foreach?.kind === 'map' ? 'key' : undefined;
  const key = /@([^]*)$/.exec(name)?.[1];
  const text = textOf(wdir, 'wdir').replace(/\$\{ *(item|key) *\}/g, (found, what: string) =>
    what === variable && key !== undefined ? key : found,
  );
  if (text.includes('${')) {
    throw new FileProblem(line, `stage ${name} has wdir ${JSON.stringify(text)}, allowed is one without templates`);
  }
  return bytesOf(text);
}

type Options = ReadonlyMap<string, FileValue>;

interface Template {
  /** What stands between `${…}`. */
  readonly parts: readonly string[];
  readonly options: Options;
}

const none: Options = new Map();

/** Templates come with the most literal text first: of several that fit, that is the one meant. */
function optionsIn(fields: Options): { exact: Map<string, Options>; templates: Template[] } {
  const exact = new Map<string, Options>();
  const templates: Template[] = [];
  for (const kind of ['outs', 'metrics', 'plots']) {
    const list = field(fields, kind);
    for (const item of list?.kind === 'list' ? list.items : []) {
      const entries: Iterable<readonly [string, FileValue | undefined]> =
        item.kind === 'map' ? item.fields : item.kind === 'text' ? [[item.text, undefined]] : [];
      for (const [path, said] of entries) {
        const options = said?.kind === 'map' ? said.fields : none;
        const parts = path.split(/\$\{[^}]*\}/);
        if (parts.length === 1) exact.set(path, options);
        else templates.push({ parts, options });
      }
    }
  }
  const length = ({ parts }: Template): number => parts.join('').length;
  return { exact, templates: templates.toSorted((a, b) => length(b) - length(a)) };
}

/** Whether a path is the parts in their order with anything between them. */
function fits(path: string, parts: readonly string[]): boolean {
  const [first = '', ...rest] = parts;
  const last = rest.pop() ?? '';
  if (!path.startsWith(first) || !path.endsWith(last)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= path.length - last.length;
}
