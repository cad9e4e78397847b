import { failInTurn } from './faults.ts';
import { killInTurn, type Deaths } from './kills.ts';
import type { Opening } from './orders.ts';
import { retryFailed } from './rest.ts';
import { openRig, type Outcome, type Rig } from './rig.ts';
import { workOff } from './work.ts';

/** How hard; `seconds`: nothing more is begun after that time; `tell` hears how it goes. */
export type TortureOptions = { rulings: number; kills: number; seed: number; seconds?: number; tell?: (words: string) => void };

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
  mismatches: Outcome['found'];
  trouble: string[];
};

const sayEveryMs = 10_000;

/** Runs a desk against a marketplace while both are ended by force again and again, then compares their books. */
export async function torture({ rulings, kills, seed, seconds, tell = () => {} }: TortureOptions): Promise<TortureReport> {
  const startedAt = performance.now();
  const rig = await openRig({ rulings, seed, tell });
  const { desk, marketplace, plans, seats, work, folder, note } = rig;
  const saying = setInterval(() => tell(`${work.killed} of ${kills} kills, ${work.ended} of ${plans.length} cases worked through`), sayEveryMs);
  const over = seconds === undefined ? undefined : setTimeout(() => (work.isOver = true), seconds * 1_000);
  const ended = new AbortController();
  try {
    const failing = failInTurn(marketplace, seed, ended.signal);
    const retrying = retryFailed(desk, ended.signal);
    const killing = killInTurn({ desk, marketplace, seed, kills, work, cases: plans.length });
    // One that fails is heard where it is waited for below, also when another fails before.
    void Promise.allSettled([failing, retrying, killing]);
    await workOff({ ask: desk.ask, desk, seats, plans, kills, folder, work, note });
    const deaths = await killing;
    ended.abort();
    await failing;
    const retried = await retrying;
    const outcome = await rig.finish();
    return reportOf(rig, outcome, { seed, deaths, retried, seconds: Math.round((performance.now() - startedAt) / 100) / 10 });
  } finally {
    work.isOver = true;
    ended.abort();
    clearInterval(saying);
    clearTimeout(over);
    await rig.remove();
  }
}

function reportOf(rig: Rig, { desk, marketplace, found, retriedByHand }: Outcome, run: { seed: number; seconds: number; deaths: Deaths; retried: number }): TortureReport {
  const count = (what: Outcome['found'][number]['what']) => found.filter((one) => one.what === what).length;
  const { openings, repeats } = rig.desk;
  return {
    rulings: desk.rulings.filter(({ state }) => state === 'effective').length,
    kills: total(run.deaths),
    faults: total(marketplace.faults),
    settled: desk.refunds.filter(({ state }) => state === 'settled').length,
    double: count('double'),
    lost: count('lost'),
    mismatched: count('mismatched'),
    seconds: run.seconds,
    seed: run.seed,
    undone: desk.rulings.filter(({ state }) => state === 'undone').length,
    letters: marketplace.letters.length,
    corrections: marketplace.corrections.length,
    deaths: run.deaths,
    faultsByKind: marketplace.faults,
    repeatedCalls: repeats,
    jobsRetriedByHand: run.retried + retriedByHand,
    openingMs: spreadOf(openings.map(({ ms }) => ms)),
    recovery: countRecoveries(openings),
    logEntries: desk.log.entries,
    logBroken: desk.log.firstBroken?.message ?? null,
    mismatches: found,
    trouble: rig.trouble,
  };
}

/** The first start follows no end. */
function countRecoveries([, ...openings]: readonly Opening[]): TortureReport['recovery'] {
  const unclean = openings.filter(({ recovered }) => recovered !== null);
  return { unclean: unclean.length, halfDone: unclean.filter(({ recovered }) => recovered?.startsWith('Found')).length, silent: openings.length - unclean.length };
}

function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, one) => sum + one, 0);
}

function spreadOf(values: readonly number[]): { median: number; most: number } {
  const sorted = [...values].sort((a, b) => a - b);
  return { median: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0), most: Math.round(sorted.at(-1) ?? 0) };
}
