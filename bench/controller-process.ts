/**
 * A controller as `refit up` runs it, in a process of its own that answers questions over IPC:
 * `node controller-process.ts STATE WORKFLOWS.yaml`. It says `ready` once everything there is has been reconciled.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { WorkflowSpec } from '../controller/api/v1alpha1/kinds.ts';
import { readWorkflowDocuments } from '../controller/core/validate/document.ts';
import type { Git } from '../controller/git/git.ts';
import type { GitWithCounters } from '../controller/git/native.ts';
import { createLogger } from '../controller/log.ts';
import { startLocal, type LocalController } from '../controller/main.ts';
import type { Store } from '../controller/store/store.ts';
import type { WebhookServer } from '../controller/webhooks/serve.ts';
import { epoch } from './bench.ts';
import type { Answer, Question } from './controller.ts';

const [state = '', workflows = ''] = process.argv.slice(2);
const log = await createLogger({ format: 'text', level: 'info', file: join(state, 'controller.log') });
const controller = await startLocal({ state, log });
for (const { workflow } of readWorkflowDocuments(readFileSync(workflows, 'utf8'), workflows).documents)
  await controller.apply(workflow);
await settled(controller);
say({ kind: 'ready', at: epoch(), counters: countersOf(controller) });
const { sources, store } = controller.ports;
const writesOf = countWrites(store);
let webhooks: WebhookServer | undefined;

process.on('message', (question: Question) => {
  answer(question).catch((error: unknown) => say({ kind: 'failed', id: question.id, message: String(error) }));
});
process.once('disconnect', () => void end().then(() => process.exit(0)));

async function end(): Promise<void> {
  await webhooks?.close();
  await controller.stop();
}

async function answer(question: Question): Promise<void> {
  const { id, kind } = question;
  if (kind === 'decided') await decidedAt(question.commit ?? '');
  if (kind === 'settled') await settled(controller);
  if (kind === 'refresh') controller.refresh();
  if (kind === 'collected') collect();
  if (kind === 'webhooks') webhooks ??= await receiveWebhooks();
  const at = epoch();
  const runs = (await store.list('WorkflowRun')).length;
  say({
    kind: 'answer',
    id,
    at,
    runs,
    writes: writesOf(),
    counters: countersOf(controller),
    port: webhooks?.port ?? 0,
  });
}

/** Loaded when it is wanted: other benchmarks measure how a controller starts without it. */
async function receiveWebhooks(): Promise<WebhookServer> {
  const { openLocalWebhooks } = await import('../controller/webhooks/local.ts');
  return openLocalWebhooks({ state, address: { host: '127.0.0.1', port: 0 }, sources, log });
}

function collect(): void {
  setFlagsFromString('--expose-gc');
  const collectGarbage: unknown = runInNewContext('gc');
  if (typeof collectGarbage !== 'function') throw new Error('this Node cannot be told to collect garbage');
  for (let pass = 0; pass < 3; pass += 1) Reflect.apply(collectGarbage, undefined, []);
}

/** Counts the orders to write, also those that change nothing. */
function countWrites(target: Store): () => number {
  let writes = 0;
  for (const name of ['create', 'update', 'updateStatus', 'delete', 'recordEvent'] as const) {
    const order: unknown = Reflect.get(target, name);
    if (typeof order !== 'function') throw new Error(`the store has no ${name}`);
    Reflect.set(target, name, (...args: unknown[]): unknown => {
      writes += 1;
      const done: unknown = Reflect.apply(order, target, args);
      return done;
    });
  }
  return () => writes;
}

/** Settles when every workflow has decided at `commit`, at the moment the last one's status is written. */
async function decidedAt(commit: string): Promise<void> {
  const owed = new Set<string>();
  const note = ({ metadata, status }: WorkflowSpec): void => {
    const decided = status?.sources?.every(({ revision }) => revision?.endsWith(`:${commit}`)) === true;
    if (decided) owed.delete(metadata.name);
    else owed.add(metadata.name);
  };
  for (const workflow of await store.list<WorkflowSpec>('WorkflowSpec')) note(workflow);
  if (owed.size === 0) return;
  await new Promise<void>((resolve) => {
    const stop = store.watch('WorkflowSpec', ({ object }) => {
      note(object as WorkflowSpec);
      if (owed.size > 0) return;
      stop();
      resolve();
    });
  });
}

/** As `controller.settled`, looking more often. */
async function settled(local: LocalController): Promise<void> {
  while (!(await local.isSettled())) await new Promise((resolve) => setTimeout(resolve, 5));
}

function countersOf({ ports }: LocalController): ReturnType<GitWithCounters['counters']> {
  if (!counts(ports.git)) throw new Error('this git adapter counts nothing');
  return ports.git.counters();
}

function counts(git: Git): git is GitWithCounters {
  return 'counters' in git;
}

function say(said: Answer): void {
  process.send?.(said);
}
