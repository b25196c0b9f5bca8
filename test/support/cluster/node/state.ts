import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { withLock } from '../build/lock.ts';
import { type ProcessRecord, isRunning } from '../processes/record.ts';
import { runFolder, runPath } from './settings.ts';

/** A process that `up` started, and how to start it again. */
export interface StartedProcess extends ProcessRecord {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** What `up` started; `down` ends exactly this. */
export interface ClusterState {
  readonly mode: 'node' | 'apiserver-only';
  /** `up` came to its end; what began and did not is taken down before it is begun again. */
  readonly complete: boolean;
  /** The first process of the node's namespaces: when it ends, the kernel ends all others and unmounts. */
  readonly holder?: ProcessRecord;
  readonly processes: readonly StartedProcess[];
  /** Where the API server is. */
  readonly url: string;
}

/** What is said to run, or `undefined` when nothing was started. */
export function readState(): ClusterState | undefined {
  const path = runPath('state.json');
  if (!existsSync(path)) return undefined;
  const state: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isState(state)) throw new Error(`${path} is not a state of this tool: end what runs by hand and remove it`);
  return state;
}

/** Writes the state, whole or not at all. */
export function writeState(state: ClusterState): void {
  mkdirSync(runFolder(), { recursive: true });
  const path = runPath('state.json');
  writeFileSync(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Adds a process to the state; it replaces the one of the same name. Call it under `withClusterLock`. */
export function rememberProcess(started: StartedProcess): void {
  const state = requireState();
  const others = state.processes.filter((one) => one.name !== started.name);
  writeState({ ...state, processes: [...others, started] });
}

/** The state. @throws Error when no cluster was started */
export function requireState(): ClusterState {
  const state = readState();
  if (state === undefined) throw new Error('no cluster runs: start one with `npm run cluster -- up`');
  return state;
}

/** The recorded process of this name. @throws Error when none was started */
export function requireProcess(name: string): StartedProcess {
  const found = requireState().processes.find((one) => one.name === name);
  if (found === undefined) throw new Error(`this cluster has no ${name}`);
  return found;
}

/** Whether everything that was started still runs. */
export function isWhole(state: ClusterState): boolean {
  const holder = state.holder === undefined || isRunning(state.holder);
  return state.complete && holder && state.processes.every(isRunning);
}

/** One process at a time changes the cluster. */
export function withClusterLock<T>(action: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(runFolder()), { recursive: true });
  return withLock(`${runFolder()}.lock`, action);
}

function isState(value: unknown): value is ClusterState {
  return typeof value === 'object' && value !== null && 'mode' in value && 'processes' in value && 'url' in value;
}
