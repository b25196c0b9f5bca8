import type { ModelVersion, WorkflowRun, WorkflowSpec } from '../../api/v1alpha1/kinds.ts';
import type { StoredObject } from '../../store/store.ts';
import { plainExits, stateOption, type Command, type Invocation } from '../command.ts';
import { UsageError } from '../failure.ts';
import { layOut, safeLine } from '../text.ts';

/** `refit get` */
export const command: Command = {
  name: 'get',
  summary: 'Lists workflows, runs or models.',
  description: `
Prints resources of the state folder. KIND is workflows, runs or models (also wfs,
wfr, mv). JSON and YAML are the whole resources, as {items: [...]} also where there
is one: status.stages[] of a workflow has the url and the model's digest.`,
  positionals: { usage: 'KIND [NAME]', minimum: 1, maximum: 2 },
  options: [
    { name: 'output', short: 'o', value: 'FORMAT', choices: ['table', 'json', 'yaml'], text: 'how to print them' },
    stateOption,
  ],
  examples: [
    { command: 'refit get workflows', text: 'how every workflow stands, and where it serves' },
    { command: 'refit get runs', text: 'what ran' },
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
  const { findObject, withState } = await import('../state/open.ts');
  return withState(invocation, async ({ store }) => {
    const items = name === undefined ? await store.list(kinds[plural]) : [await findObject(store, kinds[plural], name)];
    const sorted = plural === 'runs' ? items.toSorted(byDecision) : items;
    invocation.stdout.write(await formatItems(plural, sorted, invocation));
    return 0;
  });
}

async function formatItems(
  plural: Plural,
  items: readonly StoredObject[],
  { options, stdout }: Invocation,
): Promise<string> {
  const output = options.value('output') ?? 'table';
  if (output === 'json') return `${JSON.stringify({ items }, null, 2)}\n`;
  if (output === 'yaml') return (await import('yaml')).stringify({ items }, { aliasDuplicateObjects: false });
  if (items.length === 0) return `no ${plural}\n`;
  const { modelRows, runRows, workflowRows } = await import('../state/tables.ts');
  const width = stdout.isTTY === true ? (stdout.columns ?? 80) : undefined;
  // Each kind was asked for by its name.
  const rows =
    plural === 'workflows'
      ? workflowRows(items as WorkflowSpec[], Date.now())
      : plural === 'runs'
        ? runRows(items as WorkflowRun[], Date.now())
        : modelRows(items as ModelVersion[], Date.now());
  return `${layOut(
    rows.map((row) => row.map(safeLine)),
    width,
  ).join('\n')}\n`;
}

function byDecision(a: StoredObject, b: StoredObject): number {
  const [one, other] = [a as WorkflowRun, b as WorkflowRun];
  return one.spec.workflow === other.spec.workflow
    ? one.spec.sequence - other.spec.sequence
    : one.spec.workflow < other.spec.workflow
      ? -1
      : 1;
}
