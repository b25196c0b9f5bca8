import { expect } from 'chai';
import type { PodArtifacts } from '../../../../controller/artifacts/pod-access.ts';
import { isReason } from '../../../../controller/core/errors.ts';
import { artifactAccess } from '../../../../controller/pod/artifact-access.ts';
import { requestAnnotation } from '../../../../controller/pod/program.ts';
import { modelFileName, readReleaseDocument } from '../../../../controller/pod/release-document.ts';
import type { PodTemplate } from '../../../../controller/pod/spec.ts';
import { desiredDeployment, desiredService } from '../../../../controller/serving/deployment/desired.ts';
import { defaultServingLimits, serverTemplate } from '../../../../controller/serving/deployment/template.ts';
import type { Release, ServingPlacement } from '../../../../controller/serving/serving.ts';
import { record, served } from './statuses.ts';

const key = { namespace: 'ml', workflow: 'digits', workflowUID: 'uid-1', step: 'serve' };
const digest = served('a').release;
const config: PodArtifacts = {
  kind: 'S3',
  endpoint: 'https://s3.example.com',
  bucket: 'b',
  region: 'r',
  prefix: 'ml',
  secretName: 'artifacts',
};
const content: Release = {
  model: `sha256:${'m'.repeat(64)}`,
  modelName: 'model.pkl',
  command: ['python', '{{ inputs.code.path }}/serve.py', '$(HOME)'],
  args: ['--labels', '{{ inputs.labels.path }}'],
  env: [
    { name: 'LABELS', value: '{{ inputs.labels.path }}' },
    { name: 'TOKEN', secret: { name: 'hub', key: 'token' } },
    { name: 'HOST', value: '::' },
  ],
  environment: { name: 'py', image: 'registry.example.com/digits:1' },
  inputs: [
    { name: 'code', path: '.', mode: 'Copy', digest: 'sha256:1', artifact: 'sha256:2' },
    { name: 'labels', path: '../labels', mode: 'Mount', digest: 'sha256:3', artifact: 'sha256:3' },
  ],
  port: 9_000,
  readiness: { path: '/healthz', timeoutMs: 60_000 },
};

function partsOf(
  placement: Partial<ServingPlacement> = {},
  change: Partial<Release> = {},
): Parameters<typeof serverTemplate>[0] {
  return {
    key,
    digest,
    content: { ...content, ...change },
    placement: { deletionPolicy: 'Orphan', ...placement },
    image: 'registry.example.com/refit:1',
    access: artifactAccess(config),
    limits: defaultServingLimits,
  };
}

function serverOf({ spec }: PodTemplate): Readonly<Record<string, unknown>> {
  return spec.containers[0] ?? {};
}

function environmentOf(template: PodTemplate): Record<string, unknown> {
  const env = serverOf(template)['env'] as { name: string; value?: string; valueFrom?: unknown }[];
  expect(new Set(env.map(({ name }) => name)).size).to.equal(env.length);
  return Object.fromEntries(env.map(({ name, value, valueFrom }) => [name, value ?? valueFrom]));
}

describe('the pod template of a release', () => {
  it('tells the server what a local one is told, with paths put in and nothing expanded', () => {
    const template = serverTemplate(partsOf());
    expect(serverOf(template)).to.deep.include({
      name: 'server',
      image: 'registry.example.com/digits:1',
      command: ['python', './serve.py', '$$(HOME)'],
      args: ['--labels', '../labels'],
      workingDir: '/refit/execution/workspace/work_dir',
      ports: [{ name: 'http', containerPort: 9_000 }],
      lifecycle: { preStop: { sleep: { seconds: 5 } } },
    });
    expect(environmentOf(template)).to.deep.equal({
      HOME: '/refit/home',
      TMPDIR: '/refit/tmp',
      PYTHONDONTWRITEBYTECODE: '1',
      REFIT_WORKFLOW: 'digits',
      REFIT_STEP: 'serve',
      REFIT_INPUT_CODE: '/refit/execution/workspace/work_dir',
      REFIT_INPUT_LABELS: '/refit/execution/workspace/labels',
      REFIT_MODEL: '/refit/model/model.pkl',
      REFIT_MODEL_DIGEST: content.model,
      PORT: '9000',
      LABELS: '../labels',
      TOKEN: { secretKeyRef: { name: 'hub', key: 'token' } },
      HOST: '::',
    });
  });

  it('asks each second until the server answers first, and never restarts it before the rollout is given up', () => {
    const server = serverOf(serverTemplate(partsOf()));
    const httpGet = { path: '/healthz', port: 'http' };
    expect(server['startupProbe']).to.deep.include({ httpGet, periodSeconds: 1, failureThreshold: 90 });
    expect(server['readinessProbe']).to.deep.include({ httpGet, periodSeconds: 5 });
    expect(server['livenessProbe']).to.equal(undefined);
  });

  it('lets fetch alone reach the artifacts, and the server only read the model', () => {
    const { spec, metadata } = serverTemplate(partsOf());
    const [fetch] = spec.initContainers;
    expect(fetch).to.deep.include({ name: 'fetch', image: 'registry.example.com/refit:1' });
    expect(fetch?.volumeMounts?.map(({ mountPath }) => mountPath)).to.include('/refit/artifacts/secret');
    const mounts = serverOf({ spec, metadata })['volumeMounts'] as { name: string; readOnly?: boolean }[];
    expect(mounts.map(({ name }) => name)).to.deep.equal(['refit-home', 'refit-tmp', 'refit-execution', 'refit-model']);
    expect(mounts.at(-1)?.readOnly).to.equal(true);
    const document = readReleaseDocument(JSON.parse(metadata.annotations[requestAnnotation] ?? ''));
    expect(document.request).to.deep.equal({ namespace: 'ml', workflow: 'digits', step: 'serve', release: digest });
    expect(document.artifacts).to.deep.equal(config);
  });

  it('places the pod as its workflow says', () => {
    const pod = {
      nodeSelector: { disk: 'fast' },
      volumes: [{ name: 'cache', emptyDir: {} }],
      volumeMounts: [{ name: 'cache', mountPath: '/cache' }],
      labels: { team: 'ml' },
    };
    const resources = { limits: { 'nvidia.com/gpu': '1' } };
    const template = serverTemplate(partsOf({ serviceAccountName: 'digits', pod, resources }));
    expect(template.spec).to.deep.include({
      serviceAccountName: 'digits',
      nodeSelector: { disk: 'fast' },
      terminationGracePeriodSeconds: 45,
    });
    expect(template.metadata.labels).to.deep.include({ team: 'ml', 'refit.dev/stage': 'serve' });
    expect(serverOf(template)['resources']).to.deep.equal(resources);
  });

  it('names the step of a release without an image', () => {
    const { environment: _none, ...bare } = content;
    expect(() => serverTemplate({ ...partsOf(), content: bare })).to.throw('step serve: found no image');
  });

  it('refuses what no process can be given', () => {
    const attempt = (): unknown => serverTemplate(partsOf({}, { args: ['a\0b'] }));
    expect(attempt)
      .to.throw()
      .that.satisfies((error: unknown) => isReason(error, 'SpecInvalid'));
  });
});

describe('the objects of a stage', () => {
  it('own no replicas, and only with Delete belong to the workflow', () => {
    const parts = { ...partsOf(), record: record('a'), run: served('a') };
    const { object, first } = desiredDeployment(parts);
    expect(JSON.stringify([object, first])).to.not.contain('"replicas"');
    expect(object.metadata.ownerReferences).to.equal(undefined);
    const owned = desiredDeployment({ ...parts, placement: { deletionPolicy: 'Delete' } });
    expect(owned.object.metadata.ownerReferences?.map(({ uid }) => uid)).to.deep.equal(['uid-1']);
    expect(owned.first.metadata.ownerReferences).to.equal(undefined);
  });

  it('give a rollout the time of its release and that for node, image and model', () => {
    const { object } = desiredDeployment({ ...partsOf(), record: record('a'), run: served('a') });
    expect(object).to.have.nested.property('spec.progressDeadlineSeconds', 660);
    expect(object).to.have.deep.nested.property('spec.strategy.rollingUpdate', { maxUnavailable: 0, maxSurge: '25%' });
  });

  it('have no pods when stopped', () => {
    const { object } = desiredDeployment({ ...partsOf(), record: record('a'), run: 'Stopped' });
    expect(object).to.have.nested.property('spec.replicas', 0);
    expect(object).to.have.nested.property('spec.paused', false);
  });

  it('have one address, whatever port a release listens on', () => {
    const { object } = desiredService(key, { deletionPolicy: 'Orphan' }, served('a'));
    expect(object).to.have.deep.nested.property('spec.ports', [
      { name: 'http', port: 80, protocol: 'TCP', targetPort: 'http' },
    ]);
    expect(object.metadata.name).to.equal('digits-serve');
  });

  it('have names that fit, also of the longest workflows and steps', () => {
    const long = { ...key, workflow: 'w'.repeat(40), step: 's'.repeat(30) };
    const { name } = desiredService(long, { deletionPolicy: 'Orphan' }, undefined).object.metadata;
    expect(name)
      .to.match(/^[a-z]([-a-z0-9]*[a-z0-9])?$/)
      .and.to.have.lengthOf.at.most(63);
    const other = desiredService({ ...long, step: `${'s'.repeat(29)}t` }, { deletionPolicy: 'Orphan' }, undefined);
    expect(other.object.metadata.name).to.not.equal(name);
  });
});

describe('the name of a model file', () => {
  it('leads nowhere else', () => {
    const names = ['model.pkl', 'a/b.onnx', '../up', '..', '', 'a/'].map((modelName) => modelFileName({ modelName }));
    expect(names).to.deep.equal(['model.pkl', 'b.onnx', 'up', 'model', 'model', 'model']);
    expect(modelFileName({})).to.equal('model');
  });
});
