/** At most `count` pieces of work at once; the others wait in order. */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#free--;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#free++;
    }
  }
}

/** At most `count` pieces of work at once, and of those at most `each` for one host. */
export class HostSlots {
  readonly #all: Slots;
  readonly #each: number;
  readonly #hosts = new Map<string, { readonly slots: Slots; users: number }>();

  constructor(count: number, each: number) {
    this.#all = new Slots(count);
    this.#each = each;
  }

  /** The host's own places come first: a slow host must not hold those of all while it waits for its own. */
  async run<T>(host: string, work: () => Promise<T>): Promise<T> {
    const held = this.#hosts.get(host) ?? { slots: new Slots(this.#each), users: 0 };
    this.#hosts.set(host, held);
    held.users += 1;
    try {
      return await held.slots.run(() => this.#all.run(work));
    } finally {
      held.users -= 1;
      if (held.users === 0) this.#hosts.delete(host);
    }
  }
}
