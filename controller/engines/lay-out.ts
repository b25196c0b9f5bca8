/** Lays out a workspace: which input goes where, in which order. How one is put there is the engine's own affair. */
import { lstatSync, mkdirSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { ExecutionInput, ExecutionRequest } from './engine.ts';
import { StepFault } from './process/fault.ts';
import { makeFolder } from './process/paths.ts';
import type { WorkspacePaths } from './process/paths.ts';

export interface Layout {
  /** The execution's: `workspace/` and `outputs/` are in it. */
  readonly folder: string;
  readonly request: ExecutionRequest;
  readonly paths: WorkspacePaths;
  readonly signal: AbortSignal;
}

/** Puts an input at `target`, which does not exist and whose folder does. */
export type PlaceInput<T> = (input: ExecutionInput, target: string) => Promise<T>;

function depth(path: string): number {
  return path === '.' ? -1 : path.split('/').filter((name) => name !== '..').length;
}

/** Where an input goes. */
export function targetOf(paths: WorkspacePaths, input: ExecutionInput): string {
  return paths.inputs.get(input.name) ?? paths.working;
}

/** What else the request puts strictly inside `target`, relative to it. */
export function nestedIn({ paths, request }: Pick<Layout, 'paths' | 'request'>, target: string): string[] {
  const others = [...paths.inputs.values()];
  if (request.workingDir !== undefined) others.push(paths.cwd);
  return others.filter((path) => path.startsWith(`${target}/`)).map((path) => relative(target, path));
}

/**
 * Outer inputs come before those inside them; then there are the working directory and folders for the outputs.
 * @returns what `place` returned, in that order @throws StepFault WorkspaceInvalid | InputNotFound; what `place` throws
 */
export async function layOutInputs<T>(layout: Layout, place: PlaceInput<T>): Promise<readonly T[]> {
  const { paths, request, signal, folder } = layout;
  const placed: T[] = [];
  // A reference has no place.
  const inputs = request.inputs
    .filter(({ mode }) => mode !== 'Reference')
    .sort((a, b) => depth(a.path) - depth(b.path));
  mkdirSync(paths.root, { recursive: true });
  for (const input of inputs) {
    signal.throwIfAborted();
    const target = targetOf(paths, input);
    makeFolder(paths.root, dirname(target), `input ${input.name}`);
    requireFree(paths, input, target);
    placed.push(await place(input, target));
  }
  makeFolder(paths.root, paths.working, 'working directory');
  requireFolder(paths.cwd, request.workingDir);
  for (const output of request.outputs) {
    if (output.path === undefined) mkdirSync(`${folder}/outputs`, { recursive: true });
    else makeFolder(paths.root, dirname(paths.outputs.get(output.name) ?? ''), `output ${output.name}`);
  }
  return placed;
}

function requireFree(paths: WorkspacePaths, input: ExecutionInput, target: string): void {
  if (lstatSync(target, { throwIfNoEntry: false }) === undefined) return;
  const place = relative(paths.root, target);
  throw new StepFault(
    'Failed',
    'WorkspaceInvalid',
    `input ${input.name}: found another input's ${place} at its path ${input.path}; give it a path of its own`,
  );
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
