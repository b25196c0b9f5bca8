import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { crdFiles, readDefinition, walk } from '../../../controller/api/generate/crd.ts';
import { conditionReasons, conditionTypes } from '../../../controller/api/v1alpha1/conditions.ts';
import type { Kind } from '../../../controller/api/v1alpha1/kinds.ts';
import { validateObject } from '../../../controller/core/validate/objects.ts';
import { validateWorkflow } from '../../../controller/core/validate/validate.ts';

const crds = new URL('../../../crds/', import.meta.url);
const docs = new URL('../../../docs/spec/', import.meta.url);
const pages = readdirSync(docs).filter((name) => name.endsWith('.md'));

/** Every text in backticks of every heading of a page. */
function headingsOf(page: string): string[] {
  const lines = readFileSync(new URL(page, docs), 'utf8').split('\n');
  const headings = lines.filter((line) => /^#{2,6} /.test(line));
  return headings.flatMap((line) => [...line.matchAll(/`([^`]+)`/g)].map(([, text]) => text ?? ''));
}

/** The documents of every YAML block of a page. */
function objectsOf(page: string): unknown[] {
  const text = readFileSync(new URL(page, docs), 'utf8');
  const blocks = [...text.matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)].map(([, block]) => block ?? '');
  return blocks.flatMap((block) => Array.from(parseAllDocuments(block)).map((document): unknown => document.toJS()));
}

function kindOf(object: unknown): Kind | undefined {
  const { kind } = { ...(object as { kind?: unknown } | null) };
  return kind === 'WorkflowSpec' || kind === 'WorkflowRun' || kind === 'ModelVersion' ? kind : undefined;
}

describe('docs/spec', () => {
  for (const file of crdFiles) {
    const { kind, schema } = readDefinition(crds, file);
    const page = `${kind.toLowerCase()}.md`;

    it(`${page} has one heading for every field of the spec, and none for others`, () => {
      const fields: string[] = [];
      walk(schema.properties?.['spec'] ?? {}, (_, path) => {
        if (path !== '' && !path.endsWith('[]') && !path.endsWith('{}')) fields.push(`.spec.${path}`);
      });
      const headings = headingsOf(page).filter((heading) => heading.startsWith('.spec.'));
      expect(fields.length).to.be.greaterThan(8);
      expect(headings.toSorted()).to.deep.equal(fields.toSorted());
    });

    it(`${page} names every top-level field of the status`, () => {
      const text = readFileSync(new URL(page, docs), 'utf8');
      const fields = Object.keys(schema.properties?.['status']?.properties ?? {});
      const generic = ['observedGeneration', 'conditions'];
      expect(fields.filter((field) => !generic.includes(field) && !text.includes(`.status.${field}`))).to.deep.equal(
        [],
      );
    });

    it(`${page} follows the order of all spec pages`, () => {
      const sections = readFileSync(new URL(page, docs), 'utf8').match(/^## .*$/gm) ?? [];
      expect(sections).to.have.length(4);
      expect(sections[0]).to.equal('## Example');
      expect(sections[1]).to.match(/^## (Writing|Reading) a /);
      expect(sections[2]).to.match(/^## Working with /);
      expect(sections[3]).to.equal(`## ${kind} status`);
    });
  }

  it('has a heading for every type of condition, and a word on every reason', () => {
    const texts = ['workflowspec.md', 'workflowrun.md']
      .map((page) => readFileSync(new URL(page, docs), 'utf8'))
      .join('\n');
    const headings = new Set([...headingsOf('workflowspec.md'), ...headingsOf('workflowrun.md')]);
    expect(Object.keys(conditionTypes).filter((type) => !headings.has(type))).to.deep.equal([]);
    expect(Object.keys(conditionReasons).filter((reason) => !texts.includes(`\`${reason}\``))).to.deep.equal([]);
  });

  it('shows only objects that are accepted', () => {
    const objects = pages.flatMap(objectsOf).filter((object) => kindOf(object) !== undefined);
    expect(new Set(objects.map(kindOf))).to.deep.equal(new Set(['WorkflowSpec', 'WorkflowRun', 'ModelVersion']));
    for (const object of objects) {
      const problems = validateObject(kindOf(object) ?? expect.fail(), object);
      expect(problems.map(({ message }) => message)).to.deep.equal([]);
    }
  });

  it('shows no workflow that is warned about', () => {
    const workflows = pages.flatMap(objectsOf).filter((object) => kindOf(object) === 'WorkflowSpec');
    const warnings = workflows.flatMap((object) => validateWorkflow(object).warnings);
    // Names of images are made up, and read better without a digest.
    expect(warnings.filter(({ rule }) => rule !== 'image-not-pinned')).to.deep.equal([]);
  });
});
