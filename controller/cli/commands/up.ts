import { stateOption, type Command } from '../command.ts';

/** `refit up` */
export const command: Command = {
  name: 'up',
  summary: 'Runs the controller on this machine.',
  description: `
Applies the workflows of the files, follows their sources and runs what a push
changes: steps as processes, models served on stable local ports. On a terminal it
shows a live table, elsewhere a line per change.

The files are watched: an edited spec is applied at once, an edit with errors is
reported and changes nothing. Source urls that are paths are relative to their file.

Ctrl-C ends the controller, not what it started: steps under way and model servers
go on, and the next "refit up" on the same state folder takes them up. A second
Ctrl-C ends it at once. "refit down" ends the servers.

On this machine only: in a cluster the controller is installed once, and workflows
are applied with kubectl or by a GitOps tool.

With --once it settles - every source looked at, every run at its end - and exits.
Call it again after a push.`,
  positionals: { usage: '', minimum: 0, maximum: Number.POSITIVE_INFINITY },
  options: [
    {
      name: 'file',
      short: 'f',
      value: 'FILE',
      repeatable: true,
      text: 'workflow file, or folder of them (default: those of the state)',
    },
    { ...stateOption, text: 'where everything is kept; one controller at a time (default: .refit)' },
    { name: 'source', value: 'SOURCE=PATH', repeatable: true, text: "a local repository in place of the source's url" },
    {
      name: 'secret',
      value: 'NAME=FILE',
      repeatable: true,
      text: 'a secret: a file (one key), a *.env file, or a folder of keys',
    },
    { name: 'parallel', value: 'N', text: 'steps under way at once (default: the number of processors)' },
    { name: 'webhooks', value: 'HOST:PORT', text: 'receive webhooks of git hosts there (docs/webhooks.md)' },
    { name: 'once', text: 'settle, sum up, exit' },
  ],
  examples: [
    { command: 'refit up -f workflow.yaml', text: 'run, and push to the sources to see it work' },
    { command: 'refit up -f workflow.yaml --once', text: 'bring everything up to date, then exit' },
    {
      command: 'refit up -f workflow.yaml --source code=../clone --secret hub=hub.env',
      text: 'from a clone of your own, with a secret',
    },
    { command: 'refit up', text: 'go on with the workflows of .refit' },
  ],
  exits: [
    [0, 'stopped by Ctrl-C; with --once: every workflow is up to date'],
    [1, 'an error, which is printed; with --once: something failed or was refused'],
  ],
  localOnly: 'In a cluster the controller runs already: kubectl apply -f FILE.',
  run: async (invocation) => (await import('../up/run-up.ts')).runUp(command, invocation),
};
