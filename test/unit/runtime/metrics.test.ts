import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { runController } from '../../../controller/runtime/controller.ts';
import type { LookOutcome } from '../../../controller/runtime/measures.ts';
import { type Metrics, createMetrics } from '../../../controller/runtime/metrics.ts';
import { RefitError } from '../../../controller/core/errors.ts';
import { WorkQueue } from '../../../controller/runtime/work-queue.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const page = readFileSync(new URL('../../../docs/metrics.md', import.meta.url), 'utf8');

/** The samples of the text format: name with labels -> value. */
async function samples(metrics: Metrics): Promise<ReadonlyMap<string, number>> {
  const lines = (await metrics.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

describe('metrics', () => {
  let metrics: Metrics;

  beforeEach(() => (metrics = createMetrics({ version: '1.2.3' })));

  it('are those of docs/metrics.md, with their types', async () => {
    const rows = [...page.matchAll(/^\| `(refit_\w+)` +\| (\w+) +\|/gm)];
    expect(rows.map(([, name = '']) => name).toSorted()).to.deep.equal(metrics.names());
    const text = await metrics.text();
    for (const [, name = '', type = ''] of rows) expect(text).to.contain(`# TYPE ${name} ${type}\n`);
    for (const [name] of page.matchAll(/\brefit_\w+/g))
      expect(metrics.names(), name).to.include(name.replace(/_bucket$/, ''));
  });

  it('count what the reconcilers tell', async () => {
    const { measures } = metrics;
    measures.runCreated('Sources');
    measures.runFinished('Succeeded');
    measures.stepFinished('Reused');
    measures.stepFinished('Reused');
    measures.trainingAvoided(12.5);
    measures.trainingAvoided(-1);
    measures.deployed('Live');
    metrics.observeRequest({ verb: 'get', resource: 'jobs', code: '200', seconds: 0.01 });
    metrics.observeRequest({ verb: 'watch', resource: 'jobs', code: '200', seconds: 300 });
    metrics.observeGit({ operation: 'resolve', seconds: 0.1, reason: 'SourceUnavailable' });
    const found = await samples(metrics);
    const value = (name: string): number | undefined => found.get(name);
    expect(value('refit_runs_created_total{trigger="Sources"}')).to.equal(1);
    expect(value('refit_runs_finished_total{phase="Succeeded"}')).to.equal(1);
    expect(value('refit_steps_total{outcome="Reused"}')).to.equal(2);
    expect(value('refit_training_seconds_avoided_total')).to.equal(12.5);
    expect(value('refit_deploys_total{outcome="Live"}')).to.equal(1);
    expect(value('refit_api_requests_total{verb="watch",resource="jobs",code="200"}')).to.equal(1);
    expect(value('refit_api_request_duration_seconds_count{verb="get"}')).to.equal(1);
    expect(value('refit_api_request_duration_seconds_count{verb="watch"}')).to.equal(undefined);
    expect(value('refit_git_errors_total{operation="resolve",reason="SourceUnavailable"}')).to.equal(1);
    expect(value('refit_build_info{version="1.2.3",node="' + process.versions.node + '"}')).to.equal(1);
  });

  it('read queues, git and leadership when they are asked', async () => {
    expect((await samples(metrics)).get('refit_leader')).to.equal(0);
    let polls = 3;
    let answered = new Map([
      ['git.example.com', 1_800_000_000.5],
      ['unfollowed.example.com:8443', 1_700_000_000],
    ]);
    metrics.read({
      depths: () => new Map([['run', { ready: 2, processing: 1, delayed: 5 }]]),
      git: () => ({ polls, fetches: 1, compactions: 2, evictions: 3, answered }),
      leads: () => true,
    });
    await metrics.text();
    polls = 4;
    answered = new Map([['git.example.com', 1_800_000_060]]);
    const found = await samples(metrics);
    expect(found.get('refit_leader')).to.equal(1);
    expect(found.get('refit_git_polls_total')).to.equal(4);
    expect(found.get('refit_git_compactions_total')).to.equal(2);
    expect(found.get('refit_git_evictions_total')).to.equal(3);
    const hosts = [...found].filter(([name]) => name.startsWith('refit_git_last_answer'));
    expect(hosts).to.deep.equal([['refit_git_last_answer_timestamp_seconds{host="git.example.com"}', 1_800_000_060]]);
    expect(found.get('refit_queue_depth{controller="run",state="delayed"}')).to.equal(5);
  });

  it('of the loop: how each look ended, how long it took, how long its key waited', async () => {
    const clock = new FakeClock();
    const looks: [LookOutcome, number][] = [];
    const waits: number[] = [];
    const queue = new WorkQueue({ clock, backoff: { random: () => 0.5 }, onTaken: (ms) => waits.push(ms) });
    const ends: (() => { kind: 'done' } | { kind: 'requeueAfter'; ms: number })[] = [
      () => ({ kind: 'done' }),
      () => ({ kind: 'requeueAfter', ms: 1_000_000 }),
      ...(['Conflict', 'SpecInvalid', 'SecretNotFound', 'SourceUnavailable'] as const).map((reason) => () => {
        throw new RefitError(reason, 'as the test wants it');
      }),
    ];
    const running = runController({
      name: 'test',
      queue,
      workers: 1,
      clock,
      measures: { looked: (_, outcome, seconds) => looks.push([outcome, seconds]) },
      onError: () => undefined,
      async reconcile(key) {
        await new Promise<void>((resolve) => clock.after(100, resolve));
        return ends[Number(key)]?.() ?? { kind: 'done' };
      },
    });
    for (const index of ends.keys()) queue.add(String(index));
    await clock.advance(ends.length * 100 - 1);
    // Added while it is worked on: it waits from now on. The one with a Conflict stands ready again, since 325 ms.
    queue.add(String(ends.length - 1));
    const stopped = queue.shutDown();
    await clock.advance(1_000);
    await stopped;
    expect(looks.map(([outcome]) => outcome).slice(0, ends.length)).to.deep.equal([
      'Done',
      'Requeued',
      'Conflict',
      'Stalled',
      'Waiting',
      'Transient',
    ]);
    expect(looks.every(([, seconds]) => seconds === 0.1)).to.equal(true);
    expect(waits).to.deep.equal([0, 100, 200, 300, 400, 500, 275, 101]);
    await running;
  });
});
