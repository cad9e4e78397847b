/** One thing to time: `run` does `operations` of it and resolves when all are done; `prepare` comes before each round and is not timed. */
export type Contestant = { name: string; operations: number; prepare?(): Promise<void>; run(): Promise<void> };

/** One thing over the rounds of one run. */
export type Figure = { name: string; median: number; min: number; max: number };

/** What a benchmark says: the desk against its named peer, measured in turns in the same run. `least`: the ratio the bar asks for; null for a peer that only shows where the desk stands. */
export type Comparison = { bench: string; unit: string; desk: Figure; peer: Figure; ratio: number; least: number | null; bar: string; note: string };

/** How single measurements of one thing spread, against a bar that is a limit; `isMet` is what the bar says of them. */
export type Spread = { bench: string; unit: string; samples: number; median: number; p95: number; p99: number; min: number; max: number; bar: string; isMet: boolean; note: string };

/** A figure of at least five rounds against a limit. */
export type Limited = { bench: string; unit: string; own: Figure; bar: string; isMet: boolean; note: string };

/** One question at each size: medians, 95th percentiles, and the last median as a multiple of the first. */
export type GrowthLine = { name: string; medians: number[]; p95s: number[]; ratio: number; isMet: boolean };

/** What is asked of a desk while it grows; `sizes` in cases. */
export type Growth = { bench: string; unit: string; sizes: number[]; lines: GrowthLine[]; bar: string; note: string };

/** A bar nothing can be said of here; it never counts as met. */
export type Unmeasured = { bench: string; bar: string; why: string };

export type Result = Comparison | Spread | Limited | Growth | Unmeasured;

/** Under `--quick` benches try themselves out: few rounds and small sizes, no figures to keep. */
export const isQuick = process.env['BENCH_QUICK'] === '1';

/** Rounds of each contestant; a median of less than five says little. */
export const rounds = isQuick ? 2 : 5;

/** The desk's figure beside one peer's. */
export type Versus = Pick<Comparison, 'desk' | 'peer' | 'ratio'>;

/** Times two contestants in turns (A B A B ...), after one round to warm up. */
export async function compare(desk: Contestant, peer: Contestant): Promise<Versus> {
  const [versus] = await compareAll(desk, [peer]);
  if (!versus) throw new Error('Nothing was compared.');
  return versus;
}

/** Times the desk and several peers in turns (A B C A B C ...), after one round to warm up. */
export async function compareAll(desk: Contestant, peers: readonly Contestant[]): Promise<Versus[]> {
  const all = [desk, ...peers].map((contestant) => ({ contestant, rates: [] as number[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { contestant, rates } of all) {
      await contestant.prepare?.();
      const perSecond = contestant.operations / ((await timeOf(contestant.run)) / 1_000);
      if (round > 0) rates.push(perSecond);
    }
  }
  const [own, ...others] = all.map(({ contestant, rates }) => figure(contestant.name, rates));
  return others.flatMap((peer) => (own ? [{ desk: own, peer, ratio: short(own.median / peer.median) }] : []));
}

/** Milliseconds that something takes. */
export async function timeOf(run: () => unknown): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

/** Median and range of the rounds of one thing. */
export function figure(name: string, values: readonly number[]): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  return { name, median: short(sorted[Math.floor(sorted.length / 2)] ?? 0), min: short(sorted[0] ?? 0), max: short(sorted.at(-1) ?? 0) };
}

/** Four digits: more are noise. */
export function short(value: number): number {
  return Number(value.toPrecision(4));
}

/** The spread of at least thirty measurements; fewer say nothing of a 95th percentile, so they throw. */
export function spread(about: Pick<Spread, 'bench' | 'unit' | 'bar' | 'note'>, values: readonly number[], isMet: (figures: Spread) => boolean): Spread {
  if (values.length < 30 && !isQuick) throw new Error(`${about.bench}: only ${values.length} measurements.`);
  const at = percentile(values);
  const figures = { ...about, samples: values.length, median: at(0.5), p95: at(0.95), p99: at(0.99), min: at(0), max: at(1), isMet: false };
  return { ...figures, isMet: isMet(figures) };
}

/** Reads off what part of the values are at most. */
export function percentile(values: readonly number[]): (part: number) => number {
  const sorted = values.toSorted((a, b) => a - b);
  return (part) => short(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0);
}

/** What a bar says of a result; `none` where a peer only shows where the desk stands. */
export type Verdict = 'met' | 'missed' | 'unmeasured' | 'none';

/** Whether the bar of a result is met. */
export function verdictOf(result: Result): Verdict {
  if ('why' in result) return 'unmeasured';
  if ('lines' in result) return result.lines.every(({ isMet }) => isMet) ? 'met' : 'missed';
  if (!('ratio' in result)) return result.isMet ? 'met' : 'missed';
  if (result.least === null) return 'none';
  return result.ratio >= result.least ? 'met' : 'missed';
}
