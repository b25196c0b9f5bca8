import { expect } from 'chai';
import { describe, it } from 'mocha';
import {
  executionText,
  fingerprintText,
  metricReference,
  parseTemplate,
  references,
  referencesOf,
  referenceText,
  resolveTemplate,
  templateProblems,
  type Reference,
} from '../../../controller/core/expressions.ts';

function only(text: string): Reference | undefined {
  return references(parseTemplate(text))[0];
}

describe('expressions', () => {
  it('reads every form', () => {
    expect(only('{{ parameters.alpha }}')).to.deep.equal({ kind: 'parameter', name: 'alpha' });
    expect(only('{{inputs.hold-out.path}}')).to.deep.equal({ kind: 'inputPath', name: 'hold-out' });
    expect(only('{{\n outputs.model.path\t}}')).to.deep.equal({ kind: 'outputPath', name: 'model' });
    expect(only('{{ steps.serve.url }}')).to.deep.equal({ kind: 'stepUrl', step: 'serve' });
    expect(only('{{ sources.1data.revision }}')).to.deep.equal({ kind: 'sourceRevision', source: '1data' });
    const metric = { kind: 'metric', step: 'evaluate', output: 'report', metric: 'val.acc' };
    for (const text of ['report.val.acc', 'report["val.acc"]', "report['val.acc']", 'report.val["acc"]']) {
      expect(only(`{{ steps.evaluate.outputs.${text} }}`), text).to.deep.equal(metric);
    }
    expect(only('{{ steps.e.outputs.r["val/acc \\"x\\\\ }}"] }}')).to.deep.include({ metric: 'val/acc "x\\ }}' });
  });

  it('keeps the text around, and braces that are none', () => {
    expect(parseTemplate('plain { } }} text').parts).to.deep.equal([{ kind: 'literal', text: 'plain { } }} text' }]);
    expect(parseTemplate('').parts).to.deep.equal([]);
    const json = parseTemplate('{"a":{{ parameters.a }}, "b": {"c": 1}}');
    expect(resolveTemplate(json, () => '2')).to.equal('{"a":2, "b": {"c": 1}}');
  });

  it('writes braces by quoting them', () => {
    expect(resolveTemplate(parseTemplate('a {{ "{{" }} b }} {{ \'}}\' }}'), () => undefined)).to.equal('a {{ b }} }}');
    expect(parseTemplate('{{ "" }}').parts).to.deep.equal([]);
    expect(parseTemplate('{{ "\\\\" }}').parts).to.deep.equal([{ kind: 'literal', text: '\\' }]);
  });

  it('tells what is wrong, where, all at once', () => {
    const cases: readonly (readonly [string, number])[] = [
      ['{{', 1],
      ['ab {{ parameters.a', 4],
      ['{{ parameters.a }', 17],
      ['{{ }}', 4],
      ['{{ parameters }}', 1],
      ['{{ parameters. }}', 14],
      ['{{ parameters.a.b }}', 1],
      ['{{ inputs.a }}', 1],
      ['{{ inputs.a.url }}', 1],
      ['{{ steps.a.outputs.b }}', 1],
      ['{{ steps.a.outputs.b["" ] }}', 21],
      ['{{ steps.a.outputs.b[""] }}', 1],
      ['{{ env.HOME }}', 1],
      ['{{ parameters.a b }}', 17],
      ['{{ parameters.a | upper }}', 17],
      ['{{{ parameters.a }}}', 3],
      ['{{ "a }}', 1],
      ['{{ parameters["a }}', 1],
      ['{{ parameters.é }}', 14],
    ];
    for (const [text, column] of cases) {
      const [problem, ...others] = templateProblems(text);
      expect(problem?.column, text).to.equal(column);
      expect(others, text).to.deep.equal([]);
      expect(() => parseTemplate(text), text)
        .to.throw(/expression: column/)
        .with.property('reason', 'SpecInvalid');
    }
    expect(templateProblems('{{ a }} {{ parameters.b }} {{ c }}').map((problem) => problem.column)).to.deep.equal([
      1, 28,
    ]);
    expect(templateProblems('{{ a }}'.repeat(100))).to.have.length(20);
  });

  it('names what a reference finds nothing for', () => {
    const template = parseTemplate('--x {{ steps.e.outputs.r["val/acc"] }}');
    expect(() => resolveTemplate(template, () => undefined))
      .to.throw('{{ steps.e.outputs.r["val/acc"] }} names nothing')
      .with.property('reason', 'ReferenceUnresolved');
    expect(resolveTemplate(template, () => '')).to.equal('--x ');
  });

  it('substitutes once', () => {
    const template = parseTemplate('{{ parameters.a }}');
    expect(resolveTemplate(template, () => '{{ parameters.b }}')).to.equal('{{ parameters.b }}');
  });

  it('keeps paths and urls as written, in one form, in fingerprints', () => {
    const template = parseTemplate('{{inputs["a"].path}}/{{ parameters.p }}:{{steps.s.url}}');
    expect(fingerprintText(template, () => 'v')).to.equal('{{ inputs.a.path }}/v:{{ steps.s.url }}');
    expect(executionText(template, () => 'v')).to.equal('{{ inputs.a.path }}/v:v');
  });

  it('never lets a value pass for an expression', () => {
    const forged = parseTemplate('{{ parameters.p }}');
    const real = parseTemplate('{{ inputs.a.path }}');
    const text = fingerprintText(forged, () => '{{ inputs.a.path }}');
    expect(text).not.to.equal(fingerprintText(real, () => ''));
    const carried = parseTemplate(executionText(forged, () => '{{ inputs.a.path }}'));
    expect(resolveTemplate(carried, () => 'x')).to.equal('{{ inputs.a.path }}');
    const pieces = parseTemplate('{{ parameters.p }}{ inputs.a.path }}{{ "{" }}{{ inputs.b.path }}');
    const again = parseTemplate(executionText(pieces, () => '{'));
    expect(resolveTemplate(again, () => 'x')).to.equal('{{ inputs.a.path }}{x');
    expect(references(again)).to.have.length(1);
  });

  it('finds references in texts that do not parse, for the graph', () => {
    expect(referencesOf('{{ steps.a.url }} {{ nonsense }}').map(referenceText)).to.deep.equal(['steps.a.url']);
    expect(referencesOf('none')).to.deep.equal([]);
  });

  it('reads a gate metric, and nothing else as one', () => {
    const wanted = { kind: 'metric', step: 'e', output: 'r', metric: 'acc' };
    expect(metricReference('{{ steps.e.outputs.r.acc }}')).to.deep.equal(wanted);
    for (const text of ['accuracy', '', ' {{ steps.e.outputs.r.acc }}', '{{ parameters.a }}', '{{ steps.e.url }}']) {
      expect(() => metricReference(text), text)
        .to.throw(/gate metric: found/)
        .with.property('reason', 'SpecInvalid');
    }
  });
});
