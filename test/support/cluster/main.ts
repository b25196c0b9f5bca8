import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { allPrograms, ensurePrograms } from './build/parts.ts';
import { say, secondsSince } from './build/progress.ts';
import { existingVariables } from './existing.ts';
import { controllerImage, digitsImage } from './images.ts';
import { takeDown } from './node/down.ts';
import { bringUpApiServer } from './node/only.ts';
import { Phases } from './node/phases.ts';
import { describeEnvironment, describeStatus } from './node/describe.ts';
import { readState, requireState, withClusterLock } from './node/state.ts';
import { bringUpNode } from './node/up.ts';

const usage = `npm run cluster -- <command>

  up                    start the one-node cluster, or what of it does not run (root; the first time takes ~10 minutes)
  up --apiserver-only   etcd, API server and controller manager on loopback; needs no root
  down                  end everything that up started
  status                what runs; exit code 1 when it is not everything
  programs [NAME ...]   build the programs the cluster is made of, and those of the tests, into the cache; all without NAME
  images [NAME ...]     build images and give them to the node under the names that manifests and examples use:
                        controller, digits; all without NAME
  env                   export lines for a shell: eval "$(npm run --silent cluster -- env)"
  env --use-existing --kubeconfig FILE
                        export lines by which tests use your own cluster
`;

/** The command line. @returns the exit code */
async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      'apiserver-only': { type: 'boolean', default: false },
      'use-existing': { type: 'boolean', default: false },
      kubeconfig: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [command, ...names] = positionals;
  if (values['use-existing'] || values.kubeconfig !== undefined) return existing(values.kubeconfig);
  switch (values.help ? 'help' : command) {
    case 'up':
      return up(values['apiserver-only']);
    case 'down':
      return down();
    case 'status':
      return status();
    case 'programs':
      return programs(names);
    case 'images':
      return images(names);
    case 'env':
      process.stdout.write(describeEnvironment());
      return 0;
    default:
      process.stderr.write(usage);
      return values.help ? 0 : 2;
  }
}

async function up(apiServerOnly: boolean): Promise<number> {
  const start = Date.now();
  const phases = new Phases();
  await withClusterLock(() => (apiServerOnly ? bringUpApiServer(phases) : bringUpNode(phases)));
  phases.print();
  say(`the cluster runs (${secondsSince(start)}); in a shell: eval "$(npm run --silent cluster -- env)"`);
  process.stdout.write(describeStatus().text);
  return 0;
}

function down(): Promise<number> {
  return withClusterLock(async () => {
    const state = readState();
    if (state === undefined) say('nothing runs');
    else {
      await takeDown(state);
      say('everything that was started has ended');
    }
    return 0;
  });
}

function status(): number {
  const { text, whole } = describeStatus();
  process.stdout.write(text);
  return whole ? 0 : 1;
}

async function images(names: readonly string[]): Promise<number> {
  const makers = { controller: controllerImage, digits: digitsImage };
  const unknown = names.filter((name) => !(name in makers));
  if (unknown.length > 0) throw new Error(`no image ${unknown.join(', ')}: ${Object.keys(makers).join(', ')}`);
  // It would start a cluster that nobody asked for.
  requireState();
  for (const [name, make] of Object.entries(makers)) {
    if (names.length === 0 || names.includes(name)) process.stdout.write(`${name}: ${await make()}\n`);
  }
  return 0;
}

async function programs(names: readonly string[]): Promise<number> {
  const wanted = allPrograms.filter((name) => names.length === 0 || names.includes(name));
  const unknown = names.filter((name) => !wanted.some((known) => known === name));
  if (unknown.length > 0) throw new Error(`no program ${unknown.join(', ')}: ${allPrograms.join(', ')}`);
  await ensurePrograms(wanted);
  return 0;
}

function existing(kubeconfig: string | undefined): number {
  if (kubeconfig === undefined) throw new Error('--use-existing needs --kubeconfig FILE: no cluster is ever guessed');
  if (!existsSync(kubeconfig)) throw new Error(`--kubeconfig ${kubeconfig}: there is no such file`);
  process.stdout.write(`export REFIT_TEST_KUBECONFIG='${resolve(kubeconfig)}'\n`);
  for (const [name, what] of Object.entries(existingVariables)) {
    if (name !== 'REFIT_TEST_KUBECONFIG') process.stdout.write(`# export ${name}=…   ${what}\n`);
  }
  return 0;
}

try {
  process.exitCode = await main();
} catch (error: unknown) {
  for (let cause = error; cause instanceof Error; cause = cause.cause) say(cause.message);
  process.exitCode = 1;
}
