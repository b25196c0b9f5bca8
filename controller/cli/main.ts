/** The `refit` command: finds the command, reads its arguments, runs it, reports its failure. */
import { nearest } from '../core/nearest.ts';
import { parseCommandLine } from './arguments.ts';
import type { Invocation } from './command.ts';
import { commands } from './commands.ts';
import { printFailure, UsageError } from './failure.ts';

/** Runs one command line. Failures are printed. @returns the exit code */
export async function main(
  args: readonly string[],
  io: Pick<Invocation, 'cwd' | 'stdout' | 'stderr'>,
): Promise<number> {
  const debug = args.includes('--debug');
  try {
    return await dispatch(args[0] === '--debug' ? args.slice(1) : args, io);
  } catch (error: unknown) {
    printFailure(io.stderr, error, debug);
    return 1;
  }
}

async function dispatch(args: readonly string[], io: Pick<Invocation, 'cwd' | 'stdout' | 'stderr'>): Promise<number> {
  const [first, ...rest] = args;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') return showHelp(rest[0], io);
  if (first === '--version' || first === '-V') {
    io.stdout.write(`${await versionText()}\n`);
    return 0;
  }
  const command = await loadCommand(first);
  const { positionals, options } = parseCommandLine(command, rest);
  if (options.has('help')) return showHelp(first, io);
  return command.run({ positionals, options, ...io });
}

async function loadCommand(name: string): ReturnType<(typeof commands)[number]['load']> {
  const entry = commands.find((candidate) => candidate.name === name);
  if (entry) return entry.load();
  const near = nearest(
    name,
    commands.map((candidate) => candidate.name),
  );
  const kind = name.startsWith('-') ? 'option' : 'command';
  throw new UsageError(
    `there is no ${kind} ${JSON.stringify(name)}${near === undefined ? '' : `; did you mean ${near}?`}`,
    'See refit --help.',
  );
}

async function showHelp(name: string | undefined, { stdout }: Pick<Invocation, 'stdout'>): Promise<number> {
  const { commandHelp, programHelp } = await import('./help.ts');
  stdout.write(name === undefined ? programHelp() : commandHelp(await loadCommand(name)));
  return 0;
}

async function versionText(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  const manifest: unknown = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8'));
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest
    ? String(manifest.version)
    : 'unknown';
}

if (import.meta.main) {
  // Whoever reads our output may have seen enough (`refit get runs | head`).
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  process.exitCode = await main(process.argv.slice(2), {
    cwd: process.cwd(),
    stdout: process.stdout,
    stderr: process.stderr,
  });
}
