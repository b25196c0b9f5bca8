import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { startArgoCd, type ArgoCd } from '../support/cluster/argocd.ts';
import { controllerImage } from '../support/cluster/images.ts';
import { eventually } from '../support/eventually.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { cleanGitEnvironment } from '../support/git-repository.ts';
import {
  copyManifests,
  ensureInstallation,
  forgetInstallation,
  systemNamespace,
  type Installation,
} from './support/installation.ts';
import { isStepRunning, stepPods } from './support/jobs.ts';
import { TinyTeam } from './support/tiny.ts';

const root = join(import.meta.dirname, '..', '..');

interface Application {
  metadata: { name: string; finalizers?: string[] };
  spec: {
    source: { repoURL: string; path: string; kustomize?: { images: string[] } };
    destination: { namespace: string };
  };
  status?: {
    sync?: { status?: string };
    health?: { status?: string };
    history?: unknown[];
    resources?: { kind: string; name: string; status?: string; health?: { status?: string; message?: string } }[];
    operationState?: { phase?: string; message?: string };
  };
}

/** A repository that Argo CD watches: a clone to edit, and the bare one that is served. */
class Watched {
  readonly clone: string;
  readonly name: string;
  constructor(work: string, name: string) {
    this.name = name;
    this.clone = join(work, name);
    mkdirSync(this.clone);
    this.git(work, 'init', '-q', '--bare', '-b', 'main', `${name}.git`);
    this.git(this.clone, 'init', '-q', '-b', 'main');
    this.git(this.clone, 'remote', 'add', 'origin', join(work, `${name}.git`));
  }
  push(): void {
    this.git(this.clone, 'add', '-A');
    this.git(this.clone, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', 'commit', '-qm', 'Change');
    this.git(this.clone, 'push', '-q', 'origin', 'main');
  }
  git(folder: string, ...args: string[]): void {
    execFileSync('git', args, { cwd: folder, env: cleanGitEnvironment() });
  }
}

/** A field that git states: one that it leaves out is nobody's, and never out of sync. */
function declared(spec: Record<string, unknown>): void {
  spec['history'] = { successful: 7 };
}

describe('Argo CD', function () {
  this.timeout(15 * 60_000);
  let installation: Installation;
  let argo: ArgoCd;
  let work: string;
  let server: GitHttpServer;
  let team: TinyTeam;
  let workflows: Watched;

  before(async () => {
    installation = await ensureInstallation('production');
    team = await TinyTeam.open(installation, 'by-argocd', { serve: true });
    await team.first('one\n', '15');
    work = mkdtempSync(join(tmpdir(), 'refit-argocd-'));
    server = await GitHttpServer.start(work, installation.cluster.hostAddress);
    const platform = new Watched(work, 'refit');
    const scratch = join(work, 'scratch');
    mkdirSync(scratch);
    copyManifests(scratch, 'production', installation.cluster, await controllerImage());
    cpSync(scratch, platform.clone, { recursive: true });
    platform.push();
    workflows = new Watched(work, 'digits-workflow');
    writeFileSync(join(workflows.clone, 'tiny.yaml'), team.manifest(declared));
    workflows.push();
    argo = await startArgoCd(installation.cluster.kubeconfig);
    const customizations = join(root, 'manifests', 'argocd', 'apply');
    await installation.kubectl(['apply', '--server-side', '--field-manager=refit-argocd', '-k', customizations]);
    // Argo CD installs: nothing of the earlier installation is left, but the bucket's keys and the team's repository.
    const kinds = 'deployment,service,networkpolicy,poddisruptionbudget,configmap,role,rolebinding,serviceaccount';
    const ours = 'app.kubernetes.io/part-of=refit';
    await installation.kubectl(['delete', kinds, '-n', systemNamespace, '-l', ours]);
    await installation.kubectl(['delete', 'clusterrole,clusterrolebinding', '-l', ours]);
    await installation.kubectl(['delete', 'crd', '-l', ours, '--ignore-not-found']);
  });

  after(async () => {
    forgetInstallation();
    await argo.stop();
    await server.stop();
    await team.remove();
    rmSync(work, { recursive: true, force: true });
    await installation.kubectl(['delete', 'namespace', 'argocd', '--timeout=60s', '--ignore-not-found']);
  });

  afterEach(function () {
    if (this.currentTest?.state === 'failed') process.stderr.write(`${argo.log()}\n`);
  });

  /** The Application of examples/argocd, with the repositories and the namespace of this test. */
  function application(name: 'refit' | 'digits'): Application {
    const read = parse(readFileSync(join(root, 'examples', 'argocd', `${name}.yaml`), 'utf8')) as Application;
    read.spec.source.repoURL = server.url(name === 'refit' ? 'refit.git' : 'digits-workflow.git');
    // The image is edited in the copy of the manifests.
    delete read.spec.source.kustomize;
    if (name === 'digits') read.spec.destination.namespace = team.namespace;
    return read;
  }

  async function look(name: string): Promise<Application> {
    const text = await installation.kubectl(['get', 'application', name, '-n', 'argocd', '-o', 'json']);
    return JSON.parse(text) as Application;
  }

  function becomes(name: string, sync: string, health: string, ms = 180_000): Promise<Application> {
    return eventually(async () => {
      const now = await look(name);
      const { status } = now;
      const told = JSON.stringify([
        status?.sync?.status,
        status?.health?.status,
        status?.operationState,
        status?.resources,
      ]);
      if (status?.sync?.status !== sync || status.health?.status !== health) throw new Error(`${name}: ${told}`);
      return now;
    }, ms);
  }

  it('installs the controller and a team’s workflows; healthy while a training runs', async () => {
    for (const name of ['refit', 'digits'] as const)
      await installation.kubectl(['apply', '-f', '-'], stringify(application(name)));
    await becomes('refit', 'Synced', 'Healthy');
    await eventually(async () => {
      const running = (await stepPods(installation, team.namespace, 'make')).some(isStepRunning);
      if (!running) throw new Error('no training runs yet');
    }, 120_000);
    await becomes('digits', 'Synced', 'Healthy', 10_000);
    expect((await stepPods(installation, team.namespace, 'make')).some(isStepRunning)).to.equal(true);
    await team.reached('Succeeded');
    await eventually(async () => expect((await team.workflow())?.status?.stages?.[0]?.phase).to.equal('Live'), 90_000);
  });

  it('finds nothing out of sync afterwards', async () => {
    const before = [await becomes('refit', 'Synced', 'Healthy'), await becomes('digits', 'Synced', 'Healthy')];
    for (const name of ['refit', 'digits'])
      await installation.kubectl(['annotate', 'application', name, '-n', 'argocd', 'argocd.argoproj.io/refresh=hard']);
    await eventually(async () => {
      for (const name of ['refit', 'digits']) {
        const path = 'jsonpath={.metadata.annotations.argocd\\.argoproj\\.io/refresh}';
        expect(await installation.kubectl(['get', 'application', name, '-n', 'argocd', '-o', path])).to.equal('');
      }
    }, 60_000);
    const after = [
      await becomes('refit', 'Synced', 'Healthy', 5_000),
      await becomes('digits', 'Synced', 'Healthy', 5_000),
    ];
    expect(after.map(({ status }) => status?.history?.length)).to.deep.equal(
      before.map(({ status }) => status?.history?.length),
    );
  });

  it('shows Degraded for a spec that only a person can mend, and Healthy again', async () => {
    const manifest = join(workflows.clone, 'tiny.yaml');
    const wrong = team.manifest((spec) => {
      declared(spec);
      const [make] = spec['steps'] as { run: { environment?: string } }[];
      if (make) make.run.environment = 'pyy';
    });
    writeFileSync(manifest, wrong);
    workflows.push();
    await becomes('digits', 'Synced', 'Degraded');
    writeFileSync(manifest, team.manifest(declared));
    workflows.push();
    await becomes('digits', 'Synced', 'Healthy');
  });

  it('heals what somebody edits by hand', async () => {
    await installation.kubectl(['scale', 'deployment', 'refit-controller', '-n', systemNamespace, '--replicas=1']);
    const edit = JSON.stringify({ spec: { history: { successful: 3 } } });
    await installation.kubectl(['patch', 'wfs', 'tiny', '-n', team.namespace, '--type=merge', '-p', edit]);
    await eventually(async () => {
      const path = 'jsonpath={.spec.replicas}';
      expect(
        await installation.kubectl(['get', 'deploy', 'refit-controller', '-n', systemNamespace, '-o', path]),
      ).to.equal('2');
      expect((await team.workflow())?.spec.history.successful).to.equal(7);
    }, 90_000);
  });

  it('removes workflows in order, finalizers done, and keeps the CRDs when the controller goes', async () => {
    await installation.kubectl(['delete', 'application', 'digits', '-n', 'argocd', '--timeout=120s']);
    expect(await installation.kubectl(['get', 'wfs,wfr', '-n', team.namespace, '-o', 'name'])).to.equal('');
    const patch = { metadata: { finalizers: ['resources-finalizer.argocd.argoproj.io'] } };
    const edit = ['patch', 'application', 'refit', '-n', 'argocd', '--type=merge', '-p', JSON.stringify(patch)];
    await installation.kubectl(edit);
    await installation.kubectl(['delete', 'application', 'refit', '-n', 'argocd', '--timeout=120s']);
    expect(await installation.kubectl(['get', 'deployment', '-n', systemNamespace, '-o', 'name'])).to.equal('');
    expect(await installation.kubectl(['get', 'crd', 'workflowspecs.refit.dev', '-o', 'name'])).to.contain(
      'workflowspecs',
    );
  });
});
