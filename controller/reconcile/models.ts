import type { ModelStage, ModelVersion, StageStatus, WorkflowRun, WorkflowSpec } from '../api/v1alpha1/kinds.ts';
import { quietAnnotations } from '../api/v1alpha1/annotations.ts';
import { apiVersion } from '../api/v1alpha1/kinds.ts';
import { isReason } from '../core/errors.ts';
import { modelVersionName } from '../core/naming.ts';
import type { PlannedStep } from '../core/planning.ts';
import type { Outcome } from '../runtime/controller.ts';
import { parseKey, timestamp, workflowLabel, type Ports } from './ports.ts';

/** Makes the model version of every model a row produced, once per distinct digest, with its provenance. */
export async function recordModels(ports: Ports, run: WorkflowRun, row: PlannedStep): Promise<void> {
  if (row.outcome !== 'Succeeded' || row.subject !== 'candidate' || !row.record) return;
  for (const output of row.record.outputs) {
    if (output.kind !== 'model') continue;
    const name = modelVersionName(run.spec.workflow, output.digest);
    const key = { kind: 'ModelVersion', namespace: run.metadata.namespace, name };
    if (await ports.store.get<ModelVersion>(key)) continue;
    try {
      await ports.store.create<ModelVersion>({
        apiVersion,
        kind: 'ModelVersion',
        metadata: {
          name,
          namespace: run.metadata.namespace,
          labels: { [workflowLabel]: run.spec.workflow },
          annotations: { ...quietAnnotations },
        },
        spec: {
          workflow: run.spec.workflow,
          step: row.name,
          output: output.name,
          digest: output.digest,
          size: output.size,
          fingerprint: row.record.fingerprint,
          run: run.metadata.name,
          revisions: run.spec.revisions,
          ...(row.record.imageID === undefined ? {} : { imageID: row.record.imageID }),
        },
        status: { observedGeneration: -1 },
      });
      ports.log.info('model version made', { workflow: run.spec.workflow, model: output.digest });
    } catch (error) {
      if (!isReason(error, 'AlreadyExists')) throw error;
    }
  }
}

/** Brings the states of a workflow's model versions in line with its stages. */
export async function syncModelStages(ports: Ports, workflow: WorkflowSpec): Promise<void> {
  const { namespace, name } = workflow.metadata;
  const models = await ports.store.list<ModelVersion>('ModelVersion', { namespace, labels: { [workflowLabel]: name } });
  for (const model of models) await syncModel(ports, workflow, model);
}

async function syncModel(ports: Ports, workflow: WorkflowSpec, model: ModelVersion): Promise<void> {
  const now = timestamp(ports.clock);
  const deploys = workflow.spec.steps.filter(
    (step) => step.deploy?.model === `${model.spec.step}.${model.spec.output}`,
  );
  const stages = deploys.map((step): ModelStage => {
    const before = model.status?.stages?.find((stage) => stage.name === step.name);
    const wanted = modelState(
      model,
      before,
      workflow.status?.stages?.find((stage) => stage.name === step.name),
    );
    return before?.state === wanted.state && before.message === wanted.message
      ? before
      : { name: step.name, since: now, ...wanted };
  });
  // A stage whose deploy step left the spec keeps its last word.
  const gone = (model.status?.stages ?? []).filter((stage) => !deploys.some((step) => step.name === stage.name));
  await ports.store.updateStatus<ModelVersion>({
    ...model,
    status: { ...model.status, observedGeneration: model.metadata.generation, stages: [...stages, ...gone] },
  });
}

function modelState(
  model: ModelVersion,
  before: ModelStage | undefined,
  stage: StageStatus | undefined,
): Omit<ModelStage, 'name' | 'since'> {
  const digest = model.spec.digest;
  if (stage?.live?.model === digest) return { state: 'Live', run: stage.live.run };
  const blocked = stage?.blocked?.find((entry) => entry.model === digest);
  if (blocked) return { state: 'Blocked', run: blocked.run, message: blocked.message };
  if (before?.state === 'Live' || before?.state === 'Retired') return { state: 'Retired', run: before.run };
  return { state: 'Candidate', run: before?.run ?? model.spec.run };
}

/** Reconciles one model version by `namespace/name`: its states follow its workflow's stages. */
export async function reconcileModel(ports: Ports, key: string): Promise<Outcome> {
  const { namespace, name } = parseKey(key);
  const model = await ports.store.get<ModelVersion>({ kind: 'ModelVersion', namespace, name });
  if (!model) return { kind: 'done' };
  const workflow = await ports.store.get<WorkflowSpec>({ kind: 'WorkflowSpec', namespace, name: model.spec.workflow });
  if (workflow) await syncModel(ports, workflow, model);
  return { kind: 'done' };
}
