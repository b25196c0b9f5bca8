import { join } from 'node:path';
import type { StepStatus, WorkflowRunStatus, WorkflowSpec } from '../../controller/api/v1alpha1/kinds.ts';
import type { ArtifactPlace } from '../../controller/artifacts/artifacts.ts';
import { main } from '../../controller/cli/main.ts';
import { readWorkflowDocuments } from '../../controller/core/validate/document.ts';
import type { KubernetesClient, KubernetesObject } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import { workflowRuns, workflowSpecs } from '../../controller/kubernetes/resources.ts';
import { applyCrds, kubectl, sharedApiServer, type ApiServer } from '../support/cluster/apiserver.ts';
import { eventually } from '../support/eventually.ts';

const people = join(import.meta.dirname, '../../manifests/rbac/role/people.yaml');

/** The workflow of these tests: train, then serve. */
export function workflowText(name: string, code = 'https://git.example.com/team/code.git'): string {
  return `apiVersion: refit.dev/v1alpha1
kind: WorkflowSpec
metadata: {name: ${name}}
spec:
  sources: [{name: code, git: {url: "${code}"}}]
  steps:
    - name: train
      run: {image: "registry.example.com/py:1", command: [sh, train.sh]}
      inputs: [{name: code, source: code, paths: [train.sh]}]
      outputs: [{name: model, kind: model, path: model.txt}]
    - name: evaluate
      run: {image: "registry.example.com/py:1", command: [cat, model.txt]}
      inputs: [{name: model, from: train.model, path: model.txt}]
      outputs: [{name: report, kind: metrics, path: metrics.json}]
`;
}

function specOf(name: string, artifacts?: ArtifactPlace): WorkflowSpec['spec'] {
  const read = readWorkflowDocuments(workflowText(name), 'workflow.yaml');
  const [document] = read.documents;
  if (!document) throw new Error(JSON.stringify(read.problems));
  return { ...document.workflow.spec, ...(artifacts === undefined ? {} : { artifacts }) };
}

/** How a call of `refit` ended. */
export interface Said {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `refit` in this process. */
export async function refit(cwd: string, ...args: string[]): Promise<Said> {
  let [stdout, stderr] = ['', ''];
  const code = await main(args, {
    cwd,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
  });
  return { code, stdout, stderr };
}

/** A namespace with objects as a controller leaves them, and people with rights in it. */
export class Team {
  readonly namespace: string;
  readonly server: ApiServer;
  readonly client: KubernetesClient;
  readonly #specs = new Map<string, WorkflowSpec['spec']>();

  private constructor(namespace: string, server: ApiServer, client: KubernetesClient) {
    this.namespace = namespace;
    this.server = server;
    this.client = client;
  }

  static async create(namespace: string): Promise<Team> {
    const server = await sharedApiServer();
    await applyCrds(server);
    await kubectl(['apply', '-f', people], server);
    await kubectl(['create', 'namespace', namespace], server);
    const client = await connectKubernetes({ kubeconfig: server.kubeconfig, namespace });
    return new Team(namespace, server, client);
  }

  /** A person with a ClusterRole in this namespace, and nothing anywhere else. @returns the kubeconfig, once the role holds */
  async person(name: string, role: string, may: readonly [verb: string, resource: string]): Promise<string> {
    const { namespace, server } = this;
    const user = `system:serviceaccount:${namespace}:${name}`;
    await kubectl(['-n', namespace, 'create', 'serviceaccount', name], server);
    await kubectl(['-n', namespace, 'create', 'rolebinding', name, `--clusterrole=${role}`, `--user=${user}`], server);
    // Aggregated roles are filled by the controller manager.
    await eventually(() => kubectl(['-n', namespace, 'auth', 'can-i', ...may, `--as=${user}`], server), 60_000);
    const token = await kubectl(['-n', namespace, 'create', 'token', name], server);
    return server.kubeconfigWithToken(`${namespace}-${name}`, token.trim());
  }

  /** `artifacts`: a bucket of its own. */
  workflow(name: string, artifacts?: ArtifactPlace): Promise<KubernetesObject> {
    this.#specs.set(name, specOf(name, artifacts));
    return this.client.create(workflowSpecs, {
      apiVersion: workflowSpecs.apiVersion,
      kind: 'WorkflowSpec',
      metadata: { name, namespace: this.namespace },
      spec: this.#specs.get(name),
    });
  }

  /** Run `<workflow>-<sequence>` with this status. */
  async run(
    workflow: KubernetesObject,
    sequence: number,
    status: Partial<WorkflowRunStatus>,
  ): Promise<KubernetesObject> {
    const { name, uid = '' } = workflow.metadata;
    const [from, to] = ['1', '2'].map((digit) => `main@sha1:${digit.repeat(40)}`);
    const run = await this.client.create(workflowRuns, {
      apiVersion: workflowRuns.apiVersion,
      kind: 'WorkflowRun',
      metadata: {
        name: `${name}-${sequence}`,
        namespace: this.namespace,
        labels: { 'refit.dev/workflow': name },
        ownerReferences: [
          {
            apiVersion: workflowSpecs.apiVersion,
            kind: 'WorkflowSpec',
            name,
            uid,
            controller: true,
            blockOwnerDeletion: true,
          },
        ],
      },
      spec: {
        workflow: name,
        sequence,
        generation: 1,
        decidedAt: '2030-01-01T00:00:00Z',
        trigger: { kind: 'SourceChanged', sources: [{ name: 'code', from, to }] },
        revisions: [{ source: 'code', url: 'https://git.example.com/team/code.git', revision: to }],
        snapshot: this.#specs.get(name),
      },
    });
    const patch = { status: { observedGeneration: 1, ...status } };
    await this.client.mergePatch(workflowRuns, { namespace: this.namespace, name: run.metadata.name }, patch, 'status');
    return run;
  }

  async annotation(kind: 'WorkflowSpec' | 'WorkflowRun', name: string, key: string): Promise<string | undefined> {
    const type = kind === 'WorkflowRun' ? workflowRuns : workflowSpecs;
    return (await this.client.get(type, { namespace: this.namespace, name }))?.metadata.annotations?.[key];
  }

  async remove(): Promise<void> {
    await this.client.close();
    await kubectl(['delete', 'namespace', this.namespace, '--wait=false'], this.server);
  }
}

/** A row of a run's table. */
export function stepOf(name: string, status: Partial<StepStatus> = {}): StepStatus {
  return {
    name,
    subject: 'candidate',
    type: 'run',
    action: 'Run',
    state: 'Pending',
    reasons: [],
    outputs: [],
    metrics: {},
    ...status,
  };
}
