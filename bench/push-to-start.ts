import { existsSync, readFileSync } from 'node:fs';
import { alternate, rowOf, type Bench } from './bench.ts';
import { run } from './command.ts';
import { Controller } from './controller.ts';
import { gitEnvironment, Repository } from './repository.ts';
import { sourceOf, workflowOf } from './workflow.ts';

/** Prints the time in nanoseconds: the first thing a step does, and the last of a push. */
const stamp = 'date +%s%N';

/** A real push to a bare repository that a controller in another process watches; no other step is before the first. */
export const pushToStart: Bench = {
  name: 'push-to-start',
  about: 'from the return of `git push` to the first line of the step, against starting that process alone',
  async run(scratch) {
    const { folder } = scratch;
    const starts = `${folder}/starts`;
    const files = [['step.sh', `${stamp} >> ${starts}\n`]] as const;
    const origin = await Repository.create(`${folder}/origin.git`, [...files, ['rows.csv', '0\n']]);
    const author = await origin.clone(`${folder}/author.git`);
    const controller = await Controller.start(`${folder}/state`, [workflowOf('push', specOf(origin.path))]);
    scratch.onEnd(() => controller.stop());
    let pushes = 0;
    async function pushed(): Promise<number> {
      await author.commit([['rows.csv', `${(pushes += 1)}\n`]]);
      await controller.ask('settled');
      const before = startsIn(starts).length;
      const push = `git --git-dir='${author.path}' push -q '${origin.path}' main && ${stamp}`;
      const returned = Number((await run('sh', ['-c', push], { env: gitEnvironment })).stdout) / 1e6;
      const started = await nextStart(starts, before);
      return started - returned;
    }
    async function spawned(): Promise<number> {
      const begun = Number((await run('sh', ['-c', stamp])).stdout);
      const before = startsIn(starts).length;
      await run('sh', ['-c', `${stamp} >> '${starts}'`]);
      return (await nextStart(starts, before)) - begun / 1e6;
    }
    const pairs = await alternate(15, pushed, spawned, 2);
    return [rowOf({ name: 'push-to-start', unit: 'ms', ...pairs, limitKind: 'value', limit: 300 })];
  },
};

function specOf(url: string): unknown {
  const inputs = [{ name: 'code', source: 'code' }];
  return { sources: [sourceOf('code', url)], steps: [{ name: 'first', run: { command: ['sh', 'step.sh'] }, inputs }] };
}

function startsIn(file: string): number[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.slice(0, -1).map((line) => Number(line) / 1e6);
}

/** The moment of start number `index`, once it is written. */
async function nextStart(file: string, index: number): Promise<number> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const start = startsIn(file)[index];
    if (start !== undefined) return start;
    if (performance.now() > deadline) throw new Error('the step did not start within a minute of the push');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
