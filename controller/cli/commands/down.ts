import { plainExits, stateOption, type Command, type Invocation } from '../command.ts';
import { UsageError } from '../failure.ts';
import { countText } from '../text.ts';

/** `refit down` */
export const command: Command = {
  name: 'down',
  summary: 'Ends the model servers of a state folder.',
  description: `
Model servers and their proxies outlive the controller; this ends them. What was
served stays recorded: the next "refit up" serves it again at the same address.
Results, models and history are kept. Refused while a controller is at work on the
folder, which would start the servers again. On this machine only: what serves in a
cluster goes with its workflow, if that has deletionPolicy Delete.`,
  positionals: { usage: '', minimum: 0, maximum: 0 },
  options: [stateOption],
  examples: [
    { command: 'refit down', text: 'end the servers of .refit' },
    { command: 'refit down --state /var/lib/refit', text: 'of another state folder' },
  ],
  exits: plainExits,
  localOnly: 'What serves in a cluster goes with its workflow, if that has deletionPolicy Delete.',
  run: down,
};

async function down(invocation: Invocation): Promise<number> {
  const { chooseWorld } = await import('../world.ts');
  const { stateHolder } = await import('../../store/lock.ts');
  const { shutdownServing } = await import('../../serving/process/shutdown.ts');
  const choice = chooseWorld(invocation);
  if (choice.kind !== 'Folder')
    throw new UsageError('.refit is no state folder', 'Name the folder that `refit up` works in with --state DIR.');
  const { folder } = choice;
  const holder = stateHolder(folder);
  if (holder !== undefined) {
    const who = holder === 0 ? 'a controller' : `a controller (process ${holder})`;
    throw new UsageError(
      `${who} is at work on ${folder}`,
      'Stop it first (Ctrl-C in its terminal), then run `refit down` again.',
    );
  }
  const ended = await shutdownServing(folder);
  invocation.stdout.write(ended === 0 ? 'nothing was being served\n' : `${countText(ended, 'served stage')} ended\n`);
  return 0;
}
