import { alternate, rowOf, type Bench } from './bench.ts';
import { residentBytes } from './controller.ts';
import { startIdleNode } from './idle-node.ts';
import { createSettled, startSettled } from './settled.ts';

const SETTLE_MS = 3_000;

/** Resident memory of a controller three seconds after it had reconciled everything, a new process each time. */
export const idleRss: Bench = {
  name: 'idle-rss',
  about: '50 settled workflows, nothing to do: resident memory, against an idle `node`',
  async run(scratch) {
    const settled = await createSettled(scratch);
    const pairs = await alternate(
      5,
      async () => {
        const controller = await startSettled(settled);
        await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
        const bytes = residentBytes(controller.pid);
        await controller.stop();
        return bytes / 1e6;
      },
      async () => {
        const node = await startIdleNode();
        const bytes = residentBytes(node.pid);
        await node.stop();
        return bytes / 1e6;
      },
    );
    return [rowOf({ name: 'idle-rss', unit: 'MB', ...pairs, limitKind: 'value', limit: 150 })];
  },
};
