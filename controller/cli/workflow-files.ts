/** Workflow files as commands take them: one or several, multi-document, or folders of them. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { LocatedProblem, WorkflowFile } from '../core/validate/document.ts';
import type { ValidWorkflow } from '../core/validate/validate.ts';
import { nearest } from '../core/nearest.ts';
import type { Command, Output } from './command.ts';
import { SaidFailure, UsageError } from './failure.ts';
import { safeLine } from './text.ts';

/** A workflow of a file. `file` is as the person named it. */
export interface LoadedWorkflow {
  readonly file: string;
  readonly line: number;
  readonly workflow: ValidWorkflow;
}

/** What files hold. `files` are those that were looked at, folders taken apart. */
export interface LoadedFiles {
  readonly files: readonly string[];
  readonly workflows: readonly LoadedWorkflow[];
  readonly problems: readonly LocatedProblem[];
  readonly warnings: readonly LocatedProblem[];
}

/** Makes workflows of a file's text. `file` is its name in problems. */
export type Reader = (text: string, file: string) => Promise<WorkflowFile>;

/** YAML parser and validators are loaded when there is something to read. */
async function readAnew(text: string, file: string): Promise<WorkflowFile> {
  const { readWorkflowDocuments } = await import('../core/validate/document.ts');
  return readWorkflowDocuments(text, file);
}

/** Reads files, folders (their `*.yaml` and `*.yml`) and standard input (`-`). Everything that is wrong is in `problems`. */
export async function loadWorkflows(
  paths: readonly string[],
  cwd: string,
  reader: Reader = readAnew,
): Promise<LoadedFiles> {
  const problems: LocatedProblem[] = [];
  const warnings: LocatedProblem[] = [];
  const workflows: LoadedWorkflow[] = [];
  const found: string[] = [];
  for (const path of paths) found.push(...(await filesOf(path, cwd, problems)));
  const files = [...new Set(found)];
  for (const file of files) {
    const text = await readText(file, cwd, problems);
    if (text === undefined) continue;
    const read = await reader(text, file);
    problems.push(...read.problems);
    warnings.push(...read.warnings);
    for (const { workflow, line } of read.documents) {
      const twin = workflows.find((other) => other.file !== file && sameName(other.workflow, workflow));
      if (twin)
        problems.push(
          fileProblem(
            file,
            line,
            `workflow ${workflow.metadata.name} a second time, first in ${twin.file}`,
            'every workflow once',
          ),
        );
      workflows.push({ file, line, workflow });
    }
  }
  return { files, workflows, problems, warnings };
}

/** The workflows of files that are all in order. @throws SaidFailure after printing every problem and warning */
export async function requireWorkflows(
  paths: readonly string[],
  io: { readonly cwd: string; readonly stderr: Output },
  reader?: Reader,
): Promise<LoadedFiles> {
  const loaded = await loadWorkflows(paths, io.cwd, reader);
  for (const warning of loaded.warnings) io.stderr.write(`${warningText(warning)}\n`);
  for (const problem of loaded.problems) io.stderr.write(`${problemText(problem)}\n`);
  if (loaded.problems.length > 0) throw new SaidFailure();
  return loaded;
}

/** `file:line:col field.path: found …, allowed …` */
export function problemText({ file, line, column, message }: LocatedProblem): string {
  return safeLine(`${file}:${line}:${column} ${message}`);
}

/** As `problemText`, told apart. */
export function warningText(warning: LocatedProblem): string {
  return `warning: ${problemText(warning)}`;
}

/**
 * The workflow with source urls as the controller takes them: `--source` in place of what is written, relative paths
 * resolved, those of the file against its folder, those of `--source` against where the person stands.
 */
export function placeSources(
  { workflow, file }: LoadedWorkflow,
  overrides: ReadonlyMap<string, string>,
  cwd: string,
): ValidWorkflow {
  const folder = file === '-' ? cwd : dirname(resolve(cwd, file));
  const sources = workflow.spec.sources.map((source) => {
    const override = overrides.get(source.name);
    const url = override === undefined ? placed(source.git.url, folder) : placed(override, cwd);
    return { ...source, git: { ...source.git, url } };
  });
  return { ...workflow, spec: { ...workflow.spec, sources } };
}

/** @throws UsageError when an option names a source that no workflow has */
export function checkSourceNames(
  command: Pick<Command, 'name'>,
  option: string,
  names: Iterable<string>,
  workflows: readonly LoadedWorkflow[],
): void {
  const known = [...new Set(workflows.flatMap(({ workflow }) => workflow.spec.sources.map((source) => source.name)))];
  for (const name of names) {
    if (known.includes(name)) continue;
    const near = nearest(name, known);
    const meant = near === undefined ? '' : `; did you mean ${near}?`;
    throw new UsageError(
      `--${option}: found source ${JSON.stringify(name)}, allowed is ${known.join(', ')}${meant}`,
      `See refit ${command.name} --help.`,
    );
  }
}

/** Not a url (`scheme://`) and not scp-like (`host:path`): a path. */
function placed(url: string, folder: string): string {
  return isAbsolute(url) || /^[^/]*:/.test(url) ? url : resolve(folder, url);
}

async function filesOf(path: string, cwd: string, problems: LocatedProblem[]): Promise<string[]> {
  if (path === '-') return [path];
  const absolute = resolve(cwd, path);
  const found = await stat(absolute).catch(() => undefined);
  if (found?.isDirectory() !== true) return [path];
  const names = (await readdir(absolute)).filter((name) => /\.ya?ml$/.test(name)).toSorted();
  if (names.length === 0)
    problems.push(fileProblem(path, 1, 'a folder without a *.yaml file', 'a workflow file, or a folder of them'));
  return names.map((name) => join(path, name));
}

async function readText(file: string, cwd: string, problems: LocatedProblem[]): Promise<string | undefined> {
  try {
    return file === '-'
      ? await (await import('node:stream/consumers')).text(process.stdin)
      : await readFile(resolve(cwd, file), 'utf8');
  } catch (error: unknown) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    problems.push(
      fileProblem(
        file,
        1,
        code === 'ENOENT' ? 'no such file' : `a file that cannot be read (${code})`,
        'a workflow file',
      ),
    );
    return undefined;
  }
}

function fileProblem(file: string, line: number, found: string, allowed: string): LocatedProblem {
  return {
    rule: 'file',
    path: [],
    field: '',
    found,
    allowed,
    message: `found ${found}, allowed ${allowed}`,
    file,
    line,
    column: 1,
  };
}

function sameName(one: ValidWorkflow, other: ValidWorkflow): boolean {
  return (
    one.metadata.name === other.metadata.name &&
    (one.metadata.namespace ?? 'default') === (other.metadata.namespace ?? 'default')
  );
}
