import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, '..', '..', 'controller', 'controller.ts');

/** Those that run: none outlives the tests. */
const running = new Set<ChildProcess>();
process.once('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** A line of its log. */
export interface LogLine {
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

/** The controller of a cluster as a process, with what it logs. */
export class ControllerProcess {
  readonly lines: LogLine[] = [];
  /** What it prints that is no line of the log. */
  readonly printed: string[] = [];
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | string>;

  /** @param environment all that it gets, apart from PATH */
  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    const { PATH = '/usr/bin:/bin' } = process.env;
    this.#child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, ...args], {
      env: { PATH, ...environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (this.#child.stderr) createInterface(this.#child.stderr).on('line', (line) => this.#take(line));
    running.add(this.#child);
    this.#exited = once(this.#child, 'exit').then(([code, signal]) => {
      running.delete(this.#child);
      return (code ?? signal) as number | string;
    });
  }

  get pid(): number {
    return this.#child.pid ?? -1;
  }

  /** Its exit code, or the signal that ended it. */
  get exited(): Promise<number | string> {
    return this.#exited;
  }

  kill(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void {
    this.#child.kill(signal);
  }

  has(message: string): boolean {
    return this.lines.some((line) => line.message === message);
  }

  /** The status and text of one of its pages; undefined as long as it serves none. */
  async page(path: string): Promise<{ readonly status: number; readonly text: string } | undefined> {
    const port = this.lines.find(({ message }) => message === 'health is served')?.['port'];
    if (typeof port !== 'number') return undefined;
    try {
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      return { status: response.status, text: await response.text() };
    } catch {
      // It has ended, or is ending.
      return undefined;
    }
  }

  /** The value of a metric without labels. */
  async metric(name: string): Promise<number | undefined> {
    const value = new RegExp(`^${name} (\\S+)$`, 'm').exec((await this.page('/metrics'))?.text ?? '')?.[1];
    return value === undefined ? undefined : Number(value);
  }

  #take(text: string): void {
    try {
      this.lines.push(JSON.parse(text) as LogLine);
    } catch {
      this.printed.push(text);
    }
  }
}
