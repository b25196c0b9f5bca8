/** Everything that a demo has running, and how it ends. */
import { join } from 'node:path';
import { PredictionClient } from './client.ts';
import { Controller, type Driver, type Heads } from './controller.ts';
import { endExecutions } from './executions.ts';
import { commitOf, makeTeam, repositoryNames, type Team } from './repositories.ts';
import type { Played } from './play.ts';

/** What pushes are played in. */
export interface Scene {
  readonly work: string;
  readonly team: Team;
  readonly controller: Driver;
  /** There is none before something serves. */
  client: PredictionClient | undefined;
  /** What was played so far. */
  readonly played: Played[];
  readonly signal: AbortSignal;
  /** Where traffic follows a stage that is live only when every node has heard of it: the answer of its model is waited for. */
  readonly trafficLags?: true;
}

/** A scene on this machine. */
export interface Session extends Scene {
  readonly controller: Controller;
}

/** Makes the repositories below `work`. Nothing is started. */
export async function openSession(work: string, signal: AbortSignal): Promise<Session> {
  const team = await makeTeam(work);
  const controller = new Controller(team, join(work, 'state'), join(work, 'refit-up.log'));
  return { work, team, controller, client: undefined, played: [], signal };
}

/** Starts the client that asks for predictions all the while. */
export function startClient(session: Scene, url: string): PredictionClient {
  session.client = new PredictionClient(url, imagesOf(session), join(session.work, 'answers.jsonl'));
  return session.client;
}

/** The images that are asked about. */
export function imagesOf(session: Scene): string {
  return join(session.team.repositories.data.folder, 'holdout.csv');
}

/** The commits of the clones. */
export async function headsOf({ team }: Scene): Promise<Heads> {
  const [code, data] = await Promise.all(repositoryNames.map((name) => commitOf(team.repositories[name])));
  return { code: code ?? '', data: data ?? '' };
}

/** Ends the client, the controller, what it left running, and the servers, in this order, so that the client never sees a server go. */
export async function closeSession(session: Session): Promise<void> {
  await session.client?.end();
  await session.controller.stop();
  await endExecutions(session.controller.state);
  await session.controller.down();
}
