/** Where an execution is, as its folder tells. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { AttemptRecord } from '../../controller/artifacts/artifacts.ts';
import { readJson, type FolderWatch } from './folder-watch.ts';
import type { Sign } from './moments.ts';

const order = ['launch', 'fetch', 'run', 'publish', 'ended'] as const;

export type ExecutionPhase = (typeof order)[number];

/** Undefined before it is claimed, and when it was removed. */
export function phaseOf(folder: string): ExecutionPhase | undefined {
  if (existsSync(join(folder, 'exit.json'))) return 'ended';
  const status = readJson(join(folder, 'status.json')) as { phase: string } | undefined;
  if (status) return status.phase === 'Fetching' ? 'fetch' : status.phase === 'Running' ? 'run' : 'publish';
  if (existsSync(join(folder, 'supervisor.json'))) return 'fetch';
  return existsSync(join(folder, 'request.json')) ? 'launch' : undefined;
}

/** Tells when the execution of a step is in a phase. */
export function watchExecution(
  state: string,
  step: string,
  wanted: ExecutionPhase,
  watched: FolderWatch,
  tell: (sign: Sign) => void,
): void {
  watched.addEach(join(state, 'executions'), (folder, name) => {
    if (!name.includes(`-${step}-`)) return;
    const look = (): void => {
      const phase = phaseOf(folder);
      if (phase === wanted) tell('Now');
      else if (phase === undefined ? !existsSync(folder) : order.indexOf(phase) > order.indexOf(wanted)) tell('Passed');
    };
    watched.add(folder, look);
    look();
  });
}

/** Tells when the outcome of a step is recorded while its execution is still there. */
export function watchRecorded(state: string, step: string, watched: FolderWatch, tell: (sign: Sign) => void): void {
  const known = new Set<string>();
  let begun = false;
  watched.addEach(join(state, 'artifacts', 'attempts', 'default'), (folder, fingerprint) => {
    if (!begun) known.add(fingerprint);
    if (known.has(fingerprint)) return;
    const look = (): void => {
      const record = readJson(join(folder, '1.json')) as AttemptRecord | undefined;
      if (record?.execution.step !== step) return;
      tell(existsSync(join(state, 'executions', record.execution.name)) ? 'Now' : 'Passed');
    };
    watched.add(folder, look);
    look();
  });
  begun = true;
}
