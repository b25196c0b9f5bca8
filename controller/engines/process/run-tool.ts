/** Runs a tool of Refit's own (python -m venv, pip) with its output in a file. */
import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { signalProcess } from './sweep.ts';

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Appended to; both streams. */
  readonly log: string;
  readonly signal?: AbortSignal | undefined;
}

/** @returns the exit code (128 if a signal ended it) @throws what spawn throws; the reason of an aborted signal */
export async function runTool(tool: ToolRun): Promise<number> {
  const log = openSync(tool.log, 'a');
  try {
    // A group of its own, so that compilers that pip starts end with it.
    const child = spawn(tool.command, [...tool.args], {
      cwd: tool.cwd,
      env: tool.env,
      detached: true,
      stdio: ['ignore', log, log],
    });
    const kill = (): void => {
      if (child.pid !== undefined) signalProcess(-child.pid, 'SIGKILL');
    };
    tool.signal?.addEventListener('abort', kill, { once: true });
    try {
      return await new Promise<number>((resolve, reject) => {
        child.once('error', reject);
        child.once('exit', (code) => resolve(code ?? 128));
      });
    } finally {
      tool.signal?.removeEventListener('abort', kill);
      tool.signal?.throwIfAborted();
    }
  } finally {
    closeSync(log);
  }
}
