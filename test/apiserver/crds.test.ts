import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Kind } from '../../controller/api/v1alpha1/kinds.ts';
import {
  validateModelVersion,
  validateWorkflowRun,
  validateWorkflowSpec,
} from '../../controller/api/v1alpha1/validators.generated.js';
import type { KubernetesClient, KubernetesObject, ResourceType } from '../../controller/kubernetes/client.ts';
import { connectKubernetes } from '../../controller/kubernetes/connect.ts';
import * as types from '../../controller/kubernetes/resources.ts';
import { kubectl } from '../support/cluster/apiserver.ts';
import { sharedServerWithCrds } from '../support/kubernetes-store.ts';
import { type Case, readCases } from '../unit/validate/cases.ts';

const kinds: Readonly<Record<Kind, { readonly type: ResourceType; readonly fill: (object: unknown) => boolean }>> = {
  WorkflowSpec: { type: types.workflowSpecs, fill: validateWorkflowSpec },
  WorkflowRun: { type: types.workflowRuns, fill: validateWorkflowRun },
  ModelVersion: { type: types.modelVersions, fill: validateModelVersion },
};
const crds = new URL('../../crds/', import.meta.url);

interface Definition extends KubernetesObject {
  readonly status?: {
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message: string }[];
  };
}

type WithStatus = KubernetesObject & { readonly status?: object };

interface Refused {
  readonly status: number;
  readonly message: string;
}

describe('CRDs on an API server', () => {
  let client: KubernetesClient;
  let kubeconfig: string;
  const namespace = `crds-${process.pid}`;

  before(async function () {
    this.timeout(240_000);
    ({ kubeconfig } = await sharedServerWithCrds());
    client = await connectKubernetes({ kubeconfig });
    await client.create(types.namespaces, { metadata: { name: namespace } });
  });
  after(async () => {
    await client.delete(types.namespaces, { name: namespace });
    await client.close();
  });

  afterEach(async () => {
    for (const { type } of Object.values(kinds)) {
      const { items } = await client.list(type, { namespace });
      for (const { metadata } of items) await client.delete(type, { namespace, name: metadata.name });
    }
  });

  /** What the server says to a document, storing nothing: undefined when it accepts. */
  async function judge(
    method: 'POST' | 'PUT',
    type: ResourceType,
    document: unknown,
    name?: string,
  ): Promise<Refused | undefined> {
    const place =
      name === undefined ? types.collectionPath(type, namespace) : types.objectPath(type, { namespace, name });
    // Strict is what kubectl asks for: unknown fields are refused, not dropped.
    const path = `${place}?dryRun=All&fieldValidation=Strict`;
    const headers = { 'content-type': 'application/json' };
    const answer = await client.request({ method, path, headers, body: JSON.stringify(document) });
    let text = '';
    for await (const chunk of answer.body) text += chunk.toString();
    if (answer.status < 300) return undefined;
    const { message } = JSON.parse(text) as { message: string };
    return { status: answer.status, message };
  }

  function placed(document: unknown): KubernetesObject {
    const object = document as KubernetesObject;
    return { ...object, metadata: { ...object.metadata, namespace } };
  }

  for (const file of readdirSync(crds).filter((name) => name.startsWith('refit.dev_'))) {
    it(`${file} is accepted, established and structural`, async () => {
      const { metadata } = parse(readFileSync(new URL(file, crds), 'utf8')) as KubernetesObject;
      const { name } = metadata;
      const stored = await client.get<Definition>(types.customResourceDefinitions, { name });
      const conditions = (stored?.status?.conditions ?? []).map(
        ({ type, status, message }) => `${type} ${status} ${message}`,
      );
      expect(
        conditions.some((condition) => condition.startsWith('Established True')),
        conditions.join(),
      ).to.equal(true);
      expect(conditions.filter((condition) => /^(NonStructuralSchema|Terminating) True/.test(condition))).to.deep.equal(
        [],
      );
    });
  }

  describe('judges the validation table as core/validate does', () => {
    const expectation = ({ refused, server }: Case): boolean => refused === false || server === 'accepts';

    for (const row of readCases()) {
      const accepts = expectation(row);
      it(`${accepts ? 'accepts' : 'refuses'} ${row.name}${row.server === 'accepts' ? ' (only the core can tell)' : ''}`, async () => {
        const { type } = kinds[row.kind];
        const verdict = row.update ? await judgeUpdate(type, row) : await judge('POST', type, placed(row.object));
        if (accepts) expect(verdict?.message).to.equal(undefined);
        else expect(verdict?.status, verdict?.message).to.be.oneOf([400, 422]);
      });
    }

    /** The base is stored, and changed. */
    async function judgeUpdate(type: ResourceType, row: Case): Promise<Refused | undefined> {
      const base = await client.create<KubernetesObject>(type, placed(row.base));
      try {
        const changed = placed(row.object);
        const { resourceVersion = '' } = base.metadata;
        const document = { ...changed, metadata: { ...changed.metadata, resourceVersion } };
        return await judge('PUT', type, document, base.metadata.name);
      } finally {
        await client.delete(type, { namespace, name: base.metadata.name });
      }
    }
  });

  describe('defaults', () => {
    const accepted = readCases().filter(({ refused, update }) => refused === false && !update);

    it('are those of the generated validators', async () => {
      for (const row of accepted) {
        const { type, fill } = kinds[row.kind];
        const wanted = structuredClone(placed(row.object)) as KubernetesObject & { spec: unknown };
        expect(fill(wanted), row.name).to.equal(true);
        const stored = await client.create<KubernetesObject & { spec: unknown }>(type, placed(row.object));
        await client.delete(type, { namespace, name: stored.metadata.name });
        expect(stored.spec, row.name).to.deep.equal(wanted.spec);
      }
    });

    it('let observedGeneration begin at -1', async () => {
      for (const [kind, { type }] of Object.entries(kinds)) {
        const row = accepted.find((one) => one.kind === kind);
        const stored = await client.create<WithStatus>(type, placed(row?.base));
        const { name } = stored.metadata;
        const { status } = await client.mergePatch<WithStatus>(type, { namespace, name }, { status: {} }, 'status');
        expect(status ?? stored.status, kind).to.deep.include({ observedGeneration: -1 });
      }
    });
  });

  it('tell their story in columns, by their short names and their category', async () => {
    for (const [kind, { type }] of Object.entries(kinds)) {
      const base = readCases().find((row) => row.kind === kind)?.base;
      await client.create(type, placed(base));
    }
    const condition = {
      type: 'Ready',
      status: 'True',
      reason: 'Decided',
      message: 'all is well',
      observedGeneration: 1,
      lastTransitionTime: '2026-01-01T00:00:00Z',
    };
    const status = { observedGeneration: 1, conditions: [condition], lastRun: { name: 'base-1', state: 'Running' } };
    await client.mergePatch(types.workflowSpecs, { namespace, name: 'base' }, { status }, 'status');
    const table = async (what: string): Promise<string[][]> => {
      const text = await kubectl(['get', what, '-n', namespace], { kubeconfig });
      return text
        .trim()
        .split('\n')
        .map((line) => line.split(/\s{2,}/));
    };
    const [head = [], row = []] = await table('wfs');
    expect(head.slice(0, 6)).to.deep.equal(['NAME', 'READY', 'STATUS', 'RUN', 'STATE', 'REVISION']);
    expect(row.slice(0, 5)).to.deep.equal(['base', 'True', 'all is well', 'base-1', 'Running']);
    expect((await table('wfr'))[1]?.[0]).to.equal('base-1');
    expect((await table('mv'))[1]?.slice(0, 3)).to.deep.equal(['base-train-model', 'base', 'train']);
    expect(
      (await kubectl(['get', 'refit', '-n', namespace, '-o', 'name'], { kubeconfig })).trim().split('\n'),
    ).to.have.length(3);
  });

  it("take two managers apart: fields of one are not the other's to change, unless it insists", async () => {
    const document = placed(readCases().find(({ kind }) => kind === 'WorkflowSpec')?.base);
    const apply = (object: unknown, manager: string, ...more: string[]): Promise<string> =>
      kubectl(['apply', '--server-side', `--field-manager=${manager}`, ...more, '-f', '-'], {
        kubeconfig,
        input: JSON.stringify(object),
      });
    await apply(document, 'argocd-controller');
    const { spec } = document as KubernetesObject & { spec: object };
    await apply({ ...document, spec: { ...pick(document), deletionPolicy: 'Delete' } }, 'somebody');
    const taken = await apply({ ...document, spec: { ...spec, deletionPolicy: 'Orphan' } }, 'argocd-controller').then(
      () => undefined,
      (error: unknown) => String(error),
    );
    expect(taken).to.contain('conflict').and.contain('somebody');
    await apply({ ...document, spec: { ...spec, deletionPolicy: 'Orphan' } }, 'argocd-controller', '--force-conflicts');
    const stored = await client.get<KubernetesObject & { spec: { deletionPolicy: string } }>(types.workflowSpecs, {
      namespace,
      name: 'base',
    });
    expect(stored?.spec.deletionPolicy).to.equal('Orphan');
    // Lists are maps by name: a parameter more is that manager's, and its own to take away.
    const more = { ...document, spec: { ...pick(document), parameters: [{ name: 'extra', value: 'x' }] } };
    await apply(more, 'somebody');
    const names = async (): Promise<string[]> => {
      const found = await client.get<KubernetesObject & { spec: { parameters: { name: string }[] } }>(
        types.workflowSpecs,
        { namespace, name: 'base' },
      );
      return (found?.spec.parameters ?? []).map(({ name }) => name);
    };
    expect(await names()).to.deep.equal(['alpha', 'extra']);
    await apply({ ...document, spec: pick(document) }, 'somebody');
    expect(await names()).to.deep.equal(['alpha']);
  });
});

/** What a spec must have. */
function pick(document: unknown): object {
  const { spec } = document as { spec: { sources: unknown; steps: unknown } };
  return { sources: spec.sources, steps: spec.steps };
}
