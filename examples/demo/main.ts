/** `npm run demo [-- --report FILE] [--keep]`: the main job of Refit, from nothing, by pushing commits. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { accidentProblems, killDuring, type Accident } from './accident.ts';
import { ask, readImages } from './ask.ts';
import { problemsOf } from './expectations.ts';
import { play, rowsOf, stageOf, type Played } from './play.ts';
import { say, sayPlayed, sayProblems, sayPush, saySummary } from './print.ts';
import { reportOf } from './report.ts';
import { scenarios, type Scenario } from './scenarios.ts';
import { closeSession, imagesOf, openSession, type Session } from './session.ts';

/** The client must not have been slower than this. Predictions a second. */
const leastRate = 20;

interface Options {
  readonly report: string | undefined;
  readonly keep: boolean;
}

const help = `npm run demo -- [--report FILE] [--keep]
  --report FILE  write what happened to FILE, as JSON
  --keep         leave the controller and the model server running, to push by hand`;

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      report: { type: 'string' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    say(help);
    process.exit(0);
  }
  // npm changes to the package's folder; a relative FILE is meant from where the person stands.
  const from = process.env['INIT_CWD'] ?? process.cwd();
  return { report: values.report === undefined ? undefined : resolve(from, values.report), keep: values.keep };
}

/** Plays every push. @returns how many expectations did not hold */
async function playAll(session: Session): Promise<number> {
  let failures = 0;
  for (const [index, scenario] of scenarios.entries()) {
    const problems: string[] = [];
    const played = await playOne(session, index + 1, scenario, problems);
    sayPlayed(played, problems);
    if (index === 0) await sayPrediction(session, played);
    failures += problems.length;
  }
  return failures;
}

async function playOne(session: Session, number: number, scenario: Scenario, problems: string[]): Promise<Played> {
  const { controller } = session;
  let accident: Accident | undefined;
  const { killDuring: step } = scenario;
  const played = await play(
    session,
    scenario,
    { pushing: (_, commands, diff) => sayPush(number, scenario, commands, diff) },
    {
      alive: () => void controller.pid,
      ...(step === undefined
        ? {}
        : {
            meanwhile: async () => {
              accident = await killDuring(session, step);
              say(`    ${step} runs; kill -9 ${accident.killed}; refit up again: ${accident.started}`);
            },
          }),
    },
  );
  problems.push(...(await problemsOf(session, played)));
  if (accident) problems.push(...accidentProblems(session, accident, rowsOf(played)));
  return played;
}

async function sayPrediction(session: Session, played: Played): Promise<void> {
  const image = readImages(imagesOf(session)).at(-1);
  const url = stageOf(played.world)?.url;
  if (!image || url === undefined) return;
  const { text } = await ask(url, image);
  say(`    a prediction: POST ${url}/predict, the last image of the hold-out (a ${image.label}): ${text}`);
}

/** @returns how many expectations did not hold */
async function sumUp(session: Session, { report }: Options): Promise<number> {
  await session.client?.end();
  const counts = session.client?.counts() ?? { ok: 0, failed: 0, rate: 0 };
  saySummary(session.played, counts);
  const problems = session.client?.failures().slice(0, 10) ?? [];
  if (counts.rate < leastRate)
    problems.push(`found ${counts.rate.toFixed(1)} predictions a second, expected ${leastRate}`);
  sayProblems(problems);
  if (report !== undefined)
    writeFileSync(report, `${JSON.stringify(reportOf(session.played, counts), undefined, 2)}\n`);
  return problems.length;
}

function sayKept({ team, controller, work }: Session): void {
  const { folder } = team.repositories.code;
  say();
  say('Everything runs on. Push something by hand, for example:');
  say(
    `  cd ${folder} && sed -i 's/^EPOCHS = .*/EPOCHS = 600/' train.py && git commit -qam 'Train longer' && git push -q`,
  );
  say(`What happens: npx refit get runs --state ${controller.state}    tail -f ${join(work, 'refit-up.log')}`);
  say(`To end it:    kill ${controller.pid}; sleep 1; npx refit down --state ${controller.state}; rm -rf ${work}`);
}

async function main(): Promise<number> {
  const options = readOptions();
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop.abort(signal));
  const work = mkdtempSync(join(tmpdir(), 'refit-demo-'));
  let session: Session | undefined;
  let keep = false;
  try {
    session = await openSession(work, stop.signal);
    say(`Two git repositories, code and data, and a workflow over them: ${work}`);
    const failures = (await playAll(session)) + (await sumUp(session, options));
    keep = options.keep;
    if (keep) sayKept(session);
    say();
    say(failures === 0 ? 'Every expectation held.' : `${failures} expectations did not hold.`);
    return failures === 0 ? 0 : 1;
  } catch (error) {
    if (stop.signal.aborted) say(`\n${String(stop.signal.reason)}: everything that was started ends`);
    else sayProblems([error instanceof Error ? error.message : String(error)]);
    return 1;
  } finally {
    if (!keep) {
      if (session) await closeSession(session);
      rmSync(work, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

process.exitCode = await main();
