import { existsSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import type { Command, Invocation } from '../command.ts';
import { countText, safeLine } from '../text.ts';
import { loadWorkflows, placeSources, problemText, warningText, type LoadedWorkflow } from '../workflow-files.ts';

/** `refit validate` */
export const command: Command = {
  name: 'validate',
  summary: 'Checks workflow files and tells all errors at once.',
  description: `
Reads every document of every FILE and checks it as the controller would: types,
unknown fields, references, expressions, cycles. Nothing is run and no repository
is asked. Problems are printed one a line,

  file:line:col field.path: found ..., allowed ...

to standard output; warnings, which do not fail, start with "warning:".`,
  positionals: { usage: 'FILE...', minimum: 1, maximum: Number.POSITIVE_INFINITY },
  options: [],
  examples: [
    { command: 'refit validate workflow.yaml', text: 'check one file' },
    { command: 'refit validate workflows/', text: 'check every *.yaml of a folder' },
    { command: 'refit validate - < workflow.yaml', text: 'check what comes on standard input' },
  ],
  exits: [
    [0, 'no errors (there may be warnings)'],
    [1, 'errors'],
  ],
  localOnly: 'To have an API server check a file: kubectl apply --dry-run=server -f FILE.',
  run: validate,
};

async function validate({ positionals, cwd, stdout }: Invocation): Promise<number> {
  const { workflows, problems, warnings } = await loadWorkflows(positionals, cwd);
  const lines = [
    ...problems.map(problemText),
    ...warnings.map(warningText),
    ...workflows.flatMap((loaded) => missingSources(loaded, cwd)),
  ];
  for (const line of lines) stdout.write(`${line}\n`);
  const counted = [
    countText(workflows.length, 'workflow'),
    countText(problems.length, 'error'),
    countText(lines.length - problems.length, 'warning'),
  ];
  stdout.write(`${problems.length === 0 ? 'valid' : 'not valid'}: ${counted.join(', ')}\n`);
  return problems.length === 0 ? 0 : 1;
}

/** A path may come to be there later, or be put in place by `--source`: a warning only. */
function missingSources(loaded: LoadedWorkflow, cwd: string): string[] {
  return placeSources(loaded, new Map(), cwd).spec.sources.flatMap((source, index) => {
    const { url } = source.git;
    if (!isAbsolute(url) || existsSync(url)) return [];
    const written = JSON.stringify(loaded.workflow.spec.sources[index]?.git.url ?? url);
    return [
      safeLine(
        `warning: ${loaded.file}:${loaded.line}:1 spec.sources[${index}].git.url: found ${written}, where nothing is, allowed is a git repository`,
      ),
    ];
  });
}
