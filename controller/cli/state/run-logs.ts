import { setTimeout as sleep } from 'node:timers/promises';
import type { StepStatus, WorkflowRun } from '../../api/v1alpha1/kinds.ts';
import { isActive } from '../../reconcile/ports.ts';
import type { Invocation } from '../command.ts';
import { safeLine, safeLines } from '../text.ts';
import { stepLabel } from '../up/board.ts';
import { findRun, unknownName } from '../find.ts';
import { withWorld, type StepLogs, type World } from '../world.ts';

/** `refit logs`. @returns the exit code */
export function runLogs(invocation: Invocation): Promise<number> {
  const [name = '', step] = invocation.positionals;
  return withWorld(invocation, async (world) => {
    const { run } = await findRun(world, name);
    const steps = run.spec.snapshot.steps.map((declared) => declared.name);
    if (step !== undefined && !steps.includes(step)) throw unknownName(`step of ${name}`, step, steps);
    const logs = new RunLogs({ world, live: await world.logs() }, run, invocation, step);
    if (invocation.options.has('follow')) await logs.follow();
    else await logs.show(false);
    logs.sayIfNothing();
    return 0;
  });
}

/** Prints each step's log once. */
class RunLogs {
  readonly #world: World;
  readonly #live: StepLogs;
  readonly #invocation: Invocation;
  readonly #only: string | undefined;
  readonly #printed = new Set<string>();
  #run: WorkflowRun;

  constructor(
    from: { readonly world: World; readonly live: StepLogs },
    run: WorkflowRun,
    invocation: Invocation,
    only: string | undefined,
  ) {
    this.#world = from.world;
    this.#live = from.live;
    this.#run = run;
    this.#invocation = invocation;
    this.#only = only;
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
      await sleep(this.#live.lookEveryMs);
      const { name, namespace } = this.#run.metadata;
      this.#run = (await this.#world.store.get<WorkflowRun>({ kind: 'WorkflowRun', namespace, name })) ?? this.#run;
    }
  }

  /** Prints what has not been printed; with `follow`, each running step to its end. */
  async show(follow: boolean): Promise<void> {
    for (const row of this.#rows()) {
      const { execution } = row;
      if (execution === undefined || this.#printed.has(execution)) continue;
      // A step that is about to start has no log yet: it comes in a later round.
      if (follow && (row.state === 'Pending' || (row.state === 'Running' && !(await this.#isLive(row, execution)))))
        continue;
      this.#printed.add(execution);
      await this.#print(row, execution, follow);
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
    const { namespace } = this.#run.metadata;
    const page = this.#page(row);
    let bytes = 0;
    if (await this.#isLive(row, execution)) {
      for await (const chunk of this.#live.read(namespace, execution, { follow })) {
        bytes += chunk.length;
        page.write(chunk);
      }
    }
    if (await this.#isLive(row, execution)) {
      page.end();
    } else if (isUnderWay(row) && !this.#live.keepsFinished) {
      // Not started, or taken away a moment ago: a run that is followed says so in a later round.
      if (bytes === 0 && follow) this.#printed.delete(execution);
      else page.end(bytes === 0 ? 'has printed nothing yet' : undefined);
    } else {
      // The controller takes a finished execution away as soon as its log is stored: what is left is read there.
      const stored = await this.#printStored(row, execution, bytes, page.write);
      page.end(stored ? undefined : 'has no log any more');
    }
  }

  /** Where a step's log goes: a head line where there may be several, whole lines at the end. */
  #page(row: StepStatus): { write(this: void, chunk: Buffer): void; end(remark?: string): void } {
    const { stdout, stderr } = this.#invocation;
    const label = safeLine(stepLabel(row));
    const decoder = new TextDecoder();
    let head = this.#only === undefined || row.subject === 'champion' ? `==> ${label}\n` : '';
    let last = '\n';
    const open = (): void => {
      if (head !== '') stdout.write(head);
      head = '';
    };
    return {
      write(chunk) {
        open();
        const decoded = decoder.decode(chunk, { stream: true });
        const text = stdout.isTTY === true ? safeLines(decoded) : decoded;
        if (text !== '') last = text.at(-1) ?? last;
        stdout.write(text);
      },
      end(remark) {
        open();
        if (remark !== undefined) stderr.write(`${label} ${remark}\n`);
        if (last !== '\n') stdout.write('\n');
      },
    };
  }

  /** Whether what it printed is where it ran. */
  async #isLive(row: StepStatus, execution: string): Promise<boolean> {
    if (!this.#live.keepsFinished && !isUnderWay(row)) return false;
    return this.#live.has(this.#run.metadata.namespace, execution);
  }

  /** Of an execution that has been removed: the log recorded with its attempt, from `skip` bytes on. */
  async #printStored(
    row: StepStatus,
    execution: string,
    skip: number,
    write: (chunk: Buffer) => void,
  ): Promise<boolean> {
    const { namespace } = this.#run.metadata;
    const artifacts = this.#world.artifacts(namespace, this.#run.spec.snapshot.artifacts);
    const attempts = row.fingerprint === undefined ? [] : await artifacts.attempts(namespace, row.fingerprint);
    const attempt = attempts.find((record) => record.execution.name === execution);
    if (attempt === undefined) return false;
    // Nothing was printed.
    if (attempt.log === undefined) return true;
    let left = skip;
    for await (const chunk of await artifacts.read(attempt.log)) {
      // A stream without an encoding gives buffers.
      const bytes = chunk as Buffer;
      if (left < bytes.length) write(bytes.subarray(left));
      left = Math.max(0, left - bytes.length);
    }
    return true;
  }
}

function isUnderWay({ state }: StepStatus): boolean {
  return state === 'Running' || state === 'Pending';
}
