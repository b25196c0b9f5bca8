/**
 * The door of the controller's process in a cluster: arguments and environment become a configuration, that an exit code.
 * 0: ended as asked, 1: the lease was lost, or it could not go on, 2: the configuration is wrong.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { constants, hostname } from 'node:os';
import { runCluster } from './cluster.ts';
import { configHelp } from './config-fields.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { toError } from './core/errors.ts';
import { createLogger } from './log.ts';

export interface ProcessDoor {
  /** After the program's name. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** For what is said before there is a log. */
  readonly print: (text: string) => void;
  /** Ends the process in order. */
  readonly signal: AbortSignal;
}

/** Milliseconds from the first signal to an end by force: a pod is killed after 30 s. */
const longestStop = 27_000;
/** Milliseconds that lines of the log get to be written in the end. */
const lastWords = 1_000;

/** Runs the controller. Never throws. @returns the exit code */
export async function runProcess(door: ProcessDoor): Promise<number> {
  if (door.args.includes('--help')) {
    door.print(configHelp());
    return 0;
  }
  const config = configOf(door);
  return config ? runConfigured(config, door) : 2;
}

function configOf({ args, environment, print }: ProcessDoor): Config | undefined {
  try {
    return readConfig({ args, environment });
  } catch (thrown: unknown) {
    const lines = thrown instanceof ConfigError ? thrown.problems : [toError(thrown).message];
    print(`refit controller: the configuration is wrong\n${lines.map((line) => `  ${line}\n`).join('')}`);
    return undefined;
  }
}

async function runConfigured(config: Config, { environment, signal }: ProcessDoor): Promise<number> {
  const log = await createLogger({ format: 'json', level: config.logLevel });
  const identity = `${environment['POD_NAME'] ?? hostname()}_${randomUUID()}`;
  try {
    const version = versionText();
    log.info('controller starts', { version, identity, namespace: config.namespace });
    const ended = await runCluster({ config, environment, identity, version, log, signal });
    if (ended === 'Ended') log.info('controller ended', { identity });
    else log.error('lease lost', { identity });
    return ended === 'Ended' ? 0 : 1;
  } catch (thrown: unknown) {
    log.error('controller failed', { error: thrown });
    return 1;
  } finally {
    await Promise.race([log.close(), new Promise((resolve) => setTimeout(resolve, lastWords).unref())]);
  }
}

function versionText(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  const isVersioned = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  return isVersioned ? String(manifest.version) : 'unknown';
}

/** The first SIGTERM or SIGINT ends in order and in time, a second one at once. */
function endOnSignals(): AbortSignal {
  const end = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      const code = 128 + constants.signals[name];
      if (end.signal.aborted) process.exit(code);
      setTimeout(() => process.exit(code), longestStop).unref();
      end.abort();
    });
  }
  return end.signal;
}

if (import.meta.main) {
  const code = await runProcess({
    args: process.argv.slice(2),
    environment: process.env,
    print: (text) => process.stderr.write(text),
    signal: endOnSignals(),
  });
  // Whatever a library still holds open: what had to end has ended.
  process.exit(code);
}
