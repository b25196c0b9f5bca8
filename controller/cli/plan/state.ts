import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowRun, WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import { apiVersion } from '../../api/v1alpha1/kinds.ts';
import type { ValidWorkflow } from '../../core/validate/validate.ts';
import { workflowRevisions } from '../../reconcile/question.ts';
import { liveEvidence } from '../../reconcile/evidence.ts';
import { listRuns } from '../../reconcile/ports.ts';
import { systemClock } from '../../runtime/clock.ts';
import { openFolderArtifacts } from '../../artifacts/folder.ts';
import { openSqliteStore } from '../../store/sqlite.ts';
import type { Past } from './judge.ts';

/** What a state folder knows of a workflow. */
export interface StoredPast extends Past {
  readonly workflow: WorkflowSpec;
  /** Seconds of the last stored run of each step. */
  readonly lastSeconds: ReadonlyMap<string, number>;
}

/** Whether a state folder holds anything. */
export function hasState(folder: string): boolean {
  return existsSync(join(folder, 'refit.db'));
}

/** Reads a state folder, beside the controller that may be at work on it. Call it for a folder that `hasState`. */
export function openPast(folder: string): {
  past(workflow: ValidWorkflow): Promise<StoredPast>;
  close(): Promise<void>;
} {
  const clock = systemClock;
  const store = openSqliteStore({ file: join(folder, 'refit.db'), clock });
  const ports = {
    store,
    clock,
    artifacts: openFolderArtifacts({ folder: join(folder, 'artifacts'), views: join(folder, 'views') }),
  };
  return {
    async past(valid) {
      const { name, namespace = 'default' } = valid.metadata;
      const stored = await store.get<WorkflowSpec>({ kind: 'WorkflowSpec', namespace, name });
      const workflow = stored ? { ...stored, spec: valid.spec } : unknownWorkflow(valid, namespace);
      const runs = stored ? await listRuns(ports, stored) : [];
      const revisions = stored && workflowRevisions(stored);
      const snapshot = runs.at(-1)?.spec.snapshot ?? stored?.spec;
      return {
        workflow,
        evidence: await liveEvidence(ports, workflow),
        lastSeconds: secondsOf(runs),
        ...(revisions && snapshot ? { base: { spec: snapshot, revisions } } : {}),
      };
    },
    close: () => store.close(),
  };
}

/** A workflow that was never applied here; results of the same fingerprints count for it all the same. */
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
