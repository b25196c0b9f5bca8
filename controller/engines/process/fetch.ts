/** Phase Fetching: everything a step sees, verified and laid out. */
import type { FolderArtifacts } from '../../artifacts/folder.ts';
import type { View } from '../../artifacts/views.ts';
import type { ExecutionInput, ExecutionRequest } from '../engine.ts';
import { layOutInputs, nestedIn } from '../lay-out.ts';
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
  return placed.filter((input) => input !== undefined);
}
