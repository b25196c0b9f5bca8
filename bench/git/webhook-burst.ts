import { createHmac } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { GitHttpServer } from '../../test/support/git-http-server.ts';
import { alternate, epoch, rowOf, type Bench } from '../bench.ts';
import { run } from '../command.ts';
import type { Controller } from '../controller.ts';
import { startRecorded } from '../recorded.ts';
import { gitEnvironment, Repository } from '../repository.ts';
import type { Scratch } from '../scratch.ts';
import { sourceOf, workflowOf } from '../workflow.ts';

const BURST = 200;
const BURSTS = 3;
const token = 'the token that signs the pushes of a benchmark';
/** Milliseconds after which all looks of a burst have been made, also those that wait for more hints. */
const QUIET_MS = 7_000;

/** Many deliveries about one repository, as hosts sign them, after one push to it. */
export const webhookBurst: Bench = {
  name: 'webhook-burst',
  about: '200 signed webhooks for one repository after a push to it: polls, against one webhook',
  async run(scratch) {
    const host = await Host.create(scratch);
    const pairs = await alternate(
      BURSTS,
      () => host.burst(BURST),
      () => host.burst(1),
      0,
    );
    const [subject, baseline] = [host.decided.get(BURST) ?? [], host.decided.get(1) ?? []];
    return [
      rowOf({ name: 'webhook-burst', unit: 'polls', ...pairs, limitKind: 'value', limit: 3 }),
      rowOf({ name: 'webhook-burst-decided', unit: 'ms', subject, baseline, limitKind: 'value', limit: 2_000 }),
    ];
  },
};

/** A repository with webhooks to a controller that would look at it only every hour. */
class Host {
  /** Milliseconds from the first delivery until the push was decided, by deliveries. */
  readonly decided = new Map<number, number[]>();
  readonly #scratch: Scratch;
  readonly #controller: Controller;
  readonly #url: string;
  readonly #origin: Repository;
  readonly #author: Repository;
  #port = 0;
  #pushes = 0;

  private constructor(scratch: Scratch, controller: Controller, url: string, origin: Repository, author: Repository) {
    this.#scratch = scratch;
    this.#controller = controller;
    this.#url = url;
    this.#origin = origin;
    this.#author = author;
  }

  static async create(scratch: Scratch): Promise<Host> {
    const server = await GitHttpServer.start(scratch.folder);
    scratch.onEnd(() => server.stop());
    const origin = await Repository.create(`${scratch.folder}/team/data.git`, [['rows.csv', '0\n']]);
    const author = await origin.clone(`${scratch.folder}/author.git`);
    const url = server.url('team/data.git');
    const workflow = workflowOf('burst', {
      sources: [sourceOf('data', url, '1h')],
      steps: [
        {
          name: 'table',
          run: { command: ['sh', '-c', 'cat rows.csv > "$REFIT_OUTPUT_TABLE"'] },
          inputs: [{ name: 'data', source: 'data' }],
          outputs: [{ name: 'table' }],
        },
      ],
    });
    const controller = await startRecorded(
      `${scratch.folder}/state`,
      [workflow],
      await origin.git('rev-parse', 'main'),
    );
    scratch.onEnd(() => controller.stop());
    const host = new Host(scratch, controller, url, origin, author);
    host.#port = (await controller.ask('webhooks')).port;
    return host;
  }

  /** Pushes once and delivers so many webhooks. @returns the polls they made */
  async burst(deliveries: number): Promise<number> {
    const commit = await this.#author.commit([['rows.csv', `${(this.#pushes += 1)}\n`]]);
    await run('git', ['--git-dir', this.#author.path, 'push', '-q', this.#origin.path, 'main'], {
      env: gitEnvironment,
    });
    // A secret of its own: what one may send at once is bounded.
    const secret = `hook-${this.#pushes}`;
    const folder = `${this.#scratch.folder}/state/secrets/${secret}`;
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/token`, token);
    const before = await this.#controller.ask('counters');
    const decided = this.#controller.ask('decided', commit);
    const begun = epoch();
    await this.#deliver(secret, deliveries);
    const took = (await decided).at - begun;
    this.decided.set(deliveries, [...(this.decided.get(deliveries) ?? []), took]);
    await sleep(QUIET_MS);
    const after = await this.#controller.ask('settled');
    if (after.runs !== this.#pushes) throw new Error(`${after.runs} runs after ${this.#pushes} pushes`);
    return after.counters.polls - before.counters.polls;
  }

  async #deliver(secret: string, deliveries: number): Promise<void> {
    const agent = new Agent({ keepAlive: true, maxSockets: 8 });
    const statuses = await Promise.all(
      Array.from({ length: deliveries }, (_, index) => this.#send(agent, secret, `${this.#pushes}-${index}`)),
    );
    agent.destroy();
    const refused = statuses.filter((status) => status !== 202);
    if (refused.length > 0) throw new Error(`${refused.length} webhooks were answered ${refused[0]}`);
  }

  #send(agent: Agent, secret: string, id: string): Promise<number> {
    const body = JSON.stringify({ ref: 'refs/heads/main', after: id, repository: { clone_url: this.#url } });
    const headers = {
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-github-delivery': id,
      'x-hub-signature-256': `sha256=${createHmac('sha256', token).update(body).digest('hex')}`,
    };
    const path = `/webhooks/default/${secret}`;
    return new Promise((resolve, reject) => {
      const sent = request({ host: '127.0.0.1', port: this.#port, path, method: 'POST', headers, agent }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
      });
      sent.once('error', reject).end(body);
    });
  }
}
