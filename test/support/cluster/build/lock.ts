import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Runs `action` while holding an exclusive lock on `file`, so that two processes never make the same thing at once. The
 * lock is the kernel's (`flock`): it ends with this process, however that ends.
 */
export async function withLock<T>(file: string, action: () => Promise<T>): Promise<T> {
  const holder = spawn('flock', [file, 'sh', '-c', 'echo held; exec cat >/dev/null'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(holder, 'close');
  const held = await Promise.race([
    once(holder.stdout, 'data').then(() => true),
    ended.then(() => false),
    once(holder, 'error').then(() => false),
  ]);
  if (!held) throw new Error(`cannot lock ${file} with flock (Debian package util-linux)`);
  try {
    return await action();
  } finally {
    holder.stdin.end();
    await ended;
  }
}
