import { expect } from 'chai';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { patternWords } from '../../../controller/core/validate/patterns.ts';
import { fieldPath, fieldText } from '../../../controller/core/validate/problem.ts';
import { validateSpec, validateWorkflow } from '../../../controller/core/validate/validate.ts';
import { applyPatch, readCases } from './cases.ts';
import type { Operation } from './cases.ts';

const base = readCases()[0]?.base;

/** The messages about the base with a patch applied. */
function messagesOf(...patch: Operation[]): string[] {
  return validateWorkflow(applyPatch(base, patch)).problems.map(({ message }) => message);
}

/** The messages of the warnings about the base with a patch applied. */
function warningsOf(...patch: Operation[]): string[] {
  return validateWorkflow(applyPatch(base, patch)).warnings.map(({ message }) => message);
}

describe('validateWorkflow', () => {
  it('leaves what it is given alone', () => {
    const given = structuredClone(base);
    validateWorkflow(given);
    expect(given).to.deep.equal(base);
  });

  it('never repeats a password of a url, says the url form of scp, and warns of a ref that does not count', () => {
    const git = '/spec/sources/0/git';
    const messages = messagesOf({ op: 'add', path: `${git}/lfs`, value: { url: 'https://me:hidden@example.com/x' } });
    expect(messages.join()).to.include("'https://***@example.com/x'").and.not.to.include('hidden');
    expect(messagesOf({ op: 'replace', path: `${git}/url`, value: 'git@example.com:team/x.git' })).to.deep.equal([
      'spec.sources[0].git.url: found a url in scp form (host:path), allowed ssh://git@example.com/team/x.git',
    ]);
    const both = { op: 'add', path: `${git}/ref`, value: { branch: 'main', tag: 'v1' } } as const;
    expect(warningsOf(both)).to.include(
      'spec.sources[0].git.ref.branch: found a branch beside a tag, which alone counts, allowed one of them',
    );
  });

  it('tells all errors together, those of the schema and those beyond it', () => {
    const messages = messagesOf(
      { op: 'replace', path: '/spec/parameters/0/value', value: 0.1 },
      { op: 'remove', path: '/spec/steps/1/run/command' },
      { op: 'replace', path: '/spec/steps/1/inputs/1/from', value: 'train.modle' },
      { op: 'replace', path: '/spec/steps/3/needs', value: ['qualitty'] },
      { op: 'replace', path: '/spec/sources/0/git/url', value: 'https://me:secret@example.com/x' },
    );
    expect(messages).to.have.members([
      'spec.parameters[0].value: found the number 0.1, allowed a text, so put it in quotes',
      'spec.steps[1].run.command: found nothing, allowed a value; it is required',
      "spec.steps[1].inputs[1].from: found 'train.modle', allowed an output (train.model, evaluate.report, evaluate.plots); did you mean train.model?",
      "spec.steps[3].needs[0]: found 'qualitty', allowed a step (train, evaluate, quality, serve); did you mean quality?",
      'spec.sources[0].git.url: found a url with a user or password, allowed an http(s) URL without user, password and query, ssh://user@host/path, or a path',
      'spec.steps[2].gate: found a gate that no deploy step needs, allowed a gate that a deploy step needs, directly or not (needs: [quality])',
    ]);
  });

  it('tells a misspelt field once', () => {
    expect(
      messagesOf({ op: 'remove', path: '/spec/steps/0/run' }, { op: 'add', path: '/spec/steps/0/rnu', value: {} }),
    ).to.deep.equal([
      "spec.steps[0].rnu: found 'rnu', allowed a known field (name, needs, inputs, outputs, run, gate, deploy); did you mean run?",
    ]);
  });

  it('shows a cycle from step to step', () => {
    expect(messagesOf({ op: 'add', path: '/spec/steps/0/needs', value: ['serve'] })).to.deep.equal([
      'spec.steps[0].needs[0]: found the cycle train -> evaluate -> quality -> serve -> train, allowed steps that do not wait for themselves',
    ]);
  });

  it('names the column and the forms of a bad expression', () => {
    const [message] = messagesOf({ op: 'add', path: '/spec/steps/0/run/args', value: ['a {{ params.alpha }}'] });
    expect(message).to.match(
      /^spec\.steps\[0\]\.run\.args\[0\]: found ".*" at column 3, allowed \{\{ parameters\.X \}\}/,
    );
  });

  it('does not repeat the value of a variable', () => {
    const value = 's3cret'.repeat(2000);
    const [message] = messagesOf({ op: 'add', path: '/spec/steps/0/run/env', value: [{ name: 'TOKEN', value }] });
    expect(message).to.equal(
      'spec.steps[0].run.env[0].value: found a text of 12000 characters, allowed at most 8192 characters',
    );
  });

  it('says of another kind only that', () => {
    expect(
      messagesOf({ op: 'replace', path: '/kind', value: 'Workflow' }, { op: 'remove', path: '/spec' }),
    ).to.deep.equal(["kind: found 'Workflow', allowed WorkflowSpec"]);
  });

  it('keeps name, namespace, labels and annotations, and drops what the server writes', () => {
    const labels = { team: 'ml' };
    const { workflow } = validateWorkflow(
      applyPatch(base, [
        { op: 'add', path: '/metadata/labels', value: labels },
        { op: 'add', path: '/metadata/uid', value: 'x' },
        { op: 'add', path: '/status', value: { observedGeneration: 3 } },
      ]),
    );
    expect(workflow?.metadata).to.deep.equal({ name: 'base', namespace: 'default', labels });
    expect(workflow).to.not.have.property('status');
  });

  it('accepts the spec that it gives', () => {
    const { workflow } = validateWorkflow(base);
    expect(validateSpec(workflow?.spec ?? expect.fail())).to.deep.equal([]);
    expect(validateWorkflow(workflow).workflow).to.deep.equal(workflow);
  });

  it('warns of a revision in a command', () => {
    expect(
      warningsOf({ op: 'add', path: '/spec/steps/0/run/args', value: ['{{ sources.data.revision }}'] }),
    ).to.deep.equal([
      'spec.steps[0].run.args[0]: found {{ sources.data.revision }}, which makes the step run again at every commit, allowed the variable REFIT_REVISION_DATA, which does not',
    ]);
  });

  it('warns of images that a tag names, wherever they are named', () => {
    const image = 'registry.example.com/team/digits:1.4';
    const warnings = warningsOf(
      { op: 'replace', path: '/spec/environments/0/image', value: image },
      { op: 'remove', path: '/spec/steps/0/run/environment' },
      { op: 'add', path: '/spec/steps/0/run/image', value: `${image}@sha256:${'0'.repeat(63)}` },
    );
    const found = (text: string): string => `found '${text}', which can become another image without anything running`;
    expect(warnings).to.have.length(2);
    expect(warnings[0]).to.contain(`spec.environments[0].image: ${found(image)}`);
    expect(warnings[1]).to.contain('spec.steps[0].run.image: found').and.contain('ImageNotPinned');
    const pinned = `${image}@sha256:${'0'.repeat(64)}`;
    expect(warningsOf({ op: 'replace', path: '/spec/environments/0/image', value: pinned })).to.deep.equal([]);
  });

  it('warns of what nothing uses', () => {
    expect(warningsOf()).to.deep.equal([]);
    expect(
      warningsOf(
        { op: 'add', path: '/spec/sources/-', value: { name: 'extra', git: { url: 'x' } } },
        { op: 'add', path: '/spec/environments/-', value: { name: 'old' } },
        { op: 'add', path: '/spec/parameters/-', value: { name: 'beta', value: '' } },
      ),
    ).to.deep.equal([
      "spec.sources[2]: found 'extra', which nothing uses, allowed a source that something uses",
      "spec.environments[1]: found 'old', which nothing uses, allowed an environment that something uses",
      "spec.parameters[1]: found 'beta', which nothing uses, allowed a parameter that something uses",
      "spec.environments[1]: found 'old' with neither, allowed an image, a lock or both",
    ]);
  });

  it('never throws, and gives a workflow or a problem', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (spec) => {
        const value = { apiVersion: 'refit.dev/v1alpha1', kind: 'WorkflowSpec', metadata: { name: 'x' }, spec };
        const { problems, workflow } = validateWorkflow(value);
        expect(problems.length > 0).to.equal(workflow === undefined);
      }),
    );
  });

  it('never throws when any field is anything', () => {
    const places = pathsOf(base);
    fc.assert(
      fc.property(
        fc.constantFrom(...places),
        fc.constantFrom(...places),
        fc.jsonValue(),
        fc.jsonValue(),
        (one, other, a, b) => {
          const replaceOne = { op: 'replace', path: one, value: a } as const;
          const replaceOther = { op: 'replace', path: other, value: b } as const;
          const nested = other.startsWith(one) || one.startsWith(other);
          const value = applyPatch(base, nested ? [replaceOne] : [replaceOne, replaceOther]);
          const { problems, workflow } = validateWorkflow(value);
          expect(problems.length > 0).to.equal(workflow === undefined);
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('field paths', () => {
  it('are written as people write them', () => {
    expect(fieldText(['spec', 'steps', 2, 'run', 'command'])).to.equal('spec.steps[2].run.command');
    expect(fieldText(['metadata', 'labels', 'a/b'])).to.equal('metadata.labels["a/b"]');
    expect(fieldPath('steps[1].inputs[0].from')).to.deep.equal(['steps', 1, 'inputs', 0, 'from']);
  });
});

describe('patterns of the CRDs', () => {
  it('have words', () => {
    const url = new URL('../../../crds/refit.dev_workflowspecs.yaml', import.meta.url);
    const spec = readFileSync(url, 'utf8').split('\n            status:\n')[0] ?? '';
    const patterns = new Set([...spec.matchAll(/^ +pattern: (.+)$/gm)].map(([, pattern]) => pattern ?? ''));
    expect(patterns.size).to.be.greaterThan(8);
    for (const pattern of patterns) expect(patternWords(pattern), pattern).to.not.include('matches');
  });
});

/** JSON pointers of everything below a value. */
function pathsOf(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) => [`${at}/${key}`, ...pathsOf(child, `${at}/${key}`)]);
}
