import { expect } from 'chai';
import { pack, toStored, unpack } from '../../../controller/store/kubernetes/packed.ts';

const metadata = {
  name: 'digits-1',
  namespace: 'ml',
  uid: 'u',
  resourceVersion: '5',
  managedFields: [{ manager: 'x' }],
};
const run = (status?: object): Parameters<typeof pack>[0] =>
  ({ apiVersion: 'refit.dev/v1alpha1', kind: 'WorkflowRun', metadata, spec: { sequence: 1 }, status }) as never;
const { managedFields: _managedFields, ...kept } = metadata;

describe('packed objects', () => {
  it('come out as they went in, but for managedFields, a copy each time', () => {
    const object = run({ phase: 'Running', steps: [{ name: 'train' }] });
    const packed = pack(object);
    expect(unpack(packed)).to.deep.equal({ ...object, metadata: kept });
    expect(unpack(packed)).to.deep.equal(toStored(object));
    expect(unpack(packed)).to.not.equal(unpack(packed));
    expect(pack(packed)).to.equal(packed);
  });

  it('lose the step table when a run has ended, and nothing else', () => {
    for (const phase of ['Succeeded', 'Failed', 'Cancelled', 'Superseded']) {
      const status = { phase, message: 'm', conditions: [], lastHandledRetry: 't', startedAt: 's', finishedAt: 'f' };
      const packed = pack(run({ ...status, steps: [{ name: 'train' }] }));
      expect(packed.isStripped).to.equal(true);
      expect(unpack(packed)).to.deep.equal({ ...run(status), metadata: kept });
    }
    expect(pack(run({ phase: 'Pending', steps: [] })).isStripped).to.equal(false);
    expect(pack(run()).isStripped).to.equal(false);
    expect(pack(run({ phase: 'Failed' })).isStripped).to.equal(false);
    expect(pack(run({ phase: 'Failed', steps: [] }), 'Whole').isStripped).to.equal(false);
    const model = { ...run({ phase: 'Failed', steps: [] }), kind: 'ModelVersion' };
    expect(pack(model).isStripped).to.equal(false);
  });
});
