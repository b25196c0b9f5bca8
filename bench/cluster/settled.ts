/** Thousands of workflows that have run and settled, with the statuses that the controller would have written. */
import type { StepStatus, WorkflowRun, WorkflowSpec } from '../../controller/api/v1alpha1/kinds.ts';
import { formatRevision } from '../../controller/api/v1alpha1/revision.ts';
import { sha256Hex } from '../../controller/core/hash.ts';
import type { KubernetesClient, KubernetesObject } from '../../controller/kubernetes/client.ts';
import { workflowRuns, workflowSpecs } from '../../controller/kubernetes/resources.ts';
import { runObject } from '../../controller/reconcile/question.ts';
import { runStatus } from '../../controller/reconcile/run-status.ts';
import { withDecision, withoutFailure, withSummary } from '../../controller/reconcile/workflow-status.ts';
import { sourceOf, workflowOf } from '../workflow.ts';

/** Where a workflow's sources were when it was decided. */
export interface Decided {
  readonly url: string;
  readonly commit: string;
}

/** What was stored. */
export interface StoredWorkflow {
  readonly workflow: WorkflowSpec;
  /** Bytes of JSON, as the API server holds them. */
  readonly bytes: number;
  readonly runBytes: readonly number[];
}

const decidedAt = '2026-01-05T09:00:00.000Z';
const endedAt = '2026-01-05T09:12:41.000Z';

/** Stores a workflow and its ended runs: nothing is left to do about it. */
export async function storeSettled(
  client: KubernetesClient,
  name: { readonly namespace: string; readonly name: string },
  runs: number,
  at: Decided,
): Promise<StoredWorkflow> {
  const { spec } = workflowOf(name.name, teamSpec(name.name, at.url));
  const metadata = { ...name, finalizers: ['refit.dev/serving'] };
  const created = await store<WorkflowSpec>(client, workflowSpecs, {
    apiVersion: 'refit.dev/v1alpha1',
    kind: 'WorkflowSpec',
    metadata,
    spec,
  });
  const stored: WorkflowRun[] = [];
  for (let sequence = 1; sequence <= runs; sequence += 1) stored.push(await storeRun(client, created, sequence, at));
  const last = stored.at(-1);
  const revisions = [{ source: 'code', url: at.url, revision: formatRevision({ branch: 'main', commit: at.commit }) }];
  const { generation } = created.metadata;
  const decision = { revisions, generation, requests: {}, summary: '', run: last?.metadata.name ?? '', sequence: runs };
  const decided = withoutFailure(withDecision(created, { kind: 'Run', ...decision }), decidedAt);
  const workflow = await storeStatus(client, workflowSpecs, withSummary(decided, stored, endedAt));
  return { workflow, bytes: bytesOf(workflow), runBytes: stored.map(bytesOf) };
}

async function storeRun(
  client: KubernetesClient,
  workflow: WorkflowSpec,
  sequence: number,
  { url, commit }: Decided,
): Promise<WorkflowRun> {
  const to = formatRevision({ branch: 'main', commit });
  const question = {
    trigger: { kind: 'SourceChanged' as const, sources: [{ name: 'code', to }] },
    spec: workflow.spec,
    revisions: [{ source: 'code', url, revision: to }],
    force: [],
    requests: {},
  };
  const { metadata, ...rest } = runObject(workflow, question, sequence, decidedAt);
  const { name, namespace, labels, ownerReferences } = metadata;
  const made = { ...rest, metadata: { name, namespace, labels, ownerReferences } };
  const run = await store<WorkflowRun>(client, workflowRuns, made);
  const steps = workflow.spec.steps.map((step) => stepStatus(workflow, step.name, commit));
  return storeStatus(client, workflowRuns, { ...run, status: runStatus(run, steps, endedAt) });
}

/** A row as a run of a real repository has it: why it ran, with paths and commits, and what it made. */
function stepStatus({ metadata, spec }: WorkflowSpec, name: string, commit: string): StepStatus {
  const digest = (text: string): string => sha256Hex(`${metadata.uid} ${name} ${text}`);
  const outputs = spec.steps.find((step) => step.name === name)?.outputs ?? [];
  return {
    name,
    subject: 'candidate',
    type: 'run',
    action: 'Run',
    state: 'Succeeded',
    fingerprint: digest('fingerprint'),
    attempt: 1,
    execution: `${metadata.name}-${name}-${digest('execution').slice(7, 27)}`,
    startedAt: decidedAt,
    finishedAt: endedAt,
    seconds: 212,
    reasons: [
      {
        input: 'code',
        kind: 'PathsChanged',
        paths: Array.from({ length: 12 }, (_, index) => `${metadata.name}/lib/${name}/features_${index}.py`),
        commits: Array.from({ length: 6 }, (_, index) => ({
          sha: index === 0 ? commit : digest(`commit ${index}`).slice(7, 47),
          author: 'Ada Example',
          subject: `Take the ${index}th column out of the features of ${name}`,
        })),
        truncated: false,
      },
    ],
    outputs: outputs.map((output) => ({
      name: output.name,
      kind: output.kind,
      digest: digest(output.name),
      size: 48_213,
    })),
    metrics:
      name === 'evaluate' ? { report: { accuracy: '0.9127', f1: '0.9031', loss: '0.2718', samples: '4000' } } : {},
  };
}

/** A pipeline of three steps, as teams write them. */
function teamSpec(name: string, url: string): unknown {
  const code = (...paths: string[]): object => ({
    name: 'code',
    source: 'code',
    paths: paths.map((path) => `${name}/${path}`),
  });
  return {
    sources: [sourceOf('code', url)],
    environments: [{ name: 'py', image: 'registry.example.com/team/forecast:1.4' }],
    parameters: [
      { name: 'alpha', value: '0.03' },
      { name: 'rounds', value: '400' },
      { name: 'horizon', value: '28' },
    ],
    stepDefaults: { run: { environment: 'py', timeout: '2h' } },
    steps: [
      {
        name: 'prepare',
        run: {
          command: ['python', 'prepare.py', '--horizon', '{{ parameters.horizon }}'],
          args: ['--out', '{{ outputs.table.path }}'],
          env: [{ name: 'OMP_NUM_THREADS', value: '1' }],
          workingDir: name,
          resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '4Gi' } },
        },
        inputs: [code('prepare.py', 'lib', 'rows/**', '!rows/**/*.md')],
        outputs: [{ name: 'table' }],
      },
      {
        name: 'train',
        run: {
          command: ['python', 'train.py', '--alpha', '{{ parameters.alpha }}', '--rounds', '{{ parameters.rounds }}'],
          env: [
            { name: 'OMP_NUM_THREADS', value: '4' },
            { name: 'TRACKING_TOKEN', valueFrom: { secretKeyRef: { name: 'tracking', key: 'token' } } },
          ],
          workingDir: name,
          resources: { requests: { cpu: '4', memory: '8Gi' }, limits: { memory: '12Gi' } },
          retries: 2,
        },
        inputs: [code('train.py', 'lib'), { name: 'table', from: 'prepare.table', path: 'data/table.csv' }],
        outputs: [{ name: 'model', kind: 'model', path: `${name}/models/model.pkl` }],
      },
      {
        name: 'evaluate',
        run: { command: ['python', 'evaluate.py'], workingDir: name },
        inputs: [code('evaluate.py', 'lib', 'holdout.csv'), { name: 'model', from: 'train.model', path: 'model.pkl' }],
        outputs: [{ name: 'report', kind: 'metrics', path: `${name}/metrics.json` }],
      },
    ],
  };
}

type Stored = KubernetesObject & (WorkflowSpec | WorkflowRun);

async function store<T extends Stored>(
  client: KubernetesClient,
  type: typeof workflowSpecs,
  object: object,
): Promise<T> {
  return client.create<T>(type, object);
}

async function storeStatus<T extends Stored>(
  client: KubernetesClient,
  type: typeof workflowSpecs,
  object: T,
): Promise<T> {
  return client.replace<T>(type, object, 'status');
}

function bytesOf(object: object): number {
  return JSON.stringify(object).length;
}
