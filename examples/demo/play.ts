/** Plays one push: commits, pushes, waits, and says what became of it. */
import type { StepStatus, WorkflowRun } from '../../controller/api/v1alpha1/kinds.ts';
import type { Heads, PlannedStep } from './controller.ts';
import {
  commitAll,
  commitOf,
  contentOf,
  git,
  push,
  repositoryNames,
  shortDiff,
  totalDiff,
  type Repository,
} from './repositories.ts';
import { runSteps, type Commit, type Scenario, type ScenarioName } from './scenarios.ts';
import { headsOf, startClient, type Scene } from './session.ts';
import { settledAt, type World } from './settle.ts';

/** A push, and what came of it. */
export interface Played {
  readonly scenario: Scenario;
  /** Commits that were pushed before and after, and what the files are. */
  readonly before: Heads | undefined;
  readonly after: Heads;
  readonly content: string;
  readonly pushedAt: number;
  /** From `git push` returning to everything done. */
  readonly seconds: number;
  readonly world: World;
  /** Runs that were decided for this push, oldest first. Refit makes one or none. */
  readonly runs: readonly WorkflowRun[];
  /** What a tool that looks only at what moved would run again: the push touches these steps, or what is before them. */
  readonly touched: readonly PlannedStep[];
  /** Model digests in the answers. */
  readonly servedBefore: string | undefined;
  readonly servedAfter: string;
  readonly servedDuring: ReadonlySet<string>;
  /** Of the model that serves now, as its evaluation found. */
  readonly accuracy: number;
}

/** What the player is told on the way. */
export interface Narrator {
  /** The commands of a push and its diff, before it is pushed. */
  pushing(scenario: Scenario, commands: readonly string[], diff: readonly string[]): void;
}

/** The first run installs an environment. */
const firstMs = 10 * 60_000;
const nextMs = 90_000;

/** @param meanwhile what else happens after the push, such as an accident */
export async function play(
  session: Scene,
  scenario: Scenario,
  narrator: Narrator,
  { meanwhile, alive }: { meanwhile?: () => Promise<void>; alive: () => void },
): Promise<Played> {
  const { controller, client, signal } = session;
  const previous = session.played.at(-1);
  const before = previous?.after;
  const commands = await commit(session, scenario);
  narrator.pushing(scenario, commands, await diffOf(session, scenario, before));
  const servedBefore = await client?.servedNow(signal);
  const pushedAt = await pushAll(session, scenario);
  const after = await headsOf(session);
  if (!before) await controller.start();
  await meanwhile?.();
  const world = await settledAt(controller, after, before ? nextMs : firstMs, signal, alive);
  const seconds = (Date.now() - pushedAt) / 1000;
  const asking = client ?? startClient(session, stageOf(world)?.url ?? '');
  const live = session.trafficLags === true ? stageOf(world)?.live?.model : undefined;
  const servedAfter = await asking.servedNow(signal, live);
  const played: Played = {
    scenario,
    before,
    after,
    content: await contents(session),
    pushedAt,
    seconds,
    world,
    runs: world.runs.slice(previous?.world.runs.length ?? 0),
    touched: before ? await controller.plan(before, after) : allTouched(world),
    servedBefore,
    servedAfter,
    servedDuring: asking.modelsSince(pushedAt),
    accuracy: accuracyOf(world),
  };
  session.played.push(played);
  return played;
}

/** Where the example's only deploy step stands. */
export function stageOf({
  workflow,
}: World): NonNullable<NonNullable<World['workflow']['status']>['stages']>[number] | undefined {
  return workflow.status?.stages?.[0];
}

/** Rows of the table of a push, or none when no run was needed. */
export function rowsOf({ runs }: Pick<Played, 'runs'>): readonly StepStatus[] {
  return runs.flatMap((run) => run.status?.steps ?? []);
}

/** Run steps whose process ran for this push, whoever's model it was about. */
export function executedSteps(played: Pick<Played, 'runs'>): string[] {
  const ran = rowsOf(played).filter(
    ({ type, state }) => type === 'run' && (state === 'Succeeded' || state === 'Failed'),
  );
  return runSteps.filter((name) => ran.some((row) => row.name === name));
}

/** The accuracy that a row's evaluation found, if it is one. */
export function accuracyIn(rows: readonly StepStatus[]): number {
  const row = rows.find(({ name, subject }) => name === 'evaluate' && subject === 'candidate');
  return Number(row?.metrics['report']?.['accuracy'] ?? Number.NaN);
}

function accuracyOf(world: World): number {
  const deployed = world.runs.find((run) => run.metadata.name === stageOf(world)?.live?.run);
  return accuracyIn(deployed?.status?.steps ?? []);
}

function allTouched({ workflow }: World): PlannedStep[] {
  return workflow.spec.steps.map(({ name, run, gate }) => ({
    name,
    type: run ? 'run' : gate ? 'gate' : 'deploy',
    action: 'Run',
  }));
}

async function contents({ team }: Scene): Promise<string> {
  return (await Promise.all(repositoryNames.map((name) => contentOf(team.repositories[name])))).join(' ');
}

function pushedTo({ team }: Scene, scenario: Scenario): readonly Repository[] {
  return scenario.commits.length === 0
    ? repositoryNames.map((name) => team.repositories[name])
    : [team.repositories[scenario.repository]];
}

/** Makes the commits. @returns the commands as a person would type them, the push included */
async function commit(session: Scene, scenario: Scenario): Promise<string[]> {
  const repository = session.team.repositories[scenario.repository];
  const typed: string[] = [];
  for (const entry of scenario.commits) typed.push(await commitOne(session, repository, entry));
  return pushedTo(session, scenario).flatMap(({ name }) => [
    ...(scenario.commits.length === 0 ? [] : typed.map((command) => `${name}$ ${command}`)),
    `${name}$ git push`,
  ]);
}

async function commitOne(session: Scene, repository: Repository, entry: Commit): Promise<string> {
  if ('reverts' in entry) {
    const pushed = await commitOfScenario(session, repository, entry.reverts);
    await git(repository.folder, 'revert', '--no-edit', pushed);
    return `git revert ${pushed.slice(0, 8)}`;
  }
  entry.edit(repository.folder);
  await commitAll(repository.folder, entry.message);
  return `git commit -m ${JSON.stringify(entry.message)}`;
}

/** @throws Error when that was not played */
async function commitOfScenario(session: Scene, repository: Repository, name: ScenarioName): Promise<string> {
  const pushed = session.played.find(({ scenario }) => scenario.name === name)?.after[repository.name];
  if (pushed === undefined) throw new Error(`${name} was not pushed, so it cannot be reverted`);
  return commitOf(repository, pushed);
}

async function diffOf(session: Scene, scenario: Scenario, before: Heads | undefined): Promise<string[]> {
  if (!before) return Promise.all(pushedTo(session, scenario).map(totalDiff));
  return shortDiff(session.team.repositories[scenario.repository], before[scenario.repository]);
}

/** @returns when the last push returned */
async function pushAll(session: Scene, scenario: Scenario): Promise<number> {
  for (const repository of pushedTo(session, scenario)) await push(repository);
  return Date.now();
}
