import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { Command, Invocation } from '../command.ts';
import { UsageError } from '../failure.ts';
import { countText, safeLine } from '../text.ts';

/** `refit init` */
export const command: Command = {
  name: 'init',
  summary: 'Writes a WorkflowSpec from a DVC pipeline.',
  description: `
Reads a dvc.yaml and writes a workflow that runs the same commands on the same
files: each stage is a step, its deps are inputs, its outs are outputs, params
are keys of a file, metrics can be used in gates. Scripts stay as they are.
What cannot be carried over is an error; what needs a look is told as a note.`,
  positionals: { usage: '', minimum: 0, maximum: 0 },
  options: [
    { name: 'from', value: 'FILE', text: 'the pipeline (default: dvc.yaml)' },
    { name: 'name', value: 'NAME', text: "the workflow's name (default: the repository's folder)" },
    { name: 'image', value: 'IMAGE', text: 'the container image that steps run in, for a cluster' },
    { name: 'url', value: 'URL', text: "where the repository is (default: that of the remote 'origin')" },
    {
      name: 'output',
      short: 'o',
      value: 'FILE',
      text: 'where to write it, - for standard output (default: workflow.yaml)',
    },
    { name: 'force', text: 'write over a file that is there' },
  ],
  examples: [
    { command: 'refit init', text: 'write workflow.yaml from dvc.yaml' },
    { command: 'refit init --from train/dvc.yaml -o -', text: 'print what it would be' },
  ],
  exits: [
    [0, 'written (there may be notes)'],
    [1, 'an error, which is printed'],
  ],
  localOnly: 'Apply the file that it writes: kubectl apply -f workflow.yaml.',
  run: init,
};

const lockFiles = ['requirements.lock', 'requirements.txt', 'uv.lock', 'poetry.lock'];

async function init({ options, cwd, stdout, stderr }: Invocation): Promise<number> {
  const target = options.value('output') ?? 'workflow.yaml';
  const path = resolve(cwd, target);
  if (target !== '-' && existsSync(path) && !options.has('force'))
    throw new UsageError(`${target} is there already`, 'Name another file with -o, or add --force.');
  const { text, notes } = await write(options.value('from') ?? 'dvc.yaml', {
    cwd,
    folder: target === '-' ? cwd : dirname(path),
    name: options.value('name'),
    image: options.value('image'),
    url: options.value('url'),
  });
  for (const note of notes) stderr.write(`note: ${safeLine(note)}\n`);
  if (target === '-') stdout.write(text);
  else {
    await writeFile(path, text);
    stdout.write(
      `wrote ${safeLine(target)}, ${countText(notes.length, 'note')}; try: refit plan -f ${safeLine(target)}\n`,
    );
  }
  return 0;
}

interface Wishes {
  readonly cwd: string;
  /** Where the workflow's file will be. */
  readonly folder: string;
  readonly name: string | undefined;
  readonly image: string | undefined;
  readonly url: string | undefined;
}

async function write(
  from: string,
  wishes: Wishes,
): Promise<{ readonly text: string; readonly notes: readonly string[] }> {
  const { cwd, folder, image } = wishes;
  const file = resolve(cwd, from);
  if (!existsSync(file)) throw new UsageError(`there is no ${from}`, 'Name a DVC pipeline with --from.');
  const [{ findRepository }, { readDvcYaml }, { slug }, { workflowOf }, { stringify }, { readWorkflowDocuments }] =
    await Promise.all([
      import('../init/repository.ts'),
      import('../init/dvc-yaml.ts'),
      import('../init/naming.ts'),
      import('../init/workflow.ts'),
      import('yaml'),
      import('../../core/validate/document.ts'),
    ]);
  const repository = await findRepository(dirname(file));
  const within = relative(repository.root, dirname(file)).split(sep).join('/');
  const pipeline = readDvcYaml(await readFile(file, 'utf8'), from, within);
  const lock = lockFiles.find((name) => repository.exists(name));
  const url = wishes.url ?? (repository.url.includes('://') ? repository.url : relative(folder, repository.url) || '.');
  const { workflow, notes } = workflowOf(pipeline, {
    ...repository,
    name: wishes.name ?? slug(basename(repository.root), 'pipeline', 40),
    url,
    ...(image === undefined ? {} : { image }),
    ...(lock === undefined ? {} : { lock }),
  });
  const text = `# Made by refit init from ${from.replaceAll(/[^ -~]/g, '?')}.\n${stringify(workflow, { lineWidth: 120 })}`;
  const { problems } = readWorkflowDocuments(text, 'the workflow');
  return { text, notes: [...notes, ...problems.map(({ message }) => message)] };
}
