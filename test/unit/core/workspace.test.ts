import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  normalizeWorkspacePath,
  planWorkspace,
  type WorkspaceInput,
  type WorkspaceOutput,
} from '../../../controller/core/workspace.ts';

const code = { name: 'code', source: 'app' };

function places(inputs: readonly WorkspaceInput[], outputs: readonly WorkspaceOutput[] = []): readonly string[] {
  const plan = planWorkspace(inputs, outputs);
  expect(plan.problems).to.deep.equal([]);
  return plan.inputs.map((input) => `${input.name}:${input.path}:${input.mode}`);
}

function problems(inputs: readonly WorkspaceInput[], outputs: readonly WorkspaceOutput[] = []): readonly string[] {
  return planWorkspace(inputs, outputs).problems.map(({ field, found }) => `${field} ${found}`);
}

describe('workspace', () => {
  it('begins in the source input named code, the others beside it', () => {
    const inputs = [{ name: 'holdout', source: 'data' }, code, { name: 'model', from: 'train.model' }];
    expect(places(inputs)).to.deep.equal(['holdout:../holdout:Mount', 'code:.:Copy', 'model:../model:Mount']);
    expect(planWorkspace(inputs, []).working).to.equal('code');
  });

  it('begins in the only source input', () => {
    const inputs = [
      { name: 'model', from: 'train.model' },
      { name: 'app', source: 'app' },
    ];
    expect(places(inputs)).to.deep.equal(['model:../model:Mount', 'app:.:Copy']);
  });

  it('begins empty where no input is it', () => {
    const two = [
      { name: 'a', source: 'x' },
      { name: 'b', source: 'y' },
    ];
    expect(places(two)).to.deep.equal(['a:../a:Mount', 'b:../b:Mount']);
    expect(places([{ name: 'code', from: 'a.code' }])).to.deep.equal(['code:../code:Mount']);
    expect(places([{ name: 'data', source: 'x', path: 'data' }])).to.deep.equal(['data:data:Mount']);
    expect(planWorkspace(two, []).working).to.equal(undefined);
    expect(planWorkspace([], [])).to.deep.equal({ working: undefined, inputs: [], outputs: [], problems: [] });
  });

  it('keeps declared paths and modes, normalised', () => {
    const inputs: WorkspaceInput[] = [
      { ...code, mode: 'Mount', path: './' },
      { name: 'a', from: 's.a', path: 'data//x/../table/', mode: 'Copy' },
      { name: 'b', from: 's.b', path: '../shared/b' },
      { name: 'c', from: 's.c', path: '../work_dir/deep' },
    ];
    expect(places(inputs)).to.deep.equal(['code:.:Mount', 'a:data/table:Copy', 'b:../shared/b:Mount', 'c:deep:Mount']);
  });

  it('allows nested paths', () => {
    const inputs = [code, { name: 'd', source: 'data', path: 'data' }, { name: 't', from: 'p.t', path: 'data/table' }];
    const outputs = [{ name: 'model', path: 'models/model.pkl' }, { name: 'all', path: 'models' }, { name: 'free' }];
    const plan = planWorkspace(inputs, outputs);
    expect(plan.problems).to.deep.equal([]);
    expect(plan.outputs).to.deep.equal([...outputs.slice(0, 2), { name: 'free' }]);
  });

  it('refuses what leaves the workspace', () => {
    for (const path of ['/etc', '..', '../..', '../../x', 'a/../../..', '../x/../../y', '', 'a\0b', '../.']) {
      expect(normalizeWorkspacePath(path), path).to.equal(undefined);
      expect(problems([code, { name: 'a', from: 's.a', path }])).to.deep.equal([
        `inputs[1].path ${JSON.stringify(path)}`,
      ]);
      expect(problems([], [{ name: 'o', path }])).to.deep.equal([`outputs[0].path ${JSON.stringify(path)}`]);
    }
  });

  it('refuses two things in one place', () => {
    expect(problems([code, { name: 'b', from: 's.b', path: '.' }])).to.deep.equal([
      'inputs[1].path ".", where input code is',
    ]);
    expect(
      problems([
        { name: 'a', from: 's.a', path: 'x' },
        { name: 'b', from: 's.b', path: './x/' },
      ]),
    ).to.deep.equal(['inputs[1].path "x", where input a is']);
    expect(
      problems(
        [],
        [
          { name: 'a', path: 'm' },
          { name: 'b', path: 'm/' },
        ],
      ),
    ).to.deep.equal(['outputs[1].path "m", where output a is']);
  });

  it('refuses outputs that would hold an input or could not be written', () => {
    const data = { name: 'd', source: 'data', path: 'data/raw' };
    expect(problems([code, data], [{ name: 'o', path: 'data' }])).to.deep.equal([
      'outputs[0].path "data", which holds input d',
    ]);
    expect(problems([code, data], [{ name: 'o', path: 'data/raw' }])).to.deep.equal([
      'outputs[0].path "data/raw", which holds input d',
    ]);
    expect(problems([code, data], [{ name: 'o', path: 'data/raw/x' }])).to.deep.equal([
      'outputs[0].path "data/raw/x", inside input d, which is mounted read-only',
    ]);
    expect(problems([code, { ...data, mode: 'Copy' }], [{ name: 'o', path: 'data/raw/x' }])).to.deep.equal([]);
    expect(problems([{ ...code, mode: 'Mount' }], [{ name: 'o', path: 'x' }])).to.have.length(1);
    expect(problems([{ ...code, mode: 'Mount' }], [{ name: 'o', path: '../x' }])).to.deep.equal([]);
    expect(problems([code], [{ name: 'o', path: '.' }])).to.deep.equal(['outputs[0].path "."']);
  });
});
