import { say } from '../build/progress.ts';

/** How long each phase of `up` took. */
export class Phases {
  readonly #phases: { readonly name: string; readonly seconds: number }[] = [];

  /** Runs a phase and notes its duration. */
  async run<T>(name: string, action: () => Promise<T>): Promise<T> {
    const start = Date.now();
    const result = await action();
    this.#phases.push({ name, seconds: (Date.now() - start) / 1000 });
    return result;
  }

  /** Writes the table. */
  print(): void {
    for (const { name, seconds } of this.#phases) say(`  ${seconds.toFixed(1).padStart(7)} s  ${name}`);
  }
}
