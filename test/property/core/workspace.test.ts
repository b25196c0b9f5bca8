import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { posix } from 'node:path';
import { executionName } from '../../../controller/core/naming.ts';
import { normalizeWorkspacePath, planWorkspace, workingFolder } from '../../../controller/core/workspace.ts';

const raw = fc
  .array(fc.constantFrom('a', 'b', '..', '.', '', workingFolder), { minLength: 1, maxLength: 6 })
  .map((segments) => segments.join('/'));
const name = fc.constantFrom('code', 'a', 'b', 'c', 'd');
const input = fc.record(
  {
    name,
    source: fc.constant('x'),
    from: fc.constant('s.o'),
    path: raw,
    mode: fc.constantFrom('Copy' as const, 'Mount' as const),
  },
  { requiredKeys: ['name'] },
);
const inputs = fc.uniqueArray(input, { selector: (each) => each.name, maxLength: 5 });
const outputs = fc.uniqueArray(fc.record({ name, path: raw }, { requiredKeys: ['name'] }), {
  selector: (each) => each.name,
  maxLength: 3,
});

describe('workspace, properties', () => {
  it('normalises as a file system would, inside the workspace or not at all', () => {
    fc.assert(
      fc.property(raw, (path) => {
        const normalized = normalizeWorkspacePath(path);
        const absolute = posix.resolve('/outer/ws', workingFolder, path);
        const leaves = path.split('/').reduce(
          (state, segment) => {
            const depth =
              segment === '..' ? state.depth - 1 : segment === '' || segment === '.' ? state.depth : state.depth + 1;
            return { depth, left: state.left || depth < 0 };
          },
          { depth: 1, left: false },
        );
        const allowed = path !== '' && !path.startsWith('/') && !leaves.left && absolute !== '/outer/ws';
        expect(normalized !== undefined, path).to.equal(allowed);
        if (normalized === undefined) return;
        expect(posix.resolve('/outer/ws', workingFolder, normalized)).to.equal(absolute);
        expect(normalizeWorkspacePath(normalized)).to.equal(normalized);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives each input and output of a plan without problems a place of its own in the workspace', () => {
    fc.assert(
      fc.property(inputs, outputs, (given, made) => {
        const plan = planWorkspace(given, made);
        expect(plan.inputs.map((each) => each.name)).to.deep.equal(given.map((each) => each.name));
        expect(planWorkspace(given, made)).to.deep.equal(plan);
        for (const problem of plan.problems) expect(problem.field).to.match(/^(inputs|outputs)\[\d\]\.path$/);
        if (plan.problems.length > 0) return;
        const places = [...plan.inputs, ...plan.outputs].flatMap(({ path }) => (path === undefined ? [] : [path]));
        expect(new Set(places).size).to.equal(places.length);
        for (const place of places) expect(posix.join('/ws', workingFolder, place)).to.match(/^\/ws\/./);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('names, properties', () => {
  it('are DNS-1035 labels, different for different keys', () => {
    const label = (length: number) => fc.stringMatching(new RegExp(`^[a-z]([-a-z0-9]{0,${length - 2}}[a-z0-9])?$`));
    const keys = fc.record({
      namespace: label(6),
      workflow: label(40),
      workflowUID: fc.uuid(),
      step: label(30),
      subject: fc.constantFrom('candidate', 'champion'),
      fingerprint: fc.constantFrom(`sha256:${'a'.repeat(64)}`, `sha256:${'b'.repeat(64)}`),
      attempt: fc.integer({ min: 1, max: 20 }),
    });
    fc.assert(
      fc.property(keys, keys, (one, other) => {
        expect(executionName(one)).to.match(/^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/);
        expect(executionName(one) === executionName(other)).to.equal(JSON.stringify(one) === JSON.stringify(other));
        expect(executionName({ ...one, attempt: one.attempt + 1 })).not.to.equal(executionName(one));
      }),
    );
  });
});
