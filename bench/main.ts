/**
 * `npm run bench [NAME…] [--json FILE]`: measures, prints a table, writes the rows. Exits with 1 when a limit does not
 * hold or a benchmark could not be carried out, after all of them. `cluster` is the name of all that need a Kubernetes.
 * docs/benchmarks.md says how to read it.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Bench, Row } from './bench.ts';
import { clusterBenches } from './cluster/benches.ts';
import { fanout200 } from './fanout-200.ts';
import { commit20k } from './git/commit-20k.ts';
import { monorepo1000 } from './git/monorepo-1000.ts';
import { poll200 } from './git/poll-200.ts';
import { webhookBurst } from './git/webhook-burst.ts';
import { idleCpu } from './idle-cpu.ts';
import { idleRss } from './idle-rss.ts';
import { mount10k } from './mount-10k.ts';
import { planCold } from './plan-cold.ts';
import { planWarm } from './plan-warm.ts';
import { pushToStart } from './push-to-start.ts';
import { createScratch } from './scratch.ts';
import { startUp } from './start-up.ts';
import { tableOf } from './table.ts';

const localBenches: readonly Bench[] = [
  pushToStart,
  planWarm,
  planCold,
  fanout200,
  idleCpu,
  idleRss,
  startUp,
  mount10k,
  poll200,
  commit20k,
  monorepo1000,
  webhookBurst,
];

process.exitCode = await main(process.argv.slice(2));

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: 'string' } } });
  const benches = [...localBenches, ...clusterBenches];
  const names = positionals.flatMap((name) => (name === 'cluster' ? clusterBenches.map((one) => one.name) : [name]));
  const unknown = names.filter((name) => !benches.some((bench) => bench.name === name));
  if (unknown.length > 0) {
    const allowed = [...benches.map(({ name }) => name), 'cluster'].join(', ');
    process.stderr.write(`bench: found ${unknown.join(', ')}, allowed ${allowed}\n`);
    return 1;
  }
  const rows: Row[] = [];
  let failed = 0;
  const wanted = names.length === 0 ? localBenches : benches.filter(({ name }) => names.includes(name));
  for (const bench of wanted) {
    try {
      rows.push(...(await measure(bench)));
    } catch (error: unknown) {
      failed += 1;
      process.stderr.write(
        `${bench.name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    }
  }
  process.stdout.write(`\n${tableOf(rows)}\n`);
  if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
  return failed === 0 && rows.every(({ holds }) => holds) ? 0 : 1;
}

/** Runs one in a folder of its own, which is gone afterwards, also when it is interrupted. */
async function measure(bench: Bench): Promise<readonly Row[]> {
  process.stderr.write(`${bench.name}: ${bench.about}\n`);
  const scratch = createScratch();
  const interrupt = (): void => void scratch.end().finally(() => process.exit(130));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await bench.run(scratch);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await scratch.end();
  }
}
