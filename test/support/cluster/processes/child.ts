import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { platform } from 'node:process';

/** A server that lives no longer than this process. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  readonly running: boolean;
  /** Sends a signal; nothing happens when it has ended. */
  signal(signal: NodeJS.Signals): void;
  /** SIGTERM, then SIGKILL after `grace` ms (5000); resolves when it has ended. */
  stop(grace?: number): Promise<void>;
  /** Resolves when it has ended, with how. */
  readonly ended: Promise<string>;
  /** The end of its log. */
  logEnd(): string;
}

/**
 * Starts a server that writes to `logFile` and ends when this process does, however that ends: on Linux the kernel kills
 * it (`setpriv --pdeathsig`), elsewhere on exit only.
 */
export function startChild(name: string, command: readonly string[], logFile: string): Child {
  const guarded = platform === 'linux' ? ['setpriv', '--pdeathsig', 'KILL', '--', ...command] : [...command];
  const [program, ...args] = guarded;
  if (program === undefined) throw new Error(`${name}: there is no command`);
  const log = openSync(logFile, 'a');
  const process_ = spawn(program, args, { stdio: ['ignore', log, log] });
  closeSync(log);
  return watch(name, process_, logFile);
}

function watch(name: string, child: ChildProcess, logFile: string): Child {
  const state = { running: true };
  const ended = new Promise<string>((resolve) => {
    const finish = (how: string): void => {
      state.running = false;
      process.off('exit', atExit);
      resolve(how);
    };
    child.once('exit', (code, signal) => finish(`${name} ended with ${code ?? signal ?? 'nothing'}`));
    child.once('error', (error) => finish(`${name} cannot run: ${error.message}`));
  });
  const atExit = (): void => void child.kill('SIGKILL');
  process.on('exit', atExit);
  // A test process may end while its servers still run; they must not hold it.
  child.unref();
  return {
    name,
    pid: child.pid ?? -1,
    get running() {
      return state.running;
    },
    signal: (signal) => {
      if (state.running) child.kill(signal);
    },
    stop: async (grace = 5000) => {
      if (!state.running) return;
      child.kill('SIGTERM');
      child.kill('SIGCONT');
      const timer = setTimeout(() => child.kill('SIGKILL'), grace);
      await ended;
      clearTimeout(timer);
    },
    ended,
    logEnd: () => readFileSync(logFile, 'utf8').slice(-3000),
  };
}
