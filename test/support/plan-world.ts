/** A world of pure values for tests of plans: files, results, verdicts and stages, and a way to carry a plan out. */
import { createHash } from 'node:crypto';
import type { WorkflowSpecSpec } from '../../controller/api/v1alpha1/kinds.ts';
import type { AttemptRecord } from '../../controller/artifacts/artifacts.ts';
import { RefitError } from '../../controller/core/errors.ts';
import { planSteps } from '../../controller/core/plan.ts';
import type { Evidence, Plan, PlannedStep, PlanTarget, ResultEvidence } from '../../controller/core/planning.ts';
import type { Content } from '../../controller/core/resolve.ts';
import { parameterValue } from '../../controller/core/parameter-files/parameter-file.ts';
import { compilePatterns } from '../../controller/core/select.ts';
import { selectEntries } from '../../controller/core/selection.ts';
import { validWorkflow, type WrittenSpec } from './local-pipeline.ts';

/** What a step's process makes of what it sees. */
export interface Made {
  /** Text of each output; its digest is the text's hash. */
  readonly outputs?: Readonly<Record<string, string>>;
  readonly metrics?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What a program sees: its step's row. */
export type Program = (row: PlannedStep) => Made | 'fails';

export interface WorldStage {
  identity?: string;
  champion?: string;
  url?: string;
  blocked: Map<string, string>;
}

/** `sha256:` of a text. */
export function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** A spec as a person writes it, validated, with its defaults. */
export function specOf(written: WrittenSpec): WorkflowSpecSpec {
  return validWorkflow('toy', written).spec;
}

/** Files, results and stages of one workflow. */
export class World {
  /** Text by `source/path`. */
  readonly files = new Map<string, string>();
  readonly results = new Map<string, AttemptRecord>();
  readonly failures = new Map<string, AttemptRecord>();
  readonly missing = new Set<string>();
  readonly verdicts = new Map<string, 'Passed' | 'Refused'>();
  readonly stages = new Map<string, WorldStage>();
  readonly previouslyLive = new Set<string>();
  /** Programs by step; without one an output's text is made of all that the step sees. */
  readonly programs = new Map<string, Program>();

  constructor(files: Readonly<Record<string, string>> = {}) {
    for (const [path, text] of Object.entries(files)) this.files.set(path, text);
  }

  write(path: string, text: string | null): this {
    if (text === null) this.files.delete(path);
    else this.files.set(path, text);
    return this;
  }

  readonly content: Content = {
    commit: (source) =>
      createHash('sha1')
        .update(JSON.stringify([source, [...this.files].map((file) => file.join(' ')).toSorted(byText)]))
        .digest('hex'),
    parameter: async ({ source, file, key }) =>
      parameterValue(file, Buffer.from(this.files.get(`${source}/${file}`) ?? ''), key),
    digest: (source, paths) => {
      const selection = selectEntries(
        [...this.files]
          .filter(([path]) => path.startsWith(`${source}/`))
          .map(([path, text]) => ({
            path: path.slice(source.length + 1),
            mode: '100644',
            oid: createHash('sha1').update(text).digest('hex'),
          }))
          .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
        compilePatterns(paths),
      );
      if (selection.count > 0) return Promise.resolve(selection.digest);
      return Promise.reject(new RefitError('InputNotFound', `${(paths ?? []).join(', ')} selects nothing`));
    },
  };

  readonly evidence: Evidence = {
    symbolic: false,
    result: ({ fingerprint, forced, step }) => {
      const evidence = (): ResultEvidence => {
        const record = this.results.get(fingerprint);
        const failure = this.failures.get(fingerprint);
        const reused = !forced && step.run?.reuse?.policy !== 'Never';
        if (forced) return { kind: 'None', reason: 'Forced' };
        if (record && this.missing.has(fingerprint)) return { kind: 'None', reason: 'ArtifactMissing' };
        if (record && reused) return { kind: 'Result', record };
        return failure ? { kind: 'Failure', record: failure } : { kind: 'None', reason: 'NoResult' };
      };
      return Promise.resolve(evidence());
    },
    stage: (step) => {
      const { identity, champion, url, blocked } = this.stage(step);
      return {
        ...(identity === undefined ? {} : { identity }),
        ...(champion === undefined ? {} : { champion }),
        ...(url === undefined ? {} : { url }),
        fresh: false,
        blocked,
      };
    },
    previouslyLive: (stage, model) => this.previouslyLive.has(`${stage} ${model}`),
    verdict: (fingerprint, champion) => Promise.resolve(this.verdicts.get(`${fingerprint} ${champion}`)),
  };

  stage(step: string): WorldStage {
    const known = this.stages.get(step) ?? { blocked: new Map() };
    this.stages.set(step, known);
    return known;
  }

  plan(spec: WorkflowSpecSpec, options: Pick<PlanTarget, 'forced' | 'base'> = {}): Promise<Plan> {
    return planSteps(this.target(spec, options), this.evidence);
  }

  target(spec: WorkflowSpecSpec, options: Pick<PlanTarget, 'forced' | 'base'> = {}): PlanTarget {
    const engine: PlanTarget['engine'] = (environment) =>
      environment?.image === undefined ? 'process:linux/x64' : `image:${environment.image}`;
    return { spec, content: this.content, engine, ...options };
  }

  /**
   * Carries plans out until nothing may start any more. @returns what ran, a champion's with a star, and the last plan
   */
  async carryOut(
    spec: WorkflowSpecSpec,
    options: Pick<PlanTarget, 'forced'> = {},
  ): Promise<{ readonly ran: readonly string[]; readonly plan: Plan }> {
    const ran: string[] = [];
    const forced = new Set(options.forced);
    for (let pass = 0; pass < 200; pass++) {
      const plan = await this.plan(spec, { forced });
      const startable = plan.steps.filter((row) => row.action === 'Run' && (row.ready || row.type === 'gate'));
      const acted = startable.filter((row) => this.#act(spec, row, forced));
      ran.push(...acted.map((row) => `${row.name}${row.subject === 'champion' ? '*' : ''}`));
      if (acted.length === 0) return { ran, plan };
    }
    throw new Error(`does not come to an end: ${ran.join(' ')}`);
  }

  #act(spec: WorkflowSpecSpec, row: PlannedStep, forced: Set<string>): boolean {
    const { fingerprint, name } = row;
    if (fingerprint === undefined) return false;
    if (row.type === 'gate') {
      if (row.outcome === undefined) return false;
      this.verdicts.set(`${fingerprint} ${row.champion}`, row.outcome === 'Succeeded' ? 'Passed' : 'Refused');
      return true;
    }
    forced.delete(name);
    if (row.type === 'run') this.#run(spec, row, fingerprint);
    else this.#deploy(row);
    return true;
  }

  #deploy(row: PlannedStep): void {
    const stage = this.stage(row.name);
    if (row.identity === undefined || !row.model) throw new Error(`${row.name} has nothing to serve`);
    if (stage.champion !== undefined) this.previouslyLive.add(`${row.name} ${stage.champion}`);
    Object.assign(stage, { identity: row.identity, champion: row.model.digest, url: `http://${row.name}` });
  }

  #run(spec: WorkflowSpecSpec, row: PlannedStep, fingerprint: string): void {
    const step = spec.steps.find((candidate) => candidate.name === row.name);
    const made = this.programs.get(row.name)?.(row) ?? {};
    const sees = JSON.stringify([
      row.resolved.command,
      row.resolved.env,
      row.resolved.inputs.map(({ digest }) => digest),
    ]);
    const record: AttemptRecord = {
      fingerprint,
      attempt: 1,
      outcome: made === 'fails' ? 'Failed' : 'Succeeded',
      reason: made === 'fails' ? 'NonZeroExit' : 'Completed',
      message: made === 'fails' ? 'exit code 1' : '',
      finishedAt: '2026-01-01T00:00:00.000Z',
      seconds: 1,
      outputs:
        made === 'fails'
          ? []
          : (step?.outputs ?? []).map(({ name, kind }) => ({
              name,
              kind,
              digest: digestOf(made.outputs?.[name] ?? `${row.name} ${name} ${sees}`),
              size: 1,
            })),
      metrics: made === 'fails' ? {} : (made.metrics ?? {}),
      execution: { workflow: 'toy', step: row.name, subject: row.subject, name: `toy-${row.name}` },
    };
    this.missing.delete(fingerprint);
    (made === 'fails' ? this.failures : this.results).set(fingerprint, record);
  }
}

/** `name action` of every row, with the outcome where there is one. */
export function table(plan: Plan): string[] {
  return plan.steps.map(
    ({ name, subject, action, outcome }) =>
      `${name}${subject === 'champion' ? '*' : ''} ${action}${outcome === undefined ? '' : ` ${outcome}`}`,
  );
}

function byText(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
