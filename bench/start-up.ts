import { alternate, rowOf, type Bench } from './bench.ts';
import { run } from './command.ts';
import { createSettled, startSettled } from './settled.ts';

/** From the spawn of the controller until it has looked at every repository and reconciled all 50 workflows. */
export const startUp: Bench = {
  name: 'start-up',
  about: '50 settled workflows on 51 repositories: from spawn to all reconciled, against a bare `node -e 0`',
  async run(scratch) {
    const settled = await createSettled(scratch);
    const pairs = await alternate(
      9,
      async () => {
        const controller = await startSettled(settled);
        const ms = controller.ready - controller.begun;
        await controller.stop();
        return ms;
      },
      async () => (await run(process.execPath, ['-e', '0'])).ms,
    );
    return [rowOf({ name: 'start-up', unit: 'ms', ...pairs, limitKind: 'value', limit: 1_000 })];
  },
};
