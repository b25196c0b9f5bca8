import { expect } from 'chai';
import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../support/cluster/build/run.ts';
import { ensureCluster } from '../support/cluster/cluster.ts';
import { baseImage } from '../support/cluster/images.ts';
import { hierarchies } from '../support/cluster/node/cgroups.ts';
import { createNamespace, createPod, inNamespace } from '../support/cluster/pods.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';

const tool = join(import.meta.dirname, '..', 'support', 'cluster', 'main.ts');

/** A second cluster beside the one that other tests use, so that it can be taken down. */
describe('npm run cluster', function () {
  this.timeout(1_800_000);
  const folder = temporaryFolder();
  const runFolder = join(folder.path, 'run');
  const env = { ...process.env, REFIT_CLUSTER_RUN: runFolder, REFIT_CLUSTER_NETWORK: '10.214' };
  const cluster = (...args: string[]): Promise<string> => run(process.execPath, [tool, ...args], { env });
  const kubeconfig = join(runFolder, 'kubeconfig');
  let image: string;

  before(async () => {
    await ensureCluster();
    image = (await baseImage()).replace(/^[^/]+/, '10.214.0.2:5000');
  });

  afterEach(() => cluster('down'));

  after(() => folder.remove());

  it('up twice is one cluster; what ended is started again; down leaves nothing', async () => {
    const rules = await hostRules();
    await cluster('up');
    const first = state(runFolder);
    expect(await cluster('status')).to.not.contain('ENDED');
    expect(await cluster('env')).to.contain(`export KUBECONFIG='${kubeconfig}'`);
    await sleepingPod(kubeconfig, image);

    process.kill(first.pids['kubelet']!, 'SIGKILL');
    expect(await cluster('status').catch(String)).to.contain('ENDED  kubelet');
    await cluster('up');
    const second = state(runFolder);
    expect(second.holder).to.equal(first.holder);
    expect(second.pids['etcd']).to.equal(first.pids['etcd']);
    expect(second.pids['kubelet']).to.not.equal(first.pids['kubelet']);
    // The pod lived on; the new kubelet has to be told of it first.
    const logs = (): Promise<string> => inNamespace({ kubeconfig, namespace: 'one' }, ['logs', 'sleeper']);
    expect(await eventually(logs)).to.equal('here\n');

    await expectNothingAfter(second.holder, () => cluster('down'));
    expect(existsSync(runFolder)).to.equal(false);
    expect(await hostRules()).to.equal(rules);
    expect(await cluster('status').catch(String)).to.contain('no cluster was started');
  });

  it('down also clears up after a node that was killed', async () => {
    await cluster('up');
    await sleepingPod(kubeconfig, image);
    const { holder } = state(runFolder);
    await expectNothingAfter(holder, async () => {
      process.kill(holder, 'SIGKILL');
      return cluster('down');
    });
    expect(existsSync(runFolder)).to.equal(false);
  });

  async function expectNothingAfter(holder: number, down: () => Promise<string>): Promise<void> {
    const namespace = readlinkSync(`/proc/${holder}/ns/pid`);
    const before = processesOf(namespace);
    expect(before.length).to.be.greaterThan(12);
    await down();
    expect(processesOf(namespace)).to.deep.equal([]);
    expect(commandsNaming(runFolder)).to.deep.equal([]);
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).to.not.contain(runFolder);
    expect(existsSync('/sys/class/net/refit-10-214')).to.equal(false);
    expect(await run('ip', ['route'])).to.not.contain('10.214.');
    for (const hierarchy of hierarchies()) expect(existsSync(join(hierarchy, 'refit-10-214'))).to.equal(false);
  }
});

async function sleepingPod(kubeconfig: string, image: string): Promise<void> {
  const place = await createNamespace(kubeconfig, 'one');
  await createPod(place, { name: 'sleeper', image, command: ['sh', '-c', 'echo here; exec sleep 3600'] });
  await inNamespace(place, ['wait', '--for=condition=Ready', 'pod/sleeper', '--timeout=120s']);
}

interface State {
  readonly holder: number;
  readonly pids: Record<string, number>;
}

function state(folder: string): State {
  const read = JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')) as {
    holder: { pid: number };
    processes: { name: string; pid: number }[];
  };
  return { holder: read.holder.pid, pids: Object.fromEntries(read.processes.map(({ name, pid }) => [name, pid])) };
}

function hostRules(): Promise<string> {
  // Counters move.
  return run('iptables-save', []).then((text) => text.replace(/^#.*$|\[\d+:\d+\]/gm, ''));
}

function processesOf(namespace: string): string[] {
  return pids().filter((pid) => attempt(() => readlinkSync(`/proc/${pid}/ns/pid`)) === namespace);
}

function commandsNaming(path: string): string[] {
  const commands = pids().map((pid) => attempt(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')) ?? '');
  return commands.filter((command) => command.includes(path));
}

function pids(): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid);
}

function attempt(read: () => string): string | undefined {
  try {
    return read();
  } catch {
    // It ended in between.
    return undefined;
  }
}
