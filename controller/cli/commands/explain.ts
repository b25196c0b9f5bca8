import type { WorkflowRun } from '../../api/v1alpha1/kinds.ts';
import type { Artifacts } from '../../artifacts/artifacts.ts';
import { RefitError } from '../../core/errors.ts';
import type { Explanation } from '../../reconcile/explain.ts';
import { plainExits, worldOptions, type Command, type Invocation, type Output } from '../command.ts';
import { HintedError } from '../failure.ts';
import { safeLine } from '../text.ts';
import type { World } from '../world.ts';

/** `refit explain` */
export const command: Command = {
  name: 'explain',
  summary: 'Says why a run ran what it ran.',
  description: `
The decision in words: which commits by whom moved which source, what that changed
for each step, what was reused and how much time that saved, and what a run of
everything would have cost.`,
  positionals: { usage: 'RUN', minimum: 1, maximum: 1 },
  options: worldOptions,
  examples: [
    { command: 'refit explain digits-3', text: 'why did run digits-3 train?' },
    { command: 'refit explain digits-3 -n ml', text: 'of namespace ml in the cluster' },
    { command: 'refit get runs', text: 'the names of the runs' },
  ],
  exits: plainExits,
  run: explain,
};

async function explain(invocation: Invocation): Promise<number> {
  const { findRun } = await import('../find.ts');
  const { withWorld } = await import('../world.ts');
  const { explanationText } = await import('../state/explanation.ts');
  return withWorld(invocation, async (world) => {
    const { run } = await findRun(world, invocation.positionals[0] ?? '');
    const { explanation, images } = await readStored(world, run, invocation.stderr);
    invocation.stdout.write(explanationText(run, explanation, images));
    return 0;
  });
}

/** What the artifact store has on a run. */
interface Stored {
  readonly explanation?: Explanation | undefined;
  /** What each execution ran in, as its node found it. */
  readonly images: ReadonlyMap<string, string>;
}

/** The run's status answers without it, in less detail. */
async function readStored(world: World, run: WorkflowRun, stderr: Output): Promise<Stored> {
  const { readExplanation } = await import('../../reconcile/explain.ts');
  const { namespace, name, ownerReferences = [] } = run.metadata;
  const uid = ownerReferences.find((owner) => owner.kind === 'WorkflowSpec')?.uid ?? '';
  try {
    const artifacts = world.artifacts(namespace, run.spec.snapshot.artifacts);
    return {
      explanation: await readExplanation({ artifacts }, namespace, uid, name),
      images: await readImages(artifacts, run),
    };
  } catch (error: unknown) {
    if (!(error instanceof RefitError || error instanceof HintedError)) throw error;
    stderr.write(`told from the run's status alone, without commits: ${safeLine(error.message)}\n`);
    return { images: new Map() };
  }
}

/** Asks nothing where no step names an image: then steps run as processes. */
async function readImages(artifacts: Pick<Artifacts, 'attempts'>, run: WorkflowRun): Promise<Map<string, string>> {
  const images = new Map<string, string>();
  const { environments = [], stepDefaults, steps } = run.spec.snapshot;
  const named = [...environments, stepDefaults.run, ...steps.map(({ run: program }) => program)];
  if (named.every((program) => program?.image === undefined)) return images;
  for (const { type, fingerprint } of run.status?.steps ?? []) {
    if (type !== 'run' || fingerprint === undefined) continue;
    for (const { execution, imageID } of await artifacts.attempts(run.metadata.namespace, fingerprint))
      if (imageID !== undefined) images.set(execution.name, imageID);
  }
  return images;
}
