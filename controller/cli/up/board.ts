import type { StepStatus, WorkflowRun, WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import type { Store } from '../../store/store.ts';

/** What the controller has in hand, as last heard of. */
export interface Board {
  /** By `namespace/name`. */
  readonly workflows: ReadonlyMap<string, WorkflowSpec>;
  /** The newest run of each workflow, by the workflow's `namespace/name`. */
  readonly runs: ReadonlyMap<string, WorkflowRun>;
}

/** Who is told of every change, after the board has it. */
export interface Audience {
  workflow(workflow: WorkflowSpec, before: WorkflowSpec | undefined): void;
  run(run: WorkflowRun, before: WorkflowRun | undefined): void;
}

/** Follows the objects of a store. What is there at first is on the board and told to nobody. */
export async function followStore(store: Store, audience: Audience): Promise<{ readonly board: Board; stop(): void }> {
  const workflows = new Map<string, WorkflowSpec>();
  const newest = new Map<string, WorkflowRun>();
  const runs = new Map<string, WorkflowRun>();
  const keep = (run: WorkflowRun): void => {
    const key = `${run.metadata.namespace}/${run.spec.workflow}`;
    if ((newest.get(key)?.spec.sequence ?? 0) <= run.spec.sequence) newest.set(key, run);
    runs.set(nameOf(run), run);
  };
  const stops = [
    store.watch('WorkflowSpec', ({ type, object }) => {
      // The store gives objects of the kind that was asked for.
      const workflow = object as WorkflowSpec;
      const before = workflows.get(nameOf(workflow));
      if (type === 'Deleted') workflows.delete(nameOf(workflow));
      else workflows.set(nameOf(workflow), workflow);
      if (type !== 'Deleted') audience.workflow(workflow, before);
    }),
    store.watch('WorkflowRun', ({ type, object }) => {
      const run = object as WorkflowRun;
      const before = runs.get(nameOf(run));
      if (type === 'Deleted') runs.delete(nameOf(run));
      else {
        keep(run);
        audience.run(run, before);
      }
    }),
  ];
  for (const workflow of await store.list<WorkflowSpec>('WorkflowSpec')) workflows.set(nameOf(workflow), workflow);
  for (const run of await store.list<WorkflowRun>('WorkflowRun')) keep(run);
  return { board: { workflows, runs: newest }, stop: () => stops.forEach((stop) => stop()) };
}

/** `train`, or `evaluate (champion)`. */
export function stepLabel({ name, subject }: Pick<StepStatus, 'name' | 'subject'>): string {
  return subject === 'champion' ? `${name} (champion)` : name;
}

function nameOf({ metadata }: { readonly metadata: { readonly namespace: string; readonly name: string } }): string {
  return `${metadata.namespace}/${metadata.name}`;
}
