/** The memory of a controller, as benchmarks compare it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Controller, residentBytes } from '../controller.ts';

const MEGABYTE = 1024 * 1024;

/** Resident megabytes of a controller after its garbage has been collected, `samples` times. */
export async function settledMegabytes(controller: Controller, samples = 5): Promise<number[]> {
  const found: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    await controller.ask('collected');
    // What the collector frees the allocator gives back a little later.
    await sleep(300);
    found.push(residentBytes(controller.pid) / MEGABYTE);
  }
  return found;
}
