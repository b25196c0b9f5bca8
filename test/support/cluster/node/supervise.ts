import { readFileSync } from 'node:fs';
import { waitUntil } from '../control-plane/ready.ts';
import { endProcess, isRunning } from '../processes/record.ts';
import { startDaemon } from '../processes/daemon.ts';
import { startInNode } from './namespaces.ts';
import { runPath } from './settings.ts';
import { type StartedProcess, rememberProcess, requireProcess, requireState } from './state.ts';

/** What is started: in the node if there is one, else as an ordinary process. */
export interface Launch {
  readonly name: string;
  readonly command: readonly string[];
  readonly env?: Record<string, string>;
}

/** Starts a process of the cluster and remembers it. Its output is `<run folder>/<name>.log`. */
export async function launch({ name, command, env = {} }: Launch): Promise<StartedProcess> {
  const { holder } = requireState();
  const record =
    holder === undefined
      ? await startDaemon(name, command, { logFile: runPath(`${name}.log`), env: { ...process.env, ...env } })
      : await startInNode(holder, name, command, env);
  const started = { ...record, command, env };
  rememberProcess(started);
  return started;
}

/** Ends a process of the cluster and waits until it has ended. It stays known, so that `relaunch` brings it back. */
export async function halt(name: string): Promise<void> {
  await endProcess(requireProcess(name));
}

/** Starts a process again that does not run. */
export async function relaunch(name: string): Promise<StartedProcess> {
  const known = requireProcess(name);
  if (isRunning(known)) return known;
  return launch({ name, command: known.command, env: { ...known.env } });
}

/** Waits until `check` holds, or fails as soon as the process has ended, with the end of its log. */
export function waitFor(started: StartedProcess, check: () => Promise<boolean>): Promise<void> {
  const alive = (): string | undefined => {
    if (isRunning(started)) return undefined;
    return `it has ended:\n${readFileSync(runPath(`${started.name}.log`), 'utf8').slice(-3000)}`;
  };
  return waitUntil(started.name, check, alive);
}
