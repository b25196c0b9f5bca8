/** Where inputs and outputs of an execution are on the disk. */
import { lstatSync, mkdirSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { inputVariable, outputVariable } from '../../core/naming.ts';
import { workingFolder } from '../../core/workspace.ts';
import { referenceURI } from '../../data/reference-uri.ts';
import type { ExecutionRequest } from '../engine.ts';
import { StepFault } from './fault.ts';

export interface WorkspacePaths {
  /** Everything a step sees is below it. */
  readonly root: string;
  /** The working directory: what paths of inputs and outputs are relative to. */
  readonly working: string;
  /** Where the process starts: `workingDir` of the working directory. */
  readonly cwd: string;
  readonly inputs: ReadonlyMap<string, string>;
  readonly outputs: ReadonlyMap<string, string>;
  /** What is told of inputs that are not fetched: where they are, and the file that lists them. */
  readonly references: ReadonlyMap<string, { readonly uri: string; readonly manifest: string }>;
}

function inside(root: string, path: string, what: string): string {
  if (path === root || path.startsWith(`${root}/`)) return path;
  throw new StepFault('Failed', 'WorkspaceInvalid', `${what}: its path leads out of the workspace`);
}

/** Decides all paths; makes nothing. @throws StepFault WorkspaceInvalid */
export function workspacePaths(folder: string, request: ExecutionRequest): WorkspacePaths {
  const root = join(folder, 'workspace');
  const working = join(root, workingFolder);
  const inputs = new Map<string, string>();
  const references = new Map<string, { uri: string; manifest: string }>();
  for (const { name, path, mode, from } of request.inputs) {
    if (mode !== 'Reference') inputs.set(name, inside(root, resolve(working, path), `input ${name}`));
    else if (from.kind === 'Git') {
      const manifest = join(folder, 'references', `${name}.json`);
      references.set(name, { uri: referenceURI(from.url, from.commit), manifest });
    }
  }
  const outputs = new Map(
    request.outputs.map((output) => [
      output.name,
      output.path === undefined
        ? join(folder, 'outputs', output.name)
        : inside(root, resolve(working, output.path), `output ${output.name}`),
    ]),
  );
  const cwd = inside(working, resolve(working, request.workingDir ?? '.'), 'workingDir');
  return { root, working, cwd, inputs, outputs, references };
}

/** A path as the step is told: relative to where it starts where both are in the workspace, else absolute. */
export function told(paths: WorkspacePaths, path: string): string {
  if (!path.startsWith(`${paths.root}/`)) return path;
  const shown = relative(paths.cwd, path);
  return shown === '' ? '.' : shown;
}

/** REFIT_INPUT_<NAME> and REFIT_OUTPUT_<NAME>, absolute; of a reference REFIT_INPUT_<NAME>_URI and …_MANIFEST. */
export function pathVariables(paths: WorkspacePaths): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const [name, { uri, manifest }] of paths.references) {
    variables[`${inputVariable(name)}_URI`] = uri;
    variables[`${inputVariable(name)}_MANIFEST`] = manifest;
  }
  for (const [name, path] of paths.inputs) variables[inputVariable(name)] = path;
  for (const [name, path] of paths.outputs) variables[outputVariable(name)] = path;
  return variables;
}

/**
 * Makes a folder below `root`, and those it is in. What comes from a repository or an artifact may hold links; nothing is ever
 * written through one.
 * @throws StepFault WorkspaceInvalid when a part of the path is there and not a real directory
 */
export function makeFolder(root: string, path: string, what: string): void {
  mkdirSync(root, { recursive: true });
  const names = relative(root, path)
    .split(sep)
    .filter((name) => name !== '');
  let at = root;
  for (const name of names) {
    at = join(at, name);
    const stat = lstatSync(at, { throwIfNoEntry: false });
    if (stat === undefined) mkdirSync(at);
    else if (!stat.isDirectory()) {
      throw new StepFault('Failed', 'WorkspaceInvalid', `${what}: ${relative(root, at)} is not a directory of its own`);
    }
  }
}
