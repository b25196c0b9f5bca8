/** What is left when all pushes are done, in a form in which two plays of the same pushes can be compared. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { AttemptRecord } from '../../controller/artifacts/artifacts.ts';
import type { Session } from '../../examples/demo/session.ts';
import { stageOf } from '../../examples/demo/play.ts';
import { look } from '../../examples/demo/settle.ts';
import { readJson } from './folder-watch.ts';

/** Without times, process ids and commits, which differ. */
export interface Record {
  readonly served: unknown;
  readonly results: unknown;
  readonly history: unknown;
}

/** Reads the state after the last push. */
export async function recordOf(session: Session): Promise<Record> {
  const world = await look(session.controller);
  if (!world) throw new Error('there is no workflow');
  const stage = stageOf(world);
  const answers = await session.client?.servedNow();
  return {
    served: { answers, model: stage?.live?.model, release: stage?.live?.release, run: stage?.live?.run },
    results: attemptsOf(session.controller.state).map(
      ({ fingerprint, attempt, outcome, execution, outputs, metrics }) => ({
        fingerprint,
        attempt,
        outcome,
        step: execution.step,
        subject: execution.subject,
        outputs: outputs.map(({ name, digest }) => `${name} ${digest}`),
        metrics,
      }),
    ),
    history: world.runs.map(({ metadata, spec, status }) => ({
      name: metadata.name,
      trigger: spec.trigger.kind,
      phase: status?.phase,
      message: status?.message,
      steps: status?.steps?.map((step) => ({
        step: `${step.name} ${step.subject}`,
        action: step.action,
        state: step.state,
        fingerprint: step.fingerprint,
        attempt: step.attempt,
        outputs: step.outputs.map(({ name, digest }) => `${name} ${digest}`),
        reasons: step.reasons.map(({ kind, input, paths }) => `${kind} ${input ?? ''} ${paths.join(' ')}`),
        message: step.message,
      })),
    })),
  };
}

/** Every recorded attempt, by fingerprint. */
export function attemptsOf(state: string): AttemptRecord[] {
  const root = join(state, 'artifacts', 'attempts', 'default');
  const files = readdirSync(root).flatMap((fingerprint) =>
    readdirSync(join(root, fingerprint)).map((name) => join(root, fingerprint, name)),
  );
  return files
    .filter((file) => /\/\d+\.json$/.test(file))
    .toSorted()
    .map((file) => readJson(file) as AttemptRecord);
}
