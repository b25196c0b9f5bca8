import { expect } from 'chai';
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Condition, WorkflowRun } from '../../controller/api/v1alpha1/kinds.ts';
import type { KubernetesObject } from '../../controller/kubernetes/client.ts';
import { pods } from '../../controller/kubernetes/resources.ts';
import { LfsServer } from '../support/data/lfs-server.ts';
import { eventually } from '../support/eventually.ts';
import { GuardedServer } from '../support/git-servers/guarded-server.ts';
import { makeSshKey, SshServer, type SshKeyPair } from '../support/git-servers/ssh-server.ts';
import { ensureInstallation, systemNamespace, tellAfter, type Installation } from './support/installation.ts';
import { isStepRunning, stepPods, type Pod } from './support/jobs.ts';
import { TinyTeam } from './support/tiny.ts';

/** Tells what a step sees of credentials, and of its rows; lives long enough to be looked at. */
const lookingProgram = `import os, time
names = ("username", "password", "identity", "known_hosts")
seen = [os.path.join(at, name) for at, _, files in os.walk("/refit") for name in files if name in names]
seen += [name for name in os.environ if "PASSWORD" in name or "IDENTITY" in name]
print("credentials:", seen, os.path.exists("/refit/secrets"), flush=True)
rows = open([name for name in ("rows.bin", "rows.txt") if os.path.exists(name)][0]).read()
print("rows:", rows, flush=True)
time.sleep(float(open("seconds.txt").read()))
open("model.txt", "w").write(rows)
`;

interface Container {
  readonly name: string;
  readonly env?: unknown;
  readonly envFrom?: unknown;
  readonly volumeMounts?: readonly { readonly name: string }[];
}

/** What the test reads of a step's pod. */
interface StepPod extends KubernetesObject {
  readonly spec: {
    readonly initContainers: readonly Container[];
    readonly containers: readonly Container[];
    readonly volumes: readonly { readonly name: string; readonly secret?: { readonly secretName: string } }[];
  };
}

type Spec = Record<string, unknown>;

describe('sources of a cluster', function () {
  this.timeout(10 * 60_000);
  let installation: Installation;

  before(async () => {
    installation = await ensureInstallation();
  });

  afterEach(function () {
    return tellAfter(this.currentTest, installation);
  });

  /** Changes the only source of a tiny workflow. */
  function withSource(git: object): (spec: Spec) => void {
    return (spec) => {
      spec['sources'] = [{ name: 'code', git: { ref: { branch: 'main' }, ...git } }];
    };
  }

  async function giveSecret(namespace: string, name: string, stringData: object, labels = {}): Promise<void> {
    const metadata = { name, namespace, labels };
    await installation.kubectl(
      ['apply', '--server-side', '--force-conflicts', '-f', '-'],
      stringify({ apiVersion: 'v1', kind: 'Secret', metadata, stringData }),
    );
  }

  async function readyOf(team: TinyTeam): Promise<Condition | undefined> {
    return (await team.workflow())?.status?.conditions?.find(({ type }) => type === 'Ready');
  }

  function runningPod({ namespace }: TinyTeam): Promise<Pod> {
    return eventually(async () => {
      const pod = (await stepPods(installation, namespace, 'make')).find(isStepRunning);
      if (pod === undefined) throw new Error('no pod runs make');
      return pod;
    }, 60_000);
  }

  /** Containers of a pod that see a Secret, by any way there is. */
  async function seersOf(secret: string, { metadata }: Pod): Promise<readonly string[]> {
    const name = { namespace: metadata.namespace ?? '', name: metadata.name };
    const { spec } = (await installation.client.get<StepPod>(pods, name)) ?? expect.fail('the pod is gone');
    const volumes = spec.volumes.filter((volume) => volume.secret?.secretName === secret).map((volume) => volume.name);
    return [...spec.initContainers, ...spec.containers]
      .filter(({ env, envFrom, volumeMounts = [] }) => {
        const named = JSON.stringify([env ?? [], envFrom ?? []]).includes(`"${secret}"`);
        return named || volumeMounts.some((mount) => volumes.includes(mount.name));
      })
      .map((container) => container.name);
  }

  /** Nothing that people read of a namespace, nor what the controllers printed, has one of these values. */
  async function expectUntold(namespace: string, values: readonly string[]): Promise<void> {
    const kinds = 'wfs,wfr,mv,jobs,pods,events,deployments,configmaps';
    const selector = 'app.kubernetes.io/component=controller';
    const told = await Promise.all([
      installation.kubectl(['get', kinds, '-n', namespace, '-o', 'yaml', '--show-managed-fields']),
      installation.kubectl(['logs', '-n', systemNamespace, '-l', selector, '--tail=-1', '--ignore-errors']),
    ]);
    // What failed must not print it either.
    for (const value of values) expect(told.join('\n').includes(value), 'a secret value was told').to.equal(false);
  }

  function rowOf(run: WorkflowRun | undefined) {
    return run?.status?.steps?.find(({ name }) => name === 'make');
  }

  describe('a private repository over HTTP', () => {
    const password = randomBytes(18).toString('hex');
    const wrong = randomBytes(18).toString('hex');
    const pair = Buffer.from(`refit:${password}`).toString('base64');
    const token = randomBytes(24).toString('hex');
    let team: TinyTeam;
    let guard: GuardedServer;

    before(async () => {
      team = await TinyTeam.open(installation, 'private-http');
      const host = installation.cluster.hostAddress;
      guard = await GuardedServer.start(team.git, { host, admit: (given) => given === `Basic ${pair}` });
      await team.push({ 'make.py': lookingProgram, 'rows.txt': 'one', 'seconds.txt': '4', 'exit.txt': '0' });
    });

    after(async () => {
      await guard.stop();
      await team.remove();
    });

    const source = (interval: string): ((spec: Spec) => void) =>
      withSource({ url: guard.url('code.git'), interval, secretRef: { name: 'git-http' } });

    it('says that the password is wrong, and runs nothing', async () => {
      await giveSecret(team.namespace, 'git-http', { username: 'refit', password: wrong });
      await team.apply(source('1s'));
      await eventually(async () => {
        expect(await readyOf(team)).to.include({ status: 'False', reason: 'AuthenticationFailed' });
      }, 60_000);
      expect(await team.runs()).to.deep.equal([]);
    });

    it('goes on by itself when the Secret is corrected, and only `fetch` sees it', async () => {
      await giveSecret(team.namespace, 'git-http', { username: 'refit', password });
      const pod = await runningPod(team);
      expect(await seersOf('git-http', pod)).to.deep.equal(['fetch']);
      const logs = ['logs', pod.metadata.name, '-n', team.namespace, '--all-containers', '--ignore-errors'];
      const log = await installation.kubectl(logs);
      expect(log).to.contain('credentials: [] False').and.not.contain(password);
      await team.reached('Succeeded');
      expect(await readyOf(team)).to.include({ status: 'True' });
    });

    it('is asked at once for a signed delivery, however long its interval is', async () => {
      await giveSecret(team.namespace, 'hook', { token }, { 'refit.dev/webhook': 'true' });
      await team.apply(source('1h'));
      await eventually(async () => {
        const workflow = await team.workflow();
        expect(workflow?.status?.observedGeneration).to.equal(workflow?.metadata.generation);
      });
      const commit = await team.push({ 'rows.txt': 'two', 'seconds.txt': '0' });
      expect((await deliver(`${token} `)).status).to.equal(401);
      expect((await deliver(token)).status).to.equal(202);
      await team.reached('Succeeded', commit);
    });

    async function deliver(signedWith: string): Promise<Response> {
      const name = ['get', 'service', 'refit-webhooks', '-n', systemNamespace];
      const address = await installation.kubectl([...name, '-o', 'jsonpath={.spec.clusterIP}:{.spec.ports[0].port}']);
      const repository = { full_name: 'team/code', clone_url: guard.url('code.git') };
      const body = JSON.stringify({ ref: 'refs/heads/main', repository });
      const signature = createHmac('sha256', signedWith).update(body).digest('hex');
      return fetch(`http://${address}/webhooks/${team.namespace}/hook`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'x-github-event': 'push',
          'x-hub-signature-256': `sha256=${signature}`,
        },
        body,
      });
    }

    it('tells no credentials: not in objects, Events or logs', async () => {
      const base64 = (text: string): string => Buffer.from(text).toString('base64');
      const values = [password, wrong, token, pair, base64(password), base64(wrong), base64(token)];
      await expectUntold(team.namespace, values);
      const run = (await team.runs())[0]?.metadata.name ?? '';
      const log = await installation.refit(['logs', run, '-n', team.namespace]);
      expect(log).to.contain('rows: one').and.not.contain(password);
    });
  });

  describe('a repository over SSH with files of git-lfs', () => {
    const lfsUser = { name: 'reader', password: randomBytes(18).toString('hex') };
    const folder = mkdtempSync(join(tmpdir(), 'refit-sources-'));
    let team: TinyTeam;
    let ssh: SshServer;
    let lfs: LfsServer;
    let key: SshKeyPair;

    before(async () => {
      const host = installation.cluster.hostAddress;
      team = await TinyTeam.open(installation, 'over-ssh');
      key = await makeSshKey(folder, 'deploy-key');
      ssh = await SshServer.start(join(folder, 'sshd'), [key], host);
      lfs = await LfsServer.start(host);
      lfs.user = lfsUser;
      await giveSecret(team.namespace, 'git-ssh', { identity: key.identity, known_hosts: ssh.knownHosts() });
      const { name, password } = lfsUser;
      await giveSecret(team.namespace, 'lfs-http', { username: name, password });
    });

    after(async () => {
      await Promise.all([ssh.stop(), lfs.stop()]);
      await team.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    /** The pointer of a content, as git-lfs writes it. */
    function pointerTo(content: string): string {
      const oid = createHash('sha256').update(content).digest('hex');
      return `version https://git-lfs.github.com/spec/v1\noid sha256:${oid}\nsize ${Buffer.byteLength(content)}\n`;
    }

    function overSsh(spec: Spec): void {
      withSource({
        url: ssh.url(team.repository),
        interval: '1s',
        secretRef: { name: 'git-ssh' },
        lfs: { url: lfs.url, secretRef: { name: 'lfs-http' } },
      })(spec);
      const [make] = spec['steps'] as { inputs: { paths: string[] }[] }[];
      const [input] = make?.inputs ?? [];
      if (input) input.paths = ['make.py', 'rows.bin', 'seconds.txt', 'exit.txt'];
    }

    it('gives the step the data, not its pointer, and no credentials', async () => {
      lfs.add('rows of the first day');
      await team.push({
        '.gitattributes': '*.bin filter=lfs diff=lfs merge=lfs -text\n',
        'make.py': lookingProgram,
        'rows.bin': pointerTo('rows of the first day'),
        'seconds.txt': '4',
        'exit.txt': '0',
      });
      await team.apply(overSsh);
      const pod = await runningPod(team);
      for (const secret of ['git-ssh', 'lfs-http']) expect(await seersOf(secret, pod)).to.deep.equal(['fetch']);
      const run = await team.reached('Succeeded');
      const log = await installation.refit(['logs', run.metadata.name, '-n', team.namespace]);
      expect(log).to.contain('rows: rows of the first day').and.contain('credentials: [] False');
      expect(ssh.log).to.contain('Accepted publickey');
    });

    it('waits for data that is pushed after its pointer, and goes on by itself', async () => {
      const late = 'rows of the second day';
      const commit = await team.push({ 'rows.bin': pointerTo(late), 'seconds.txt': '0' });
      const waiting = await eventually(async () => {
        const run = (await team.runs()).at(-1);
        expect(rowOf(run)?.message ?? '').to.contain('data is not there yet');
        return run;
      }, 60_000);
      expect(waiting?.status?.phase).to.be.oneOf(['Pending', 'Running']);
      expect(rowOf(waiting)?.message).to.contain('rows.bin').and.contain(lfs.add(late));
      const run = await team.reached('Succeeded', commit);
      expect(run.metadata.name).to.equal(waiting?.metadata.name);
      const log = await installation.refit(['logs', run.metadata.name, '-n', team.namespace]);
      expect(log).to.contain(`rows: ${late}`);
    });

    it('tells no credentials', async () => {
      const [, secretLine = ''] = key.identity.split('\n');
      expect(secretLine).to.have.length.above(40);
      await expectUntold(team.namespace, [secretLine, lfsUser.password]);
    });
  });

  describe('an address that is not a git host', () => {
    let team: TinyTeam;

    before(async () => {
      team = await TinyTeam.open(installation, 'refused');
    });

    after(() => team.remove());

    // What was asked would be SourceUnavailable: nothing answers there, or with a certificate that nobody signed.
    for (const url of ['http://169.254.169.254/latest/code.git', 'https://kubernetes.default.svc/code.git']) {
      it(`is not asked: ${url}`, async () => {
        await team.apply(withSource({ url, interval: '1s' }));
        await eventually(async () => {
          const ready = await readyOf(team);
          const { generation } = (await team.workflow())?.metadata ?? {};
          expect(ready).to.include({ status: 'False', reason: 'AddressRefused', observedGeneration: generation });
        }, 60_000);
        expect((await readyOf(team))?.message).to.contain(new URL(url).hostname);
        expect(await team.runs()).to.deep.equal([]);
      });
    }
  });
});
