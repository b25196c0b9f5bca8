import { join, resolve } from 'node:path';
import type { SourceRevision } from '../../api/v1alpha1/kinds.ts';
import type { ValidWorkflow } from '../../core/validate/validate.ts';
import { namedValues } from '../arguments.ts';
import type { Command, Invocation } from '../command.ts';
import { UsageError } from '../failure.ts';
import { checkSourceNames, placeSources, requireWorkflows } from '../workflow-files.ts';
import { readOnce } from '../workflow-cache.ts';
import { chooseWorld, type Choice } from '../world.ts';
import type { PlanDocument } from './document.ts';
import type { Judge } from './judge.ts';
import { createPlanGit } from './plan-git.ts';
import { findRevisions, type SourceRange, type Wanted } from './revisions.ts';
import type { Pasts, StoredPast } from './past.ts';
import { forPlanner, planSecrets } from './secrets.ts';

/** `refit plan`. What is not needed for this plan is not loaded. @returns the exit code */
export async function runPlan(
  command: Command,
  { options, positionals, cwd, stdout, stderr }: Invocation,
): Promise<number> {
  const world = chooseWorld({ options, cwd });
  const files = [...options.values('file'), ...positionals];
  if (files.length === 0) throw new UsageError('plan needs a workflow file: -f FILE', 'See refit plan --help.');
  const named = (option: string): ReadonlyMap<string, string> => namedValues(command, option, options.values(option));
  const wanted: Wanted = { from: named('from'), to: named('to') };
  const overrides = named('source');
  const { workflows } = await requireWorkflows(files, { cwd, stderr }, readOnce);
  for (const [option, given] of [
    ['from', wanted.from],
    ['to', wanted.to],
    ['source', overrides],
  ] as const)
    checkSourceNames(command, option, given.keys(), workflows);
  const documents = await planAll(
    workflows.map((loaded) => placeSources(loaded, overrides, cwd)),
    wanted,
    world,
    new Map([...named('secret')].map(([name, path]) => [name, resolve(cwd, path)])),
  );
  await print(documents, options.value('output') ?? 'table', stdout);
  return options.has('exit-code') && documents.some((document) => document.affected) ? 2 : 0;
}

async function planAll(
  workflows: readonly ValidWorkflow[],
  wanted: Wanted,
  world: Choice,
  secrets: ReadonlyMap<string, string>,
): Promise<PlanDocument[]> {
  let pasts: Pasts | undefined;
  const mirrors = world.kind === 'Folder' ? join(world.folder, 'mirrors') : undefined;
  const git = createPlanGit(
    mirrors,
    planSecrets(secrets, () => pasts?.secrets),
  );
  try {
    pasts = await openPasts(world);
    const namespaced = workflows.map((workflow) => ({
      workflow,
      spec: workflow.spec,
      namespace: workflow.metadata.namespace ?? pasts?.namespace ?? 'default',
    }));
    const asked = await Promise.all(namespaced.map((one) => findRevisions(git, one, wanted)));
    // Git reads while this process loads what judges.
    await Promise.all(asked.flat().map(({ to, from = to }) => git.prefetch(from, to)));
    const { createJudge, imageEngine, localEngine } = await import('./judge.ts');
    const judge = createJudge(git, world.kind === 'Cluster' ? imageEngine : localEngine);
    const documents: PlanDocument[] = [];
    for (const [index, { workflow, namespace }] of namespaced.entries())
      documents.push(await planOne(judge, { workflow, namespace }, asked[index] ?? [], await pasts?.past(workflow)));
    return documents;
  } catch (error: unknown) {
    const told = forPlanner(error);
    throw world.kind === 'Cluster' ? (await import('../cluster/failure.ts')).forPerson(told) : told;
  } finally {
    await git.close();
    await pasts?.close();
  }
}

/** What is stored, where something is. */
async function openPasts(world: Choice): Promise<Pasts | undefined> {
  if (world.kind === 'Folder') return (await import('./state.ts')).openPast(world.folder);
  if (world.kind === 'Cluster') return (await import('../cluster/past.ts')).openClusterPast(world);
  return undefined;
}

/** Against the revisions of `--from`; else against what is stored; else from nothing. */
async function planOne(
  judge: Judge,
  { workflow: { spec, metadata }, namespace }: { readonly workflow: ValidWorkflow; readonly namespace: string },
  ranges: readonly SourceRange[],
  past: StoredPast | undefined,
): Promise<PlanDocument> {
  const { planDocument } = await import('./document.ts');
  const workflow = metadata.name;
  const question = { spec, namespace, to: ranges.map(({ to }) => to) };
  const from = ranges.flatMap((range) => range.from ?? []);
  const lastSeconds = past?.lastSeconds ?? new Map<string, number>();
  if (from.length > 0) {
    const judgement = await judge.sinceRevisions(question, from);
    return planDocument({ workflow, ranges, judgement, symbolic: true, lastSeconds });
  }
  if (!past) {
    const judgement = await judge.fromNothing(question);
    return planDocument({ workflow, ranges, judgement, symbolic: true, lastSeconds });
  }
  const judgement = await judge.sincePast(question, past);
  const told = withPast(ranges, past.base?.revisions ?? []);
  return planDocument({ workflow, ranges: told, judgement, symbolic: false, lastSeconds });
}

function withPast(ranges: readonly SourceRange[], past: readonly SourceRevision[]): SourceRange[] {
  return ranges.map((range) => {
    const from = past.find(({ source }) => source === range.source);
    return from ? { ...range, from } : range;
  });
}

async function print(documents: readonly PlanDocument[], output: string, stdout: Invocation['stdout']): Promise<void> {
  if (output === 'json') {
    stdout.write(`${JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2)}\n`);
    return;
  }
  const { planTable } = await import('./table.ts');
  const width = stdout.isTTY === true ? (stdout.columns ?? 80) : undefined;
  stdout.write(documents.map((document) => planTable(document, width)).join('\n'));
}
