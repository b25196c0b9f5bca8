import type { WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { RefitError } from '../core/errors.ts';
import { runName } from '../core/naming.ts';
import type { Ports } from './ports.ts';

/**
 * Name of the run that takes this one's place, under every policy there is (Adopt); undefined while it is the newest. One
 * that memory has not seen yet is known by the number of the last decision.
 */
export function successorOf(
  run: WorkflowRun,
  workflow: WorkflowSpec,
  runs: readonly WorkflowRun[],
): string | undefined {
  const newer = runs.findLast((other) => other.spec.sequence > run.spec.sequence);
  if (newer) return newer.metadata.name;
  const decided = workflow.status?.sequence ?? 0;
  return decided > run.spec.sequence ? runName(workflow.metadata.name, decided) : undefined;
}

/**
 * Before anything is cancelled or deployed in the name of a run: that it is the newest, asked of what is stored. A decision
 * whose status write was lost is in no number yet; its run is, under the next name.
 * @throws RefitError Conflict: there is a newer one, which the next look sees
 */
export async function requireNewest(
  ports: Pick<Ports, 'store'>,
  workflow: WorkflowSpec,
  run: WorkflowRun,
): Promise<void> {
  const { namespace, uid } = workflow.metadata;
  const name = runName(workflow.metadata.name, run.spec.sequence + 1);
  const next = await ports.store.get<WorkflowRun>({ kind: 'WorkflowRun', namespace, name }, { uncached: true });
  if (next?.metadata.ownerReferences?.some((owner) => owner.uid === uid) === true)
    throw new RefitError('Conflict', `run ${run.metadata.name}: found a newer one, ${name}`);
}
