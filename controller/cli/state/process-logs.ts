import { join } from 'node:path';
import { createProcessEngine } from '../../engines/process/engine.ts';
import { systemClock } from '../../runtime/clock.ts';
import type { StepLogs } from '../world.ts';

/** The logs of steps that run as processes. Needs no controller: they write their logs themselves. */
export function processLogs(folder: string): StepLogs {
  const at = (name: string): string => join(folder, name);
  // Reads only: nothing is started, so the PATH of steps does not matter.
  const engine = createProcessEngine({
    state: folder,
    artifacts: at('artifacts'),
    mirrors: at('mirrors'),
    secrets: at('secrets'),
    path: '',
    clock: systemClock,
  });
  return {
    has: async (_namespace, execution) => (await engine.observe(execution)) !== undefined,
    read: (_namespace, execution, options) => engine.logs(execution, options),
    keepsFinished: true,
    lookEveryMs: 200,
  };
}
