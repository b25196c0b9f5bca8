import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { problemsOf } from '../../examples/demo/expectations.ts';
import { play, type Played } from '../../examples/demo/play.ts';
import { scenarios } from '../../examples/demo/scenarios.ts';
import { closeSession, openSession, type Session } from '../../examples/demo/session.ts';
import { Killer } from './killer.ts';
import { prepareState } from './moments.ts';
import { kills } from './plan-of-kills.ts';
import { ProcessesSeen } from './processes-seen.ts';
import { attemptsOf, recordOf, type Record } from './record.ts';

/** What a play of all pushes leaves for the assertions. */
interface Play {
  readonly record: Record;
  readonly problems: readonly string[];
  readonly failed: readonly string[];
  readonly ok: number;
  readonly twice: readonly string[];
  /** Processes of steps that were seen. */
  readonly processes: number;
  readonly attempts: readonly string[];
  readonly killer: Killer;
}

const never = new AbortController().signal;

/** Plays one push while the killer is about. */
async function playHaunted(session: Session, killer: Killer, scenario: (typeof scenarios)[number]): Promise<string[]> {
  const over = new AbortController();
  const [idle, busy] = [true, false].map((is) => kills[scenario.name].filter(({ phase }) => (phase === 'idle') === is));
  const haunting = killer.haunt(scenario.name, busy ?? [], over.signal);
  let played: Played;
  try {
    played = await play(session, scenario, { pushing: () => undefined }, { alive: () => void session.controller.pid });
  } finally {
    over.abort();
    await haunting;
  }
  await killer.up();
  await killer.haunt(scenario.name, idle ?? [], AbortSignal.timeout(10_000));
  const hits = killer.kills.filter(({ push, hit }) => push === scenario.name && hit);
  tellPush(played, `${hits.length} kills`);
  return (await problemsOf(session, played)).map((problem) => `${scenario.name}: ${problem}`);
}

async function playQuietly(session: Session, scenario: (typeof scenarios)[number]): Promise<string[]> {
  const played = await play(
    session,
    scenario,
    { pushing: () => undefined },
    { alive: () => void session.controller.pid },
  );
  tellPush(played, 'no kill');
  return (await problemsOf(session, played)).map((problem) => `${scenario.name}: ${problem}`);
}

function tellPush({ scenario, seconds }: Played, kills: string): void {
  process.stdout.write(`    ${scenario.name}: ${seconds.toFixed(1)} s, ${kills}\n`);
}

async function playAll(haunted: boolean): Promise<Play> {
  const work = mkdtempSync(join(tmpdir(), 'refit-crash-'));
  const session = await openSession(work, never);
  prepareState(session.controller.state);
  const seen = new ProcessesSeen(session.controller.state);
  const killer = new Killer(session.controller);
  try {
    const problems: string[] = [];
    for (const scenario of scenarios)
      problems.push(...(haunted ? await playHaunted(session, killer, scenario) : await playQuietly(session, scenario)));
    const record = await recordOf(session);
    const attempts = attemptsOf(session.controller.state).map(
      ({ fingerprint, execution }) => `${execution.step} ${fingerprint}`,
    );
    await session.client?.end();
    const failed = session.client?.failures() ?? ['nothing was asked'];
    return {
      record,
      problems,
      failed,
      ok: session.client?.counts().ok ?? 0,
      twice: seen.twice(),
      processes: seen.count(),
      attempts,
      killer,
    };
  } finally {
    seen.close();
    await closeSession(session);
    if (process.env['REFIT_CRASH_KEEP'] === undefined) rmSync(work, { recursive: true, force: true, maxRetries: 5 });
    else process.stdout.write(`    kept ${work}\n`);
  }
}

function tell(killer: Killer): void {
  const counts = [...killer.counts()].map(([phase, count]) => `${phase} ${count}`);
  process.stdout.write(`    killed ${killer.kills.filter(({ hit }) => hit).length} times: ${counts.join(', ')}\n`);
  for (const { push, target, hit } of killer.kills)
    if (!hit) process.stdout.write(`    missed in ${push}: ${JSON.stringify(target)}\n`);
}

describe('kill -9 of the controller, over the pushes of the demo', function () {
  this.timeout(10 * 60_000);
  let undisturbed: Play;
  let disturbed: Play;

  before(async () => {
    undisturbed = await playAll(false);
    disturbed = await playAll(true);
    tell(disturbed.killer);
  });

  it('happened 40 times, at least 5 of them in each phase', () => {
    const counts = disturbed.killer.counts();
    for (const phase of ['fetch', 'run', 'publish', 'write', 'deploy', 'idle'] as const)
      expect(counts.get(phase), phase).to.be.at.least(5);
    expect(disturbed.killer.kills.filter(({ hit }) => hit).length).to.be.at.least(40);
  });

  it('breaks no expectation of the demo', () => {
    expect(undisturbed.problems).to.deep.equal([]);
    expect(disturbed.problems).to.deep.equal([]);
  });

  it('serves the same model as without', () => {
    expect(disturbed.record.served).to.deep.equal(undisturbed.record.served);
  });

  it('leaves the same results as without', () => {
    expect(disturbed.record.results).to.deep.equal(undisturbed.record.results);
  });

  it('leaves the same run history as without', () => {
    expect(disturbed.record.history).to.deep.equal(undisturbed.record.history);
  });

  it('runs no fingerprint twice', () => {
    // Every training at least is long enough to be seen; else nothing was looked at.
    expect(disturbed.processes).to.be.at.least(10);
    expect(disturbed.twice).to.deep.equal([]);
    expect(new Set(disturbed.attempts).size).to.equal(disturbed.attempts.length);
  });

  it('fails no prediction', () => {
    expect(disturbed.failed).to.deep.equal([]);
    expect(disturbed.ok).to.be.greaterThan(500);
    expect(undisturbed.failed).to.deep.equal([]);
  });
});
