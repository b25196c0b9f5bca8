import type { WorkflowRun } from '../../api/v1alpha1/kinds.ts';
import type { RecordedEvent } from '../../store/store.ts';
import { plainExits, stateOption, type Command, type Invocation } from '../command.ts';
import { ageText, layOut, safeLine } from '../text.ts';

/** `refit events` */
export const command: Command = {
  name: 'events',
  summary: 'Shows what happened, in order.',
  description: `
Prints the events of the state folder, the newest last. Repeats are counted. With
NAME, only those of the workflow of that name and its runs, or of that run or model.`,
  positionals: { usage: '[NAME]', minimum: 0, maximum: 1 },
  options: [
    { name: 'output', short: 'o', value: 'FORMAT', choices: ['table', 'json'], text: 'how to print them' },
    stateOption,
  ],
  examples: [
    { command: 'refit events', text: 'everything' },
    { command: 'refit events digits', text: 'of one workflow' },
  ],
  exits: plainExits,
  run: events,
};

async function events(invocation: Invocation): Promise<number> {
  const { unknownName, withState } = await import('../state/open.ts');
  const [name] = invocation.positionals;
  return withState(invocation, async ({ store }) => {
    const all = await store.events();
    const runs = await store.list<WorkflowRun>('WorkflowRun');
    const ofName = new Set([name, ...runs.filter((run) => run.spec.workflow === name).map((run) => run.metadata.name)]);
    const wanted = name === undefined ? all : all.filter(({ regarding }) => ofName.has(regarding.name));
    if (name !== undefined && wanted.length === 0) {
      const known = [
        ...new Set([
          ...all.map(({ regarding }) => regarding.name),
          ...(await store.list('WorkflowSpec')).map(({ metadata }) => metadata.name),
        ]),
      ];
      if (!known.includes(name)) throw unknownName('object with events', name, known);
    }
    if (invocation.options.value('output') === 'json')
      invocation.stdout.write(`${JSON.stringify({ items: wanted }, null, 2)}\n`);
    else invocation.stdout.write(table(wanted, invocation));
    return 0;
  });
}

function table(events: readonly RecordedEvent[], { stdout }: Invocation): string {
  if (events.length === 0) return 'no events\n';
  const now = Date.now();
  const rows = events.map(({ lastSeen, type, reason, regarding, count, message }) => [
    ageText(lastSeen, now),
    type,
    reason,
    regarding.name,
    count === 1 ? '' : `x${count}`,
    message,
  ]);
  const width = stdout.isTTY === true ? (stdout.columns ?? 80) : undefined;
  return `${layOut(
    [['AGE', 'TYPE', 'REASON', 'OBJECT', '', 'MESSAGE'], ...rows].map((row) => row.map(safeLine)),
    width,
  ).join('\n')}\n`;
}
