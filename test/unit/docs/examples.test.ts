import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { formatProblem, readWorkflowDocuments } from '../../../controller/core/validate/document.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

describe('examples', () => {
  const files = globSync('examples/*/workflow*.yaml', { cwd: root }).toSorted();

  it('are there', () => {
    expect(files).to.include('examples/digits/workflow.yaml');
  });

  for (const file of files) {
    it(`${file} is accepted without a warning`, () => {
      const { documents, problems, warnings } = readWorkflowDocuments(readFileSync(root + file, 'utf8'), file);
      expect([...problems, ...warnings].map(formatProblem)).to.deep.equal([]);
      expect(documents).to.have.length(1);
    });
  }
});
