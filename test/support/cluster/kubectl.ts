import { join } from 'node:path';
import { ensurePrograms } from './build/parts.ts';
import { run } from './build/run.ts';

/** Which cluster kubectl talks to, and what it reads from stdin. */
export interface KubectlOptions {
  /** The path of a kubeconfig; never guessed from the environment. */
  readonly kubeconfig: string;
  readonly input?: string;
  /** Milliseconds until kubectl is killed; 120,000 when left out. */
  readonly timeout?: number;
}

/** Runs the built kubectl. @returns its stdout @throws Error with its stderr */
export async function kubectl(args: readonly string[], options: KubectlOptions): Promise<string> {
  const { kubectl: program } = await ensurePrograms(['kubectl']);
  const env = { ...process.env, KUBECONFIG: options.kubeconfig };
  const timeout = options.timeout ?? 120_000;
  return run(program, [`--kubeconfig=${options.kubeconfig}`, ...args], {
    env,
    timeout,
    ...(options.input === undefined ? {} : { input: options.input }),
  });
}

/** Applies `crds/` (server-side) and waits until the API server serves them. */
export async function applyCrds(server: { readonly kubeconfig: string }): Promise<void> {
  const folder = join(import.meta.dirname, '..', '..', '..', 'crds');
  await kubectl(['apply', '--server-side', '--force-conflicts', '-f', folder], server);
  await waitEstablished(['-f', folder], server);
}

/**
 * Waits until the API server serves custom resources. kubectl's own wait fails, instead of waiting, on one that is so new that
 * nothing has been said of it yet.
 */
export async function waitEstablished(
  which: readonly string[],
  server: { readonly kubeconfig: string },
): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    try {
      await kubectl(['wait', '--for=condition=Established', '--timeout=60s', ...which], server);
      return;
    } catch (error: unknown) {
      if (Date.now() > deadline || !String(error).includes('conditions accessor')) throw error;
    }
  }
}
