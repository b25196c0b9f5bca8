/**
 * The configuration of the cluster's controller: one frozen value of arguments, environment and a YAML file, in this order of
 * precedence. Every field has one name in each: `artifacts.s3.bucket`, `--artifacts-s3-bucket`, `REFIT_ARTIFACTS_S3_BUCKET`.
 */
import { readFileSync } from 'node:fs';
import { parseDocument } from 'yaml';
import { type Field, fields, flagOf, groups, variableOf } from './config-fields.ts';
import { toError } from './core/errors.ts';
import { describeValue, oneOf, problem } from './core/validate/problem.ts';
import { redactText } from './runtime/redact.ts';

export interface S3Config {
  /** An http(s) URL. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly prefix?: string;
  readonly region?: string;
  /** The Secret, of that name in each namespace with workflows, whose keys their pods use. */
  readonly podSecretRef: { readonly name: string };
  /** A folder with the controller's own keys in the files `accessKeyId` and `secretAccessKey`. */
  readonly keyFolder?: string;
}

export interface VolumeConfig {
  readonly folder: string;
  /** Where pods reach it: the controller's Service. */
  readonly url: string;
}

export interface Config {
  /** The controller's own. */
  readonly namespace: string;
  /** The only namespace with workflows; left out: all. */
  readonly watchNamespace?: string;
  /** Of the fetch and publish containers: the controller's own image. */
  readonly image: string;
  readonly artifacts: { readonly s3: S3Config } | { readonly volume: VolumeConfig };
  /** Executions under way at once; left out: as many as the cluster takes. */
  readonly parallel?: number;
  readonly leaderElection: boolean;
  /** What the servers listen on; left out: every address. */
  readonly address?: string;
  readonly ports: { readonly health: number; readonly artifacts: number; readonly webhooks: number };
  readonly webhooks: { readonly enabled: boolean; readonly proxies: number };
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly git: {
    readonly folder: string;
    /** Bytes of all mirrors on the disk. */
    readonly cacheSize: number;
    readonly schemes: readonly string[];
    readonly allowAddresses?: readonly string[];
    readonly denyAddresses?: readonly string[];
  };
  /** Where pods keep fetched data between steps: a claim that each namespace has; bytes. */
  readonly dataCache: { readonly claim?: string; readonly budget: number };
  /** For a controller outside of the cluster. */
  readonly kubeconfig?: string;
  readonly context?: string;
}

/** What configuration is read from. */
export interface ConfigSources {
  /** After the program's name. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Default: the file system. */
  readonly readFile?: (path: string) => string;
}

/** A configuration that is wrong, with all that is wrong in it. */
export class ConfigError extends Error {
  /** One line each, with the name of the field where it was written. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

interface Given {
  readonly value: unknown;
  /** Where it was written, for messages. */
  readonly place: string;
}

/** @throws ConfigError with everything that is wrong */
export function readConfig(sources: ConfigSources): Config {
  const problems: string[] = [];
  const given = new Map<string, Given>();
  const args = readArguments(sources.args, problems);
  const file = args.get('config') ?? sources.environment['REFIT_CONFIG'];
  if (file !== undefined) readYaml(file, sources.readFile ?? readText, given, problems);
  readEnvironment(sources.environment, given, problems);
  for (const field of fields) {
    const value = args.get(flagOf(field));
    if (value !== undefined) given.set(field.path, { value, place: `--${flagOf(field)}` });
  }
  const config = assemble(given, problems);
  if (problems.length > 0) throw new ConfigError(problems.map(redactText));
  // Every field was checked by the table that the interface is written after.
  return freeze(config) as unknown as Config;
}

function readText(path: string): string {
  return readFileSync(path, 'utf8');
}

/** `--name value` and `--name=value`, by name. */
function readArguments(args: readonly string[], problems: string[]): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const known = ['config', ...fields.map(flagOf)];
  const rest = [...args];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [, name = '', inline] = /^--([^=]+)(?:=(.*))?$/s.exec(word) ?? [];
    if (!known.includes(name)) {
      problems.push(`${word.split('=', 1)[0]}: found an unknown option, allowed ${oneOf('an option', known, name)}`);
      continue;
    }
    const value = inline ?? rest.shift();
    if (value === undefined) problems.push(`--${name}: found nothing, allowed a value after it`);
    else values.set(name, value);
  }
  return values;
}

/** What Kubernetes sets for each Service of the namespace, which may be called `refit…`. */
const serviceLink = /_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\d+_(TCP|UDP|SCTP)(_.*)?)?)$/;
/** Read by others, or before: keys of the artifact store never stand in a configuration. */
const otherVariables = ['REFIT_CONFIG', 'REFIT_S3_ACCESS_KEY_ID', 'REFIT_S3_SECRET_ACCESS_KEY'];

function readEnvironment(
  environment: ConfigSources['environment'],
  given: Map<string, Given>,
  problems: string[],
): void {
  const own = environment['POD_NAMESPACE'];
  if (own !== undefined && !given.has('namespace')) given.set('namespace', { value: own, place: 'POD_NAMESPACE' });
  const byVariable = new Map(fields.map((field) => [variableOf(field), field]));
  for (const [variable, value] of Object.entries(environment)) {
    if (!variable.startsWith('REFIT_') || value === undefined || otherVariables.includes(variable)) continue;
    const field = byVariable.get(variable);
    if (field) given.set(field.path, { value, place: variable });
    else if (!serviceLink.test(variable))
      problems.push(
        `${variable}: found an unknown variable, allowed ${oneOf('a variable', byVariable.keys(), variable)}`,
      );
  }
}

function readYaml(file: string, read: (path: string) => string, given: Map<string, Given>, problems: string[]): void {
  let value: unknown;
  try {
    const document = parseDocument(read(file), { prettyErrors: true, uniqueKeys: true });
    const [error] = document.errors;
    if (error !== undefined) {
      problems.push(`${file}: found ${describeValue(error.message.split('\n', 1)[0])}, allowed YAML`);
      return;
    }
    value = document.toJS({ maxAliasCount: 0 });
  } catch (thrown: unknown) {
    problems.push(`${file}: cannot be read: ${toError(thrown).message}`);
    return;
  }
  if (value !== null && value !== undefined) walk({ file, given, problems }, '', value);
}

interface Walk {
  readonly file: string;
  readonly given: Map<string, Given>;
  readonly problems: string[];
}

function walk(walking: Walk, path: string, value: unknown): void {
  const { file, given, problems } = walking;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    problems.push(`${file}: ${problem('config', pathOf(path), describeValue(value), 'an object').message}`);
    return;
  }
  if (path !== '') given.set(path, { value: {}, place: `${file}: ${path}` });
  const known = namesBelow(path);
  for (const [name, item] of Object.entries(value)) {
    const below = path === '' ? name : `${path}.${name}`;
    if (groups.includes(below)) walk(walking, below, item);
    else if (known.includes(name)) given.set(below, { value: item, place: `${file}: ${below}` });
    else
      problems.push(
        `${file}: ${problem('config', pathOf(below), 'an unknown field', oneOf('a field', known, name)).message}`,
      );
  }
}

function pathOf(path: string): readonly string[] {
  return path === '' ? [] : path.split('.');
}

function namesBelow(path: string): readonly string[] {
  const below = path === '' ? '' : `${path}.`;
  const names = [...groups, ...fields.map((field) => field.path)].filter((known) => known.startsWith(below));
  return [...new Set(names.map((known) => known.slice(below.length).split('.', 1)[0] ?? ''))];
}

/** One tree of all fields, checked; those of an artifact store that is not wanted are not asked for. */
function assemble(given: ReadonlyMap<string, Given>, problems: string[]): Record<string, unknown> {
  const stores = ['artifacts.s3', 'artifacts.volume'].filter((store) =>
    [...given.keys()].some((path) => path === store || path.startsWith(`${store}.`)),
  );
  if (stores.length !== 1) {
    const found = stores.length === 0 ? 'nothing' : 's3 and volume';
    problems.push(problem('config', ['artifacts'], found, 'one of s3 and volume').message);
  }
  const tree: Record<string, unknown> = {};
  for (const field of fields) {
    const store = /^artifacts\.\w+/.exec(field.path)?.[0];
    if (store !== undefined && !stores.includes(store)) continue;
    const value = valueOf(field, given.get(field.path), problems);
    if (value !== undefined) put(tree, field.path.split('.'), value);
  }
  return tree;
}

function valueOf(field: Field, given: Given | undefined, problems: string[]): unknown {
  if (given === undefined || given.value === null || given.value === '') {
    if (field.required === true)
      problems.push(`${given?.place ?? field.path}: found nothing, allowed ${field.kind.allowed}`);
    return field.fallback;
  }
  const value = field.kind.read(given.value);
  if (value === undefined)
    problems.push(`${given.place}: found ${describeValue(given.value)}, allowed ${field.kind.allowed}`);
  return value;
}

function put(tree: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    tree[name] = value;
    return;
  }
  const below = (tree[name] ??= {});
  put(below as Record<string, unknown>, rest, value);
}

function freeze(tree: Record<string, unknown>): Record<string, unknown> {
  for (const value of Object.values(tree))
    if (typeof value === 'object' && value !== null) freeze(value as Record<string, unknown>);
  return Object.freeze(tree);
}
