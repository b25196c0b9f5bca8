import type { Command } from './command.ts';

/** A command in the list. What it is made of is loaded when it is called: `plan` does not pay for `up`. */
export interface CommandEntry {
  readonly name: string;
  readonly group: string;
  readonly summary: string;
  load(): Promise<Command>;
}

/** All commands, in the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'init',
    group: 'Before you push',
    summary: 'write a workflow from a DVC pipeline',
    load: async () => (await import('./commands/init.ts')).command,
  },
  {
    name: 'validate',
    group: 'Before you push',
    summary: 'check workflow files, all errors at once',
    load: async () => (await import('./commands/validate.ts')).command,
  },
  {
    name: 'plan',
    group: 'Before you push',
    summary: 'what would run, what is reused, and why',
    load: async () => (await import('./commands/plan.ts')).command,
  },
  {
    name: 'up',
    group: 'Run',
    summary: 'run the controller on this machine',
    load: async () => (await import('./commands/up.ts')).command,
  },
  {
    name: 'down',
    group: 'Run',
    summary: 'end the model servers of a state folder',
    load: async () => (await import('./commands/down.ts')).command,
  },
  {
    name: 'get',
    group: 'Look',
    summary: 'list workflows, runs or models',
    load: async () => (await import('./commands/get.ts')).command,
  },
  {
    name: 'explain',
    group: 'Look',
    summary: 'why a run ran what it ran',
    load: async () => (await import('./commands/explain.ts')).command,
  },
  {
    name: 'logs',
    group: 'Look',
    summary: 'what the steps of a run printed',
    load: async () => (await import('./commands/logs.ts')).command,
  },
  {
    name: 'events',
    group: 'Look',
    summary: 'what happened, in order',
    load: async () => (await import('./commands/events.ts')).command,
  },
  {
    name: 'retry',
    group: 'Act',
    summary: 'run a finished run again, at the same revisions',
    load: async () => (await import('./commands/retry.ts')).command,
  },
  {
    name: 'cancel',
    group: 'Act',
    summary: 'end a run that is under way',
    load: async () => (await import('./commands/cancel.ts')).command,
  },
  {
    name: 'run',
    group: 'Act',
    summary: 'ask for a run now, or force steps to run again',
    load: async () => (await import('./commands/run.ts')).command,
  },
];
