/**
 * Results of one kind by key, the most recently used kept up to a total weight; questions at one moment share an answer. The
 * newest is kept however heavy it is: what is large is what must not be made again for each who asks.
 */
export class Memory<T> {
  readonly #maxWeight: number;
  readonly #weigh: (value: T) => number;
  readonly #kept = new Map<string, { readonly value: T; readonly weight: number }>();
  readonly #asked = new Map<string, Promise<T>>();
  #weight = 0;

  constructor(maxWeight: number, weigh: (value: T) => number) {
    this.#maxWeight = maxWeight;
    this.#weigh = weigh;
  }

  async get(key: string, make: () => Promise<T>): Promise<T> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) {
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept.value;
    }
    let asked = this.#asked.get(key);
    if (asked === undefined) {
      asked = make().finally(() => this.#asked.delete(key));
      this.#asked.set(key, asked);
      asked.then(
        (value) => this.#keep(key, value),
        () => undefined,
      );
    }
    return asked;
  }

  clear(): void {
    this.#kept.clear();
    this.#weight = 0;
  }

  #keep(key: string, value: T): void {
    const weight = this.#weigh(value) + 1;
    if (this.#kept.has(key)) return;
    this.#kept.set(key, { value, weight });
    this.#weight += weight;
    for (const [oldest, { weight: freed }] of this.#kept) {
      if (this.#weight <= this.#maxWeight || oldest === key) break;
      this.#kept.delete(oldest);
      this.#weight -= freed;
    }
  }
}
