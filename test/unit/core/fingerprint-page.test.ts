import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { parseTemplate, references, referenceText } from '../../../controller/core/expressions.ts';
import { sha256Hex } from '../../../controller/core/hash.ts';
import { bytesOf } from '../../../controller/core/paths.ts';
import { compilePatterns } from '../../../controller/core/select.ts';

const page = readFileSync(new URL('../../../docs/spec/fingerprint.md', import.meta.url), 'utf8');

/** Rows of the table under a heading: per cell its code spans. */
function tableUnder(heading: string): readonly (readonly (readonly string[])[])[] {
  const section = page.split('\n## ').find((each) => each.startsWith(`${heading}\n`)) ?? '';
  const rows = section.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((span) => span[1] ?? '')),
  );
}

describe('docs/spec/fingerprint.md', () => {
  it('tells what patterns select', () => {
    const rows = tableUnder('Path patterns');
    expect(rows.length).to.be.above(10);
    for (const [patterns = [], selected = [], others = []] of rows) {
      const selector = compilePatterns(patterns);
      for (const path of selected) expect(selector.selects(bytesOf(path)), `${patterns.join()} ${path}`).to.equal(true);
      for (const path of others) expect(selector.selects(bytesOf(path)), `${patterns.join()} ${path}`).to.equal(false);
    }
  });

  it('shows expressions that are, in the form Refit writes them', () => {
    const rows = tableUnder('Expressions');
    expect(rows).to.have.length(6);
    for (const [[text = ''] = []] of rows) {
      const [reference] = references(parseTemplate(text));
      expect(reference && `{{ ${referenceText(reference)} }}`).to.equal(text);
    }
  });

  it('shows a fingerprint that is the sha256 of its content', () => {
    const [, content = '', fingerprint] =
      /The smallest one, `([^`]+)`, has the fingerprint\n`([^`]+)`/.exec(page) ?? [];
    expect(sha256Hex(content)).to.equal(fingerprint);
  });
});
