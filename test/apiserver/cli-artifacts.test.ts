import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { AttemptRecord } from '../../controller/artifacts/artifacts.ts';
import { openObjectArtifacts } from '../../controller/artifacts/objects/artifacts.ts';
import { openFileVolume } from '../../controller/artifacts/objects/file.ts';
import { serveVolume, type VolumeServer } from '../../controller/artifacts/server/serve.ts';
import type { PlanDocument } from '../../controller/cli/plan/document.ts';
import type { Explanation } from '../../controller/reconcile/explain.ts';
import { explanationKey } from '../../controller/reconcile/explain.ts';
import { secrets } from '../../controller/kubernetes/resources.ts';
import { temporaryFolder } from '../support/folder.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { TestRepository } from '../support/git-repository.ts';
import { GuardedServer } from '../support/git-servers/guarded-server.ts';
import { silentLogger } from '../support/log.ts';
import { startS3Server } from '../support/s3-server.ts';
import { refit, stepOf, Team, workflowText, type Said } from './cli-cluster.ts';
import { Front } from './cli-front.ts';

const fingerprint = `sha256:${'f'.repeat(64)}`;

function recordOf(execution: string, more: Partial<AttemptRecord> = {}): AttemptRecord {
  return {
    fingerprint,
    attempt: 1,
    outcome: 'Succeeded',
    reason: 'Succeeded',
    message: '',
    finishedAt: '2030-01-01T00:00:00Z',
    seconds: 3,
    outputs: [],
    metrics: {},
    execution: { workflow: 'tiny', step: 'train', subject: 'candidate', name: execution },
    ...more,
  };
}

describe('refit and the artifacts of an installation', function () {
  this.timeout(60_000);
  const namespace = 'cli-artifacts';
  let team: Team;
  let front: Front;
  let volume: VolumeServer;
  let kubeconfig: string;
  let direct: string;
  let cwd: string;
  let removeFolder: () => void;
  let uid: string;

  before(async function () {
    this.timeout(300_000);
    const folder = temporaryFolder();
    cwd = folder.path;
    removeFolder = () => folder.remove();
    team = await Team.create(namespace);
    direct = await team.person('editor', 'edit', ['patch', 'workflowspecs.refit.dev']);
    front = await Front.create(team.server);
    kubeconfig = front.kubeconfig(direct, cwd);
    volume = await serveVolume({
      folder: join(cwd, 'volume'),
      client: team.client,
      port: 0,
      host: '127.0.0.1',
      log: silentLogger,
    });
    front.artifacts = volume.port;
    const workflow = await team.workflow('tiny');
    uid = workflow.metadata.uid ?? '';
    const steps = [stepOf('train', { state: 'Succeeded', execution: 'tiny-train-1', fingerprint })];
    await team.run(workflow, 1, { phase: 'Succeeded', steps });
    const artifacts = openObjectArtifacts(openFileVolume(join(cwd, 'volume')).objects(namespace), { namespace });
    const log = await artifacts.write(Buffer.from('loss \u001b[2J0.1\n'));
    await artifacts.record(namespace, recordOf('tiny-train-1', { log: log.digest }));
    const commit = { sha: '2'.repeat(40), author: 'Ada', subject: 'Learn slower', time: '2030-01-01T00:00:00Z' };
    const to = `main@sha1:${commit.sha}`;
    const explanation: Explanation = {
      sources: [{ name: 'code', to, commits: [commit], truncated: false }],
      steps: [],
    };
    await artifacts.writeNote(namespace, explanationKey(uid, 'tiny-1'), explanation);
  });
  after(async () => {
    await front.close();
    await volume.close();
    await team.remove();
    removeFolder();
  });

  const say = (...args: string[]): Promise<Said> => refit(cwd, ...args, '--kubeconfig', kubeconfig, '-n', namespace);

  it('explain has the commits', async () => {
    const { code, stdout, stderr } = await say('explain', 'tiny-1');
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout).to.include('    2222222 Learn slower (Ada, 2030-01-01)');
  });

  it('logs of a finished step are the stored log', async () => {
    expect(await say('logs', 'tiny-1')).to.deep.equal({
      code: 0,
      stdout: '==> train\nloss \u001b[2J0.1\n',
      stderr: '',
    });
  });

  it('plan reads a private source with its Secret, if the person may, and else with --secret', async () => {
    const code = await TestRepository.create(join(cwd, 'private'));
    await code.write('train.sh', 'true\n').commit('Train');
    await code.cloneBare(join(cwd, 'served', 'code.git'));
    const server = await GitHttpServer.start(join(cwd, 'served'));
    const basic = `Basic ${Buffer.from('ada:right-token').toString('base64')}`;
    const guard = await GuardedServer.start(server, { admit: (authorization) => authorization === basic });
    try {
      const source = `url: "${guard.url('code.git')}", secretRef: {name: hub}`;
      writeFileSync(join(cwd, 'private.yaml'), workflowText('tiny').replace(/url: [^,}]+/, source));
      const absent = await say('plan', '-f', 'private.yaml');
      expect(absent.stderr).to.match(/^refit: source code: secret hub: .*\nName its folder with --secret/m);
      const data = {
        username: Buffer.from('ada').toString('base64'),
        password: Buffer.from('right-token').toString('base64'),
      };
      await team.client.create(secrets, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'hub', namespace },
        data,
      });
      const read = await say('plan', '-f', 'private.yaml');
      expect(read.code, read.stderr).to.equal(0);
      expect(read.stdout).to.match(/^train +Run/m);
    } finally {
      await guard.stop();
      await server.stop();
    }
  });

  it('plan judges by what is stored there, for steps in images', async () => {
    const code = await TestRepository.create(join(cwd, 'code'));
    await code.write('train.sh', 'true\n').commit('Train');
    writeFileSync(join(cwd, 'tiny.yaml'), workflowText('tiny'));
    const plan = async (): Promise<PlanDocument> => {
      const said = await say('plan', '-f', 'tiny.yaml', '--source', 'code=code', '-o', 'json');
      if (said.code !== 0) throw new Error(said.stderr);
      return JSON.parse(said.stdout) as PlanDocument;
    };
    const first = await plan();
    expect(first.steps.map(({ name, action }) => `${name} ${action}`)).to.deep.equal(['train Run', 'evaluate Pending']);
    const wanted = first.steps[0]?.fingerprint ?? '';
    const artifacts = openObjectArtifacts(openFileVolume(join(cwd, 'volume')).objects(namespace), { namespace });
    const model = await artifacts.write(Buffer.from('model'));
    const outputs = [{ name: 'model', kind: 'model', digest: model.digest, size: model.size }] as const;
    await artifacts.record(namespace, recordOf('tiny-train-2', { fingerprint: wanted, outputs }));
    const second = await plan();
    expect(second.steps.map(({ name, action }) => `${name} ${action}`)).to.deep.equal(['train Reuse', 'evaluate Run']);
    expect(second.steps[0]?.reuses).to.equal('tiny-train-2');
    const image = workflowText('tiny').replace('registry.example.com/py:1', 'registry.example.com/py:2');
    writeFileSync(join(cwd, 'tiny.yaml'), image);
    expect((await plan()).steps[0]?.action).to.equal('Run');
    writeFileSync(join(cwd, 'tiny.yaml'), workflowText('tiny').replaceAll('image: "registry.example.com/py:1", ', ''));
    const bare = await say('plan', '-f', 'tiny.yaml', '--source', 'code=code');
    expect(bare.stderr).to.match(/^refit: .*in a cluster steps run in images\n/);
    writeFileSync(
      join(cwd, 'tiny.yaml'),
      workflowText('tiny').replace('{name: tiny}', '{name: tiny, namespace: other}'),
    );
    const elsewhere = await say('plan', '-f', 'tiny.yaml', '--source', 'code=code');
    expect(elsewhere.stderr).to.include('-n names namespace cli-artifacts, the file of tiny namespace other');
  });

  it('without the right to the Service, or without the Service, the message says so', async () => {
    const refused = await refit(cwd, 'logs', 'tiny-1', '--kubeconfig', direct, '-n', namespace);
    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.match(
      /^refit: API server: .*cannot get resource "services\/proxy" .*"refit-system".*\nAsk whoever/,
    );
    const none = await refit(cwd, 'logs', 'tiny-1', '--kubeconfig', team.server.kubeconfig, '-n', namespace);
    expect(none.code).to.equal(1);
    expect(none.stderr).to.match(
      /^refit: the installation serves no artifacts: .*not found.*\nAn installation that keeps artifacts in a bucket/,
    );
  });

  it('of a workflow with a bucket of its own are read there, with the keys beside it', async () => {
    const s3 = await startS3Server();
    try {
      const place = { s3: { endpoint: s3.endpoint, bucket: s3.bucket, prefix: 'team', secretRef: { name: 'bucket' } } };
      await team.run(await team.workflow('apart', place), 1, {
        phase: 'Succeeded',
        steps: [stepOf('train', { state: 'Succeeded', execution: 'apart-train-1', fingerprint })],
      });
      const artifacts = openObjectArtifacts(s3.objects(`team/${namespace}`), { namespace });
      const log = await artifacts.write(Buffer.from('in a bucket\n'));
      await artifacts.record(namespace, recordOf('apart-train-1', { log: log.digest }));
      const missing = await say('logs', 'apart-1', 'train');
      expect(missing.stderr).to.match(
        /^refit: artifacts: Secret cli-artifacts\/bucket must have the keys accessKeyId and /,
      );
      const stringData = { ...s3.credentials };
      await team.client.create(secrets, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'bucket', namespace },
        stringData,
      });
      expect(await say('logs', 'apart-1', 'train')).to.deep.equal({ code: 0, stdout: 'in a bucket\n', stderr: '' });
      const viewer = await team.person('viewer', 'refit-view', ['list', 'workflowruns.refit.dev']);
      const refused = await refit(cwd, 'logs', 'apart-1', '--kubeconfig', viewer, '-n', namespace);
      expect(refused.stderr).to.match(/^refit: API server: .*cannot get resource "secrets" .*\(403\)\nAsk whoever/);
    } finally {
      await s3.stop();
    }
  });
});
