import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, type Mismatch } from './compare.ts';
import { startDesk } from './deskInTorture.ts';
import { failInTurn } from './faults.ts';
import { startMarketplace } from './marketplaceInTorture.ts';
import { killInTurn, type Deaths } from './kills.ts';
import type { Opening } from './orders.ts';
import { documentOf, planCases } from './plan.ts';
import { readBooks, readHistory } from './readBooks.ts';
import { readMarketplace, readMarketplaceHistory } from './readMarketplace.ts';
import { bringToRest, retryFailed } from './rest.ts';
import { seatPeople, workOff, type Work } from './work.ts';

/** How hard; `tell` hears how it goes. */
export type TortureOptions = { rulings: number; kills: number; seed: number; tell?: (words: string) => void };

/** What came of a run. `settled`: refunds that stand in both books; `trouble`: what no death explains. */
export type TortureReport = {
  rulings: number;
  kills: number;
  faults: number;
  settled: number;
  double: number;
  lost: number;
  mismatched: number;
  seconds: number;
  seed: number;
  undone: number;
  letters: number;
  corrections: number;
  deaths: Deaths;
  faultsByKind: Record<string, number>;
  repeatedCalls: number;
  jobsRetriedByHand: number;
  openingMs: { median: number; most: number };
  /** Starts that said that the end before was unclean, those of them that found something half done, and those that said nothing. */
  recovery: { unclean: number; halfDone: number; silent: number };
  logEntries: number;
  logBroken: string | null;
  mismatches: (Mismatch & { history: string[] })[];
  trouble: string[];
};

const mostTrouble = 50;
const mostHistories = 10;

/** Runs a desk against a marketplace while both are ended by force again and again, then compares their books. */
export async function torture({ rulings, kills, seed, tell = () => {} }: TortureOptions): Promise<TortureReport> {
  const startedAt = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'desk-torture-'));
  const trouble: string[] = [];
  const note = (words: string) => {
    if (trouble.length < mostTrouble) trouble.push(words);
    tell(words);
  };
  const [dataDir, marketDir] = [join(folder, 'desk'), join(folder, 'marketplace')];
  const plans = planCases(rulings, seed);
  const marketplace = await startMarketplace(marketDir, seed);
  await marketplace.escalate(plans.map(documentOf));
  const desk = await startDesk({ dataDir, undoMs: 1_000 }, note);
  try {
    const work: Work = { begun: 0, ended: 0, acknowledged: [], killed: 0 };
    const seats = await seatPeople(desk, marketplace);
    const ended = new AbortController();
    const failing = failInTurn(marketplace, seed, ended.signal);
    const retrying = retryFailed(desk, ended.signal);
    const saying = setInterval(() => tell(`${work.killed} of ${kills} kills, ${work.ended} of ${plans.length} cases worked through`), 10_000);
    const killing = killInTurn({ desk, marketplace, seed, kills, work, cases: plans.length });
    await workOff({ desk, seats, plans, kills, folder, work, note });
    const deaths = await killing;
    clearInterval(saying);
    ended.abort();
    await failing;
    const jobsRetriedByHand = (await retrying) + (await bringToRest(desk, dataDir, note));
    await desk.close();
    const deskBooks = await readBooks(dataDir);
    await marketplace.end();
    const books = readMarketplace(marketDir);
    const found = compare({ desk: deskBooks, marketplace: books, acknowledged: work.acknowledged, plans });
    const count = (what: Mismatch['what']) => found.filter((one) => one.what === what).length;
    const { log } = deskBooks;
    return {
      rulings: deskBooks.rulings.filter(({ state }) => state === 'effective').length,
      kills: Object.values(deaths).reduce((sum, one) => sum + one, 0),
      faults: Object.values(books.faults).reduce((sum, one) => sum + one, 0),
      settled: deskBooks.refunds.filter(({ state }) => state === 'settled').length,
      double: count('double'),
      lost: count('lost'),
      mismatched: count('mismatched'),
      seconds: Math.round((performance.now() - startedAt) / 100) / 10,
      seed,
      undone: deskBooks.rulings.filter(({ state }) => state === 'undone').length,
      letters: books.letters.length,
      corrections: books.corrections.length,
      deaths,
      faultsByKind: books.faults,
      repeatedCalls: desk.repeats,
      jobsRetriedByHand,
      openingMs: spreadOf(desk.openings.map(({ ms }) => ms)),
      recovery: countRecoveries(desk.openings),
      logEntries: log.entries,
      logBroken: log.firstBroken?.message ?? null,
      mismatches: await Promise.all(found.map(async (one, at) => ({ ...one, history: at < mostHistories ? await historyOf(one) : [] }))),
      trouble,
    };
  } finally {
    await desk.close();
    await marketplace.end();
    await rm(folder, { recursive: true, force: true });
  }

  /** What both sides did with a case, in the order of time. */
  async function historyOf({ caseId, id }: Mismatch): Promise<string[]> {
    const ofDesk = caseId === null ? [] : await readHistory(dataDir, caseId);
    const ids = [id, ...ofDesk.flatMap((line) => line.match(/(?<=(?:refund|letter|correction):)[0-9a-f-]+/g) ?? [])];
    return [...ofDesk, ...readMarketplaceHistory(marketDir, new Set(ids))].sort();
  }
}

/** The first start follows no end. */
function countRecoveries([, ...openings]: readonly Opening[]): TortureReport['recovery'] {
  const unclean = openings.filter(({ recovered }) => recovered !== null);
  return { unclean: unclean.length, halfDone: unclean.filter(({ recovered }) => recovered?.startsWith('Found')).length, silent: openings.length - unclean.length };
}

function spreadOf(values: readonly number[]): { median: number; most: number } {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), most: Math.round(sorted.at(-1) ?? 0) };
}
