/** Every process that a step had, seen from outside: the proof that nothing ran twice does not rest on records alone. */
import { readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './folder-watch.ts';

interface Seen {
  readonly fingerprint: string;
  readonly step: string;
  /** pid and start time of the user's processes. */
  readonly processes: Set<string>;
  readonly executions: Set<string>;
}

/** Watches the executions of a state folder. */
export class ProcessesSeen {
  readonly #seen = new Map<string, Seen>();
  readonly #end: () => void;

  constructor(state: string) {
    const root = join(state, 'executions');
    const folders = new Map<string, () => void>();
    const follow = (name: string): void => {
      if (name === '' || name.startsWith('.') || folders.has(name)) return;
      const folder = join(root, name);
      try {
        const watcher = watch(folder, () => this.#look(folder, name));
        watcher.on('error', () => watcher.close());
        folders.set(name, () => watcher.close());
      } catch {
        // It was removed between its making and this look.
        folders.set(name, () => undefined);
      }
      this.#look(folder, name);
    };
    const top = watch(root, (_, name) => follow(name ?? ''));
    for (const name of readdirSync(root)) follow(name);
    this.#end = () => {
      top.close();
      for (const close of folders.values()) close();
    };
  }

  #look(folder: string, name: string): void {
    const stored = readJson(join(folder, 'request.json')) as { request: { key: Seen } } | undefined;
    if (!stored) return;
    const { fingerprint, step } = stored.request.key;
    const seen = this.#seen.get(fingerprint) ?? { fingerprint, step, processes: new Set(), executions: new Set() };
    this.#seen.set(fingerprint, seen);
    seen.executions.add(name);
    const status = readJson(join(folder, 'status.json')) as { step?: { pid: number; startTime?: unknown } } | undefined;
    if (status?.step) seen.processes.add(JSON.stringify(status.step));
  }

  /** Fingerprints, with the step's name, that had more than one process or execution. */
  twice(): string[] {
    return [...this.#seen.values()]
      .filter(({ processes, executions }) => processes.size > 1 || executions.size > 1)
      .map(({ step, fingerprint, processes }) => `${step} ${fingerprint}: ${[...processes].join(' ')}`);
  }

  /** How many processes were seen. */
  count(): number {
    return [...this.#seen.values()].reduce((sum, { processes }) => sum + processes.size, 0);
  }

  close(): void {
    this.#end();
  }
}
