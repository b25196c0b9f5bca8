import { expect } from 'chai';
import fc from 'fast-check';
import { formatProblem, readWorkflowDocuments } from '../../../controller/core/validate/document.ts';

const valid = `apiVersion: refit.dev/v1alpha1
kind: WorkflowSpec
metadata: { name: one }
spec:
  sources:
    - name: code
      git: { url: ../code }
  steps:
    - name: build
      run: { command: [make] }
      inputs: [{ name: code, source: code }]
`;

/** The formatted lines of all problems. */
function linesOf(text: string): string[] {
  return readWorkflowDocuments(text, 'w.yaml').problems.map(formatProblem);
}

describe('readWorkflowDocuments', () => {
  it('reads several documents, defaults applied', () => {
    const two = valid.replace('name: one', 'name: two');
    const { documents, problems } = readWorkflowDocuments(`---\n${valid}---\n---\n# nothing\n---\n${two}`, 'w.yaml');
    expect(problems).to.deep.equal([]);
    expect(documents.map(({ workflow }) => workflow.metadata.name)).to.deep.equal(['one', 'two']);
    expect(documents.map(({ line }) => line)).to.deep.equal([2, 17]);
    const [first] = documents;
    expect(first?.workflow.spec.stepDefaults).to.deep.equal({ run: { timeout: '1h', retries: 0 } });
    expect(first?.workflow.spec.sources[0]?.git.interval).to.equal('1m');
    expect(first?.workflow.spec.history).to.deep.equal({ successful: 10, failed: 5, models: 50 });
  });

  it('reads JSON', () => {
    const { documents } = readWorkflowDocuments(valid, 'w.yaml');
    const again = readWorkflowDocuments(JSON.stringify(documents[0]?.workflow, undefined, 2), 'w.json');
    expect(again.problems).to.deep.equal([]);
    expect(again.documents[0]?.workflow).to.deep.equal(documents[0]?.workflow);
  });

  it('places an unknown field at its name, with the nearest one', () => {
    const [line] = linesOf(valid.replace('command:', 'comand:'));
    expect(line).to.match(
      /^w\.yaml:10:14 spec\.steps\[0\]\.run\.comand: found 'comand', allowed .*did you mean command\?$/,
    );
  });

  it('places a wrong value at the value, and a missing field at what should have it', () => {
    expect(linesOf(valid.replace('source: code }', 'source: cod }'))).to.deep.equal([
      "w.yaml:11:38 spec.steps[0].inputs[0].source: found 'cod', allowed a source (code); did you mean code?",
    ]);
    expect(linesOf(valid.replace('command: [make]', ''))).to.deep.equal([
      'w.yaml:10:12 spec.steps[0].run.command: found nothing, allowed a value; it is required',
    ]);
  });

  it('places what comes from an anchor where the anchor is', () => {
    const text = valid
      .replace('[{ name: code, source: code }]', '&inputs [{ name: code, source: cod }]')
      .concat('    - { name: again, run: { command: [make] }, inputs: *inputs }\n');
    expect(linesOf(text).map((line) => line.split(' ')[0])).to.deep.equal(['w.yaml:11:46', 'w.yaml:11:46']);
  });

  it('tells the errors of all documents, in their order', () => {
    const broken = valid.replace('kind: WorkflowSpec', 'kind: Workflow');
    const lines = linesOf(`${broken}---\na: [\n---\n${valid.replace('[make]', '7')}`);
    expect(lines).to.have.length(3);
    expect(lines[0]).to.equal("w.yaml:2:7 kind: found 'Workflow', allowed WorkflowSpec");
    expect(lines[1]).to.match(/^w\.yaml:14:\d+ found Flow sequence .*, allowed YAML or JSON$/);
    expect(lines[2]).to.equal('w.yaml:24:23 spec.steps[0].run.command: found the number 7, allowed a list');
  });

  const refused: Record<string, [string, RegExp]> = {
    'a duplicate key': [`${valid}kind: WorkflowSpec\n`, /^w\.yaml:12:1 found Map keys must be unique/],
    'a tab as indentation': ['a:\n\tb: 1\n', /^w\.yaml:2:1 found Tabs/],
    'an unknown tag': ['a: !secret b\n', /^w\.yaml:1:4 found Unresolved tag/],
    'an empty file': ['', /^w\.yaml:1:1 found nothing, allowed at least one WorkflowSpec$/],
    'comments alone': ['# a\n---\n# b\n', /found nothing, allowed at least one WorkflowSpec$/],
    'a list': ['- a\n', /^w\.yaml:1:1 found a list of 1, allowed an object$/],
    'a text': ['hello\n', /^w\.yaml:1:1 found 'hello', allowed an object$/],
    'an alias to nothing': ['a: *b\n', /^w\.yaml:1:4 found '\*b', allowed an anchor that is set before$/],
    'a file over 1 MiB': [
      `# ${'x'.repeat(1024 * 1024)}\n${valid}`,
      /^w\.yaml:1:1 found 1\d+ bytes, allowed at most 1048576 bytes$/,
    ],
    'brackets without end': ['['.repeat(200_000), /nested too deeply/],
    'two workflows of one name': [`${valid}---\n${valid}`, /^w\.yaml:15:19 metadata\.name: found 'one' a second time/],
  };
  for (const [name, [text, message]] of Object.entries(refused)) {
    it(`refuses ${name}`, () => {
      const lines = linesOf(text);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.match(message);
    });
  }

  it('refuses aliases that multiply', () => {
    const levels = ['a: &a [x, x, x, x, x, x, x, x, x, x]'];
    for (const [one, other] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh']) {
      levels.push(`${other}: &${other} [${Array(10).fill(`*${one}`).join(', ')}]`);
    }
    expect(linesOf(levels.join('\n'))).to.deep.equal([
      'w.yaml:1:1 found aliases that repeat more than 100 values, allowed fewer of them',
    ]);
  });

  it('tells no more than ten syntax errors of a document', () => {
    expect(linesOf('a: !x b\n'.repeat(50))).to.have.length(10);
  });

  it('gives every problem one line, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200, unit: 'binary' }), (text) => {
        for (const line of linesOf(text)) expect(line).to.match(/^w\.yaml:\d+:\d+ [^\r\n]*$/);
      }),
      { numRuns: 300 },
    );
  });
});
