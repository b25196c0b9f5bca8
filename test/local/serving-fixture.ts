/** A serving on a temporary state folder, with releases of `serving-server.ts`, and clients. */
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import type { Agent } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createProcessServing } from '../../controller/serving/process/process-serving.ts';
import type { Observed } from '../../controller/serving/process/documents.ts';
import { readObserved } from '../../controller/serving/process/documents.ts';
import { markedProcesses } from '../../controller/serving/process/identity.ts';
import type { Limits } from '../../controller/serving/process/limits.ts';
import { servingName } from '../../controller/serving/process/name.ts';
import { shutdownServing } from '../../controller/serving/process/shutdown.ts';
import { keeperProcesses } from '../../controller/serving/process/spawn-keeper.ts';
import type { Release, Serving, ServingKey, ServingState } from '../../controller/serving/serving.ts';
import { eventually } from '../support/eventually.ts';
import { temporaryFolder } from '../support/folder.ts';

export const key: ServingKey = { namespace: 'default', workflow: 'digits', workflowUID: 'uid-1', step: 'serve' };

const server = fileURLToPath(new URL('./serving-server.ts', import.meta.url));
const prepare = fileURLToPath(new URL('./serving-prepare.ts', import.meta.url));

export interface Fixture {
  readonly state: string;
  readonly folder: string;
  /** Another controller's port on the same state folder. */
  open(limits?: Partial<Limits>): Serving;
  observed(): Observed;
  /** Pids of living servers and their children. */
  servers(): number[];
  keepers(): number[];
  /** Ends everything and removes the folder. */
  remove(): Promise<void>;
}

export function servingFixture(): Fixture {
  const temporary = temporaryFolder();
  const folder = join(temporary.path, 'serving', servingName(key));
  const opened: Serving[] = [];
  return {
    state: temporary.path,
    folder,
    open(limits) {
      const serving = createProcessServing({ state: temporary.path, prepare, ...(limits !== undefined && { limits }) });
      opened.push(serving);
      return serving;
    },
    observed() {
      const observed = readObserved(folder);
      if (observed === undefined) throw new Error('nothing observed yet');
      return observed;
    },
    servers: () => markedProcesses(`${folder}#`).map((found) => found.pid),
    keepers: () => keeperProcesses(folder).map((found) => found.pid),
    async remove() {
      for (const serving of opened) await serving.close();
      await shutdownServing(temporary.path);
      temporary.remove();
    },
  };
}

/** A release told apart by `letter`; its model is `sha256:model-<letter>`. */
export function release(
  letter: string,
  mode = 'good',
  change: Partial<Release> = {},
): { digest: string; content: Release } {
  return {
    digest: `sha256:${letter.repeat(64)}`,
    content: {
      model: `sha256:model-${letter}`,
      command: [process.execPath, '--disable-warning=ExperimentalWarning', server],
      args: [],
      env: [{ name: 'MODE', value: mode }],
      inputs: [],
      port: 8080,
      readiness: { path: '/healthz', timeoutMs: 20_000 },
      ...change,
    },
  };
}

/** Waits until the serving is as `check` wants it. */
export async function reaches(serving: Serving, check: (state: ServingState) => boolean): Promise<ServingState> {
  let last: ServingState | undefined;
  try {
    return await eventually(async () => {
      last = await serving.observe(key);
      if (last === undefined || !check(last)) throw new Error('not as wanted');
      return last;
    });
  } catch (error) {
    throw new Error(`the serving did not become as wanted; it is ${JSON.stringify(last)}`, { cause: error });
  }
}

/** Waits until `letter`'s release serves and answers. */
export async function serves(serving: Serving, letter: string): Promise<ServingState & { readonly url: string }> {
  const state = await reaches(serving, (seen) => seen.live === `sha256:${letter.repeat(64)}` && seen.healthy);
  if (state.url === undefined) throw new Error('it serves without an address');
  return { ...state, url: state.url };
}

export interface Answer {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
}

/** One request. Without `agent`, on a connection of its own. @throws when anything but a whole answer comes */
export async function ask(
  url: string,
  options: { agent?: Agent; method?: string; body?: string; headers?: string[] } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = options.headers ?? ['Host', 'model.example'];
    const sent = request(url, { agent: options.agent ?? false, method: options.method ?? 'GET', headers });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.rawHeaders,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.end(options.body);
  });
}

/** The model that answers now. */
export async function modelOf(url: string): Promise<string> {
  const answer = await ask(`${url}/predict`);
  const body: unknown = JSON.parse(answer.body);
  if (answer.status !== 200 || typeof body !== 'object' || body === null || !('model' in body))
    throw new Error(`answered ${answer.status}: ${answer.body}`);
  return String(body.model);
}

export interface Load {
  /** Requests answered so far. */
  readonly answered: number;
  /** Ends the load. @returns what went wrong */
  stop(): Promise<readonly string[]>;
}

/** Asks for predictions at `perSecond`, whether or not earlier ones were answered, until stopped. */
export function loadOn(url: string, perSecond: number, agent?: Agent): Load {
  const failures: string[] = [];
  const open = new Set<Promise<void>>();
  let answered = 0;
  async function one(): Promise<void> {
    const body =
      answered % 2 === 0
        ? { method: 'POST', body: 'x'.repeat(1_000), headers: ['Host', 'a', 'Content-Length', '1000'] }
        : {};
    try {
      const answer = await ask(`${url}/predict`, { ...body, ...(agent !== undefined && { agent }) });
      if (answer.status !== 200 || !answer.body.startsWith('{"model":"sha256:model-'))
        failures.push(`${answer.status} ${answer.body}`);
      else answered += 1;
    } catch (error) {
      failures.push(String(error));
    }
  }
  const timer = setInterval(() => {
    const asked = one();
    open.add(asked);
    void asked.finally(() => open.delete(asked));
  }, 1_000 / perSecond);
  return {
    get answered() {
      return answered;
    },
    async stop() {
      clearInterval(timer);
      await Promise.all(open);
      return failures;
    },
  };
}

/** Every file below a folder, with its text. */
export function filesBelow(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'latin1') }));
}
