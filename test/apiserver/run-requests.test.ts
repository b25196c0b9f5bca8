import { expect } from 'chai';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { WorkflowRun, WorkflowSpec } from '../../controller/api/v1alpha1/kinds.ts';
import type { Artifacts } from '../../controller/artifacts/artifacts.ts';
import { createArtifactStores } from '../../controller/artifacts/stores.ts';
import type { KubernetesClient, KubernetesObject } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { jobs, namespaces, workflowRuns, workflowSpecs } from '../../controller/kubernetes/resources.ts';
import { manifestText } from '../../controller/pod/manifest.ts';
import { publishedText } from '../../controller/pod/termination.ts';
import { createKubernetesSecrets } from '../../controller/secrets/kubernetes.ts';
import { applyCrds, sharedApiServer } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';
import { GitHttpServer } from '../support/git-http-server.ts';
import { TestRepository } from '../support/git-repository.ts';
import { ended, seconds, TestNode } from '../support/test-node.ts';
import { ControllerProcess } from './controller-process.ts';

type Run = WorkflowRun & KubernetesObject;
type Workflow = WorkflowSpec & KubernetesObject;

describe('requests of a run to the API server', function () {
  this.timeout(120_000);
  const namespace = `requests-${randomBytes(4).toString('hex')}`;
  const folder = temporaryFolder();
  let client: KubernetesClient;
  let controller: ControllerProcess;
  let repository: TestRepository;
  let git: GitHttpServer;
  let node: TestNode;
  let artifacts: Artifacts;

  before(async function () {
    this.timeout(900_000);
    const server = await sharedApiServer();
    await applyCrds(server);
    client = await connectKubernetes({ kubeconfig: server.kubeconfig });
    await client.create(namespaces, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    node = await TestNode.create(client, namespace);
    repository = await TestRepository.create(join(folder.path, 'code.git'), { bare: true });
    await repository.write('train.py', 'print(0)\n').commit('first');
    git = await GitHttpServer.start(folder.path);
    const volume = join(folder.path, 'artifacts');
    const installation = { kind: 'Volume', folder: volume } as const;
    artifacts = createArtifactStores({ secrets: createKubernetesSecrets(client), installation }).of(namespace);
    await client.create(workflowSpecs, workflow());
    const fields = {
      kubeconfig: server.kubeconfig,
      namespace,
      'watch-namespace': namespace,
      image: 'refit-controller:test',
      address: '127.0.0.1',
      'leader-election': 'false',
      'ports-health': '0',
      'ports-artifacts': '0',
      'ports-webhooks': '0',
      'artifacts-volume-folder': volume,
      'artifacts-volume-url': 'http://127.0.0.1:1',
      'git-folder': join(folder.path, 'mirrors'),
      'git-allow-addresses': '127.0.0.0/8',
    };
    const args = Object.entries(fields).map(([field, value]) => `--${field}=${value}`);
    controller = new ControllerProcess(args, {});
  });

  after(async () => {
    controller.kill('SIGTERM');
    await controller.exited;
    await git.stop();
    await node.close();
    await client.delete(namespaces, { name: namespace });
    await client.close();
    folder.remove();
  });

  it('are each for something: no more than these', async () => {
    await carryOut(1);
    await controllerIsDone();
    const before = await requests();
    await repository.write('train.py', 'print(1)\n').commit('second');
    await carryOut(2);
    await controllerIsDone();
    const after = await requests();
    const made = [...after].flatMap(([kind, count]): string[] =>
      Array.from({ length: count - (before.get(kind) ?? 0) }, () => kind),
    );
    expect(made.toSorted()).to.deep.equal([
      // That it is decided, that it ended.
      'create events 201',
      'create events 201',
      'create jobs 201',
      'create workflowruns 201',
      'delete jobs 200',
      // What the step printed.
      'get pods/log 200',
      // That the step is under way, how it ended. A step that runs for longer has one more: when it began.
      'update workflowruns/status 200',
      'update workflowruns/status 200',
      // What is decided, how it ended.
      'update workflowspecs/status 200',
      'update workflowspecs/status 200',
    ]);
  });

  /** Looks that were asked for while a run went on have come. */
  async function controllerIsDone(): Promise<void> {
    await eventually(async () => {
      const text = (await controller.page('/metrics'))?.text ?? '';
      const depths = [...text.matchAll(/^refit_queue_depth\{.*\} (\d+)$/gm)].map(([, keys]) => Number(keys));
      expect(depths).to.not.be.empty;
      expect(Math.max(...depths)).to.equal(0);
    });
  }

  /** Plays the kubelet for the next run. */
  async function carryOut(sequence: number): Promise<void> {
    const job = await eventually(async () => {
      const [found] = (await client.list(jobs, { namespace })).items;
      if (found === undefined) throw new Error('no Job yet');
      return found;
    });
    const pod = await node.pod(job.metadata.name);
    node.print(pod, 'ok\n');
    await node.report(pod, { fetch: { running: { startedAt: seconds(new Date()) } } });
    await node.report(pod, { fetch: ended(0), step: { running: { startedAt: seconds(new Date()) } } });
    await node.report(pod, {
      fetch: ended(0),
      step: ended(0),
      publish: { running: { startedAt: seconds(new Date()) } },
    });
    const text = manifestText({ outputs: [], metrics: {} });
    const { digest, size } = await artifacts.write(Buffer.from(text));
    const message = publishedText({ manifest: digest, size });
    const states = { fetch: ended(0), step: ended(0), publish: ended(0, { message }) };
    await node.report(pod, states, { phase: 'Succeeded' });
    await eventually(async () => {
      const run = await client.get<Run>(workflowRuns, { namespace, name: `w-${sequence}` });
      expect(run?.status?.phase).to.equal('Succeeded');
      const found = await client.get<Workflow>(workflowSpecs, { namespace, name: 'w' });
      expect(found?.status?.lastRun?.state).to.equal('Succeeded');
    }, 30_000);
  }

  /** Requests since the start by what they asked for, watches apart. */
  async function requests(): Promise<ReadonlyMap<string, number>> {
    const text = (await controller.page('/metrics'))?.text ?? '';
    const lines = text.matchAll(/^refit_api_requests_total\{verb="(\w+)",resource="([^"]+)",code="(\w+)"\} (\d+)$/gm);
    const counts = [...lines].map(([, verb, resource, code, count]) => [`${verb} ${resource} ${code}`, Number(count)]);
    return new Map(counts.filter(([kind]) => !String(kind).startsWith('watch ')) as [string, number][]);
  }

  function workflow(): object {
    return {
      apiVersion: 'refit.dev/v1alpha1',
      kind: 'WorkflowSpec',
      metadata: { name: 'w', namespace },
      spec: {
        sources: [{ name: 'code', git: { url: git.url('code.git'), ref: { branch: 'main' }, interval: '1s' } }],
        steps: [
          {
            name: 'train',
            run: { image: 'registry.example.com/none', command: ['python', 'train.py'] },
            inputs: [{ name: 'code', source: 'code', paths: ['train.py'] }],
          },
        ],
      },
    };
  }
});
