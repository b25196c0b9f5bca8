/** Lays out a release in a pod, from artifacts alone: the model, and the workspace that the server starts in. */
import { mkdirSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeRemovable } from '../artifacts/stat-list.ts';
import { readRelease } from '../core/release.ts';
import { layOutInputs, targetOf } from '../engines/lay-out.ts';
import { workspacePaths } from '../engines/process/paths.ts';
import { releaseRequest } from '../serving/release-request.ts';
import { modelFileName, readReleaseDocument } from './release-document.ts';
import { openArtifacts, withRetries } from './run-program.ts';
import type { PodFolders, ProgramContext } from './run-program.ts';
import { sealInputs } from './seal.ts';

/** @returns the termination message: nothing @throws StepFault, RefitError */
export async function fetchRelease(context: ProgramContext): Promise<string> {
  const { folders, signal } = context;
  const { request: wanted } = readReleaseDocument(context.document);
  const artifacts = await openArtifacts(context);
  const nothing = async (): Promise<void> => undefined;
  const release = await withRetries(async () => readRelease(artifacts, wanted.release), nothing, signal);
  // A container that is started again begins anew.
  const models = modelsFolder(folders);
  for (const name of readdirSync(models)) await remove(join(models, name));
  await remove(join(folders.execution, 'workspace'));
  const put = async (digest: string, target: string, mode: 'Copy' | 'Mount'): Promise<void> =>
    withRetries(
      async () => artifacts.checkout(digest, target, mode),
      async () => remove(target),
      signal,
    );
  await put(release.model, join(models, modelFileName(release)), 'Mount');
  const request = releaseRequest(wanted, wanted.release, release);
  const paths = workspacePaths(folders.execution, request);
  const layout = { folder: folders.execution, request, paths, signal };
  await layOutInputs(layout, async (input, target) => put(input.digest, target, 'Copy'));
  const targets = (mode: 'Copy' | 'Mount'): string[] =>
    request.inputs.filter((input) => input.mode === mode).map((input) => targetOf(paths, input));
  sealInputs(targets('Mount'), targets('Copy'), paths.working);
  return '';
}

function modelsFolder({ execution }: PodFolders): string {
  const folder = join(dirname(execution), 'model');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** What was half written, read-only folders included. */
async function remove(path: string): Promise<void> {
  makeRemovable(path);
  await rm(path, { recursive: true, force: true });
}
