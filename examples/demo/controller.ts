/** Refit, through its command and nothing else. */
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { WorkflowRun, WorkflowSpec } from '../../controller/api/v1alpha1/kinds.ts';
import { ended, run } from './processes.ts';
import { repositoryNames, type RepositoryName, type Team } from './repositories.ts';

const refit = fileURLToPath(new URL('../../controller/cli/refit.sh', import.meta.url));

/** Commits of both repositories. */
export type Heads = Readonly<Record<RepositoryName, string>>;

/** A step as `refit plan -o json` tells it; the parts the demo shows. */
export interface PlannedStep {
  readonly name: string;
  readonly type: 'run' | 'gate' | 'deploy';
  readonly action: 'Run' | 'Reuse' | 'Pending';
}

/** What plays a push asks of a Refit, wherever it runs. */
export interface Driver {
  /** Lets Refit have the team's workflow. Once, after the first push. */
  start(): void | Promise<void>;
  /** The workflow, or undefined while there is none. */
  workflow(): Promise<WorkflowSpec | undefined>;
  /** All runs, oldest first. */
  runs(): Promise<WorkflowRun[]>;
  /** What would run if everything were done at `from`: which steps a push touches. */
  plan(from: Heads, to: Heads): Promise<PlannedStep[]>;
  /** The end of what it printed. */
  lastLines(): string;
}

/** `refit up` on the team's workflow. */
export class Controller implements Driver {
  readonly state: string;
  readonly #team: Team;
  readonly #log: string;
  #child: ChildProcess | undefined;

  constructor(team: Team, state: string, log: string) {
    this.#team = team;
    this.state = state;
    this.#log = log;
  }

  /** Starts it, out of the reach of the terminal's Ctrl-C: the demo ends it in its own order. */
  start(): void {
    const log = openSync(this.#log, 'a');
    try {
      const args = ['up', '-f', this.#team.workflow, '--state', this.state, ...sourcesOf(this.#team)];
      this.#child = spawn(refit, args, { detached: true, stdio: ['ignore', log, log] });
      this.#child.unref();
    } finally {
      closeSync(log);
    }
  }

  /** Its process id; undefined while it is not started, or killed. @throws Error when it ended by itself */
  get pid(): number | undefined {
    const child = this.#child;
    if (child && (child.exitCode !== null || child.signalCode !== null))
      throw new Error(`refit up ended by itself; the last it printed:\n${this.lastLines()}`);
    return child?.pid;
  }

  /** The power fails, for this one process. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (this.pid === undefined || !child) throw new Error('refit up does not run');
    child.kill('SIGKILL');
    this.#child = undefined;
    await ended(child);
  }

  /** Ends the controller as Ctrl-C does; trainings and servers go on. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child) return;
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 10_000);
    await ended(child);
    clearTimeout(hard);
  }

  /** Ends the servers. */
  async down(): Promise<void> {
    if (existsSync(this.state)) await run(refit, ['down', '--state', this.state]);
  }

  async workflow(): Promise<WorkflowSpec | undefined> {
    return (await this.#get<WorkflowSpec>('workflows'))[0];
  }

  async runs(): Promise<WorkflowRun[]> {
    return (await this.#get<WorkflowRun>('runs')).toSorted((a, b) => a.spec.sequence - b.spec.sequence);
  }

  plan(from: Heads, to: Heads): Promise<PlannedStep[]> {
    return planOf(this.#team, from, to);
  }

  lastLines(): string {
    return existsSync(this.#log) ? readFileSync(this.#log, 'utf8').trimEnd().split('\n').slice(-15).join('\n') : '';
  }

  async #get<T>(kind: 'workflows' | 'runs'): Promise<T[]> {
    const text = await run(refit, ['get', kind, '-o', 'json', '--state', this.state]);
    return (JSON.parse(text) as { items: T[] }).items;
  }
}

/** What would run if everything were done at `from`, by `refit plan`. */
export async function planOf(team: Team, from: Heads, to: Heads): Promise<PlannedStep[]> {
  const range = repositoryNames.flatMap((name) => ['--from', `${name}=${from[name]}`, '--to', `${name}=${to[name]}`]);
  const text = await run(refit, ['plan', '-f', team.workflow, ...range, ...sourcesOf(team), '-o', 'json']);
  return (JSON.parse(text) as { steps: PlannedStep[] }).steps;
}

function sourcesOf({ repositories }: Team): string[] {
  return repositoryNames.flatMap((name) => ['--source', `${name}=${repositories[name].origin}`]);
}
