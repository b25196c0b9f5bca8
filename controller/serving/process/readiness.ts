/** Asking a server whether it is ready. */
import { setTimeout as sleep } from 'node:timers/promises';
import { httpRequest } from './http.ts';

/**
 * Resolves once `GET http://127.0.0.1:<port><path>` answers 2xx or 3xx. Asks every 50 ms in the first five seconds,
 * every 250 ms after; an answer may take ten seconds.
 * @returns undefined when ready, otherwise what was seen last when `timeoutMs` passed or `signal` aborted
 */
export async function becomesReady(
  port: number,
  path: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const begun = Date.now();
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  let seen = 'nothing listens';
  while (!deadline.aborted) {
    const answer = await probe(port, path, AbortSignal.any([deadline, AbortSignal.timeout(10_000)]));
    if (typeof answer === 'number' && answer >= 200 && answer < 400) return undefined;
    if (!deadline.aborted) seen = typeof answer === 'number' ? `it answers ${answer}` : answer;
    else if (answer === 'no answer') seen = answer;
    await sleep(Date.now() - begun < 5_000 ? 50 : 250, undefined, { signal: deadline }).catch(() => undefined);
  }
  return seen;
}

async function probe(port: number, path: string, signal: AbortSignal): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = httpRequest({
      host: '127.0.0.1',
      port,
      path,
      agent: false,
      signal,
      headers: { 'user-agent': 'refit-probe' },
    });
    asked.on('response', (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    asked.on('error', (error) => {
      const code = 'code' in error ? error.code : undefined;
      if (code === 'ECONNREFUSED') resolve('nothing listens');
      else resolve(code === 'ABORT_ERR' ? 'no answer' : `asking failed: ${error.message}`);
    });
    asked.end();
  });
}
