import { expect } from 'chai';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { parse } from 'yaml';
import { validateObject } from '../../../controller/core/validate/objects.ts';
import { runArgoLua } from './argo-lua.ts';

const root = join(import.meta.dirname, '../../../manifests/argocd/customizations');
const kinds = ['WorkflowSpec', 'WorkflowRun', 'ModelVersion'] as const;
const folderOf = (kind: string): string => join(root, 'resource_customizations/refit.dev', kind);

interface HealthTests {
  readonly tests: readonly { readonly inputPath: string; readonly healthStatus: unknown }[];
}
interface ActionTests {
  readonly discoveryTests: readonly {
    readonly inputPath: string;
    readonly result: readonly { readonly name: string; readonly disabled: boolean }[];
  }[];
  readonly actionTests: readonly { readonly action: string; readonly inputPath: string }[];
}
interface Actions {
  readonly 'discovery.lua': string;
  readonly definitions: readonly { readonly name: string; readonly 'action.lua': string }[];
}
interface Annotated {
  readonly metadata: { readonly annotations?: Readonly<Record<string, string>> };
}

function read<T>(...path: string[]): T {
  return parse(readFileSync(join(...path), 'utf8')) as T;
}

describe('Argo CD customizations', () => {
  for (const kind of kinds) {
    const folder = folderOf(kind);

    it(`${kind}: the recorded objects are ones the CRD accepts`, () => {
      const files = globSync('testdata/*.yaml', { cwd: folder });
      expect(files.length).to.be.greaterThan(3);
      for (const file of files) expect(validateObject(kind, read(folder, file)), file).to.deep.equal([]);
    });

    it(`${kind}: every recorded object has the health that is expected of it`, async () => {
      const script = readFileSync(join(folder, 'health.lua'), 'utf8');
      const { tests } = read<HealthTests>(folder, 'health_test.yaml');
      const inputs = tests.map(({ inputPath }) => inputPath).toSorted();
      expect(inputs).to.deep.equal(globSync('testdata/*.yaml', { cwd: folder }).toSorted());
      for (const { inputPath, healthStatus } of tests) {
        expect(await runArgoLua(script, read(folder, inputPath)), inputPath).to.deep.equal(healthStatus);
      }
    });

    it(`${kind}: health of an object that nobody has looked at is no error`, async () => {
      const script = readFileSync(join(folder, 'health.lua'), 'utf8');
      const bare = { apiVersion: 'refit.dev/v1alpha1', kind, metadata: { name: 'x', generation: 1 }, spec: {} };
      const status = kind === 'ModelVersion' ? 'Healthy' : 'Progressing';
      expect(await runArgoLua(script, bare)).to.include({ status });
    });
  }

  for (const kind of ['WorkflowSpec', 'WorkflowRun']) {
    const folder = join(folderOf(kind), 'actions');
    const actions = read<Actions>(root, 'actions', `${kind}.yaml`);

    it(`${kind}: actions are offered when they make sense`, async () => {
      for (const { inputPath, result } of read<ActionTests>(folder, 'action_test.yaml').discoveryTests) {
        const offered = (await runArgoLua(actions['discovery.lua'], read(folder, inputPath))) as Record<
          string,
          { disabled?: boolean }
        >;
        const found = Object.entries(offered).map(([name, { disabled }]) => ({ name, disabled: disabled ?? false }));
        expect(
          found.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
          inputPath,
        ).to.deep.equal(result);
      }
    });

    it(`${kind}: an action adds its request and changes nothing else`, async () => {
      const { actionTests } = read<ActionTests>(folder, 'action_test.yaml');
      expect(new Set(actionTests.map(({ action }) => action))).to.deep.equal(
        new Set(actions.definitions.map(({ name }) => name)),
      );
      for (const { action, inputPath } of actionTests) {
        const script = actions.definitions.find(({ name }) => name === action)?.['action.lua'] ?? expect.fail();
        const before = read<Annotated>(folder, inputPath);
        const after = (await runArgoLua(script, before)) as Annotated;
        const { [`refit.dev/${action}`]: token, ...others } = after.metadata.annotations ?? {};
        expect(token).to.match(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
        expect(others).to.deep.equal(before.metadata.annotations ?? {});
        expect(withoutEmpty({ ...after, metadata: { ...after.metadata, annotations: {} } })).to.deep.equal(
          withoutEmpty({ ...before, metadata: { ...before.metadata, annotations: {} } }),
        );
      }
    });

    it(`${kind}: the text for argocd-cm and the upstream form say the same`, () => {
      const upstream = globSync('**/*.lua', { cwd: folder });
      const embedded: Record<string, string> = { 'discovery.lua': actions['discovery.lua'] };
      for (const definition of actions.definitions)
        embedded[`${definition.name}/action.lua`] = definition['action.lua'];
      const files = upstream.map((file) => [file, readFileSync(join(folder, file), 'utf8')]);
      expect(Object.fromEntries(files)).to.deep.equal(embedded);
    });
  }

  it('every script is one of the keys of argocd-cm', () => {
    const { configMapGenerator } = read<{ configMapGenerator: { files: string[] }[] }>(root, 'kustomization.yaml');
    const files = configMapGenerator.flatMap((generator) => generator.files).map((entry) => entry.split('=')[1]);
    const health = globSync('resource_customizations/**/health.lua', { cwd: root });
    expect(files).to.include.members(health.map((file) => relative('.', file)));
    expect(health.map((file) => basename(dirname(file))).toSorted()).to.deep.equal([...kinds].toSorted());
  });
});

/** Lua has one kind of table: an empty list and an empty map cannot be told apart. Argo CD repairs that from the original. */
function withoutEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.length === 0 ? {} : value.map(withoutEmpty);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutEmpty(entry)]));
}
