import { rowOf, type Bench } from './bench.ts';
import { processorMs } from './controller.ts';
import { startIdleNode } from './idle-node.ts';
import { createSettled, startSettled } from './settled.ts';

const WINDOW_MS = 20_000;
const WINDOWS = 3;

/** Processor time of the controller, and of a Node process that does nothing, in the same windows of 20 seconds. */
export const idleCpu: Bench = {
  name: 'idle-cpu',
  about: '50 settled workflows, nothing to do: percent of a core over 20 s, against an idle `node`',
  async run(scratch) {
    const controller = await startSettled(await createSettled(scratch));
    scratch.onEnd(() => controller.stop());
    const node = await startIdleNode();
    scratch.onEnd(() => node.stop());
    await after(5_000);
    const [subject, baseline]: [number[], number[]] = [[], []];
    for (let window = 0; window < WINDOWS; window += 1) {
      const before = { at: performance.now(), subject: processorMs(controller.pid), baseline: processorMs(node.pid) };
      await after(WINDOW_MS);
      const took = performance.now() - before.at;
      subject.push((100 * (processorMs(controller.pid) - before.subject)) / took);
      // Less than can be told counts as the least that can: one tick of 10 ms.
      baseline.push((100 * Math.max(processorMs(node.pid) - before.baseline, 10)) / took);
    }
    return [rowOf({ name: 'idle-cpu', unit: '% of a core', subject, baseline, limitKind: 'value', limit: 1 })];
  },
};

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
