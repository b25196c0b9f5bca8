import { expect } from 'chai';
import { workflowRuns } from '../../controller/kubernetes/resources.ts';
import { kubectl } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { refit, stepOf, Team, type Said } from './cli-cluster.ts';
import { LogNode } from './cli-kubelet.ts';

const running = { running: { startedAt: '2030-01-01T00:00:00Z' } };
const ended = { terminated: { exitCode: 0, startedAt: '2030-01-01T00:00:00Z', finishedAt: '2030-01-01T00:01:00Z' } };
/** Since now: the controller manager takes an old one back from a pod that is not being deleted. */
function disrupted(): object[] {
  return [{ type: 'DisruptionTarget', status: 'True', lastTransitionTime: new Date().toISOString() }];
}

describe('refit logs of pods', function () {
  this.timeout(60_000);
  const namespace = 'cli-logs';
  let team: Team;
  let node: LogNode;
  let editor: string;
  let cwd: string;
  let removeFolder: () => void;
  let sequence = 0;

  before(async function () {
    this.timeout(300_000);
    const folder = temporaryFolder();
    cwd = folder.path;
    removeFolder = () => folder.remove();
    team = await Team.create(namespace);
    node = await LogNode.create(team.client, 'cli-logs-node');
    editor = await team.person('editor', 'edit', ['patch', 'workflowspecs.refit.dev']);
  });
  after(async () => {
    removeFolder();
    await node.close();
    await team.remove();
  });

  /** A run whose step train is carried out by `execution`. */
  async function runOf(execution: string): Promise<string> {
    const workflow = await team.workflow(`w${++sequence}`);
    const steps = [stepOf('train', { state: 'Running', execution })];
    return (await team.run(workflow, 1, { phase: 'Running', steps })).metadata.name;
  }
  const logs = (...args: string[]): Promise<Said> =>
    refit(cwd, 'logs', ...args, '--kubeconfig', editor, '-n', namespace);
  const isFollowed = (pod: string): Promise<unknown> => eventually(() => node.followed(pod));

  it('are what the container step printed so far', async () => {
    const run = await runOf('one');
    await node.pod('one-a', namespace, 'one');
    node.print('one-a', 'epoch 1\nepoch 2\n');
    const waiting = await logs(run, 'train');
    expect(waiting).to.deep.equal({ code: 0, stdout: '', stderr: '' });
    await node.state('one-a', namespace, running);
    expect(await logs(run)).to.deep.equal({ code: 0, stdout: '==> train\nepoch 1\nepoch 2\n', stderr: '' });
    expect(node.asked.at(-1)).to.match(/^\/containerLogs\/cli-logs\/one-a\/step/);
  });

  it('are followed from before the container starts, over a stream that ends too early, to its end', async () => {
    const run = await runOf('two');
    const following = logs(run, 'train', '-f');
    await node.pod('two-a', namespace, 'two');
    await node.state('two-a', namespace, { waiting: { reason: 'PodInitializing' } });
    node.print('two-a', 'first\n');
    await node.state('two-a', namespace, running);
    await isFollowed('two-a');
    node.cut('two-a');
    node.print('two-a', 'second\n');
    await isFollowed('two-a');
    node.print('two-a', 'third\n');
    await finish(run, 'two-a');
    expect(await following).to.deep.equal({ code: 0, stdout: 'first\nsecond\nthird\n', stderr: '' });
  });

  it('are followed into the pod that takes the place of one the cluster took away', async () => {
    const run = await runOf('three');
    await node.pod('three-a', namespace, 'three');
    node.print('three-a', 'began\n');
    await node.state('three-a', namespace, running);
    const following = logs(run, 'train', '-f');
    await isFollowed('three-a');
    await node.state('three-a', namespace, ended, disrupted());
    node.cut('three-a');
    await node.pod('three-b', namespace, 'three');
    node.print('three-b', 'began again\n');
    await node.state('three-b', namespace, running);
    await isFollowed('three-b');
    await finish(run, 'three-b');
    expect((await following).stdout).to.equal('began\nbegan again\n');
  });

  /** The step ends, and the controller notes it; the pod is still there. */
  async function finish(run: string, pod: string): Promise<void> {
    await node.state(pod, namespace, ended);
    const status = { phase: 'Succeeded', steps: [stepOf('train', { state: 'Succeeded' })] };
    await team.client.mergePatch(workflowRuns, { namespace, name: run }, { status }, 'status');
    node.cut(pod);
  }

  it('are asked for with pods/log, and who may not is told', async () => {
    const run = await runOf('one');
    const rules = [
      { apiGroups: ['refit.dev'], resources: ['workflowruns', 'workflowspecs'], verbs: ['get', 'list'] },
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] },
    ];
    const role = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: { name: 'cli-no-logs' },
      rules,
    };
    await kubectl(['apply', '-f', '-'], { ...team.server, input: JSON.stringify(role) });
    const reader = await team.person('reader', 'cli-no-logs', ['list', 'pods']);
    const refused = await refit(cwd, 'logs', run, '--kubeconfig', reader, '-n', namespace);
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.match(/cannot get resource "pods\/log" .*\(403\)\n/);
  });
});
