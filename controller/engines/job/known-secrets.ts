/**
 * The values of Secrets that a step may have seen. A Secret can change while the step runs, and what the step had is then in no
 * Secret any more: where it is not known, nothing the step printed is shown.
 */
import { isDeepStrictEqual } from 'node:util';
import { isReason, toError } from '../../core/errors.ts';
import type { Logger } from '../../runtime/log.ts';
import type { VersionedSecrets } from '../../secrets/secrets.ts';
import type { ExecutionFacts } from './facts.ts';

/** One look at the Secrets of an execution. */
export interface SecretsRead {
  /** By the Secret's name. */
  readonly versions: Readonly<Record<string, string>>;
  readonly values: readonly string[];
}

/** Reads all that an execution names, as it is now. @throws RefitError SecretNotFound | KubernetesUnavailable */
export async function readSecrets(secrets: VersionedSecrets, facts: ExecutionFacts): Promise<SecretsRead> {
  const { namespace } = facts.key;
  const versions: Record<string, string> = {};
  const values: string[] = [];
  for (const name of new Set(facts.secrets.map((secret) => secret.name))) {
    const version = await secrets.version(namespace, name);
    if (version !== undefined) versions[name] = version;
  }
  for (const { name, key } of facts.secrets) values.push(await secrets.read(namespace, name, key));
  return { versions, values };
}

export class KnownSecrets {
  readonly #secrets: VersionedSecrets;
  readonly #log: Logger;
  /** By execution. */
  readonly #reads = new Map<string, readonly SecretsRead[]>();
  /** Executions whose Secrets were read when their step was seen running. */
  readonly #started = new Map<string, 'Reading' | 'Read'>();

  constructor(secrets: VersionedSecrets, log: Logger) {
    this.#secrets = secrets;
    this.#log = log;
  }

  /** Remembers what an execution is launched with; once, however often its launch is tried. */
  launched(name: string, read: SecretsRead): void {
    const known = this.#reads.get(name) ?? [];
    if (read.values.length === 0 || known.some((before) => isDeepStrictEqual(before, read))) return;
    this.#reads.set(name, [...known, read]);
  }

  /** The step runs: reads what it was given, once. Between launch and start a pod may wait for hours. */
  started(facts: ExecutionFacts): void {
    const { name } = facts;
    if (facts.secrets.length === 0 || this.#started.has(name)) return;
    this.#started.set(name, 'Reading');
    readSecrets(this.#secrets, facts).then(
      (read) => {
        if (!this.#started.has(name)) return;
        this.launched(name, read);
        this.#started.set(name, 'Read');
      },
      (error: unknown) => {
        this.#started.delete(name);
        this.#log.debug('secrets of a step could not be read', { execution: name, error: toError(error).message });
      },
    );
  }

  forget(name: string): void {
    this.#reads.delete(name);
    this.#started.delete(name);
  }

  /**
   * All values to take out of what the step printed.
   * @returns a line to show instead where one may be unknown @throws RefitError KubernetesUnavailable
   */
  async valuesOf(facts: ExecutionFacts): Promise<readonly string[] | string> {
    const values = (this.#reads.get(facts.name) ?? []).flatMap((read) => read.values);
    for (const name of new Set(facts.secrets.map((secret) => secret.name))) {
      const now = await this.#now(facts, name);
      if (now !== undefined) values.push(...now.values);
      // Asked after the Secret was read: its start may have been taken note of meanwhile.
      if (this.#isKnown(facts, name)) continue;
      if (now === undefined) return withheld(name, 'is gone');
      if (now.version !== facts.secretVersions?.[name]) return withheld(name, 'changed after the step was launched');
    }
    return values;
  }

  /** Whether the values it was launched with, and those when it was seen running, are among what was read. */
  #isKnown({ name, secretVersions }: ExecutionFacts, secret: string): boolean {
    const version = secretVersions?.[secret];
    const reads = this.#reads.get(name) ?? [];
    const launch = version !== undefined && reads.some(({ versions }) => versions[secret] === version);
    return launch && this.#started.get(name) === 'Read';
  }

  async #now(
    facts: ExecutionFacts,
    name: string,
  ): Promise<{ version: string | undefined; values: string[] } | undefined> {
    const { namespace } = facts.key;
    try {
      const version = await this.#secrets.version(namespace, name);
      const values: string[] = [];
      for (const secret of facts.secrets)
        if (secret.name === name) values.push(await this.#secrets.read(namespace, name, secret.key));
      return { version, values };
    } catch (error: unknown) {
      if (isReason(error, 'SecretNotFound')) return undefined;
      throw error;
    }
  }
}

function withheld(secret: string, what: string): string {
  return `[refit: the log is not shown: secret ${secret} ${what}, and the value that the step had is not known any more, so that it could not be taken out]\n`;
}
