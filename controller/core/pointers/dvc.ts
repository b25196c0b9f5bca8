/** What pointer files of DVC say: `*.dvc` and `dvc.lock` with the `dvc.yaml` beside it, and the data their outs name. */
import { sha256Hex } from '../hash.ts';
import { bytesOf } from '../paths.ts';
import { FileProblem, valueJSON, type FileValue } from '../parameter-files/value.ts';
import { parseYaml } from '../parameter-files/yaml.ts';
import type { DataEntry } from './data-entry.ts';
import { field, listOf, mapOf, outEntry, textOf, type PointerPlace } from './dvc-out.ts';
import { dvcFileLimit, isLockFile, type Blob, type DvcFile } from './dvc-file.ts';
import { resolvePath } from './dvc-path.ts';
import { stageDefinition, type StageDefinition } from './dvc-pipeline.ts';

/** Parses a pointer file. Never throws: what is wrong is its `problem`. @param pipeline of a `dvc.lock`: its `dvc.yaml` */
export function parseDvcFile(path: string, file: Blob, pipeline?: Blob): DvcFile {
  const { oid } = file;
  try {
    const document = parseBlob(file);
    const place = { pointer: path, oid };
    const outs = isLockFile(path) ? lockOuts(document, place, pipeline) : fileOuts(document, place);
    const own = isLockFile(path) ? 'dvc-lock' : 'dvc-file';
    const identity = own === 'dvc-file' && outs.length > 0 ? undefined : `${own}:${hexOf(valueJSON(document))}`;
    return { path, oid, outs, identity };
  } catch (error: unknown) {
    if (!(error instanceof FileProblem)) throw error;
    return {
      path,
      oid,
      outs: [],
      identity: undefined,
      problem: { line: error.line, what: error.message, within: withinOf(path, file, pipeline) },
    };
  }
}

/** Data is in the pointer's folder, unless something may lead out of it, or what would say so may be cut off. */
function withinOf(path: string, file: Blob, pipeline?: Blob): string {
  const texts = [file, ...(pipeline ? [pipeline] : [])].map(({ content }) => content?.toString('latin1'));
  const known = texts.every((text) => text?.includes('outs') === true && !/wdir|\.\.|\\|\$\{/.test(text));
  return known ? folderOf(path) : '';
}

function parseBlob({ content }: Blob): FileValue {
  if (content === undefined) throw new FileProblem(1, `more than ${dvcFileLimit} bytes`);
  return parseYaml(content.toString('utf8'));
}

function hexOf(text: string): string {
  return sha256Hex(text).slice('sha256:'.length);
}

function fileOuts(document: FileValue, place: PointerPlace): DataEntry[] {
  const fields = mapOf(document, 'a map with outs');
  const wdir = field(fields, 'wdir');
  const folder = resolvePath(folderOf(place.pointer), wdir ? bytesOf(textOf(wdir, 'wdir')) : '.');
  const deps = field(fields, 'deps');
  const dep = deps ? listOf(deps, 'deps')[0] : undefined;
  const outs = field(fields, 'outs');
  return (outs ? listOf(outs, 'outs') : []).flatMap((out) => outEntry(out, place, folder, dep) ?? []);
}

function lockOuts(document: FileValue, place: PointerPlace, pipeline: Blob | undefined): DataEntry[] {
  const stages = field(mapOf(document, 'a map with stages'), 'stages');
  if (stages === undefined) return [];
  const declared = pipeline ? stagesOf(pipeline) : new Map<string, FileValue>();
  return [...mapOf(stages, 'stages by name')].flatMap(([name, stage]) => {
    const outs = field(mapOf(stage, 'a stage'), 'outs');
    if (outs === undefined) return [];
    const definition = stageDefinition(name, declared, stage.line ?? 1);
    const root = resolvePath(folderOf(place.pointer), definition.folder);
    return listOf(outs, 'outs').flatMap((out) => outEntry(withOptions(out, definition), place, root) ?? []);
  });
}

/** An out of a lock file with what its stage says of it: the lock leaves that out. */
function withOptions(out: FileValue, definition: StageDefinition): FileValue {
  const path = out.kind === 'map' ? field(out.fields, 'path') : undefined;
  const options = path && definition.optionsOf(textOf(path, 'path'));
  if (out.kind !== 'map' || options === undefined) return out;
  const said = ['cache', 'remote'].flatMap((name) => {
    const value = options.get(name);
    const templated = value?.kind === 'text' && value.text.includes('${');
    return value === undefined || templated ? [] : [[name, value] as const];
  });
  return { ...out, fields: new Map([...out.fields, ...said]) };
}

function stagesOf(pipeline: Blob): ReadonlyMap<string, FileValue> {
  try {
    const document = parseBlob(pipeline);
    const stages = document.kind === 'map' ? field(document.fields, 'stages') : undefined;
    return stages ? mapOf(stages, 'stages by name') : new Map();
  } catch (error: unknown) {
    if (!(error instanceof FileProblem)) throw error;
    throw new FileProblem(1, `the dvc.yaml beside it cannot be read: line ${error.line}: ${error.message}`);
  }
}

function folderOf(path: string): string {
  const end = path.lastIndexOf('/');
  return end < 0 ? '' : path.slice(0, end);
}
