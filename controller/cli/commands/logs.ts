import { plainExits, worldOptions, type Command, type Invocation } from '../command.ts';

/** `refit logs` */
export const command: Command = {
  name: 'logs',
  summary: 'Shows what the steps of a run printed.',
  description: `
Prints the log of one step, or of every step of the run that ran, one after the other
with a line "==> STEP" before each. Of a step that is running, what it has printed so
far; with -f, also what it prints from now on, until it ends. Of a result that was
reused, the log of the execution that made it. Stored logs are bounded: head and
tail are kept.`,
  positionals: { usage: 'RUN [STEP]', minimum: 1, maximum: 2 },
  options: [{ name: 'follow', short: 'f', text: 'go on until the steps end' }, ...worldOptions],
  examples: [
    { command: 'refit logs digits-3 train', text: 'what train printed' },
    { command: 'refit logs digits-3 -f', text: 'watch the whole run' },
    { command: 'refit logs digits-3 train -n ml', text: 'of namespace ml in the cluster' },
  ],
  exits: plainExits,
  run: async (invocation: Invocation) => (await import('../state/run-logs.ts')).runLogs(invocation),
};
