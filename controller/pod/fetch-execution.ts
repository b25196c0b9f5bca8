/** Lays out an execution in a pod. */
import { mkdirSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ObjectArtifacts } from '../artifacts/objects/artifacts.ts';
import { makeRemovable } from '../artifacts/stat-list.ts';
import type { ExecutionInput } from '../engines/engine.ts';
import { layOutInputs, targetOf } from '../engines/lay-out.ts';
import { takeBeforehand } from '../engines/process/beforehand.ts';
import { unstored, writeReferences } from '../engines/process/fetch.ts';
import { workspacePaths } from '../engines/process/paths.ts';
import { openSelectionWriter, selectionOf } from '../engines/process/selection.ts';
import type { SelectionWriter } from '../engines/process/selection.ts';
import { openFolderSecrets } from '../secrets/folder.ts';
import { beforehandFile, capturedInput, capturedLock, dataFolder } from './places.ts';
import { openArtifacts, withRetries } from './run-program.ts';
import type { ProgramContext } from './run-program.ts';
import { sealInputs } from './seal.ts';

/** @returns the termination message: nothing @throws StepFault, RefitError */
export async function fetchExecution(context: ProgramContext): Promise<string> {
  const { folders, document } = context;
  const mirrors = join(folders.own, 'mirrors');
  const sources = openSources(context, mirrors);
  // A container that is started again begins anew.
  for (const name of ['workspace', 'outputs', 'captured', 'lock', 'references']) {
    await remove(join(folders.execution, name));
  }
  await (document.request.command === undefined ? capture(context, sources) : layOut(context, sources));
  await remove(mirrors);
  await remove(dataFolder(folders));
  return '';
}

/** The store is opened when it is first needed. */
interface Sources {
  artifacts(): Promise<ObjectArtifacts>;
  readonly selections: SelectionWriter;
}

function openSources(context: ProgramContext, mirrors: string): Sources {
  let artifacts: Promise<ObjectArtifacts> | undefined;
  const { folders, document, signal } = context;
  const selections = openSelectionWriter({
    mirrors,
    shallow: true,
    namespace: document.request.key.namespace,
    secrets: openFolderSecrets(folders.secrets),
    addresses: document.addresses,
    // Folders of a pod are nobody's repositories.
    allowLocal: false,
    store:
      document.dataBudget === undefined
        ? { folder: dataFolder(folders), kind: 'Private' }
        : { folder: folders.dataCache, kind: 'Shared', budget: document.dataBudget },
    signal,
  });
  return { artifacts: () => (artifacts ??= openArtifacts(context)), selections };
}

async function put({ signal }: ProgramContext, sources: Sources, input: ExecutionInput, target: string): Promise<void> {
  await withRetries(
    async () => {
      if (input.from.kind === 'Artifact') return (await sources.artifacts()).checkout(input.digest, target, 'Copy');
      return sources.selections.write(selectionOf(input, input.from), target);
    },
    () => remove(target),
    signal,
  );
}

/** Inputs as they are, one folder each: they become outputs. */
async function capture(context: ProgramContext, sources: Sources): Promise<void> {
  const { folders, document, signal } = context;
  for (const input of document.request.inputs) {
    if (input.mode === 'Reference') throw unstored(input);
    const target = capturedInput(folders, input);
    mkdirSync(dirname(target), { recursive: true });
    await put(context, sources, input, target);
  }
  const { environment } = document.request;
  if (environment?.lock === undefined) return;
  const selection = { ...environment.lock, what: `lock of environment ${environment.name}` };
  const target = capturedLock(folders);
  const write = (): Promise<void> => sources.selections.write(selection, target);
  await withRetries(write, () => remove(target), signal);
}

async function layOut(context: ProgramContext, sources: Sources): Promise<void> {
  const { folders, document, signal } = context;
  const { request } = document;
  const paths = workspacePaths(folders.execution, request);
  const layout = { folder: folders.execution, request, paths, signal };
  await layOutInputs(layout, (input, target) => put(context, sources, input, target));
  const nothing = async (): Promise<void> => undefined;
  await withRetries(() => writeReferences(request, paths, sources.selections), nothing, signal);
  sealInputs(
    request.inputs.filter(({ mode }) => mode === 'Mount').map((input) => targetOf(paths, input)),
    request.inputs.filter(({ mode }) => mode === 'Copy').map((input) => targetOf(paths, input)),
    paths.working,
  );
  await writeFile(beforehandFile(folders), JSON.stringify(Object.fromEntries(takeBeforehand(paths))));
}

/** What was half written, read-only folders included. */
async function remove(path: string): Promise<void> {
  makeRemovable(path);
  await rm(path, { recursive: true, force: true });
}
