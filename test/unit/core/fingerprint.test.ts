import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { canonicalText, type CanonicalObject } from '../../../controller/core/canonical.ts';
import {
  captureFingerprint,
  deployFingerprint,
  fingerprintOf,
  gateFingerprint,
  runFingerprint,
  runFingerprints,
  scheme,
  schemes,
  type CaptureFacts,
  type DeployFacts,
  type GateFacts,
  type RunFacts,
} from '../../../controller/core/fingerprint.ts';

/** Written by hand once, then never changed: stored results are found by these. */
type Vector = {
  readonly name: string;
  readonly scheme: string;
  readonly content: string;
  readonly fingerprint: string;
} & (
  | { readonly kind: 'run'; readonly facts: RunFacts }
  | { readonly kind: 'gate'; readonly facts: GateFacts }
  | { readonly kind: 'deploy'; readonly facts: DeployFacts }
  | { readonly kind: 'capture'; readonly facts: CaptureFacts }
);

const golden = vectorsOf(JSON.parse(readFileSync(new URL('fingerprint.golden.json', import.meta.url), 'utf8')));

function vectorsOf(value: unknown): readonly Vector[] {
  if (!Array.isArray(value) || !value.every(isVector))
    throw new Error('fingerprint.golden.json: not a list of vectors');
  return value;
}

function isVector(value: unknown): value is Vector {
  return typeof value === 'object' && value !== null && 'facts' in value && 'fingerprint' in value && 'scheme' in value;
}

function contentOf(vector: Vector): CanonicalObject {
  const used = schemes.find((each) => each.name === vector.scheme);
  if (!used) throw new Error(`scheme ${vector.scheme} is no longer looked up: its results would be trained again`);
  if (vector.kind === 'run') return used.runContent(vector.facts);
  if (vector.kind === 'gate') return used.gateContent(vector.facts);
  return vector.kind === 'deploy' ? used.deployContent(vector.facts) : used.captureContent(vector.facts);
}

const train: RunFacts = {
  engine: 'process:linux/x64',
  command: ['python', 'train.py'],
  args: ['--alpha', '0.01'],
  env: [
    { name: 'A', value: '1' },
    { name: 'B', secret: 'hub/token' },
  ],
  inputs: [
    { name: 'code', path: '.', digest: 'sha256:c' },
    { name: 'data', path: '../data', digest: 'sha256:d' },
  ],
  outputs: [{ name: 'model', kind: 'model', path: 'm.pkl' }, { name: 'log' }],
};

describe('fingerprint', () => {
  for (const vector of golden) {
    it(`never changes: ${vector.scheme} ${vector.kind}, ${vector.name}`, () => {
      expect(canonicalText(contentOf(vector))).to.equal(vector.content);
      expect(fingerprintOf(contentOf(vector))).to.equal(vector.fingerprint);
    });
  }

  it('has golden vectors of every kind under every scheme', () => {
    for (const { name } of schemes) {
      const kinds = new Set(golden.filter((vector) => vector.scheme === name).map((vector) => vector.kind));
      expect([...kinds].toSorted(), name).to.deep.equal(['capture', 'deploy', 'gate', 'run']);
    }
    expect(schemes[0]?.name).to.equal(scheme);
    expect(runFingerprints(train)[0]).to.equal(runFingerprint(train));
  });

  it('does not depend on the order in which things are named', () => {
    const turned: RunFacts = {
      ...train,
      env: train.env?.toReversed(),
      inputs: train.inputs?.toReversed(),
      outputs: train.outputs?.toReversed(),
    };
    expect(runFingerprint(turned)).to.equal(runFingerprint(train));
    expect(runFingerprint({ ...train, command: train.command?.toReversed() })).not.to.equal(runFingerprint(train));
  });

  it('leaves defaults out', () => {
    const spelled: RunFacts = {
      ...train,
      workingDir: '.',
      reuseVersion: '',
      lockDigest: undefined,
      served: [],
      outputs: [
        { name: 'model', kind: 'model', path: 'm.pkl' },
        { name: 'log', kind: 'data', path: undefined },
      ],
    };
    expect(runFingerprint(spelled)).to.equal(runFingerprint(train));
  });

  it('changes with everything that determines a result', () => {
    const [first, ...rest] = train.inputs ?? [];
    const changed: RunFacts[] = [
      { ...train, engine: 'process:linux/arm64' },
      { ...train, lockDigest: 'sha256:l' },
      { ...train, command: ['python', 'train.py', ''] },
      { ...train, args: ['--alpha', '0.02'] },
      { ...train, args: ['--alpha 0.01'] },
      {
        ...train,
        env: [
          { name: 'A', value: '' },
          { name: 'B', secret: 'hub/token' },
        ],
      },
      {
        ...train,
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: 'hub/token' },
        ],
      },
      { ...train, env: [{ name: 'A', value: '1' }] },
      { ...train, workingDir: 'src' },
      { ...train, reuseVersion: '2' },
      { ...train, served: [{ step: 'serve', digest: 'sha256:s' }] },
      { ...train, inputs: rest },
      { ...train, inputs: [{ name: 'code', path: 'x', digest: first?.digest ?? '' }, ...rest] },
      { ...train, inputs: [{ name: 'code', path: '.', digest: 'sha256:e' }, ...rest] },
      { ...train, outputs: [{ name: 'model', kind: 'data', path: 'm.pkl' }, { name: 'log' }] },
      { ...train, outputs: [{ name: 'model', kind: 'model' }, { name: 'log' }] },
    ];
    const all = [train, ...changed].map(runFingerprint);
    expect(new Set(all).size).to.equal(all.length);
  });

  it('tells gates, deploys and captures apart by all they are bound to', () => {
    const upstream = [{ step: 'train', output: 'model', digest: 'sha256:m' }];
    const rule = { metric: '{{ steps.e.outputs.r.a }}', min: '0.7' };
    const gates: GateFacts[] = [
      { rules: [rule], upstream },
      { rules: [{ ...rule, min: '0.8' }], upstream },
      { rules: [{ metric: rule.metric, max: '0.7' }], upstream },
      { rules: [{ ...rule, champion: { better: 'Higher', stage: 's' } }], upstream },
      { rules: [{ ...rule, champion: { better: 'Higher', stage: 's', tolerance: '1%' } }], upstream },
      { rules: [rule], upstream: [] },
    ];
    const deploy: DeployFacts = { engine: 'e', model: 'train.model', port: 80, command: ['s'], upstream };
    const deploys: DeployFacts[] = [
      deploy,
      { ...deploy, port: 81 },
      { ...deploy, readinessPath: '/h' },
      { ...deploy, upstream: [] },
    ];
    const inputs = [{ name: 'code', path: '.', digest: 'sha256:c' }];
    const captures: CaptureFacts[] = [{ inputs }, { inputs, lockDigest: 'sha256:l' }, {}];
    const all = [...gates.map(gateFingerprint), ...deploys.map(deployFingerprint), ...captures.map(captureFingerprint)];
    expect(new Set(all).size).to.equal(all.length);
    expect(deployFingerprint({ ...deploy, readinessPath: '/' })).to.equal(deployFingerprint(deploy));
    expect(captureFingerprint({ inputs: [{ name: 'code', path: 'x', digest: 'sha256:c' }] })).to.equal(
      captureFingerprint({ inputs }),
    );
  });
});
