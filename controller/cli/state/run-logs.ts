import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StepStatus, WorkflowRun } from '../../api/v1alpha1/kinds.ts';
import { createProcessEngine } from '../../engines/process/engine.ts';
import type { Engine } from '../../engines/engine.ts';
import { isActive } from '../../reconcile/ports.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { Invocation } from '../command.ts';
import { safeLine, safeLines } from '../text.ts';
import { stepLabel } from '../up/board.ts';
import { findRun, unknownName, withState, type OpenState } from './open.ts';

/** How often a run that is followed is looked at. Milliseconds. */
const lookEvery = 200;

/** `refit logs`. Needs no controller: running steps write their logs themselves. @returns the exit code */
export function runLogs(invocation: Invocation): Promise<number> {
  const [name = '', step] = invocation.positionals;
  return withState(invocation, async (state) => {
    const { run } = await findRun(state.store, name);
    const steps = run.spec.snapshot.steps.map((declared) => declared.name);
    if (step !== undefined && !steps.includes(step)) throw unknownName(`step of ${name}`, step, steps);
    const logs = new RunLogs(state, run, invocation, step);
    if (invocation.options.has('follow')) await logs.follow();
    else await logs.show(false);
    logs.sayIfNothing();
    return 0;
  });
}

/** Prints each step's log once. */
class RunLogs {
  readonly #state: OpenState;
  readonly #engine: Engine;
  readonly #invocation: Invocation;
  readonly #only: string | undefined;
  readonly #printed = new Set<string>();
  #run: WorkflowRun;

  constructor(state: OpenState, run: WorkflowRun, invocation: Invocation, only: string | undefined) {
    const at = (folder: string): string => join(state.folder, folder);
    this.#state = state;
    this.#run = run;
    this.#invocation = invocation;
    this.#only = only;
    // Reads only: nothing is started, so the PATH of steps does not matter.
    this.#engine = createProcessEngine({
      state: state.folder,
      artifacts: at('artifacts'),
      mirrors: at('mirrors'),
      secrets: at('secrets'),
      path: '',
      clock: systemClock,
    });
  }

  /** Until the run ends, or the one step that was asked for. */
  async follow(): Promise<void> {
    for (;;) {
      await this.show(true);
      const rows = this.#rows();
      const over =
        this.#only !== undefined &&
        rows.length > 0 &&
        rows.every(({ state }) => state !== 'Pending' && state !== 'Running');
      if (over || !isActive(this.#run)) return;
      await sleep(lookEvery);
      const { name, namespace } = this.#run.metadata;
      this.#run = (await this.#state.store.get<WorkflowRun>({ kind: 'WorkflowRun', namespace, name })) ?? this.#run;
    }
  }

  /** Prints what has not been printed; with `follow`, each running step to its end. */
  async show(follow: boolean): Promise<void> {
    for (const row of this.#rows()) {
      if (row.execution === undefined || this.#printed.has(row.execution)) continue;
      // A step that is about to start has no log yet: it comes in a later round.
      if (row.state === 'Pending' && follow) continue;
      this.#printed.add(row.execution);
      await this.#print(row, row.execution, follow);
    }
  }

  sayIfNothing(): void {
    if (this.#printed.size > 0) return;
    const what =
      this.#only === undefined
        ? `run ${this.#run.metadata.name}`
        : `step ${this.#only} of run ${this.#run.metadata.name}`;
    this.#invocation.stderr.write(`${what} has printed nothing\n`);
  }

  #rows(): readonly StepStatus[] {
    return (this.#run.status?.steps ?? []).filter(({ name }) => this.#only === undefined || name === this.#only);
  }

  async #print(row: StepStatus, execution: string, follow: boolean): Promise<void> {
    const { stdout, stderr } = this.#invocation;
    if (this.#only === undefined || row.subject === 'champion') stdout.write(`==> ${safeLine(stepLabel(row))}\n`);
    let last = '\n';
    const decoder = new TextDecoder();
    const write = (chunk: Buffer): void => {
      const text =
        stdout.isTTY === true
          ? safeLines(decoder.decode(chunk, { stream: true }))
          : decoder.decode(chunk, { stream: true });
      if (text !== '') last = text.at(-1) ?? last;
      stdout.write(text);
    };
    let bytes = 0;
    if ((await this.#engine.observe(execution)) !== undefined) {
      for await (const chunk of this.#engine.logs(execution, { follow })) {
        bytes += chunk.length;
        write(chunk);
      }
    }
    // The controller takes a finished execution away as soon as its log is stored: what is left is read there.
    const removed = (await this.#engine.observe(execution)) === undefined;
    if (removed && !(await this.#printStored(row, execution, bytes, write)))
      stderr.write(`the log of ${safeLine(stepLabel(row))} is not kept any more\n`);
    if (last !== '\n') stdout.write('\n');
  }

  /** Of an execution that has been removed: the log recorded with its attempt, from `skip` bytes on. */
  async #printStored(
    row: StepStatus,
    execution: string,
    skip: number,
    write: (chunk: Buffer) => void,
  ): Promise<boolean> {
    const { namespace } = this.#run.metadata;
    const attempts =
      row.fingerprint === undefined ? [] : await this.#state.artifacts.attempts(namespace, row.fingerprint);
    const attempt = attempts.find((record) => record.execution.name === execution);
    if (attempt === undefined) return false;
    // Nothing was printed.
    if (attempt.log === undefined) return true;
    let left = skip;
    for await (const chunk of await this.#state.artifacts.read(attempt.log)) {
      // A stream without an encoding gives buffers.
      const bytes = chunk as Buffer;
      if (left < bytes.length) write(bytes.subarray(left));
      left = Math.max(0, left - bytes.length);
    }
    return true;
  }
}
