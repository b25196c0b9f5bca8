import { RefitError } from './errors.ts';
import { executionText, fingerprintText, parseTemplate, references, type Reference } from './expressions.ts';
import type { ProgramFacts } from './fingerprint.ts';
import type { Program, ResolvedEnvironment, ResolvedInput, ResolvedStep, ResolveTarget, Upstream } from './resolve.ts';

/** Where values of texts come from; `parameters` by name, those read from files included. */
type TextTarget = Pick<ResolveTarget, 'content'> & { readonly parameters: ReadonlyMap<string, string> };

/** Resolves texts and notes what they refer to. */
export class TextResolver {
  readonly #target: TextTarget;
  readonly #upstream: Upstream;
  readonly #own: Record<string, string>;
  readonly #later: Record<string, string>;
  readonly #served = new Map<string, string>();

  constructor(target: TextTarget, upstream: Upstream, own: Record<string, string>, later: Record<string, string>) {
    this.#target = target;
    this.#upstream = upstream;
    this.#own = own;
    this.#later = later;
  }

  /** `fingerprint`: paths and urls as written. `execution`: paths as written, urls resolved. */
  resolve(text: string): { fingerprint: string; execution: string } {
    const template = parseTemplate(text);
    for (const reference of references(template)) this.#note(reference);
    return {
      fingerprint: fingerprintText(template, (reference) => this.#value(reference)),
      execution: executionText(template, (reference) => this.#value(reference)),
    };
  }

  served(): { step: string; digest: string }[] {
    return [...this.#served].map(([step, digest]) => ({ step, digest }));
  }

  #note(reference: Reference): void {
    const value = this.#value(reference);
    if (reference.kind === 'parameter') this.#own[`parameter:${reference.name}`] = value;
    if (reference.kind === 'sourceRevision') this.#own[`input:${reference.source}`] = value;
    if (reference.kind === 'metric') {
      const known = this.#upstream.metrics(reference.step, reference.output) !== undefined;
      this.#later[`${reference.step}.${reference.output}.${reference.metric}`] = known ? `=${value}` : '';
    }
    if (reference.kind === 'stepUrl') {
      const identity = this.#upstream.served(reference.step)?.identity ?? '';
      this.#later[`${reference.step}.url`] = identity;
      this.#served.set(reference.step, identity);
    }
  }

  /** '' stands for a value not known yet; `#note` has then marked the step as incomplete. */
  #value(reference: Reference): string {
    switch (reference.kind) {
      case 'parameter': {
        const value = this.#target.parameters.get(reference.name);
        if (value === undefined)
          throw new RefitError('ReferenceUnresolved', `{{ parameters.${reference.name} }} names no parameter`);
        return value;
      }
      case 'sourceRevision':
        return this.#target.content.commit(reference.source);
      case 'metric': {
        const metrics = this.#upstream.metrics(reference.step, reference.output);
        if (metrics === undefined) return '';
        const value = metricOf(metrics, reference.metric);
        if (value === undefined) {
          const found = Object.keys(metrics).slice(0, 20).join(', ');
          throw new RefitError(
            'ReferenceUnresolved',
            `{{ steps.${reference.step}.outputs.${reference.output}.${reference.metric} }}: no such metric; found ${found || 'none'}`,
          );
        }
        return value;
      }
      case 'stepUrl':
        return this.#upstream.served(reference.step)?.url ?? '';
      case 'inputPath':
      case 'outputPath':
        return '';
    }
  }
}

/** A metric by name; undefined also for what every object has by birth (`constructor`). */
export function metricOf(metrics: Readonly<Record<string, unknown>> | undefined, name: string): string | undefined {
  const value = metrics?.[name];
  return typeof value === 'string' ? value : undefined;
}

/** A program's texts, as an engine and as a fingerprint need them. */
export function resolveTexts(
  texts: TextResolver,
  program: Program,
  environment: ResolvedEnvironment | undefined,
  inputs: readonly ResolvedInput[],
): { execution: ResolvedStep; fingerprint: Pick<ProgramFacts, 'command' | 'args' | 'env' | 'workingDir'> } {
  const command = program.command.map((text) => texts.resolve(text));
  const args = (program.args ?? []).map((text) => texts.resolve(text));
  const env = (program.env ?? []).map((variable) => {
    const secret = variable.valueFrom?.secretKeyRef;
    if (secret)
      return {
        fingerprint: { name: variable.name, secret: `${secret.name}/${secret.key}` },
        execution: { name: variable.name, secret },
      };
    const value = texts.resolve(variable.value ?? '');
    return {
      fingerprint: { name: variable.name, value: value.fingerprint },
      execution: { name: variable.name, value: value.execution },
    };
  });
  const workingDir = program.workingDir === undefined ? {} : { workingDir: program.workingDir };
  return {
    execution: {
      command: command.map((text) => text.execution),
      args: args.map((text) => text.execution),
      ...workingDir,
      env: env.map((variable) => variable.execution),
      ...(environment ? { environment } : {}),
      inputs,
    },
    fingerprint: {
      command: command.map((text) => text.fingerprint),
      args: args.map((text) => text.fingerprint),
      ...workingDir,
      env: env.map((variable) => variable.fingerprint),
    },
  };
}
