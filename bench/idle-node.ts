/** A bare Node process that does nothing: what an idle controller is compared with. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface IdleNode {
  readonly pid: number;
  stop(): Promise<void>;
}

export async function startIdleNode(): Promise<IdleNode> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 60_000); process.stdout.write("up")'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  return {
    pid: child.pid ?? 0,
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
