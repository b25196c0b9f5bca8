/**
 * Does `work` for each item, at most `count` at once, in order of their start. The first failure lets no more begin and is thrown
 * when those that had begun are over.
 */
export async function eachLimited<T>(
  items: readonly T[],
  count: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  async function lane(): Promise<void> {
    while (failure === undefined && next < items.length) {
      const item = items[next++];
      if (item === undefined) continue;
      try {
        await work(item);
      } catch (error: unknown) {
        failure ??= { error };
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(count, items.length) }, lane));
  if (failure !== undefined) throw failure.error;
}
