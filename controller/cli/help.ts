import { commonOptions } from './arguments.ts';
import type { Command, OptionDescription } from './command.ts';
import { commands } from './commands.ts';
import { layOut } from './text.ts';

/** `refit --help`. */
export function programHelp(): string {
  const groups = [...new Set(commands.map(({ group }) => group))];
  const list = groups.flatMap((group) => [
    `${group}:`,
    ...layOut(
      commands.filter((entry) => entry.group === group).map(({ name, summary }) => [`  ${name.padEnd(8)}`, summary]),
    ),
    '',
  ]);
  return `Refit retrains and redeploys exactly what a commit of code or data changes.

Usage: refit COMMAND [OPTIONS]
       refit COMMAND --help

${list.join('\n')}
Options:
  -h, --help     show this help
      --version  show the version
      --debug    show where an error happened

Examples:
  refit validate workflow.yaml
      is the workflow well-formed?
  refit plan -f workflow.yaml --from code=HEAD~1
      what would the last commit of the code run again, and why?
  refit up -f workflow.yaml
      run the controller here; push to the sources and watch
  refit get workflows -n ml
      how the workflows of namespace ml stand in the cluster

Where: the state folder .refit here or --state DIR; a cluster only when it is named, with
--cluster, --kubeconfig FILE, --context NAME or -n NAMESPACE.

Exit codes: 0 done; 1 an error, which is printed; 2 only from \`plan --exit-code\`: affected.
`;
}

/** `refit COMMAND --help`. */
export function commandHelp(command: Command): string {
  const options = [...command.options, ...commonOptions];
  const examples = command.examples.map((example) => `  ${example.command}\n      ${example.text}`);
  const exits = command.exits.map(([code, meaning]) => `  ${code}  ${meaning}`);
  return [
    `${command.summary}\n`,
    `Usage: refit ${[command.name, command.positionals.usage, '[OPTIONS]'].filter((part) => part !== '').join(' ')}\n`,
    `${command.description.trim()}\n`,
    `Options:\n${optionLines(options).join('\n')}\n`,
    `Examples:\n${examples.join('\n')}\n`,
    `Exit codes:\n${exits.join('\n')}\n`,
  ].join('\n');
}

function optionLines(options: readonly OptionDescription[]): string[] {
  return layOut(
    options.map(({ name, short, value, repeatable, choices, text }) => {
      const spelled = `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`;
      const notes = [
        choices === undefined ? '' : `one of ${choices.join(', ')}`,
        repeatable === true ? 'may be repeated' : '',
      ].filter((note) => note !== '');
      return [`  ${spelled}`, notes.length === 0 ? text : `${text} (${notes.join('; ')})`];
    }),
  );
}
