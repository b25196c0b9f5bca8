import { expect } from 'chai';
import { RefitError } from '../../../../controller/core/errors.ts';
import type { ExecutionRequest } from '../../../../controller/engines/engine.ts';
import { executionName } from '../../../../controller/core/naming.ts';
import { documentText, readFacts } from '../../../../controller/engines/job/facts.ts';
import { buildJob } from '../../../../controller/engines/job/job.ts';
import type { KubernetesMeta } from '../../../../controller/kubernetes/client.ts';
import { artifactAccess } from '../../../../controller/pod/artifact-access.ts';
import type { Container, PodTemplate } from '../../../../controller/pod/spec.ts';
import { podRequest } from '../../../support/pod-root.ts';

interface BuiltJob {
  readonly metadata: KubernetesMeta;
  readonly spec: {
    readonly backoffLimit: number;
    readonly activeDeadlineSeconds: number;
    readonly podFailurePolicy: object;
    readonly template: PodTemplate;
    readonly [field: string]: unknown;
  };
}

const s3 = {
  kind: 'S3',
  endpoint: 'https://s3.example.com',
  bucket: 'b',
  region: 'us-east-1',
  prefix: 'ml',
  secretName: 'store',
} as const;

function build(over: Partial<ExecutionRequest> = {}, config: Parameters<typeof artifactAccess>[0] = s3): BuiltJob {
  const image = 'registry.example.com/refit:1';
  return buildJob(podRequest(over), { image, access: artifactAccess(config) }) as BuiltJob;
}

function container(job: BuiltJob, name: string): Container {
  const { initContainers, containers } = job.spec.template.spec;
  const found = [...initContainers, ...containers].find((candidate) => candidate.name === name);
  if (found === undefined) throw new Error(`no container ${name}`);
  return found;
}

function mountsOf(job: BuiltJob, name: string): string[] {
  return (container(job, name).volumeMounts ?? []).map(({ mountPath }) => mountPath);
}

describe('the Job of an execution', () => {
  it('is one attempt: no retries of its own, no end of its own, its workflow the owner', () => {
    const job = build();
    expect(job.metadata.name).to.equal(executionName(podRequest({}).key));
    expect(job.metadata.ownerReferences?.[0]).to.include({ kind: 'WorkflowSpec', uid: 'uid-w', controller: true });
    expect(job.metadata.annotations).to.include({ 'refit.dev/fingerprint': `sha256:${'ab'.repeat(32)}` });
    expect(job.metadata.labels).to.include({
      'refit.dev/workflow': 'w',
      'refit.dev/step': 'train',
      'refit.dev/attempt': '1',
    });
    expect(job.spec.backoffLimit).to.equal(0);
    expect(job.spec).to.not.have.any.keys('ttlSecondsAfterFinished', 'suspend', 'completionMode');
    expect(job.spec.activeDeadlineSeconds).to.be.greaterThan(60 + 24 * 60 * 60);
    expect(job.spec.podFailurePolicy).to.deep.equal({
      rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget', status: 'True' }] }],
    });
  });

  it('runs fetch, then the step, then publish, all as one user and within the restricted profile', () => {
    const { template } = build().spec;
    expect(template.spec.initContainers.map(({ name }) => name)).to.deep.equal(['fetch', 'step']);
    expect(template.spec.containers.map(({ name }) => name)).to.deep.equal(['publish']);
    expect(template.spec).to.include({
      restartPolicy: 'Never',
      automountServiceAccountToken: false,
      enableServiceLinks: false,
    });
    expect(template.spec['securityContext']).to.deep.include({ runAsUser: 65532, runAsGroup: 65532, fsGroup: 65532 });
    for (const one of [...template.spec.initContainers, ...template.spec.containers]) {
      expect(one.securityContext, one.name).to.deep.include({
        runAsNonRoot: true,
        runAsUser: 65532,
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(one.terminationMessagePolicy, one.name).to.equal('FallbackToLogsOnError');
    }
    expect(template.metadata.annotations).to.include({
      'kubectl.kubernetes.io/default-container': 'step',
      'linkerd.io/inject': 'disabled',
    });
    expect(template.metadata.labels).to.include({ 'sidecar.istio.io/inject': 'false' });
  });

  it("leaves the user's image and command as they are, and lets Kubernetes expand nothing in them", () => {
    const env = [
      { name: 'PRICE', value: '$(HOME) costs $5, $$6 and €$' },
      { name: 'WHERE', value: '{{ inputs.code.path }}/x' },
    ];
    const from = { kind: 'Git', url: 'https://git.example.com/a', commit: 'a'.repeat(40), paths: [] } as const;
    const inputs = [{ name: 'code', path: '.', mode: 'Copy', digest: `sha256:${'c'.repeat(64)}`, from }] as const;
    const outputs = [{ name: 'model', kind: 'model' }] as const;
    const args = ['$(PATH)', '{{ outputs.model.path }}'];
    const step = container(build({ env, inputs, outputs, args, workingDir: 'sub' }), 'step');
    expect(step.image).to.equal('registry.example.com/py:1');
    expect(step.command).to.deep.equal(['python', 'train.py']);
    expect(step.args).to.deep.equal(['$$(PATH)', '/refit/execution/outputs/model']);
    expect(step.workingDir).to.equal('/refit/execution/workspace/work_dir/sub');
    expect(step).to.not.have.any.keys('imagePullPolicy', 'lifecycle');
    const variables = new Map(
      (step.env ?? []).map((variable) => [variable.name, 'value' in variable ? variable.value : '']),
    );
    expect(variables.get('PRICE')).to.equal('$$(HOME) costs $$5, $$$$6 and €$$');
    expect(variables.get('WHERE')).to.equal('../x');
    expect(variables.get('REFIT_INPUT_CODE')).to.equal('/refit/execution/workspace/work_dir');
    expect(variables.get('HOME')).to.equal('/refit/home');
  });

  for (const config of [s3, { kind: 'Http', url: 'http://a.svc:80', audience: 'refit-artifacts' } as const]) {
    it(`gives credentials of the store (${config.kind}) to Refit's programs alone, and theirs to the user's container alone`, () => {
      const env = [{ name: 'TOKEN', secret: { name: 'hub', key: 'token' } }];
      const pod = {
        volumes: [{ name: 'cache', emptyDir: {} }],
        volumeMounts: [{ name: 'cache', mountPath: '/cache' }],
      };
      const job = build({ env, placement: { pod } }, config);
      const credentials = config.kind === 'S3' ? '/refit/artifacts/secret' : '/refit/artifacts';
      for (const name of ['fetch', 'publish']) {
        expect(mountsOf(job, name)).to.include(credentials).and.to.include('/refit/request').and.not.include('/cache');
        expect(mountsOf(job, name)).to.not.include('/refit/home').and.not.include('/refit/tmp');
        expect(JSON.stringify(container(job, name))).to.not.contain('hub');
        expect(container(job, name).securityContext).to.include({ readOnlyRootFilesystem: true });
      }
      expect(mountsOf(job, 'step')).to.have.members(['/refit/home', '/refit/tmp', '/refit/execution', '/cache']);
      const secretKeyRef = { name: 'hub', key: 'token' };
      expect(container(job, 'step').env).to.deep.include({ name: 'TOKEN', valueFrom: { secretKeyRef } });
      const names = job.spec.template.spec.volumes.map(({ name }) => name);
      expect(new Set(names).size).to.equal(names.length);
    });
  }

  it("takes a person's pod settings, but for Refit's own labels", () => {
    const pod = {
      nodeSelector: { gpu: 'yes' },
      tolerations: [{ operator: 'Exists' }],
      priorityClassName: 'high',
      imagePullSecrets: [{ name: 'pull' }],
      labels: {
        team: 'a',
        'refit.dev/step': 'other',
        'kueue.x-k8s.io/queue-name': 'q',
        'sidecar.istio.io/inject': 'true',
      },
      annotations: { note: 'x', 'refit.dev/request': 'y' },
    };
    const job = build({ placement: { pod, serviceAccountName: 'robot', resources: { requests: { cpu: '2' } } } });
    const { metadata, spec } = job.spec.template;
    expect(spec).to.deep.include({
      nodeSelector: pod.nodeSelector,
      tolerations: pod.tolerations,
      priorityClassName: 'high',
      imagePullSecrets: pod.imagePullSecrets,
      serviceAccountName: 'robot',
    });
    expect(metadata.labels).to.include({ team: 'a', 'refit.dev/step': 'train', 'sidecar.istio.io/inject': 'true' });
    expect(metadata.annotations['note']).to.equal('x');
    expect(metadata.annotations['refit.dev/request']).to.contain('"version":1');
    expect(job.metadata.labels).to.include({ 'kueue.x-k8s.io/queue-name': 'q' }).and.not.have.property('team');
    expect(container(job, 'step').resources).to.deep.equal({ requests: { cpu: '2' } });
  });

  it('has the disks that are asked for', () => {
    const volume = (over: Partial<ExecutionRequest>, name: string): object | undefined =>
      build(over).spec.template.spec.volumes.find((candidate) => candidate.name === name);
    expect(volume({}, 'refit-execution')).to.deep.equal({ name: 'refit-execution', emptyDir: {} });
    expect(volume({ placement: { workspace: { size: '9Gi' } } }, 'refit-execution')).to.deep.include({
      emptyDir: { sizeLimit: '9Gi' },
    });
    const fast = { placement: { workspace: { size: '9Gi', storageClass: 'fast' } } };
    expect(JSON.stringify(volume(fast, 'refit-execution'))).to.contain('"storageClassName":"fast"');
    const scratch = { placement: { scratch: { size: '1Gi' } } };
    expect(volume(scratch, 'refit-scratch')).to.have.property('persistentVolumeClaim');
    const job = build(scratch);
    expect(mountsOf(job, 'step')).to.include('/refit/scratch');
    expect(mountsOf(job, 'publish')).to.not.include('/refit/scratch');
    expect(container(job, 'step').env).to.deep.include({ name: 'REFIT_SCRATCH', value: '/refit/scratch' });
  });

  it('captures without a step, an image of the user or a scratch', () => {
    const { command: _none, environment: _image, ...rest } = podRequest({ placement: { scratch: { size: '1Gi' } } });
    const job = buildJob(rest, { image: 'i', access: artifactAccess(s3) }) as BuiltJob;
    expect(job.spec.template.spec.initContainers.map(({ name }) => name)).to.deep.equal(['fetch']);
    expect(JSON.stringify(job)).to.not.contain('refit-scratch');
  });

  it('refuses a request that no annotation holds, and a step without an image', () => {
    const refusal = (over: Partial<ExecutionRequest>): unknown => {
      try {
        return build(over);
      } catch (error: unknown) {
        return error instanceof RefitError ? error.reason : error;
      }
    };
    expect(refusal({ args: ['x'.repeat(300 * 1024)] })).to.equal('SpecInvalid');
    expect(refusal({ environment: { name: 'py' } })).to.equal('ImageMissing');
    expect(refusal({ args: ['{{ inputs.nothing.path }}'] })).to.equal('ReferenceUnresolved');
  });
});

describe('facts of a Job', () => {
  const request = podRequest({ env: [{ name: 'T', secret: { name: 's', key: 'k' } }] });
  const job = build();
  const document = documentText(request, s3);
  const metadata: KubernetesMeta = job.metadata;

  it('are those of its request', () => {
    const facts = readFacts(metadata, document);
    expect(facts).to.deep.include({
      key: request.key,
      timeoutMs: 60_000,
      hasStep: true,
      secrets: [{ name: 's', key: 'k' }],
    });
  });

  it('are none when name, namespace, owner or document do not fit together', () => {
    const owner = { ...metadata.ownerReferences?.[0], uid: 'other' } as NonNullable<
      KubernetesMeta['ownerReferences']
    >[0];
    const wrong: [KubernetesMeta, string | undefined][] = [
      [{ ...metadata, name: 'other' }, document],
      [{ ...metadata, namespace: 'other' }, document],
      [{ ...metadata, ownerReferences: [owner] }, document],
      [{ ...metadata, ownerReferences: [] }, document],
      [metadata, undefined],
      [metadata, 'no json'],
      [metadata, '{"request":{"key":{}}}'],
      [metadata, document.replace('"attempt":1', '"attempt":2')],
      [metadata, document.replace('"workflow":"w"', '"workflow":"\\ud800"')],
    ];
    for (const [meta, text] of wrong) expect(readFacts(meta, text), text?.slice(0, 40)).to.equal(undefined);
  });
});
