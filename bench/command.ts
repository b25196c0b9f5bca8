/** Runs commands and takes their time. */
import { spawn } from 'node:child_process';

/** How a command is run. `env` is added to this process's own. */
export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
}

/** A command that succeeded. */
export interface Ran {
  /** From before the spawn to the end of the process and its output. */
  readonly ms: number;
  readonly stdout: string;
}

/** Runs a command to its end, taking its output. @throws Error with what it said when it does not exit with 0 */
export function run(command: string, args: readonly string[], options: CommandOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const said: Buffer[] = [];
    const begun = performance.now();
    const child = spawn(command, args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: { ...process.env, ...options.env },
      stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => said.push(chunk));
    child.once('error', reject);
    child.once('close', (code) => {
      const ms = performance.now() - begun;
      const stdout = Buffer.concat(chunks).toString('utf8');
      if (code === 0) resolve({ ms, stdout });
      else
        reject(new Error(`${command} ${args.join(' ')} exited with ${code}: ${Buffer.concat(said).toString('utf8')}`));
    });
    child.stdin?.on('error', reject);
    child.stdin?.end(options.input);
  });
}
