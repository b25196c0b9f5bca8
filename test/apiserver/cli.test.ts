import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { WorkflowRun } from '../../controller/api/v1alpha1/kinds.ts';
import { Bench } from '../local/cli-command.ts';
import { kubectl } from '../support/cluster/apiserver.ts';
import { temporaryFolder } from '../support/folder.ts';
import { refit, stepOf, Team, type Said } from './cli-cluster.ts';

describe('refit against a cluster', function () {
  this.timeout(300_000);
  let team: Team;
  let other: Team;
  let editor: string;
  let viewer: string;
  let cwd: string;
  let removeFolder: () => void;

  const say = (...args: string[]): Promise<Said> => refit(cwd, ...args);
  const asEditor = (...args: string[]): Promise<Said> => say(...args, '--kubeconfig', editor, '-n', team.namespace);
  const asViewer = (...args: string[]): Promise<Said> => say(...args, '--kubeconfig', viewer, '-n', team.namespace);

  before(async () => {
    const folder = temporaryFolder();
    cwd = folder.path;
    removeFolder = () => folder.remove();
    [team, other] = [await Team.create('cli-team'), await Team.create('cli-other')];
    editor = await team.person('editor', 'edit', ['patch', 'workflowspecs.refit.dev']);
    viewer = await team.person('viewer', 'refit-view', ['list', 'workflowruns.refit.dev']);
    const tiny = await team.workflow('tiny');
    await team.run(tiny, 1, {
      phase: 'Failed',
      message: 'train: exit code 1\u001b[31m',
      steps: [
        stepOf('train', {
          state: 'Failed',
          message: 'exit code 1\u001b[31m',
          reasons: [{ kind: 'NoResult', paths: [], commits: [], truncated: false }],
        }),
      ],
    });
    await team.run(tiny, 2, {
      phase: 'Running',
      steps: [
        stepOf('train', { state: 'Running', execution: 'tiny-train-0123', fingerprint: `sha256:${'a'.repeat(64)}` }),
      ],
    });
    await other.run(await other.workflow('theirs'), 1, { phase: 'Succeeded' });
  });
  after(async () => {
    removeFolder();
    await team.remove();
    await other.remove();
  });

  describe('get', () => {
    it('lists a namespace as a table and as JSON, with the rights to view', async () => {
      const table = await asViewer('get', 'runs');
      expect(table.code, table.stderr).to.equal(0);
      expect(table.stdout).to.match(
        /^NAME +PHASE .*\ntiny-1 +Failed +SourceChanged .*exit code 1\\u\{1b\}\[31m\ntiny-2 +Running /,
      );
      expect(table.stdout).not.to.include('\u001b');
      const { stdout } = await asViewer('get', 'wfr', '-o', 'json');
      const { items } = JSON.parse(stdout) as { items: WorkflowRun[] };
      expect(items.map(({ kind, metadata }) => [kind, metadata.name])).to.deep.equal([
        ['WorkflowRun', 'tiny-1'],
        ['WorkflowRun', 'tiny-2'],
      ]);
      expect(items[0]?.metadata).not.to.have.property('managedFields');
      expect((await asViewer('get', 'models')).stdout).to.equal('no models in namespace cli-team\n');
    });

    it('finds one by name, and says what it could have been', async () => {
      expect((await asViewer('get', 'workflows', 'tiny')).stdout).to.match(/\ntiny +Unknown /);
      expect((await asViewer('get', 'runs', 'cli-team/tiny-2')).stdout).to.match(/\ntiny-2 +Running /);
      expect(await asViewer('get', 'runs', 'tiny-22')).to.deep.equal({
        code: 1,
        stdout: '',
        stderr: 'refit: there is no run "tiny-22" in namespace cli-team\nDid you mean tiny-2?\n',
      });
      expect((await asViewer('get', 'runs', 'cli-other/theirs-1')).stderr).to.include(
        'cli-other/theirs-1 is not in namespace cli-team, which -n names',
      );
    });

    it('-A lists all namespaces, with a column for them; who may not is told the right', async () => {
      const all = await say('get', 'runs', '-A', '--kubeconfig', team.server.kubeconfig);
      expect(all.stdout).to.match(/^NAMESPACE +NAME /);
      expect(all.stdout)
        .to.match(/\ncli-other +theirs-1 +Succeeded /)
        .and.to.match(/\ncli-team +tiny-1 +Failed /);
      const refused = await say('get', 'runs', '-A', '--kubeconfig', viewer);
      expect(refused.code).to.equal(1);
      expect(refused.stderr).to.match(
        /^refit: API server: .*cannot list resource "workflowruns" in API group "refit\.dev" at the cluster scope \(403\)\nAsk whoever runs the cluster/,
      );
      const theirs = await say('get', 'runs', '--kubeconfig', viewer, '-n', 'cli-other');
      expect(theirs.stderr).to.include('in the namespace "cli-other" (403)');
    });
  });

  describe('retry, cancel and run', () => {
    it('annotate, and change nothing else', async () => {
      const before = await kubectl(
        ['-n', 'cli-team', 'get', 'wfr', 'tiny-1', '-o', 'jsonpath={.spec}{.status}{.metadata.labels}'],
        team.server,
      );
      expect((await asEditor('retry', 'tiny-1')).stdout).to.equal('retry of cli-team/tiny-1 requested\n');
      const first = await team.annotation('WorkflowRun', 'tiny-1', 'refit.dev/retry');
      expect(first).to.match(/^[0-9a-f-]{36}$/);
      await asEditor('retry', 'tiny-1');
      expect(await team.annotation('WorkflowRun', 'tiny-1', 'refit.dev/retry')).not.to.equal(first);
      const after = await kubectl(
        ['-n', 'cli-team', 'get', 'wfr', 'tiny-1', '-o', 'jsonpath={.spec}{.status}{.metadata.labels}'],
        team.server,
      );
      expect(after).to.equal(before);

      expect((await asEditor('cancel', 'tiny-2')).stdout).to.equal('cancellation of cli-team/tiny-2 requested\n');
      expect(await team.annotation('WorkflowRun', 'tiny-2', 'refit.dev/cancel')).to.match(/^[0-9a-f-]{36}$/);

      expect((await asEditor('run', 'tiny')).stdout).to.equal('run of cli-team/tiny requested\n');
      expect(await team.annotation('WorkflowSpec', 'tiny', 'refit.dev/run')).to.match(/^[0-9a-f-]{36}$/);
      expect((await asEditor('run', 'tiny', '--force', 'train')).stdout).to.equal(
        'run of cli-team/tiny requested, forcing train\n',
      );
      expect(await team.annotation('WorkflowSpec', 'tiny', 'refit.dev/force')).to.match(/^[0-9a-f-]{36}=train$/);
    });

    it('refuse what makes no sense, and what one may not', async () => {
      expect((await asEditor('retry', 'tiny-2')).stderr).to.equal(
        'refit: run cli-team/tiny-2 is under way\nEnd it first: refit cancel cli-team/tiny-2.\n',
      );
      expect((await asEditor('cancel', 'tiny-1')).stderr).to.include('run cli-team/tiny-1 has ended: Failed');
      expect((await asEditor('run', 'tiny', '--force', 'trian')).stderr).to.include('Did you mean train?');
      const refused = await asViewer('retry', 'tiny-1');
      expect(refused.code).to.equal(1);
      expect(refused.stderr).to.include('cannot patch resource "workflowruns"').and.to.include('refit-edit');
    });
  });

  it('events are those of a workflow and its runs, oldest first, repeats counted', async () => {
    const eventOf = (
      reason: string,
      name: string,
      kind: string,
      minute: number,
      apiVersion = 'refit.dev/v1alpha1',
    ): object => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.${reason.toLowerCase()}`, namespace: 'cli-team' },
      involvedObject: { apiVersion, kind, name, namespace: 'cli-team', uid: 'u' },
      type: reason === 'RunFailed' ? 'Warning' : 'Normal',
      reason,
      message: `${reason} \u202e`,
      count: minute,
      firstTimestamp: '2030-01-01T00:00:00Z',
      lastTimestamp: `2030-01-01T00:0${minute}:00Z`,
    });
    const items = [
      eventOf('RunFailed', 'tiny-1', 'WorkflowRun', 3),
      eventOf('Affected', 'tiny', 'WorkflowSpec', 1),
      eventOf('Pulled', 'tiny-train', 'Pod', 2, 'v1'),
      eventOf('RunFailed', 'tinier-1', 'WorkflowRun', 4),
    ];
    await kubectl(['apply', '-f', '-'], {
      ...team.server,
      input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }),
    });
    const { stdout, stderr } = await asEditor('events', 'tiny');
    expect(stdout, stderr).to.match(
      /^AGE +TYPE .*\n\S+ +Normal +Affected +tiny +Affected \\u\{202e\}\n\S+ +Warning +RunFailed +tiny-1 +x3 +RunFailed \\u\{202e\}\n$/,
    );
    const all = JSON.parse((await asEditor('events', '-o', 'json')).stdout) as {
      items: { regarding: { name: string } }[];
    };
    expect(all.items.map(({ regarding }) => regarding.name)).to.deep.equal(['tiny', 'tiny-1', 'tinier-1']);
    expect((await asEditor('events', 'tyni')).stderr).to.include('Did you mean tiny');
    expect((await say('events', '-A', '--kubeconfig', team.server.kubeconfig)).stdout).to.match(
      /^NAMESPACE +AGE .*\ncli-team /s,
    );
  });

  it('explain tells what the status has where stored artifacts cannot be read, and says so', async () => {
    const { code, stdout, stderr } = await asViewer('explain', 'tiny-1');
    expect(code, stderr).to.equal(0);
    expect(stdout).to.match(
      /^Run tiny-1 of workflow tiny: Failed: train: exit code 1\\u\{1b\}\[31m\n\nDecided because sources moved:\n/,
    );
    expect(stdout).to.include('train failed: exit code 1');
    expect(stderr).to.match(/^told from the run's status alone, without commits: .*serviceaccounts.*token/);
  });

  describe('logs', () => {
    it('say that nothing is there while a step has no pod, and which right is missing', async () => {
      expect((await asEditor('logs', 'tiny-2', 'train')).stderr).to.include('train has printed nothing yet');
      const refused = await asViewer('logs', 'tiny-2', 'train');
      expect(refused.code).to.equal(1);
      expect(refused.stderr).to.match(/cannot list resource "pods" .*\(403\)\n/);
    });
  });

  it('finds ~/.kube/config as kubectl does, and ends when it has answered', async () => {
    const bench = new Bench();
    try {
      bench.write('.kube/config', readFileSync(viewer, 'utf8'));
      const { code, stdout, stderr } = await bench.run(['get', 'runs', '-n', team.namespace]);
      expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
      expect(stdout).to.match(/\ntiny-2 +Running /);
      // Without a word of a cluster none is asked.
      expect((await bench.run(['get', 'runs'])).stderr).to.include('no cluster is named');
    } finally {
      await bench.remove();
    }
  });

  describe('a cluster that is not there', () => {
    it('is one clear line', async () => {
      const context = await say('get', 'runs', '--kubeconfig', team.server.kubeconfig, '--context', 'staging');
      expect(context.code).to.equal(1);
      expect(context.stderr).to.match(
        /^refit: no access to a cluster: .*no context staging, there are .+\nName another /,
      );
      const file = await say('get', 'runs', '--kubeconfig', 'none');
      expect(file.stderr).to.match(/^refit: no access to a cluster: .*none.*\nName another /);
      const config = await kubectl(['config', 'view', '--raw'], team.server);
      writeFileSync(join(cwd, 'dead'), config.replace(team.server.url, 'https://127.0.0.1:1'));
      const dead = await say('get', 'runs', '--kubeconfig', 'dead');
      expect(dead.stderr).to.match(
        /^refit: API server: .*127\.0\.0\.1:1.*\nCheck that the API server can be reached\.\n$/,
      );
      writeFileSync(
        join(cwd, 'stranger'),
        config.replace(/client-(certificate|key)-data: .*\n/g, '').replace(/user:\n/, 'user:\n    token: nobody\n'),
      );
      const stranger = await say('get', 'runs', '--kubeconfig', 'stranger');
      expect(stranger.stderr).to.match(/^refit: API server: .*401.*\nThe cluster does not accept your credentials/);
    });
  });
});
