/** The controller dies while a step runs. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StepStatus } from '../../controller/api/v1alpha1/kinds.ts';
import { until } from './processes.ts';
import { executionsOf, isThere, phaseOf, supervisorOf } from './executions.ts';
import type { Session } from './session.ts';

/** What was seen of the step before, during and after. */
export interface Accident {
  readonly step: string;
  readonly execution: string;
  readonly fingerprint: string;
  /** Process ids of the controller that was killed and of the one after it. */
  readonly killed: number | undefined;
  readonly started: number | undefined;
  /** When the second one was started; milliseconds since 1970. */
  readonly restartedAt: number;
  /** Every supervisor that the step had from the kill to its end. One, if the training just went on. */
  readonly supervisors: ReadonlySet<number>;
  readonly aliveAfterKill: boolean;
}

/** Waits until `step` runs, kills the controller with -9, starts it again, and watches the step to its end. */
export async function killDuring(session: Session, step: string): Promise<Accident> {
  const { controller, signal } = session;
  const row = await until(`${step} runs`, 60_000, () => runningRow(session, step), { every: 50, signal });
  const execution = row.execution ?? '';
  const folder = join(executionsOf(controller.state), execution);
  const killed = controller.pid;
  const before = supervisorOf(folder);
  await controller.kill();
  const aliveAfterKill = before !== undefined && !existsSync(join(folder, 'exit.json')) && isThere(before);
  const restartedAt = Date.now();
  controller.start();
  const started = controller.pid;
  const supervisors = new Set(before === undefined ? [] : [before]);
  // The second controller takes the folder away when it has recorded the end.
  await until(
    `${step} ends and is recorded`,
    60_000,
    () => {
      const now = supervisorOf(folder);
      if (now !== undefined) supervisors.add(now);
      return existsSync(folder) ? undefined : true;
    },
    { every: 20, signal },
  );
  const fingerprint = row.fingerprint ?? '';
  return { step, execution, fingerprint, killed, started, restartedAt, supervisors, aliveAfterKill };
}

/** What is wrong about how the step came through. Empty: nothing. */
export function accidentProblems(session: Session, accident: Accident, rows: readonly StepStatus[]): string[] {
  const { step, execution, fingerprint, supervisors, aliveAfterKill, restartedAt } = accident;
  const row = rows.find(({ name, subject }) => name === step && subject === 'candidate');
  const problems: string[] = [];
  if (!aliveAfterKill) problems.push(`${step} did not run any more when the controller was gone`);
  if (supervisors.size !== 1) problems.push(`${step} had ${supervisors.size} supervisors, expected one`);
  if (row?.execution !== execution) problems.push(`${step} was ${execution}, and is now ${row?.execution ?? 'gone'}`);
  if (row?.attempt !== 1) problems.push(`${step} took attempt ${row?.attempt ?? '?'}, expected the first`);
  if (Date.parse(row?.finishedAt ?? '') <= restartedAt)
    problems.push(`${step} ended before the controller was started again: nothing was shown`);
  const attempts = attemptsOf(session, fingerprint);
  if (attempts.length !== 1) problems.push(`${step} has the attempts ${attempts.join(', ')}, expected one`);
  return problems;
}

async function runningRow({ controller }: Session, step: string): Promise<StepStatus | undefined> {
  const last = (await controller.runs()).at(-1);
  return last?.status?.steps?.find(({ name, state, execution }) => {
    return name === step && state === 'Running' && execution !== undefined && isRunning(controller.state, execution);
  });
}

/** `Running` in the table includes fetching inputs: here the user's process is meant. */
function isRunning(state: string, execution: string): boolean {
  return phaseOf(join(executionsOf(state), execution)) === 'Running';
}

/** The recorded attempts at a fingerprint. */
function attemptsOf({ controller }: Session, fingerprint: string): string[] {
  const folder = join(controller.state, 'artifacts', 'attempts', 'default', fingerprint.replace(/^sha256:/, ''));
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^\d+\.json$/.test(name)) : [];
}
