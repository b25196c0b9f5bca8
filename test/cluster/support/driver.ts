/** Plays the demo's pushes on the installed Refit. */
import { stringify } from 'yaml';
import type { WorkflowRun, WorkflowSpec } from '../../../controller/api/v1alpha1/kinds.ts';
import { services, workflowRuns, workflowSpecs } from '../../../controller/kubernetes/resources.ts';
import type { KubernetesObject } from '../../../controller/kubernetes/client.ts';
import { planOf, type Driver, type Heads, type PlannedStep } from '../../../examples/demo/controller.ts';
import type { Installation } from './installation.ts';
import type { TeamNamespace } from './namespace.ts';

interface Service extends KubernetesObject {
  readonly spec: { readonly clusterIP: string };
}

/** One workflow of a team's namespace. */
export class ClusterDriver implements Driver {
  readonly #installation: Installation;
  readonly #home: TeamNamespace;

  constructor(installation: Installation, home: TeamNamespace) {
    this.#installation = installation;
    this.#home = home;
  }

  async start(): Promise<void> {
    await this.apply();
  }

  /** `kubectl apply` of the workflow as it is now. @returns what kubectl said */
  apply(): Promise<string> {
    return this.#installation.kubectl(['apply', '-f', '-'], stringify(this.#home.workflow));
  }

  /** Addresses of Services are those that this machine reaches. */
  async workflow(): Promise<WorkflowSpec | undefined> {
    const { client } = this.#installation;
    const { name, namespace } = this.#home.workflow.metadata;
    const workflow = await client.get<WorkflowSpec & KubernetesObject>(workflowSpecs, { namespace, name });
    for (const stage of workflow?.status?.stages ?? [])
      if (stage.url !== undefined) stage.url = await this.#reachable(stage.url);
    return workflow;
  }

  async runs(): Promise<WorkflowRun[]> {
    const { name, namespace } = this.#home.workflow.metadata;
    const { items } = await this.#installation.client.list<WorkflowRun & KubernetesObject>(workflowRuns, { namespace });
    return items.filter(({ spec }) => spec.workflow === name).toSorted((a, b) => a.spec.sequence - b.spec.sequence);
  }

  plan(from: Heads, to: Heads): Promise<PlannedStep[]> {
    return planOf(this.#home.team, from, to);
  }

  lastLines(): string {
    return '';
  }

  /** Host names of Services mean something to pods only. */
  async #reachable(url: string): Promise<string> {
    const address = new URL(url);
    const [name = '', namespace = ''] = address.hostname.split('.');
    const service = await this.#installation.client.get<Service>(services, { namespace, name });
    if (service) address.hostname = service.spec.clusterIP;
    return address.origin;
  }
}
