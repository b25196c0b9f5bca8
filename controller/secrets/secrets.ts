/** The secrets port. Values are read when used, never listed, watched, logged or stored. */
export interface Secrets {
  /** @throws RefitError SecretNotFound, naming secret and key */
  read(namespace: string, name: string, key: string): Promise<string>;
}
