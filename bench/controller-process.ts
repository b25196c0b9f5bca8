/**
 * A controller as `refit up` runs it, in a process of its own that answers questions over IPC:
 * `node controller-process.ts STATE WORKFLOWS.yaml`. It says `ready` once everything there is has been reconciled.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkflowSpec } from '../controller/api/v1alpha1/kinds.ts';
import { readWorkflowDocuments } from '../controller/core/validate/document.ts';
import type { Git } from '../controller/git/git.ts';
import type { GitWithCounters } from '../controller/git/native.ts';
import { createLogger } from '../controller/log.ts';
import { startLocal, type LocalController } from '../controller/main.ts';
import { epoch } from './bench.ts';
import type { Answer, Question } from './controller.ts';

const [state = '', workflows = ''] = process.argv.slice(2);
const log = await createLogger({ format: 'text', level: 'info', file: join(state, 'controller.log') });
const controller = await startLocal({ state, log });
for (const { workflow } of readWorkflowDocuments(readFileSync(workflows, 'utf8'), workflows).documents)
  await controller.apply(workflow);
await settled(controller);
say({ kind: 'ready', at: epoch(), counters: countersOf(controller) });

process.on('message', (question: Question) => {
  answer(question).catch((error: unknown) => say({ kind: 'failed', id: question.id, message: String(error) }));
});
process.once('disconnect', () => void controller.stop().then(() => process.exit(0)));

async function answer(question: Question): Promise<void> {
  const { id, kind } = question;
  if (kind === 'decided') await decidedAt(question.commit ?? '');
  if (kind === 'settled') await settled(controller);
  const at = epoch();
  const runs = (await controller.ports.store.list('WorkflowRun')).length;
  say({ kind: 'answer', id, at, runs, counters: countersOf(controller) });
}

/** Settles when every workflow has decided at `commit`, at the moment the last one's status is written. */
async function decidedAt(commit: string): Promise<void> {
  const { store } = controller.ports;
  const owed = new Set<string>();
  const note = ({ metadata, status }: WorkflowSpec): void => {
    const decided = status?.sources?.every(({ revision }) => revision.endsWith(`:${commit}`)) === true;
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
