import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { gitEnvironment, GitFailure, lastLine } from '../../git/process.ts';

/**
 * What a git command says, as `GitProcesses.run` gives it, for answers of megabytes that are awaited later: git writes
 * them to a file that has no name any more. Through a pipe it would stop after 64 kB until somebody reads, and a
 * process that loads modules meanwhile does not. Ends with `signal`; `started` is called when git is at work.
 * @throws GitFailure
 */
export async function gitOutput(
  gitDir: string,
  args: readonly string[],
  signal: AbortSignal,
  started: () => void,
): Promise<Buffer> {
  const path = join(process.env['TMPDIR'] ?? '/tmp', `refit-plan-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  try {
    await rm(path);
    const ended = runInto(file.fd, [`--git-dir=${gitDir}`, ...args], signal);
    started();
    await ended;
    const { size } = await file.stat();
    const output = Buffer.allocUnsafe(size);
    for (let at = 0; at < size;) at += (await file.read(output, at, size - at, at)).bytesRead;
    return output;
  } finally {
    await file.close();
  }
}

function runInto(fd: number, args: readonly string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = gitEnvironment(process.env);
    const child = spawn('git', [...args], { cwd: '/', env, stdio: ['ignore', fd, 'pipe'], signal });
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString('utf8')}`.slice(-8192)));
    child.once('error', (error) => reject(new GitFailure('missing', '', `git cannot be started: ${error.message}`)));
    child.once('close', (code, ended) => {
      if (code === 0) resolve();
      else reject(new GitFailure('exit', said, `git ended with ${code ?? ended}: ${lastLine(said)}`));
    });
  });
}
