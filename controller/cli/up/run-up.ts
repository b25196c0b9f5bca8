import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LocalController } from '../../main.ts';
import { localNamespace, openLocal } from '../../main.ts';
import { toError } from '../../core/errors.ts';
import { createLogger } from '../../log.ts';
import { type LocalWebhooks, openLocalWebhooks, parseListenAddress } from '../../webhooks/local.ts';
import type { WebhookServer } from '../../webhooks/serve.ts';
import { namedValues, usage } from '../arguments.ts';
import type { Command, Invocation } from '../command.ts';
import { printFailure } from '../failure.ts';
import {
  checkSourceNames,
  loadWorkflows,
  placeSources,
  problemText,
  requireWorkflows,
  type LoadedWorkflow,
} from '../workflow-files.ts';
import { safeLine } from '../text.ts';
import { isStateFolder } from '../world.ts';
import { summarise } from './outcome.ts';
import { showProgress, type Progress } from './progress.ts';
import { takeSecrets } from './secrets.ts';
import { untilSignal } from './signals.ts';
import { watchFiles } from './watch-files.ts';

interface Up {
  readonly files: readonly string[];
  readonly workflows: readonly LoadedWorkflow[];
  readonly overrides: ReadonlyMap<string, string>;
  /** Absolute paths. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly state: string;
  readonly parallel: number | undefined;
  /** Where webhooks are received; undefined: nowhere. */
  readonly webhooks: LocalWebhooks['address'] | undefined;
  readonly invocation: Invocation;
}

/** `refit up`. @returns the exit code */
export async function runUp(command: Command, invocation: Invocation): Promise<number> {
  const up = await readOptions(command, invocation);
  const { stderr, options } = invocation;
  mkdirSync(up.state, { recursive: true, mode: 0o700 });
  const log = await createLogger({
    format: 'text',
    level: options.has('debug') ? 'debug' : 'info',
    file: join(up.state, 'controller.log'),
  });
  const signal = untilSignal();
  let controller: LocalController | undefined;
  let progress: Progress | undefined;
  let webhooks: WebhookServer | undefined;
  try {
    controller = openLocal({
      state: up.state,
      log,
      ...(up.parallel === undefined ? {} : { parallel: up.parallel }),
    });
    progress = await showProgress(controller.ports.store, invocation.stdout);
    await begin(up, controller);
    if (up.webhooks !== undefined) {
      const { state, webhooks: address } = up;
      const { sources } = controller.ports;
      webhooks = await openLocalWebhooks({ state, address, sources, log }).catch((error: unknown) => {
        const { host, port } = address;
        throw usage(command, `--webhooks: cannot listen on port ${port} of ${host}: ${toError(error).message}`);
      });
      progress.print(`webhooks at ${address.host} port ${webhooks.port}: /webhooks/${localNamespace}/SECRET`);
    }
    await controller.start();
    const code = options.has('once')
      ? await settle(up, controller, progress, signal)
      : await stay(up, controller, progress, signal);
    progress.stop();
    if (signal.aborted) stderr.write(goodbye(options.value('state')));
    return code;
  } finally {
    progress?.stop();
    await webhooks?.close();
    await controller?.stop();
    await log.close();
  }
}

async function readOptions(command: Command, invocation: Invocation): Promise<Up> {
  const { options, positionals, cwd, stderr } = invocation;
  const files = [...options.values('file'), ...positionals];
  const state = resolve(cwd, options.value('state') ?? '.refit');
  if (files.length === 0 && !isStateFolder(state)) throw usage(command, 'up needs a workflow file: -f FILE');
  const overrides = namedValues(command, 'source', options.values('source'));
  const named = namedValues(command, 'secret', options.values('secret'));
  const secrets = new Map([...named].map(([name, path]) => [name, resolve(cwd, path)]));
  const parallel = options.value('parallel');
  if (parallel !== undefined && !/^[1-9]\d{0,3}$/.test(parallel))
    throw usage(command, `--parallel: found ${JSON.stringify(parallel)}, allowed is a number from 1`);
  const listen = options.value('webhooks');
  const webhooks = listen === undefined ? undefined : parseListenAddress(listen);
  if (listen !== undefined && webhooks === undefined)
    throw usage(command, `--webhooks: found ${JSON.stringify(listen)}, allowed is HOST:PORT`);
  const { workflows } = await requireWorkflows(files, { cwd, stderr });
  checkSourceNames(command, 'source', overrides.keys(), workflows);
  return {
    files,
    workflows,
    overrides,
    secrets,
    state,
    parallel: parallel === undefined ? undefined : Number(parallel),
    webhooks,
    invocation,
  };
}

async function begin(up: Up, controller: LocalController): Promise<void> {
  await takeSecrets(join(up.state, 'secrets'), up.secrets);
  await applyAll(up, up.workflows, controller);
}

async function applyAll(
  { overrides, invocation }: Up,
  workflows: readonly LoadedWorkflow[],
  controller: LocalController,
): Promise<void> {
  for (const loaded of workflows) await controller.apply(placeSources(loaded, overrides, invocation.cwd));
}

/**
 * Until a signal: files are watched, an edited spec is a new generation, a bad edit changes nothing; an edited secret is
 * taken in, and the sources are asked with it at once.
 */
async function stay(up: Up, controller: LocalController, progress: Progress, signal: AbortSignal): Promise<number> {
  const { cwd, stderr } = up.invocation;
  let told = '';
  const stopWatching = await watchFiles(up.files, cwd, async () => {
    const { workflows, problems } = await loadWorkflows(up.files, cwd);
    const lines = problems.map(problemText);
    if (lines.length > 0 && lines.join('\n') !== told)
      [...lines, 'The edit has errors and changes nothing.'].forEach((line) => progress.print(line));
    told = lines.join('\n');
    if (lines.length > 0) return;
    await applyAll(up, workflows, controller).catch((error: unknown) => printFailure(stderr, error, false));
  });
  const stopWatchingSecrets = await watchFiles([...up.secrets.values()], cwd, async () => {
    try {
      const taken = await takeSecrets(join(up.state, 'secrets'), up.secrets);
      for (const name of taken) progress.print(`secret ${name} taken in anew`);
      if (taken.length > 0) controller.refresh();
    } catch (error: unknown) {
      progress.print(safeLine(`${toError(error).message}; the secret stays as it was`));
    }
  });
  if (!signal.aborted)
    await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
  await Promise.all([stopWatching(), stopWatchingSecrets()]);
  return 0;
}

/** Until nothing is under way; then how every workflow of the command line stands. */
async function settle(up: Up, controller: LocalController, progress: Progress, signal: AbortSignal): Promise<number> {
  await controller.settled(signal);
  progress.stop();
  if (signal.aborted) return 1;
  const { store } = controller.ports;
  const named = up.workflows.map(({ workflow: { metadata } }) => ({
    namespace: metadata.namespace ?? localNamespace,
    name: metadata.name,
  }));
  const keys = named.length > 0 ? named : (await store.list('WorkflowSpec')).map(({ metadata }) => metadata);
  const settled = await Promise.all(keys.map(({ namespace, name }) => summarise(store, { namespace, name })));
  for (const { good, lines } of settled)
    for (const line of lines) (good ? up.invocation.stdout : up.invocation.stderr).write(`${line}\n`);
  return settled.every(({ good }) => good) ? 0 : 1;
}

function goodbye(state: string | undefined): string {
  const where = state === undefined ? '' : ` --state ${safeLine(state)}`;
  return `
Stopped. Steps under way and model servers go on; the next \`refit up${where}\` takes them up.
  refit cancel RUN${where}   ends the steps of a run, at the next start
  refit down${where}         ends the model servers
`;
}
