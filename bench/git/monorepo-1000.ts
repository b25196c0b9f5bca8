import { alternate, rowOf, type Bench } from '../bench.ts';
import { SeenServer } from '../cluster/seen.ts';
import { count, Fan } from '../fan.ts';

const WORKFLOWS = 1_000;
const CHANGED = 3;
const PUSHES = 4;

/** A repository with a folder for each of 1,000 workflows. Time counts from the answer that first names the commit. */
export const monorepo1000: Bench = {
  name: 'monorepo-1000',
  about:
    '1,000 workflows on one repository over HTTP, a push that affects 3: until all have decided, against 1 workflow',
  async run(scratch) {
    const server = await SeenServer.start(scratch.folder);
    scratch.onEnd(() => server.stop());
    const create = (name: string, workflows: number, changed: number): Promise<Fan> =>
      Fan.create(scratch, {
        name,
        folders: WORKFLOWS,
        workflows,
        changed,
        urlOf: (path) => server.url(path.slice(scratch.folder.length + 1)),
        interval: '6s',
        begin: (commit) => server.seen(commit),
      });
    const many = await create('many', WORKFLOWS, CHANGED);
    const one = await create('one', 1, 1);
    const pairs = await alternate(
      PUSHES,
      () => many.push(),
      () => one.push(),
    );
    return [
      rowOf({ name: 'monorepo-1000', unit: 'ms', ...pairs, limitKind: 'value', limit: 3_000 }),
      count('monorepo-1000-polls', [many], [one], ({ polls }) => polls),
      count('monorepo-1000-fetches', [many], [one], ({ fetches }) => fetches),
      count('monorepo-1000-diffs', [many], [one], ({ diffs }) => diffs),
      count('monorepo-1000-runs', [many], [one], ({ runs }) => runs, CHANGED),
    ];
  },
};
