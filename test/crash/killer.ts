/** Kills a controller with -9 at given moments, and starts it again each time. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Controller } from '../../examples/demo/controller.ts';
import { until } from '../../examples/demo/processes.ts';
import { atMoment, type Phase, type Target } from './moments.ts';

/** One kill that was asked for. */
export interface Kill {
  readonly push: string;
  readonly target: Target;
  readonly hit: boolean;
}

export class Killer {
  readonly kills: Kill[] = [];
  readonly #controller: Controller;

  constructor(controller: Controller) {
    this.#controller = controller;
  }

  /** Waits for each moment in turn, until `signal` aborts; what is not met by then is missed. */
  async haunt(push: string, targets: readonly Target[], signal: AbortSignal): Promise<void> {
    for (const target of targets) {
      let died: Promise<void> | undefined;
      const hit = await atMoment(this.#controller.state, target, signal, () => {
        if (!this.#isUp()) return false;
        died = this.#controller.kill();
        return true;
      });
      this.kills.push({ push, target, hit });
      if (!died) continue;
      await died;
      this.#controller.start();
    }
  }

  /** Waits until the controller holds the state folder. */
  async up(): Promise<void> {
    await until('the controller is up', 20_000, () => (this.#isUp() ? true : undefined), { every: 5 });
  }

  /** How many kills hit each phase. */
  counts(): ReadonlyMap<Phase, number> {
    const counts = new Map<Phase, number>();
    for (const { target, hit } of this.kills) if (hit) counts.set(target.phase, (counts.get(target.phase) ?? 0) + 1);
    return counts;
  }

  /** A process that does not hold the state folder yet is no controller: to kill it would show nothing. */
  #isUp(): boolean {
    const { pid, state } = this.#controller;
    const note = join(state, 'lock.pid');
    return pid !== undefined && existsSync(note) && readFileSync(note, 'utf8').trim() === String(pid);
  }
}
