import { clusterOptions, stateOption, type Command } from '../command.ts';

/** `refit plan` */
export const command: Command = {
  name: 'plan',
  summary: 'Shows what would run, what is reused, and why. Changes nothing.',
  description: `
Judges every step by the content it consumes, exactly as the controller does.

With --from, everything is taken as done at those revisions, and the plan is what
the way to --to would run. It needs local clones only, no state: use it before a
push or in a CI job. Sources not named in --from have not moved.

Without --from, the plan is made against the results of the state folder (--state,
or .refit where it is there), or of a cluster (-n, --context, --kubeconfig or
--cluster), where steps run in images; without any, nothing is done yet.

Private sources are read with the secrets of that state folder or cluster (there,
as far as you may read them), or with those of --secret.

REV is anything git rev-parse understands in the clone: HEAD~1, a tag, a branch, a
short id. WORKTREE, after --to only, is the working copy as git add -A would stage
it now. By default --to is where the source's branch is.

Actions: Run (certain to run), Reuse (a result is there), Pending (only a step that
runs before it can tell).`,
  positionals: { usage: '', minimum: 0, maximum: Number.POSITIVE_INFINITY },
  options: [
    {
      name: 'file',
      short: 'f',
      value: 'FILE',
      repeatable: true,
      text: 'workflow file, folder of them, or - for standard input',
    },
    { name: 'from', value: 'SOURCE=REV', repeatable: true, text: 'take everything as done at REV' },
    { name: 'to', value: 'SOURCE=REV', repeatable: true, text: 'judge the source at REV, or at WORKTREE' },
    { name: 'source', value: 'SOURCE=PATH', repeatable: true, text: "a local clone in place of the source's url" },
    {
      name: 'secret',
      value: 'NAME=FILE',
      repeatable: true,
      text: 'credentials of a private source: a folder of keys',
    },
    { ...stateOption, text: 'judge against this state folder (default: .refit, where it is there)' },
    ...clusterOptions,
    { name: 'output', short: 'o', value: 'FORMAT', choices: ['table', 'json'], text: 'how to print it' },
    { name: 'exit-code', text: 'exit 2 when something would run' },
  ],
  examples: [
    { command: 'refit plan -f workflow.yaml', text: 'against the results of .refit' },
    { command: 'refit plan -f workflow.yaml --from code=HEAD~1', text: 'what the last commit of the code runs again' },
    {
      command: 'refit plan -f workflow.yaml --from data=HEAD --to data=WORKTREE',
      text: 'what the edits not committed yet would run',
    },
    {
      command: 'refit plan -f workflow.yaml --source code=. --to code=HEAD -n ml',
      text: 'what pushing this commit would run in namespace ml of the cluster',
    },
    {
      command: 'refit plan -f workflow.yaml --source code=. --from code=origin/main --to code=HEAD --exit-code',
      text: 'in CI: does this branch retrain anything?',
    },
  ],
  exits: [
    [0, 'planned'],
    [1, 'an error, which is printed'],
    [2, 'with --exit-code: affected, something would run'],
  ],
  run: async (invocation) => (await import('../plan/run-plan.ts')).runPlan(command, invocation),
};
