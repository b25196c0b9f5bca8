/** Phase Fetching: everything a step sees, verified and laid out. */
import { lstatSync, mkdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { FolderArtifacts } from '../../artifacts/folder.ts';
import type { View } from '../../artifacts/views.ts';
import type { ExecutionInput, ExecutionRequest } from '../engine.ts';
import { StepFault } from './fault.ts';
import { makeFolder } from './paths.ts';
import type { WorkspacePaths } from './paths.ts';
import { copyView, mountView } from './place.ts';
import type { SelectionFetcher } from './selection.ts';

/** A view that the step can reach: it must be unaltered when the step ends. */
export interface MountedInput {
  readonly name: string;
  readonly view: View;
}

export interface FetchContext {
  readonly folder: string;
  readonly request: ExecutionRequest;
  readonly paths: WorkspacePaths;
  readonly artifacts: FolderArtifacts;
  readonly selections: SelectionFetcher;
  readonly signal: AbortSignal;
}

/** The shared view of an input; made if there is none. */
export function viewOfInput(context: FetchContext, input: ExecutionInput): Promise<View> {
  if (input.from.kind === 'Artifact') return context.artifacts.view(input.digest, context.folder);
  return context.selections.view({ ...input.from, digest: input.digest, what: `input ${input.name}` }, context.folder);
}

async function copyInput(context: FetchContext, input: ExecutionInput, target: string): Promise<void> {
  if (input.from.kind === 'Artifact') return context.artifacts.checkout(input.digest, target, 'Copy');
  const selection = { ...input.from, digest: input.digest, what: `input ${input.name}` };
  const view = await context.selections.existingView(selection, context.folder);
  if (view === undefined) return context.selections.write(selection, target);
  copyView(view.path, target);
}

/** What else the request puts strictly inside `target`, relative to it. */
function nestedIn(context: FetchContext, target: string): string[] {
  const others = [...context.paths.inputs.values()];
  if (context.request.workingDir !== undefined) others.push(context.paths.cwd);
  return others.filter((path) => path.startsWith(`${target}/`)).map((path) => relative(target, path));
}

async function placeInput(context: FetchContext, input: ExecutionInput): Promise<MountedInput | undefined> {
  const target = context.paths.inputs.get(input.name) ?? context.paths.working;
  makeFolder(context.paths.root, dirname(target), `input ${input.name}`);
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) {
    const place = relative(context.paths.root, target);
    throw new StepFault(
      'Failed',
      'WorkspaceInvalid',
      `input ${input.name}: found another input's ${place} at its path ${input.path}; give it a path of its own`,
    );
  }
  if (input.mode === 'Copy') {
    await copyInput(context, input, target);
    return undefined;
  }
  const view = await viewOfInput(context, input);
  mountView(view.path, target, nestedIn(context, target), target === context.paths.working);
  return { name: input.name, view };
}

function depth(path: string): number {
  return path === '.' ? -1 : path.split('/').filter((name) => name !== '..').length;
}

/**
 * Lays out the workspace, outer inputs before those inside them.
 * @returns the inputs the step reaches through views @throws StepFault, RefitError
 */
export async function fetchInputs(context: FetchContext): Promise<readonly MountedInput[]> {
  const mounted: MountedInput[] = [];
  const inputs = [...context.request.inputs].sort((a, b) => depth(a.path) - depth(b.path));
  mkdirSync(context.paths.root, { recursive: true });
  for (const input of inputs) {
    context.signal.throwIfAborted();
    const placed = await placeInput(context, input);
    if (placed !== undefined) mounted.push(placed);
  }
  makeFolder(context.paths.root, context.paths.working, 'working directory');
  requireFolder(context.paths.cwd, context.request.workingDir);
  for (const output of context.request.outputs) {
    if (output.path === undefined) mkdirSync(`${context.folder}/outputs`, { recursive: true });
    else makeFolder(context.paths.root, dirname(context.paths.outputs.get(output.name) ?? ''), `output ${output.name}`);
  }
  return mounted;
}

function requireFolder(cwd: string, workingDir: string | undefined): void {
  if (workingDir === undefined) return;
  if (lstatSync(cwd, { throwIfNoEntry: false })?.isDirectory() === true) return;
  throw new StepFault(
    'Failed',
    'InputNotFound',
    `workingDir: found no directory ${workingDir} among the step's inputs`,
  );
}
