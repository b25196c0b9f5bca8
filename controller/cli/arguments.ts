import { nearest } from '../core/nearest.ts';
import { allNamespacesOption, clusterOptions, type Command, type OptionDescription, type Options } from './command.ts';
import { UsageError } from './failure.ts';

// An import would load all that node:util re-exports too.
const { parseArgs } = process.getBuiltinModule('node:util');

/** What a command line says. */
export interface Parsed {
  readonly positionals: readonly string[];
  readonly options: Options;
}

/** Options that every command has. */
export const commonOptions: readonly OptionDescription[] = [
  { name: 'debug', text: 'show where an error happened' },
  { name: 'help', short: 'h', text: 'show this help' },
];

/**
 * Reads the arguments of a command.
 * @throws UsageError that names what was found and what was probably meant
 */
export function parseCommandLine(command: Command, args: readonly string[]): Parsed {
  const known = [...command.options, ...commonOptions];
  const { tokens } = parseArgs({
    args: [...args],
    options: configOf(known),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string[]>();
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = known.find(({ name }) => name === token.name);
    if (!option) throw unknownOption(command, known, token.rawName);
    const value = checkedValue(command, option, token);
    const before = given.get(option.name);
    if (before && option.value !== undefined && option.repeatable !== true)
      throw usage(command, `--${option.name} is given twice`);
    given.set(option.name, [...(before ?? []), value]);
  }
  if (!given.has('help')) checkPositionals(command, positionals);
  return {
    positionals,
    options: {
      has: (name) => given.has(name),
      value: (name) => given.get(name)?.[0],
      values: (name) => given.get(name) ?? [],
    },
  };
}

function configOf(
  options: readonly OptionDescription[],
): Record<string, { type: 'string' | 'boolean'; short?: string; multiple: boolean }> {
  return Object.fromEntries(
    options.map(({ name, short, value }) => [
      name,
      {
        type: value === undefined ? ('boolean' as const) : ('string' as const),
        ...(short === undefined ? {} : { short }),
        multiple: true,
      },
    ]),
  );
}

function checkedValue(
  command: Command,
  option: OptionDescription,
  token: { readonly value?: string | undefined; readonly inlineValue?: boolean | undefined; readonly rawName: string },
): string {
  const { value } = token;
  if (option.value === undefined) {
    if (value !== undefined) throw usage(command, `${token.rawName} takes no value; found ${JSON.stringify(value)}`);
    return '';
  }
  const swallowed = token.inlineValue !== true && value?.startsWith('-') === true && value !== '-';
  if (value === undefined || value === '' || swallowed)
    throw usage(command, `${token.rawName} needs a value: ${option.value}`);
  if (option.choices && !option.choices.includes(value)) {
    const near = nearest(value, option.choices);
    const meant = near === undefined ? '' : `; did you mean ${near}?`;
    throw usage(
      command,
      `${token.rawName}: found ${JSON.stringify(value)}, allowed is ${option.choices.join(', ')}${meant}`,
    );
  }
  return value;
}

function unknownOption(command: Command, known: readonly OptionDescription[], raw: string): UsageError {
  const bare = raw.replace(/^-+/, '');
  const ofClusters = [...clusterOptions, allNamespacesOption].some(
    ({ name, short }) => bare === name || bare === short,
  );
  if (ofClusters && command.localOnly !== undefined)
    return new UsageError(`${command.name} never asks a cluster; found ${raw}`, command.localOnly);
  const near = nearest(
    bare,
    known.map(({ name }) => name),
  );
  return usage(command, `${command.name} has no option ${raw}${near === undefined ? '' : `; did you mean --${near}?`}`);
}

function checkPositionals(command: Command, positionals: readonly string[]): void {
  const { minimum, maximum, usage: wanted } = command.positionals;
  if (positionals.length < minimum) throw usage(command, `${command.name} needs ${wanted}`);
  const extra = positionals[maximum];
  if (extra !== undefined) throw usage(command, `${command.name}: unexpected ${JSON.stringify(extra)}`);
}

/** A usage error that points at the command's help. */
export function usage(command: Pick<Command, 'name'>, message: string): UsageError {
  return new UsageError(message, `See refit ${command.name} --help.`);
}

/**
 * The pairs of options like `--source NAME=PATH`.
 * @throws UsageError for one without `=`, or a name given twice
 */
export function namedValues(
  command: Pick<Command, 'name'>,
  option: string,
  values: readonly string[],
): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const text of values) {
    const at = text.indexOf('=');
    if (at < 1 || at === text.length - 1)
      throw usage(command, `--${option}: found ${JSON.stringify(text)}, allowed is NAME=VALUE`);
    const name = text.slice(0, at);
    if (named.has(name)) throw usage(command, `--${option}: ${name} is given twice`);
    named.set(name, text.slice(at + 1));
  }
  return named;
}
