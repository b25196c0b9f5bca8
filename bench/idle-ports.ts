/** The reconcilers' ports on a state folder, with nothing at work: for calling one part of a controller at a time. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceRevision, WorkflowSpec } from '../controller/api/v1alpha1/kinds.ts';
import { apiVersion } from '../controller/api/v1alpha1/kinds.ts';
import { openFolderArtifacts } from '../controller/artifacts/folder.ts';
import { executionName } from '../controller/core/naming.ts';
import { planSteps } from '../controller/core/plan.ts';
import type { PlannedStep } from '../controller/core/planning.ts';
import type { ValidWorkflow } from '../controller/core/validate/validate.ts';
import { createProcessEngine } from '../controller/engines/process/engine.ts';
import { createGit } from '../controller/git/native.ts';
import { addReconcilers } from '../controller/reconcile/controllers.ts';
import { liveEvidence } from '../controller/reconcile/evidence.ts';
import { portsOf, type Ports } from '../controller/reconcile/ports.ts';
import { targetAt } from '../controller/reconcile/target.ts';
import { systemClock } from '../controller/runtime/clock.ts';
import type { Logger } from '../controller/runtime/log.ts';
import { createManager } from '../controller/runtime/manager.ts';
import { createProcessServing } from '../controller/serving/process/process-serving.ts';
import { openSqliteStore } from '../controller/store/sqlite.ts';

const silent: Logger = { debug: quiet, info: quiet, warn: quiet, error: quiet, child: () => silent };

function quiet(): void {
  // What a benchmark does not measure it does not print.
}

/** The ports of a state folder. The manager is never started, so no key is worked on. */
export function openIdlePorts(state: string): { readonly ports: Ports; readonly close: () => Promise<void> } {
  mkdirSync(state, { recursive: true });
  const [artifacts, mirrors] = [join(state, 'artifacts'), join(state, 'mirrors')];
  const manager = createManager({ clock: systemClock, onError: (error) => process.emitWarning(error) });
  const git = createGit({ folder: mirrors, allowLocal: true, clock: systemClock, random: Math.random });
  const store = openSqliteStore({ file: join(state, 'refit.db'), clock: systemClock });
  const stored = openFolderArtifacts({ folder: artifacts, views: join(state, 'views') });
  const { ports } = addReconcilers(manager, {
    store,
    git,
    stores: { of: () => stored },
    engine: createProcessEngine({
      state,
      artifacts,
      mirrors,
      secrets: join(state, 'secrets'),
      path: process.env['PATH'] ?? '/usr/bin:/bin',
      clock: systemClock,
    }),
    serving: createProcessServing({ state }),
    clock: systemClock,
    log: silent,
  });
  manager.onClose(() => store.close());
  manager.onClose(() => git.close());
  return { ports, close: () => manager.stop() };
}

/** A workflow that no store holds yet: results are shared within a namespace, whoever made them. */
export function unstored({ metadata: { name, namespace = 'default' }, spec }: ValidWorkflow): WorkflowSpec {
  const metadata = { name, namespace, uid: '', resourceVersion: '', generation: 1, creationTimestamp: '' };
  return { apiVersion, kind: 'WorkflowSpec', metadata, spec };
}

/** Records a result for every run step at these revisions, as if all of them had run. */
export async function recordResults(
  ports: Ports,
  workflow: WorkflowSpec,
  revisions: readonly SourceRevision[],
): Promise<void> {
  const evidence = await liveEvidence(portsOf(ports, workflow), workflow);
  for (;;) {
    const plan = await planSteps(targetAt(workflow.spec, revisions, ports), evidence);
    const due = plan.steps.filter((row) => row.type === 'run' && row.action === 'Run' && row.ready);
    if (due.length === 0) return;
    for (const row of due) await recordResult(ports, workflow, row);
  }
}

async function recordResult(ports: Ports, workflow: WorkflowSpec, row: PlannedStep): Promise<void> {
  const { metadata, spec } = workflow;
  const { artifacts } = portsOf(ports, workflow);
  const { name: step, subject, fingerprint = '' } = row;
  const [attempt, at] = [1, new Date().toISOString()];
  const outputs = spec.steps.find((candidate) => candidate.name === step)?.outputs ?? [];
  const key = { ...metadata, workflow: metadata.name, workflowUID: metadata.uid, step, subject, fingerprint, attempt };
  await artifacts.record(metadata.namespace, {
    fingerprint,
    attempt,
    outcome: 'Succeeded',
    reason: 'Succeeded',
    message: '',
    exitCode: 0,
    startedAt: at,
    finishedAt: at,
    seconds: 1,
    metrics: {},
    outputs: await Promise.all(
      outputs.map(async ({ name, kind }) => {
        const { digest, size } = await artifacts.write(Buffer.from(`${fingerprint} ${name}`));
        return { name, kind, digest, size };
      }),
    ),
    execution: { workflow: metadata.name, step, subject, name: executionName(key) },
  });
}
