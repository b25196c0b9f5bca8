import { expect } from 'chai';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { type ApiServer, kubectl, startApiServer } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { runGit } from '../support/git-repository.ts';

const root = join(import.meta.dirname, '../..');
const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com'];
const account = 'system:serviceaccount:refit-system:refit-controller';

interface AuditLine {
  readonly verb: string;
  readonly user: { readonly username: string };
  readonly objectRef?: { readonly resource: string; readonly subresource?: string };
  readonly responseStatus?: { readonly code?: number; readonly message?: string };
}

describe('the controller with the permissions of the installation', function () {
  this.timeout(180_000);
  const folder = temporaryFolder();
  const audit = join(folder.path, 'audit.log');
  let server: ApiServer;
  let git: GitHttpServer;
  let controller: ChildProcess | undefined;
  let log = '';

  before(async () => {
    const policy = join(folder.path, 'audit.yaml');
    writeFileSync(
      policy,
      stringify({
        apiVersion: 'audit.k8s.io/v1',
        kind: 'Policy',
        omitStages: ['RequestReceived'],
        rules: [{ level: 'Metadata', users: [account] }, { level: 'None' }],
      }),
    );
    const args = [`--audit-policy-file=${policy}`, `--audit-log-path=${audit}`, '--audit-log-mode=blocking'];
    server = await startApiServer({ controllerManager: true, args });
    git = await GitHttpServer.start(folder.path);
    for (const name of ['code', 'data']) await publishExample(name);
    for (const path of ['manifests/overlays/trial', 'examples/digits/cluster']) {
      await kubectl(['apply', '--server-side', '-k', join(root, path)], server);
    }
  });

  after(async () => {
    if (controller?.exitCode === null) {
      controller.kill('SIGKILL');
      await once(controller, 'exit');
    }
    await server.stop();
    await git.stop();
    folder.remove();
  });

  async function publishExample(name: string): Promise<void> {
    const work = join(root, 'examples/digits', name);
    const bare = join(folder.path, `${name}.git`);
    mkdirSync(bare);
    await runGit(bare, ['init', '--quiet', '--bare', '--initial-branch=main']);
    await runGit(bare, ['config', 'uploadpack.allowFilter', 'true']);
    await runGit(bare, ['config', 'uploadpack.allowAnySHA1InWant', 'true']);
    await runGit(bare, ['--work-tree', work, 'add', '--all', '.']);
    await runGit(bare, [...author, '--work-tree', work, 'commit', '--quiet', '--message=Start']);
  }

  /** As the Deployment starts it, but with a token of its ServiceAccount in a kubeconfig and ports of its own. */
  async function startController(): Promise<ChildProcess> {
    const token = await kubectl(['-n', 'refit-system', 'create', 'token', 'refit-controller'], server);
    const config = join(folder.path, 'config.yaml');
    writeFileSync(
      config,
      stringify({
        artifacts: { volume: { folder: join(folder.path, 'artifacts'), url: 'http://127.0.0.1:1' } },
        address: '127.0.0.1',
        ports: { health: 0, artifacts: 0, webhooks: 0 },
        git: { folder: join(folder.path, 'git'), allowAddresses: ['127.0.0.0/8'] },
        kubeconfig: server.kubeconfigWithToken('refit-controller', token.trim()),
      }),
    );
    const environment = { PATH: process.env['PATH'], HOME: folder.path, POD_NAMESPACE: 'refit-system' };
    const child = spawn(process.execPath, [join(root, 'controller/controller.ts'), '--config', config], {
      env: { ...environment, REFIT_IMAGE: 'refit-controller:0.1.0' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (piece: Buffer) => (log += piece.toString()));
    return child;
  }

  function requests(): AuditLine[] {
    const text = existsSync(audit) ? readFileSync(audit, 'utf8') : '';
    return text
      .split('\n')
      .filter((line) => line.endsWith('}'))
      .map((line) => JSON.parse(line) as AuditLine);
  }

  const asked = (): string[] => [
    ...new Set(
      requests().map(({ verb, objectRef }) =>
        [verb, [objectRef?.resource, objectRef?.subresource].filter((part) => part !== undefined).join('/')].join(' '),
      ),
    ),
  ];

  it('decides, starts a step and lets a deleted workflow go; nothing is refused', async () => {
    const urls = ['code', 'data'].map((name, index) => ({
      op: 'replace',
      path: `/spec/sources/${index}/git/url`,
      value: git.url(`${name}.git`),
    }));
    await kubectl(['-n', 'digits', 'patch', 'wfs', 'digits', '--type=json', '-p', JSON.stringify(urls)], server);
    controller = await startController();
    await kubectl(['-n', 'digits', 'wait', '--for=condition=Ready', 'wfs/digits', '--timeout=60s'], server);
    await eventually(async () => {
      const jobs = await kubectl(['-n', 'digits', 'get', 'jobs', '-o', 'name'], server);
      expect(jobs, log).to.match(/^job\.batch\/digits-prepare-/);
    });
    await kubectl(['-n', 'digits', 'delete', 'wfs', 'digits', '--timeout=60s'], server);
    await eventually(() => expect(asked()).to.include('delete jobs'));

    const refused = requests().filter(({ responseStatus }) => responseStatus?.code === 403);
    expect(refused.map(({ verb, objectRef }) => `${verb} ${objectRef?.resource}`)).to.deep.equal([]);
    expect(asked()).to.include.members([
      'create leases',
      ...['workflowspecs', 'jobs', 'pods', 'deployments', 'services'].map((kind) => `watch ${kind}`),
      'update workflowspecs/status',
      'create workflowruns',
      'create events',
      'create jobs',
    ]);
    expect(asked().filter((request) => /^(list|watch) secrets/.test(request))).to.deep.equal([]);
  });
});
