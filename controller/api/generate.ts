/**
 * Makes the types and validators of controller/api/v1alpha1 from the CRDs. With `--check` it writes nothing and fails
 * when a committed file is not what it would write.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { crdFiles, readDefinition } from './generate/crd.ts';
import { generateTypes } from './generate/types.ts';
import { generateFields, generateValidators, generateValidatorTypes } from './generate/validators.ts';

const crds = new URL('../../crds/', import.meta.url);
const target = new URL('v1alpha1/', import.meta.url);

/** File name -> content, of everything that is generated. */
export async function generate(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const file of crdFiles) {
    const definition = readDefinition(crds, file);
    files.set(`${definition.kind.toLowerCase()}.generated.ts`, await generateTypes(definition));
  }
  const definitions = crdFiles.map((file) => readDefinition(crds, file));
  files.set('validators.generated.js', generateValidators(definitions));
  files.set('validators.generated.d.ts', generateValidatorTypes(definitions));
  files.set('fields.generated.ts', generateFields(readDefinition(crds, crdFiles[0])));
  return files;
}

/** Names of generated files that are missing or differ from `files`. */
export function staleFiles(files: ReadonlyMap<string, string>): string[] {
  return [...files.keys()].filter((name) => {
    const url = new URL(name, target);
    return !existsSync(url) || readFileSync(url, 'utf8') !== files.get(name);
  });
}

async function main(check: boolean): Promise<void> {
  const files = await generate();
  const stale = staleFiles(files);
  if (!check) {
    for (const name of stale) writeFileSync(new URL(name, target), files.get(name) ?? '');
    return;
  }
  if (stale.length === 0) return;
  process.stderr.write(`not what crds/ says: ${stale.join(', ')}; run npm run generate\n`);
  process.exitCode = 1;
}

if (import.meta.main) await main(process.argv.includes('--check'));
