import { alternate, epoch, median, rowOf, type Bench, type Row } from '../bench.ts';
import { processorMs, residentBytes } from '../controller.ts';
import { startIdleNode } from '../idle-node.ts';
import { Repository } from '../repository.ts';
import type { Scratch } from '../scratch.ts';
import { GitHttpServer } from '../../test/support/git-http-server.ts';
import { workflowRuns, workflowSpecs } from '../../controller/kubernetes/resources.ts';
import { inParallel, makeNamespaces, openServer, type Server } from './api-server.ts';
import { startController, steady, writesOf, type ClusterController } from './controller.ts';
import { storeSettled } from './settled.ts';

const WORKFLOWS = 2_000;
const RUNS = 5_000;
const NAMESPACES = 20;
const STARTS = 3;
const WINDOW_MS = 60_000;
const SYSTEM = 'refit-system';

/** What an installation costs that has much to know and nothing to do. */
export const scale2000: Bench = {
  name: 'scale-2000',
  about: '2,000 workflows on one repository, 5,000 ended runs: from the start until nothing is queued, then idle',
  async run(scratch) {
    const server = await openServer(scratch);
    const repository = await Repository.create(`${scratch.folder}/code.git`, [['lib/rows.py', 'rows = 1\n']]);
    const git = await GitHttpServer.start(scratch.folder);
    scratch.onEnd(() => git.stop());
    const commit = await repository.git('rev-parse', 'main');
    await store(server, { url: git.url('code.git'), commit });
    const idle = await startIdleNode();
    scratch.onEnd(() => idle.stop());
    let controller: ClusterController | undefined;
    scratch.onEnd(() => controller?.stop());
    const starts = await alternate(
      STARTS,
      async () => {
        await controller?.stop();
        controller = await start(scratch, server);
        return (await steady(controller, WORKFLOWS, 300_000)) - controller.begun;
      },
      () => listAll(server),
      0,
    );
    if (!controller) throw new Error('no controller was started');
    const rows = await idleRows(controller, idle.pid);
    return [rowOf({ name: 'scale-2000', unit: 'ms', ...starts, limitKind: 'value', limit: 60_000 }), ...rows];
  },
};

async function store({ client }: Server, at: { readonly url: string; readonly commit: string }): Promise<void> {
  const namespaces = Array.from({ length: NAMESPACES }, (_, index) => `team-${index}`);
  await makeNamespaces(client, [SYSTEM, ...namespaces]);
  const sizes: number[] = [];
  const runSizes: number[] = [];
  await inParallel(Array.from({ length: WORKFLOWS }).keys(), async (index) => {
    const name = { namespace: namespaces[index % NAMESPACES] ?? '', name: `forecast-${index}` };
    // Two and three in turns.
    const runs = Math.floor(((index + 1) * RUNS) / WORKFLOWS) - Math.floor((index * RUNS) / WORKFLOWS);
    const { bytes, runBytes } = await storeSettled(client, name, runs, at);
    sizes.push(bytes);
    runSizes.push(...runBytes);
  });
  const kilobytes = (values: readonly number[]): string => (median(values) / 1000).toFixed(1);
  process.stderr.write(
    `scale-2000: stored ${sizes.length} workflows of ${kilobytes(sizes)} kB, ${runSizes.length} runs of ${kilobytes(runSizes)} kB\n`,
  );
}

/** As it is installed, with an election; what was in its git folder is kept, as a volume's would not be. */
function start({ folder }: Scratch, { kubeconfig }: Server): Promise<ClusterController> {
  return startController({
    fields: {
      kubeconfig,
      namespace: SYSTEM,
      image: 'registry.example.com/refit:1.0',
      'git-folder': `${folder}/mirrors-${epoch()}`,
      'git-allow-addresses': '127.0.0.0/8',
      'artifacts-volume-folder': `${folder}/artifacts`,
      'artifacts-volume-url': 'http://127.0.0.1:1',
    },
  });
}

/** The baseline: a client that lists them all and keeps nothing. */
async function listAll({ client }: Server): Promise<number> {
  const begun = performance.now();
  const dropped = { apiVersion: '', kind: '', metadata: { name: '' } };
  let seen = 0;
  for (const type of [workflowSpecs, workflowRuns])
    seen += (await client.list(type, { keep: () => dropped })).items.length;
  if (seen !== WORKFLOWS + RUNS) throw new Error(`found ${seen} objects, expected ${WORKFLOWS + RUNS}`);
  return performance.now() - begun;
}

/** One window of 60 s, in which nothing happens. */
async function idleRows(controller: ClusterController, idle: number): Promise<Row[]> {
  const sample = async (): Promise<{ at: number; subject: number; baseline: number; writes: number }> => ({
    writes: writesOf(await controller.metrics()),
    at: performance.now(),
    subject: processorMs(controller.pid),
    baseline: processorMs(idle),
  });
  const megabytes = (pid: number): number => residentBytes(pid) / 1e6;
  const atStart = { subject: megabytes(controller.pid), baseline: megabytes(idle) };
  const sinceStart = writesOf(await controller.metrics());
  const before = await sample();
  await new Promise((resolve) => setTimeout(resolve, WINDOW_MS));
  const after = await sample();
  const percent = (ms: number): number => (100 * ms) / (after.at - before.at);
  const row = (name: string, unit: string, subject: number[], baseline: number[], limit: number): Row =>
    rowOf({ name, unit, subject, baseline, limitKind: 'value', limit });
  const memory = {
    subject: [atStart.subject, megabytes(controller.pid)],
    baseline: [atStart.baseline, megabytes(idle)],
  };
  const processor = percent(after.subject - before.subject);
  const writes = after.writes - before.writes;
  return [
    { ...row('scale-2000-rss', 'MB', memory.subject, memory.baseline, 350), holds: Math.max(...memory.subject) <= 350 },
    row('scale-2000-cpu', '% of a core', [processor], [percent(Math.max(after.baseline - before.baseline, 10))], 2),
    row('scale-2000-writes', 'since the start', [sinceStart], [0], 0),
    row('scale-2000-idle-writes', 'in 60 s', [writes], [0], 0),
  ];
}
