import { isQuick, spread, timeOf, type Spread } from './measure.ts';
import { sorts } from './questions.ts';
import { largest, openSized, type Sized } from './sized.ts';

const pages = isQuick ? 10 : 60;

/** A page of fifty rows of the queue in every order, the first and those that follow it, through the contract. */
export async function benchPage(): Promise<Spread[]> {
  const sized = await openSized(largest);
  try {
    const found: Spread[] = [];
    for (const sort of sorts) {
      const { first, next } = await turnPages(sized, sort);
      const about = { unit: 'ms', bar: 'p95 <= 3 ms', note: `${largest.toLocaleString('en')} cases, 50 rows, direct transport.` };
      found.push(spread({ ...about, bench: `queue by ${sort}, first page` }, first, ({ p95 }) => p95 <= 3));
      found.push(spread({ ...about, bench: `queue by ${sort}, following pages` }, next, ({ p95 }) => p95 <= 3));
    }
    return found;
  } finally {
    await sized.close();
  }
}

async function turnPages({ ask }: Sized, sort: string): Promise<{ first: number[]; next: number[] }> {
  const input = { scope: 'queue', sort, limit: 50 };
  const times = { first: [] as number[], next: [] as number[] };
  let cursor: string | null = null;
  for (let page = -5; page < pages; page += 1) {
    const first = await timeOf(() => ask('cases.list', input));
    let answer = null as { rows: unknown[]; nextCursor: string | null } | null;
    const next = await timeOf(async () => (answer = (await ask('cases.list', { ...input, cursor })) as typeof answer));
    cursor = answer?.nextCursor ?? null;
    if (page < 0) continue;
    times.first.push(first);
    times.next.push(next);
  }
  return times;
}
