/**
 * Where a step's inputs and outputs are (design section 3, Workspace). Paths are relative to the working directory,
 * which is one folder of the workspace; `../<name>` are its siblings, and nothing is outside the workspace.
 */

/** The working directory's name in the workspace; no input name can be it, so no default path collides with it. */
export const workingFolder = 'work_dir';

/** An input as declared: from a source or another step. */
export interface WorkspaceInput {
  readonly name: string;
  readonly source?: string | undefined;
  readonly from?: string | undefined;
  readonly path?: string | undefined;
  readonly mode?: 'Copy' | 'Mount' | 'Reference' | undefined;
}

/** An output as declared. */
export interface WorkspaceOutput {
  readonly name: string;
  readonly path?: string | undefined;
}

/** An input's place: `.` is the working directory itself; '' of a Reference, which has none. Normalised. */
export interface PlacedInput {
  readonly name: string;
  readonly path: string;
  readonly mode: 'Copy' | 'Mount' | 'Reference';
}

/** An output's place; without `path` the engine chooses one and tells it in `REFIT_OUTPUT_<NAME>`. Normalised. */
export interface PlacedOutput {
  readonly name: string;
  readonly path?: string;
}

/** `field` is a path from the step, such as `inputs[1].path`. */
export interface WorkspaceProblem {
  readonly field: string;
  readonly found: string;
  readonly allowed: string;
}

/** Usable when `problems` is empty. In order of declaration. */
export interface WorkspacePlan {
  /** Name of the input that is the working directory; undefined = it begins empty. */
  readonly working: string | undefined;
  readonly inputs: readonly PlacedInput[];
  readonly outputs: readonly PlacedOutput[];
  readonly problems: readonly WorkspaceProblem[];
}

const relativePath = 'a relative path inside the workspace, such as data or ../data';

/**
 * Lays out a step. The working directory is the source input named `code`, or the only source input that is fetched; an
 * input that has a `path` of its own other than `.` is placed there instead, and the working directory begins empty.
 * Nested paths are allowed where an output would not collect an input or be written into a read-only one.
 */
export function planWorkspace(inputs: readonly WorkspaceInput[], outputs: readonly WorkspaceOutput[]): WorkspacePlan {
  const problems: WorkspaceProblem[] = [];
  const candidate = workingCandidate(inputs);
  const placedInputs = inputs.map((input, index): PlacedInput => {
    if (input.mode === 'Reference') return reference(input, `inputs[${index}].path`, problems);
    const standard = input === candidate ? '.' : `../${input.name}`;
    const path = place(input.path, `inputs[${index}].path`, problems) ?? standard;
    return { name: input.name, path, mode: input.mode ?? (path === '.' ? 'Copy' : 'Mount') };
  });
  const placedOutputs = outputs.map((output, index): PlacedOutput => {
    const path = place(output.path, `outputs[${index}].path`, problems);
    return path === undefined ? { name: output.name } : { name: output.name, path };
  });
  const laidOut = placedInputs.filter(({ mode }) => mode !== 'Reference');
  problems.push(...inputCollisions(placedInputs), ...outputCollisions(laidOut, placedOutputs));
  const working = placedInputs.find((input) => input.path === '.')?.name;
  return { working, inputs: placedInputs, outputs: placedOutputs, problems };
}

/**
 * A path relative to the working directory without `.`, empty and needless `..` segments.
 * @returns undefined if it is absolute, empty, has a NUL, is the workspace itself or leaves it
 */
export function normalizeWorkspacePath(path: string): string | undefined {
  if (path === '' || path.startsWith('/') || path.includes('\0')) return undefined;
  const place = [workingFolder];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') place.push(segment);
    else if (place.pop() === undefined) return undefined;
  }
  if (place.length === 0) return undefined;
  if (place[0] !== workingFolder) return `../${place.join('/')}`;
  return place.length === 1 ? '.' : place.slice(1).join('/');
}

function workingCandidate(inputs: readonly WorkspaceInput[]): WorkspaceInput | undefined {
  const sources = inputs.filter((input) => input.source !== undefined && input.mode !== 'Reference');
  return sources.find((input) => input.name === 'code') ?? (sources.length === 1 ? sources[0] : undefined);
}

/** What is not fetched has no place: a step is told in variables where it is. */
function reference(input: WorkspaceInput, field: string, problems: WorkspaceProblem[]): PlacedInput {
  if (input.path !== undefined) {
    const allowed = 'no path: an input of `mode: Reference` is not fetched, REFIT_INPUT_<NAME>_URI says where it is';
    problems.push({ field, found: JSON.stringify(input.path), allowed });
  }
  return { name: input.name, path: '', mode: 'Reference' };
}

function place(path: string | undefined, field: string, problems: WorkspaceProblem[]): string | undefined {
  if (path === undefined) return undefined;
  const normalized = normalizeWorkspacePath(path);
  if (normalized === undefined) problems.push({ field, found: JSON.stringify(path), allowed: relativePath });
  return normalized;
}

function inputCollisions(inputs: readonly PlacedInput[]): WorkspaceProblem[] {
  const problems: WorkspaceProblem[] = [];
  for (const [index, input] of inputs.entries()) {
    const other = inputs.slice(0, index).find((earlier) => earlier.path === input.path);
    if (!other || input.mode === 'Reference') continue;
    const found = `${JSON.stringify(input.path)}, where input ${other.name} is`;
    problems.push({ field: `inputs[${index}].path`, found, allowed: 'a path of its own' });
  }
  return problems;
}

function outputCollisions(inputs: readonly PlacedInput[], outputs: readonly PlacedOutput[]): WorkspaceProblem[] {
  const problems: WorkspaceProblem[] = [];
  for (const [index, { path }] of outputs.entries()) {
    if (path === undefined) continue;
    const allowed = outputObjection(path, inputs, outputs.slice(0, index));
    if (allowed) problems.push({ field: `outputs[${index}].path`, ...allowed });
  }
  return problems;
}

function outputObjection(
  path: string,
  inputs: readonly PlacedInput[],
  earlier: readonly PlacedOutput[],
): { found: string; allowed: string } | undefined {
  const found = JSON.stringify(path);
  if (path === '.') return { found, allowed: 'a path below the working directory or beside it' };
  const twin = earlier.find((output) => output.path === path);
  if (twin) return { found: `${found}, where output ${twin.name} is`, allowed: 'a path of its own' };
  const held = inputs.find((input) => input.path === path || isBelow(input.path, path));
  if (held) return { found: `${found}, which holds input ${held.name}`, allowed: 'a path that holds no input' };
  // The innermost input around it decides whether it can be written.
  const around = inputs.filter((input) => isBelow(path, input.path)).toSorted((a, b) => depth(b) - depth(a))[0];
  if (around?.mode !== 'Mount') return undefined;
  return {
    found: `${found}, inside input ${around.name}, which is mounted read-only`,
    allowed: 'a path outside it, or `mode: Copy` for that input',
  };
}

function depth(input: PlacedInput): number {
  return input.path === '.' ? 0 : input.path.split('/').length;
}

/** Whether a normalised path is strictly below another. */
function isBelow(path: string, folder: string): boolean {
  if (folder === '.') return path !== '.' && !path.startsWith('../');
  return path.startsWith(`${folder}/`);
}
