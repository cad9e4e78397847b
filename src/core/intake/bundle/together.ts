/**
 * Does all of it at once and gives the results in order. At the first failure, or when the signal aborts, the rest is told to stop; it throws only
 * when nothing runs any more, so that what was written can be removed.
 */
export async function together<Item, Result>(
  items: readonly Item[],
  signal: AbortSignal | undefined,
  work: (item: Item, stop: AbortSignal) => Promise<Result>,
): Promise<Result[]> {
  const failed = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  let first: { reason: unknown } | null = null;
  const settled = await Promise.allSettled(
    items.map(async (item) => {
      try {
        return await work(item, stop);
      } catch (error) {
        first ??= { reason: error };
        failed.abort();
        throw error;
      }
    }),
  );
  const results: Result[] = [];
  for (const one of settled) {
    if (one.status === 'rejected') throw (first as { reason: unknown } | null)?.reason;
    results.push(one.value);
  }
  return results;
}
