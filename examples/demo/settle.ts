/** When a push has had all its effects. */
import type { WorkflowRun, WorkflowSpec } from '../../controller/api/v1alpha1/kinds.ts';
import type { Driver, Heads } from './controller.ts';
import { until } from './processes.ts';
import { repositoryNames } from './repositories.ts';

/** What `refit get` says. */
export interface World {
  readonly workflow: WorkflowSpec;
  readonly runs: readonly WorkflowRun[];
}

/** The states in which a run has ended. */
const ended = new Set<string | undefined>(['Succeeded', 'Failed', 'Superseded', 'Cancelled']);

/** Waits until Refit has decided at these commits and done what it decided. @throws Error after `ms` milliseconds */
export async function settledAt(
  controller: Driver,
  heads: Heads,
  ms: number,
  signal: AbortSignal,
  alive: () => void,
): Promise<World> {
  let reason = 'nothing was read';
  try {
    return await until(
      'settled',
      ms,
      async () => {
        alive();
        const world = await look(controller);
        reason = unsettled(world, heads) ?? '';
        return reason === '' ? world : undefined;
      },
      { every: 150, signal },
    );
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Error(`the push did not come to an end: ${reason}\n${controller.lastLines()}`, { cause: error });
  }
}

/** Undefined while there is no workflow. The runs are read after it: those it tells of are among them. */
export async function look(controller: Driver): Promise<World | undefined> {
  const workflow = await controller.workflow().catch(notYet);
  return workflow && { workflow, runs: await controller.runs() };
}

/** Before the controller has made its state folder, `get` has nothing to read. */
function notYet(error: unknown): undefined {
  if (!(error instanceof Error)) throw error;
}

/** Why it is not over; undefined when it is. */
function unsettled(world: World | undefined, heads: Heads): string | undefined {
  if (!world) return 'there is no workflow yet';
  return undecided(world.workflow, heads) ?? unfinished(world.runs, world.workflow) ?? unserved(world.workflow);
}

function undecided({ status }: WorkflowSpec, heads: Heads): string | undefined {
  for (const name of repositoryNames) {
    const revision = status?.sources?.find((source) => source.name === name)?.revision;
    if (revision?.endsWith(`:${heads[name]}`) !== true) return `${name} is seen at ${revision ?? 'nothing'}`;
  }
  const ready = status?.conditions?.find(({ type }) => type === 'Ready');
  return ready?.status === 'True' ? undefined : `it is not ready: ${ready?.message ?? 'nothing is told yet'}`;
}

function unfinished(runs: readonly WorkflowRun[], { status }: WorkflowSpec): string | undefined {
  const active = runs.find((run) => !ended.has(run.status?.phase));
  if (active) return `run ${active.metadata.name} has not ended: ${active.status?.message ?? 'it waits'}`;
  const last = runs.at(-1);
  const told = status?.lastRun;
  if (told?.name === last?.metadata.name && told?.state === last?.status?.phase) return undefined;
  return 'the end of the last run is not summed up yet';
}

function unserved({ status }: WorkflowSpec): string | undefined {
  const stage = status?.stages?.find(({ phase }) => phase !== 'Live');
  return stage && `${stage.name} is ${stage.phase}: ${stage.message ?? ''}`;
}
