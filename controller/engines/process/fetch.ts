/** Phase Fetching: everything a step sees, verified and laid out. */
import type { FolderArtifacts } from '../../artifacts/folder.ts';
import type { View } from '../../artifacts/views.ts';
import type { ExecutionInput, ExecutionRequest } from '../engine.ts';
import { layOutInputs, nestedIn } from '../lay-out.ts';
import { StepFault } from './fault.ts';
import type { WorkspacePaths } from './paths.ts';
import { copyView, mountView } from './place.ts';
import { selectionOf } from './selection.ts';
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

/** Of an input that is to become an artifact. */
export function unstored({ name }: Pick<ExecutionInput, 'name'>): StepFault {
  const allowed = 'allowed are Copy and Mount: a server takes only what is stored';
  return new StepFault('Failed', 'SpecInvalid', `input ${name}: found mode Reference, ${allowed}`);
}

/** The shared view of an input; made if there is none. @throws StepFault SpecInvalid of a Reference, which has none */
export async function viewOfInput(context: FetchContext, input: ExecutionInput): Promise<View> {
  if (input.mode === 'Reference') throw unstored(input);
  if (input.from.kind === 'Artifact') return context.artifacts.view(input.digest, context.folder);
  return context.selections.view(selectionOf(input, input.from), context.folder);
}

async function copyInput(context: FetchContext, input: ExecutionInput, target: string): Promise<void> {
  if (input.from.kind === 'Artifact') return context.artifacts.checkout(input.digest, target, 'Copy');
  const selection = selectionOf(input, input.from);
  const view = await context.selections.existingView(selection, context.folder);
  if (view === undefined) return context.selections.write(selection, target);
  copyView(view.path, target);
}

/** Writes the manifests of inputs that are not fetched. @throws StepFault, RefitError */
export async function writeReferences(
  request: Pick<ExecutionRequest, 'inputs'>,
  paths: WorkspacePaths,
  selections: Pick<SelectionFetcher, 'manifest'>,
): Promise<void> {
  for (const { name, digest, from } of request.inputs) {
    const manifest = paths.references.get(name)?.manifest;
    if (manifest === undefined || from.kind !== 'Git') continue;
    const { writeManifest } = await import('../../data/reference.ts');
    await writeManifest(manifest, await selections.manifest({ ...from, digest, what: `input ${name}` }));
  }
}

/**
 * Lays out the workspace, outer inputs before those inside them.
 * @returns the inputs the step reaches through views @throws StepFault, RefitError
 */
export async function fetchInputs(context: FetchContext): Promise<readonly MountedInput[]> {
  const placed = await layOutInputs(context, async (input, target): Promise<MountedInput | undefined> => {
    if (input.mode === 'Copy') {
      await copyInput(context, input, target);
      return undefined;
    }
    const view = await viewOfInput(context, input);
    mountView(view.path, target, nestedIn(context, target), target === context.paths.working);
    return { name: input.name, view };
  });
  await writeReferences(context.request, context.paths, context.selections);
  return placed.filter((input) => input !== undefined);
}
