import type { ModelVersion, WorkflowRun, WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import type { StoredObject } from '../../store/store.ts';
import { allNamespacesOption, plainExits, worldOptions, type Command, type Invocation } from '../command.ts';
import { UsageError } from '../failure.ts';
import { layOut, safeLine } from '../text.ts';

/** `refit get` */
export const command: Command = {
  name: 'get',
  summary: 'Lists workflows, runs or models.',
  description: `
Prints resources of the state folder, or of a cluster. KIND is workflows, runs or
models (also wfs, wfr, mv). JSON and YAML are the whole resources, as {items: [...]}
also where there is one: status.stages[] of a workflow has the url and the model's
digest.`,
  positionals: { usage: 'KIND [NAME]', minimum: 1, maximum: 2 },
  options: [
    { name: 'output', short: 'o', value: 'FORMAT', choices: ['table', 'json', 'yaml'], text: 'how to print them' },
    allNamespacesOption,
    ...worldOptions,
  ],
  examples: [
    { command: 'refit get workflows', text: 'how every workflow stands, and where it serves' },
    { command: 'refit get runs', text: 'what ran' },
    { command: 'refit get workflows -A --context staging', text: 'of all namespaces of a cluster' },
    { command: 'refit get models digits-1a2b3c -o yaml', text: 'one model, with where it came from' },
    {
      command: "refit get workflows -o json | jq -r '.items[].status.stages[].url'",
      text: 'the addresses of all models served',
    },
  ],
  exits: plainExits,
  run: get,
};

const kinds = { workflows: 'WorkflowSpec', runs: 'WorkflowRun', models: 'ModelVersion' } as const;
type Plural = keyof typeof kinds;

/** What each may be called: as kubectl would have it. */
const names: Readonly<Record<Plural, readonly string[]>> = {
  workflows: ['workflow', 'workflows', 'wfs', 'workflowspec', 'workflowspecs'],
  runs: ['run', 'runs', 'wfr', 'workflowrun', 'workflowruns'],
  models: ['model', 'models', 'mv', 'modelversion', 'modelversions'],
};
const plurals: readonly Plural[] = ['workflows', 'runs', 'models'];

async function get(invocation: Invocation): Promise<number> {
  const [noun = '', name] = invocation.positionals;
  const plural = plurals.find((candidate) => names[candidate].includes(noun.toLowerCase()));
  if (plural === undefined) {
    const { nearest } = await import('../../core/nearest.ts');
    const near = nearest(noun, plurals);
    throw new UsageError(
      `get: found ${JSON.stringify(noun)}, allowed is workflows, runs or models${near === undefined ? '' : `; did you mean ${near}?`}`,
      'See refit get --help.',
    );
  }
  const { findObject } = await import('../find.ts');
  const { withWorld } = await import('../world.ts');
  return withWorld(invocation, async (world) => {
    const kind = kinds[plural];
    const { namespace } = world;
    const within = namespace === undefined ? {} : { namespace };
    const items = name === undefined ? await world.store.list(kind, within) : [await findObject(world, kind, name)];
    const sorted = plural === 'runs' ? items.toSorted(byDecision) : items;
    const none = `no ${plural}${namespace === undefined ? '' : ` in namespace ${namespace}`}\n`;
    invocation.stdout.write(await formatItems(plural, sorted, none, invocation));
    return 0;
  });
}

async function formatItems(
  plural: Plural,
  items: readonly StoredObject[],
  none: string,
  { options, stdout }: Invocation,
): Promise<string> {
  const output = options.value('output') ?? 'table';
  if (output === 'json') return `${JSON.stringify({ items }, null, 2)}\n`;
  if (output === 'yaml') return (await import('yaml')).stringify({ items }, { aliasDuplicateObjects: false });
  if (items.length === 0) return none;
  const { modelRows, runRows, workflowRows } = await import('../state/tables.ts');
  const width = stdout.isTTY === true ? (stdout.columns ?? 80) : undefined;
  // Each kind was asked for by its name.
  const rows =
    plural === 'workflows'
      ? workflowRows(items as WorkflowSpec[], Date.now())
      : plural === 'runs'
        ? runRows(items as WorkflowRun[], Date.now())
        : modelRows(items as ModelVersion[], Date.now());
  const shown = options.has('all-namespaces') ? withNamespaces(rows, items) : rows;
  return `${layOut(
    shown.map((row) => row.map(safeLine)),
    width,
  ).join('\n')}\n`;
}

function withNamespaces(rows: readonly (readonly string[])[], items: readonly StoredObject[]): string[][] {
  return rows.map((row, index) => [items[index - 1]?.metadata.namespace ?? 'NAMESPACE', ...row]);
}

function byDecision(a: StoredObject, b: StoredObject): number {
  const [one, other] = [a as WorkflowRun, b as WorkflowRun];
  const [first, second] = [one, other].map(({ metadata, spec }) => `${metadata.namespace}/${spec.workflow}`);
  if (first === undefined || second === undefined || first === second) return one.spec.sequence - other.spec.sequence;
  return first < second ? -1 : 1;
}
