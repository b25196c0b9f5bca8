import { spawn } from 'node:child_process';

/** How a program is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string | Buffer;
  /** Ends the program (SIGKILL) after so many milliseconds. */
  readonly timeout?: number;
}

/** Runs a program to its end. @returns stdout @throws Error with the end of what it wrote to stderr */
export function run(program: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...args], {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: options.env ?? process.env,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.timeout === undefined ? {} : { timeout: options.timeout, killSignal: 'SIGKILL' as const }),
    });
    const stdout: Buffer[] = [];
    let stderr = '';
    child.stdout.on('data', (piece: Buffer) => stdout.push(piece));
    child.stderr.on('data', (piece: Buffer) => (stderr = (stderr + piece.toString()).slice(-8000)));
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input);
    child.on('error', (error) => reject(new Error(`cannot run ${program}: ${error.message}`, { cause: error })));
    child.on('close', (code, signal) => {
      const text = Buffer.concat(stdout).toString();
      if (code === 0) return resolve(text);
      const end = stderr.trim() === '' ? text.slice(-4000) : stderr;
      const command = [program, ...args].join(' ').slice(0, 300);
      reject(new Error(`${command}\nended with ${code ?? signal}: ${end.trim()}`));
    });
  });
}

/** Whether a program is on the PATH (or in the folders of system programs, which a user's PATH may lack). */
export async function hasProgram(name: string): Promise<boolean> {
  const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin`;
  return run('sh', ['-c', `command -v "$1"`, 'sh', name], { env: { ...process.env, PATH: path } }).then(
    () => true,
    () => false,
  );
}
