/** The secrets port. Values are read when used, never listed, watched, logged or stored. */
export interface Secrets {
  /** @throws RefitError SecretNotFound, naming secret and key */
  read(namespace: string, name: string, key: string): Promise<string>;
  /** All keys of one secret with their values. @throws RefitError SecretNotFound when there is no such secret */
  entries(namespace: string, name: string): Promise<ReadonlyMap<string, string>>;
}

/** Secrets that tell whether one has changed, without its values. */
export interface VersionedSecrets extends Secrets {
  /** The version of a secret as it is now, asked for anew; another one after each change. Undefined: there is none. */
  version(namespace: string, name: string): Promise<string | undefined>;
}
