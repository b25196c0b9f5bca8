import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { generate, staleFiles } from '../../../controller/api/generate.ts';

describe('generated types and validators', () => {
  it('are what crds/ says', async () => {
    expect(staleFiles(await generate())).to.deep.equal([]);
  });

  it('would be found stale if they were not', async () => {
    const files = new Map(await generate());
    files.set('workflowspec.generated.ts', 'something else');
    files.set('missing.generated.ts', '');
    expect(staleFiles(files)).to.deep.equal(['workflowspec.generated.ts', 'missing.generated.ts']);
  });

  it('take nothing of ajv but its run-time functions', () => {
    const url = new URL('../../../controller/api/v1alpha1/validators.generated.js', import.meta.url);
    const imports = [...readFileSync(url, 'utf8').matchAll(/\bfrom '([^']+)'/g)].map(([, name]) => name);
    expect(imports).to.deep.equal(['ajv/dist/runtime/ucs2length.js']);
  });
});
