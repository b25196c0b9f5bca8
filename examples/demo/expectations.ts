/** What must be true after a push. */
import { ask, readImages } from './ask.ts';
import { accuracyIn, executedSteps, rowsOf, stageOf, type Played } from './play.ts';
import type { Serves } from './scenarios.ts';
import { imagesOf, type Scene } from './session.ts';

/** Everything about a push that is not as it must be. Empty: all holds. */
export async function problemsOf(session: Scene, played: Played): Promise<string[]> {
  const previous = session.played[session.played.indexOf(played) - 1];
  return [
    ...runProblems(played),
    ...servingProblems(session, played, previous),
    ...serverProblems(played, previous),
    ...refusalProblems(played),
    ...(await answerProblems(session, played)),
  ];
}

function runProblems(played: Played): string[] {
  const { scenario, runs } = played;
  const problems: string[] = [];
  const ran = executedSteps(played).join(', ') || 'nothing';
  const expected = scenario.executed.join(', ') || 'nothing';
  if (ran !== expected) problems.push(`${ran} ran, expected ${expected}`);
  const wanted = scenario.executed.length > 0 || scenario.server === 'Replaced' ? 1 : 0;
  if (runs.length !== wanted)
    problems.push(`found ${runs.length} runs (${runs.map((run) => run.metadata.name).join(', ')}), expected ${wanted}`);
  const phase = scenario.refused === true ? 'Failed' : 'Succeeded';
  for (const run of runs)
    if (run.status?.phase !== phase)
      problems.push(`${run.metadata.name} is ${run.status?.phase}, expected ${phase}: ${run.status?.message ?? ''}`);
  return problems;
}

function servingProblems(session: Scene, played: Played, previous: Played | undefined): string[] {
  const { servedBefore, servedAfter, servedDuring, world, scenario } = played;
  const stated = stageOf(world)?.live?.model;
  const others = [...servedDuring].filter((model) => model !== servedBefore && model !== servedAfter);
  return [
    ...(stated === servedAfter ? [] : [`${servedAfter} answers, and the stage says ${stated ?? 'nothing'}`]),
    ...others.map((model) => `${model} answered in between`),
    ...(scenario.serves.kind === 'New'
      ? newModelProblems(played, scenario.serves.better ? previous : undefined)
      : knownModelProblems(played, knownModel(session, scenario.serves, previous))),
  ];
}

function newModelProblems({ servedBefore, servedAfter, accuracy }: Played, worse: Played | undefined): string[] {
  if (servedAfter === servedBefore) return ['the model that answers is not a new one'];
  if (Number.isNaN(accuracy)) return ['the accuracy of what serves is not known'];
  return worse && accuracy <= worse.accuracy
    ? [`accuracy went from ${worse.accuracy} to ${accuracy}, expected more`]
    : [];
}

function knownModel({ played }: Scene, serves: Serves, previous: Played | undefined): Played | undefined {
  return serves.kind === 'ModelOf' ? played.find(({ scenario }) => scenario.name === serves.scenario) : previous;
}

function knownModelProblems({ servedAfter, accuracy }: Played, known: Played | undefined): string[] {
  if (servedAfter === known?.servedAfter && accuracy === known.accuracy) return [];
  return [
    `${servedAfter} (${accuracy}) answers, expected ${known?.servedAfter} (${known?.accuracy}) of ${known?.scenario.name}`,
  ];
}

/** Whether it is another server is told by its release and by since when it is live. */
function serverProblems({ world, scenario }: Played, previous: Played | undefined): string[] {
  const [before, after] = [previous && stageOf(previous.world)?.live, stageOf(world)?.live];
  const kept = before?.release === after?.release && before?.since === after?.since;
  if (kept === (scenario.server === 'Kept')) return [];
  return [kept ? 'the server is still the old one, expected another' : 'the server was replaced, expected the old one'];
}

function refusalProblems(played: Played): string[] {
  if (played.scenario.refused !== true) return [];
  const rows = rowsOf(played);
  const gate = rows.find(({ type }) => type === 'gate');
  const found = accuracyIn(rows);
  return [
    ...(gate?.state === 'Refused' ? [] : [`the gate is ${gate?.state ?? 'not there'}, expected Refused`]),
    ...(found < played.accuracy ? [] : [`the refused model has ${found}, and ${played.accuracy} serves`]),
  ];
}

async function answerProblems(session: Scene, { scenario, world }: Played): Promise<string[]> {
  const [image] = readImages(imagesOf(session));
  const { answers } = scenario;
  if (answers === undefined || !image) return [];
  const deadline = Date.now() + (session.trafficLags === true ? 5_000 : 0);
  for (;;) {
    const { text } = await ask(stageOf(world)?.url ?? '', image);
    if (text.includes(answers)) return [];
    if (Date.now() > deadline) return [`the answer is ${text}, expected ${answers} in it`];
  }
}
