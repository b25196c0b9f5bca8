/** What a command of `refit` is. Its help, its parsing and its errors are made from this description alone. */

/** An option. `value` is its placeholder (`FILE`); an option without one is a flag. */
export interface OptionDescription {
  readonly name: string;
  readonly short?: string;
  readonly value?: string;
  /** May be given more than once. */
  readonly repeatable?: boolean;
  /** The values it takes; any other is refused. */
  readonly choices?: readonly string[];
  readonly text: string;
}

/** An example with what it does. */
export interface Example {
  readonly command: string;
  readonly text: string;
}

/** What positional arguments there may be. */
export interface Positionals {
  /** As in the usage line: `RUN [STEP]`. */
  readonly usage: string;
  readonly minimum: number;
  readonly maximum: number;
}

/** The description of a command, and its door. */
export interface Command {
  readonly name: string;
  /** One line. */
  readonly summary: string;
  /** A paragraph or two; lines of at most 80 characters. */
  readonly description: string;
  readonly positionals: Positionals;
  readonly options: readonly OptionDescription[];
  readonly examples: readonly Example[];
  readonly exits: readonly (readonly [code: number, meaning: string])[];
  /** For a command that never asks a cluster: what to do instead, in a sentence. */
  readonly localOnly?: string;
  /** @returns the exit code */
  run(invocation: Invocation): Promise<number>;
}

/** Options as given, checked against the description. */
export interface Options {
  has(name: string): boolean;
  value(name: string): string | undefined;
  values(name: string): readonly string[];
}

/** Where a command writes. */
export interface Output {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** One call of a command. Results go to `stdout`, everything else to `stderr`. */
export interface Invocation {
  readonly positionals: readonly string[];
  readonly options: Options;
  /** Where the person stands; paths are relative to it. */
  readonly cwd: string;
  readonly stdout: Output;
  readonly stderr: Output;
}

/** Exit codes that most commands have. */
export const plainExits: Command['exits'] = [
  [0, 'done'],
  [1, 'an error, which is printed'],
];

/** Where the state folder is. */
export const stateOption: OptionDescription = {
  name: 'state',
  value: 'DIR',
  text: 'the state folder (default: .refit)',
};

/** What names a cluster: any of them does. A command with these has `stateOption` too. */
export const clusterOptions: readonly OptionDescription[] = [
  { name: 'cluster', text: 'ask the cluster of the kubeconfig, as kubectl does' },
  { name: 'kubeconfig', value: 'FILE', text: 'ask a cluster: this kubeconfig' },
  { name: 'context', value: 'NAME', text: 'ask a cluster: this context of the kubeconfig' },
  { name: 'namespace', short: 'n', value: 'NS', text: "ask a cluster: this namespace (default: the context's)" },
];

/** The options of a command that looks or acts, in either world. */
export const worldOptions: readonly OptionDescription[] = [stateOption, ...clusterOptions];

/** Of commands that list. Says nothing of which world is meant. */
export const allNamespacesOption: OptionDescription = {
  name: 'all-namespaces',
  short: 'A',
  text: 'of all namespaces, with a column for them',
};
