import { alternate, rowOf, type Bench } from './bench.ts';
import { count, Fan } from './fan.ts';
import { GitHttpServer } from '../test/support/git-http-server.ts';

const WORKFLOWS = 200;

/**
 * One repository with a folder for each workflow. The subject has 200 workflows on it, the baseline one; both are pushed
 * a change to one folder and have a step to start for it. A second subject reaches the repository over HTTP, where a
 * fetch is a fetch: there the looks at the repository are counted.
 */
export const fanout200: Bench = {
  name: 'fanout-200',
  about: '200 workflows on one repository, a push that affects one: until all have decided, against 1 workflow',
  async run(scratch) {
    const create = (name: string, workflows: number, urlOf: (path: string) => string): Promise<Fan> =>
      Fan.create(scratch, { name, folders: WORKFLOWS, workflows, urlOf });
    const many = await create('many', WORKFLOWS, (path) => path);
    const one = await create('one', 1, (path) => path);
    const server = await GitHttpServer.start(scratch.folder);
    scratch.onEnd(() => server.stop());
    const served = (path: string): string => server.url(path.slice(scratch.folder.length + 1));
    const remote = await create('remote', WORKFLOWS, served);
    const remoteOne = await create('remote-one', 1, served);
    const pairs = await alternate(
      7,
      () => many.push(),
      () => one.push(),
    );
    for (let push = 0; push < 3; push += 1) for (const fan of [remote, remoteOne]) await fan.push();
    return [
      rowOf({ name: 'fanout-200', unit: 'ms', ...pairs, limitKind: 'value', limit: 2_000 }),
      count('fanout-200-polls', [remote], [remoteOne], ({ polls }) => polls),
      count('fanout-200-fetches', [remote], [remoteOne], ({ fetches }) => fetches),
      count('fanout-200-diffs', [many, remote], [one, remoteOne], ({ diffs }) => diffs),
      count('fanout-200-runs', [many, remote], [one, remoteOne], ({ runs }) => runs),
    ];
  },
};
