import type { WorkflowRun, WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import { apiVersion } from '../../api/v1alpha1/kinds.ts';
import type { ArtifactStores } from '../../artifacts/artifacts.ts';
import type { ValidWorkflow } from '../../core/validate/validate.ts';
import { liveEvidence } from '../../reconcile/evidence.ts';
import { listRuns } from '../../reconcile/ports.ts';
import { workflowRevisions } from '../../reconcile/question.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { Secrets } from '../../secrets/secrets.ts';
import type { Store } from '../../store/store.ts';
import type { Past } from './judge.ts';

/** What a state folder or a cluster knows of a workflow. */
export interface StoredPast extends Past {
  readonly workflow: WorkflowSpec;
  /** Seconds of the last stored run of each step. */
  readonly lastSeconds: ReadonlyMap<string, number>;
}

/** Where the past of workflows is read. */
export interface Pasts {
  /** The namespace of workflows that name none. */
  readonly namespace: string;
  /** The secrets there, as far as the person may read them. */
  readonly secrets: Pick<Secrets, 'entries'>;
  past(workflow: ValidWorkflow): Promise<StoredPast>;
  close(): Promise<void>;
}

/** What is stored of a workflow, with its results as evidence. Reads the controller's own objects and artifacts. */
export async function readPast(
  { store, stores }: { readonly store: Store; readonly stores: ArtifactStores },
  valid: ValidWorkflow,
  namespace: string,
): Promise<StoredPast> {
  const { name } = valid.metadata;
  const stored = await store.get<WorkflowSpec>({ kind: 'WorkflowSpec', namespace, name });
  const workflow = stored ? { ...stored, spec: valid.spec } : unknownWorkflow(valid, namespace);
  const runs = stored ? await listRuns({ store }, stored) : [];
  const revisions = stored && workflowRevisions(stored);
  const snapshot = runs.at(-1)?.spec.snapshot ?? stored?.spec;
  const artifacts = stores.of(namespace, valid.spec.artifacts);
  return {
    workflow,
    evidence: await liveEvidence({ store, artifacts, clock: systemClock }, workflow),
    lastSeconds: secondsOf(runs),
    ...(revisions && snapshot ? { base: { spec: snapshot, revisions } } : {}),
  };
}

/** A workflow that was never applied there; results of the same fingerprints count for it all the same. */
function unknownWorkflow({ metadata, spec }: ValidWorkflow, namespace: string): WorkflowSpec {
  return {
    apiVersion,
    kind: 'WorkflowSpec',
    metadata: { name: metadata.name, namespace, uid: '', resourceVersion: '', generation: 1, creationTimestamp: '' },
    spec,
  };
}

function secondsOf(runs: readonly WorkflowRun[]): ReadonlyMap<string, number> {
  const seconds = new Map<string, number>();
  for (const run of runs) {
    for (const step of run.status?.steps ?? []) {
      const took = step.state === 'Succeeded' ? step.seconds : step.savedSeconds;
      if (step.subject === 'candidate' && took !== undefined) seconds.set(step.name, took);
    }
  }
  return seconds;
}
