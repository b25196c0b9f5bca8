import { expect } from 'chai';
import fc from 'fast-check';
import { driftOf } from '../../../../controller/serving/deployment/drift.ts';

describe('driftOf', () => {
  it('sees what is missing or other, and names it', () => {
    const desired = { spec: { image: 'a', ports: [{ name: 'http', port: 80 }], labels: { x: '1' } } };
    expect(driftOf(desired, { spec: { image: 'b', ports: [], labels: {} } })).to.deep.equal([
      'spec.image',
      'spec.ports[http]',
      'spec.labels.x',
    ]);
    expect(driftOf(desired, {})).to.deep.equal(['spec']);
  });

  it('leaves fields aside that we did not set, and items that others added', () => {
    const desired = { containers: [{ name: 'server', env: [{ name: 'A', value: '1' }] }] };
    const actual = {
      containers: [
        { name: 'mesh', image: 'm' },
        {
          name: 'server',
          env: [
            { name: 'B', value: '2' },
            { name: 'A', value: '1' },
          ],
          imagePullPolicy: 'IfNotPresent',
        },
      ],
      replicas: 3,
    };
    expect(driftOf(desired, actual)).to.deep.equal([]);
  });

  it('tells mounts of one volume apart by their path', () => {
    const mounts = [
      { name: 'data', mountPath: '/a' },
      { name: 'data', mountPath: '/b', readOnly: true },
    ];
    expect(driftOf({ mounts }, { mounts: mounts.toReversed() })).to.deep.equal([]);
    expect(driftOf({ mounts }, { mounts: [mounts[0], { name: 'data', mountPath: '/b' }] })).to.deep.equal([
      'mounts[/b].readOnly',
    ]);
  });

  it('compares lists without names as a whole', () => {
    expect(driftOf({ args: ['a', 'b'] }, { args: ['a'] })).to.deep.equal(['args']);
    expect(driftOf({ args: ['a', 'b'] }, { args: ['b', 'a'] })).to.deep.equal(['args[0]', 'args[1]']);
    const tolerations = [{ key: 'gpu', operator: 'Exists' }];
    expect(driftOf({ tolerations }, { tolerations: [{ ...tolerations[0], effect: 'NoSchedule' }] })).to.deep.equal([]);
    expect(driftOf({ tolerations }, { tolerations: [...tolerations, ...tolerations] })).to.deep.equal(['tolerations']);
  });

  it('knows what the API server leaves out, and that an empty volume is something', () => {
    expect(driftOf({ a: '', b: 0, c: false, d: [] }, {})).to.deep.equal([]);
    expect(driftOf({ emptyDir: {} }, { hostPath: { path: '/' } })).to.deep.equal(['emptyDir']);
  });

  it('reads quantities where there are some, and only there', () => {
    const resources = { requests: { cpu: '1000m', memory: '1Gi' }, limits: { 'nvidia.com/gpu': '1' } };
    const rewritten = { requests: { cpu: '1', memory: '1024Mi' }, limits: { 'nvidia.com/gpu': '1' } };
    expect(driftOf({ resources }, { resources: rewritten })).to.deep.equal([]);
    const more = { ...rewritten, requests: { cpu: '1001m', memory: '1Gi' } };
    expect(driftOf({ resources }, { resources: more })).to.deep.equal(['resources.requests.cpu']);
    expect(driftOf({ value: '1000m' }, { value: '1' })).to.deep.equal(['value']);
  });

  it('finds none in anything that has all we want and more', () => {
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean());
    const { object } = fc.letrec((tie) => ({
      object: fc.dictionary(fc.string({ minLength: 1 }), fc.oneof({ maxDepth: 3 }, leaf, tie('object')), {
        maxKeys: 4,
      }),
    }));
    fc.assert(
      fc.property(object, fc.string({ minLength: 1 }), (desired, extra) => {
        expect(driftOf(desired, structuredClone(desired))).to.deep.equal([]);
        if (!(extra in desired)) expect(driftOf(desired, { ...desired, [extra]: 'more' })).to.deep.equal([]);
      }),
    );
  });
});
