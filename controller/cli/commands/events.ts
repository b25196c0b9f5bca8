import type { WorkflowRun } from '../../api/v1alpha1/kinds.ts';
import type { RecordedEvent } from '../../store/store.ts';
import { allNamespacesOption, plainExits, worldOptions, type Command, type Invocation } from '../command.ts';
import type { World } from '../world.ts';
import { ageText, layOut, safeLine } from '../text.ts';

/** `refit events` */
export const command: Command = {
  name: 'events',
  summary: 'Shows what happened, in order.',
  description: `
Prints the events of the state folder, or of a cluster, the newest last. Repeats are
counted. With NAME, only those of the workflow of that name and its runs, or of that
run or model.`,
  positionals: { usage: '[NAME]', minimum: 0, maximum: 1 },
  options: [
    { name: 'output', short: 'o', value: 'FORMAT', choices: ['table', 'json'], text: 'how to print them' },
    allNamespacesOption,
    ...worldOptions,
  ],
  examples: [
    { command: 'refit events', text: 'everything' },
    { command: 'refit events digits', text: 'of one workflow' },
    { command: 'refit events -n ml', text: 'of namespace ml in the cluster' },
  ],
  exits: plainExits,
  run: events,
};

async function events(invocation: Invocation): Promise<number> {
  const { withWorld } = await import('../world.ts');
  const [name] = invocation.positionals;
  return withWorld(invocation, async (world) => {
    const all = await world.store.events(within(world));
    const wanted = name === undefined ? all : await eventsOf(world, all, name);
    if (invocation.options.value('output') === 'json')
      invocation.stdout.write(`${JSON.stringify({ items: wanted }, null, 2)}\n`);
    else invocation.stdout.write(table(wanted, invocation));
    return 0;
  });
}

function within({ namespace }: World): { namespace?: string } {
  return namespace === undefined ? {} : { namespace };
}

/** Of a workflow also those of its runs. @throws UsageError for a name that nothing has */
async function eventsOf(world: World, all: readonly RecordedEvent[], name: string): Promise<readonly RecordedEvent[]> {
  const runs = await world.store.list<WorkflowRun>('WorkflowRun', within(world));
  const ofName = new Set([name, ...runs.filter((run) => run.spec.workflow === name).map((run) => run.metadata.name)]);
  const wanted = all.filter(({ regarding }) => ofName.has(regarding.name));
  if (wanted.length > 0) return wanted;
  const workflows = await world.store.list('WorkflowSpec', within(world));
  const names = [...all.map(({ regarding }) => regarding.name), ...workflows.map(({ metadata }) => metadata.name)];
  const known = [...new Set(names)];
  if (known.includes(name)) return wanted;
  const { unknownName } = await import('../find.ts');
  const where = world.namespace === undefined ? '' : ` in namespace ${world.namespace}`;
  throw unknownName('object with events', name, known, where);
}

function table(events: readonly RecordedEvent[], { options, stdout }: Invocation): string {
  if (events.length === 0) return 'no events\n';
  const now = Date.now();
  const spread = options.has('all-namespaces');
  const rows = events.map(({ lastSeen, type, reason, regarding, count, message }) => [
    ...(spread ? [regarding.namespace] : []),
    ageText(lastSeen, now),
    type,
    reason,
    regarding.name,
    count === 1 ? '' : `x${count}`,
    message,
  ]);
  const width = stdout.isTTY === true ? (stdout.columns ?? 80) : undefined;
  return `${layOut(
    [[...(spread ? ['NAMESPACE'] : []), 'AGE', 'TYPE', 'REASON', 'OBJECT', '', 'MESSAGE'], ...rows].map((row) =>
      row.map(safeLine),
    ),
    width,
  ).join('\n')}\n`;
}
