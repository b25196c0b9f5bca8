interface Entry {
  readonly key: string;
  readonly due: number;
}

/** Keys by due time: a binary heap in which a key stands once, with the earliest due time it was given. */
export class DueHeap {
  readonly #heap: Entry[] = [];
  readonly #due = new Map<string, number>();

  get size(): number {
    return this.#due.size;
  }

  /** Adds the key, or makes it due earlier; a later due time changes nothing. */
  add(key: string, due: number): void {
    const known = this.#due.get(key);
    if (known !== undefined && known <= due) return;
    this.#due.set(key, due);
    this.#heap.push({ key, due });
    this.#up(this.#heap.length - 1);
  }

  /** The earliest due time, undefined when there is none. */
  next(): number | undefined {
    // An entry whose key was made due earlier is left behind in the heap, and dropped when it comes up.
    for (let top = this.#heap[0]; top !== undefined; top = this.#heap[0]) {
      if (this.#due.get(top.key) === top.due) return top.due;
      this.#pop();
    }
    return undefined;
  }

  /** Takes every key due at `now`, the earliest first. */
  take(now: number): string[] {
    const keys: string[] = [];
    for (let due = this.next(); due !== undefined && due <= now; due = this.next()) {
      const { key } = this.#pop();
      this.#due.delete(key);
      keys.push(key);
    }
    return keys;
  }

  clear(): void {
    this.#heap.length = 0;
    this.#due.clear();
  }

  #pop(): Entry {
    const top = this.#at(0);
    const last = this.#heap.pop();
    if (last !== undefined && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#down(0);
    }
    return top;
  }

  #at(index: number): Entry {
    const entry = this.#heap[index];
    if (entry === undefined) throw new RangeError(`heap: no entry ${index} of ${this.#heap.length}`);
    return entry;
  }

  #swap(left: number, right: number): void {
    const entry = this.#at(left);
    this.#heap[left] = this.#at(right);
    this.#heap[right] = entry;
  }

  #up(from: number): void {
    let index = from;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (this.#at(parent).due <= this.#at(index).due) return;
      this.#swap(index, parent);
      index = parent;
    }
  }

  #down(from: number): void {
    let index = from;
    for (;;) {
      let least = index;
      for (const child of [2 * index + 1, 2 * index + 2]) {
        if (child < this.#heap.length && this.#at(child).due < this.#at(least).due) least = child;
      }
      if (least === index) return;
      this.#swap(index, least);
      index = least;
    }
  }
}
