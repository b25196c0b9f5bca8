/**
 * Fingerprints (design section 4): the digest of everything that determines a step's result. Canonical JSON, all
 * leaves strings; a field at its default is absent; the order in which inputs, outputs and variables are written does
 * not matter. Specified in docs/spec/fingerprint.md, held in place by test/unit/core/fingerprint.golden.json.
 *
 * A change of anything here that changes a text is a new scheme: add it to `schemes`, keep the old ones for look-up,
 * so that an upgrade never trains anything again.
 */
import { canonicalText, withoutDefaults, type CanonicalObject } from './canonical.ts';
import { sha256Hex } from './hash.ts';

/** The scheme new results are recorded under. */
export const scheme = 'refit/1';

/** A variable: its text (`fingerprintText` of it), or the secret it is read from, as `<name>/<key>`; never a value. */
export type VariableFact =
  { readonly name: string; readonly value: string } | { readonly name: string; readonly secret: string };

/** An input as the step sees it. `path`: relative to the working directory, normalised (workspace.ts). */
export interface InputFact {
  readonly name: string;
  readonly path: string;
  /** Content digest of a selection, or the artifact's digest. */
  readonly digest: string;
  /** The step sees where it is, not what it contains. */
  readonly mode?: 'Reference' | undefined;
}

/** A declared output. */
export interface OutputFact {
  readonly name: string;
  /** Absent = data. */
  readonly kind?: 'data' | 'model' | 'metrics' | undefined;
  readonly path?: string | undefined;
}

/** A program and what it sees. Texts are `fingerprintText`: paths and urls as written, all else resolved. */
export interface ProgramFacts {
  /** `engine.identity`: `process:<os>/<arch>` or `image:<as written>`. */
  readonly engine: string;
  /** Content digest of the environment's lock files. */
  readonly lockDigest?: string | undefined;
  readonly command?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  readonly env?: readonly VariableFact[] | undefined;
  readonly workingDir?: string | undefined;
  readonly inputs?: readonly InputFact[] | undefined;
  /** What is served by the deploy steps whose url the texts name. */
  readonly served?: readonly { readonly step: string; readonly digest: string }[] | undefined;
}

/** What determines a run step's result. */
export interface RunFacts extends ProgramFacts {
  readonly reuseVersion?: string | undefined;
  readonly outputs?: readonly OutputFact[] | undefined;
}

/** A model or metrics output among a step's ancestors. */
export interface UpstreamFact {
  readonly step: string;
  readonly output: string;
  readonly digest: string;
}

/** A gate's rule as written. */
export interface GateRuleFact {
  readonly metric: string;
  readonly min?: string | undefined;
  readonly max?: string | undefined;
  readonly champion?:
    { readonly better: string; readonly tolerance?: string | undefined; readonly stage: string } | undefined;
}

/** What determines a gate's verdict, the champion apart. */
export interface GateFacts {
  readonly rules: readonly GateRuleFact[];
  readonly upstream: readonly UpstreamFact[];
}

/** What determines what a deploy step serves. */
export interface DeployFacts extends ProgramFacts {
  /** As written: `step.output`. */
  readonly model: string;
  readonly port: number;
  readonly readinessPath?: string | undefined;
  readonly upstream: readonly UpstreamFact[];
}

/** What a capture stores; no program runs. */
export type CaptureFacts = Pick<ProgramFacts, 'inputs' | 'lockDigest'>;

/** One way to make fingerprints. Content functions return what is hashed, for tests and `explain`. */
export interface Scheme {
  readonly name: string;
  runContent(facts: RunFacts): CanonicalObject;
  gateContent(facts: GateFacts): CanonicalObject;
  deployContent(facts: DeployFacts): CanonicalObject;
  captureContent(facts: CaptureFacts): CanonicalObject;
}

const first: Scheme = {
  name: 'refit/1',
  runContent: (facts) => ({
    scheme: 'refit/1',
    ...programContent(facts),
    ...withoutDefaults({ outputs: byName((facts.outputs ?? []).map(outputContent)), reuseVersion: facts.reuseVersion }),
  }),
  gateContent: (facts) => ({
    scheme: 'refit/1',
    kind: 'gate',
    definition: facts.rules.map(ruleContent),
    upstream: upstreamContent(facts.upstream),
  }),
  deployContent: (facts) => ({
    scheme: 'refit/1',
    kind: 'deploy',
    definition: { model: facts.model, port: String(facts.port), ...readinessContent(facts.readinessPath) },
    upstream: upstreamContent(facts.upstream),
    ...programContent(facts),
  }),
  captureContent: ({ inputs, lockDigest }) => ({
    scheme: 'refit/1',
    kind: 'capture',
    ...withoutDefaults({
      inputs: byName((inputs ?? []).map(({ name, digest }) => ({ name, digest }))),
      environment: lockDigest,
    }),
  }),
};

/** All schemes results may be recorded under, the current one first. Look-up tries them in this order. */
export const schemes: readonly Scheme[] = [first];

/** Fingerprint of a run step under the current scheme. */
export function runFingerprint(facts: RunFacts): string {
  return fingerprintOf(first.runContent(facts));
}

/** Fingerprints of a run step under every scheme, the current one first. */
export function runFingerprints(facts: RunFacts): readonly string[] {
  return schemes.map((each) => fingerprintOf(each.runContent(facts)));
}

/** Fingerprint of a gate under the current scheme. */
export function gateFingerprint(facts: GateFacts): string {
  return fingerprintOf(first.gateContent(facts));
}

/** Fingerprint of a deploy step under the current scheme. */
export function deployFingerprint(facts: DeployFacts): string {
  return fingerprintOf(first.deployContent(facts));
}

/**
 * Fingerprint of a capture, under the current scheme: storing a server's source inputs and lock files as artifacts
 * before a rollout. Where the inputs are placed does not matter to what is stored.
 */
export function captureFingerprint(facts: CaptureFacts): string {
  return fingerprintOf(first.captureContent(facts));
}

/** The digest of a scheme's content. */
export function fingerprintOf(content: CanonicalObject): string {
  return sha256Hex(canonicalText(content));
}

function programContent(facts: ProgramFacts): CanonicalObject {
  return withoutDefaults(
    {
      engine: facts.engine,
      environment: facts.lockDigest,
      command: facts.command,
      args: facts.args,
      env: byName((facts.env ?? []).map(variableContent)),
      workingDir: facts.workingDir,
      inputs: byName((facts.inputs ?? []).map(inputContent)),
      served: byText((facts.served ?? []).map(({ step, digest }) => ({ step, digest }))),
    },
    { workingDir: '.' },
  );
}

/** An empty value stays: it differs from none. */
function variableContent(variable: VariableFact): CanonicalObject {
  const { name } = variable;
  return 'secret' in variable ? { name, secret: variable.secret } : { name, value: variable.value };
}

function inputContent({ name, path, digest, mode }: InputFact): CanonicalObject {
  return { name, digest, ...withoutDefaults({ path, mode }, { path: `../${name}` }) };
}

function outputContent({ name, kind, path }: OutputFact): CanonicalObject {
  return { name, ...withoutDefaults({ kind, path }, { kind: 'data' }) };
}

function ruleContent({ metric, min, max, champion }: GateRuleFact): CanonicalObject {
  const bounds = withoutDefaults({ min, max });
  if (!champion) return { metric, ...bounds };
  const { better, stage, tolerance } = champion;
  return { metric, ...bounds, champion: { better, stage, ...withoutDefaults({ tolerance }) } };
}

function readinessContent(path: string | undefined): CanonicalObject {
  return withoutDefaults({ readiness: path }, { readiness: '/' });
}

function upstreamContent(facts: readonly UpstreamFact[]): readonly CanonicalObject[] {
  return byText(facts.map(({ step, output, digest }) => ({ step, output, digest })));
}

/** In order of `name`; names are unique where the spec is valid, the whole text decides where it is not. */
function byName(items: readonly CanonicalObject[]): readonly CanonicalObject[] {
  return items
    .map((item) => ({ item, key: `${canonicalText(item['name'] ?? '')} ${canonicalText(item)}` }))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ item }) => item);
}

function byText(items: readonly CanonicalObject[]): readonly CanonicalObject[] {
  return items.toSorted((a, b) => (canonicalText(a) < canonicalText(b) ? -1 : 1));
}
