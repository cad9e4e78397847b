/** One thing to time: `run` does `operations` of it and resolves when all are done; `prepare` comes before each round and is not timed. */
export type Contestant = { name: string; operations: number; prepare?(): Promise<void>; run(): Promise<void> };

/** Operations a second over the rounds of one run. */
export type Figure = { name: string; median: number; min: number; max: number };

/** What a benchmark says: the desk against its named peer, measured in turns in the same run. */
export type Comparison = { bench: string; unit: string; desk: Figure; peer: Figure; ratio: number; bar: string; note: string };

/** How single measurements of one thing spread, against a bar that is a limit; `isMet` is what the bar says of them. */
export type Spread = { bench: string; unit: string; samples: number; median: number; p95: number; p99: number; min: number; max: number; bar: string; isMet: boolean; note: string };

const usualRounds = 7;

/** The desk's figure beside one peer's. */
export type Versus = Pick<Comparison, 'desk' | 'peer' | 'ratio'>;

/** Times two contestants in turns (A B A B ...), each seven times after one round to warm up. */
export async function compare(desk: Contestant, peer: Contestant): Promise<Versus> {
  const [versus] = await compareAll(desk, [peer]);
  if (!versus) throw new Error('Nothing was compared.');
  return versus;
}

/** Times the desk and several peers in turns (A B C A B C ...), each seven times, or so many, after one round to warm up. */
export async function compareAll(desk: Contestant, peers: readonly Contestant[], rounds = usualRounds): Promise<Versus[]> {
  const all = [desk, ...peers].map((contestant) => ({ contestant, rates: [] as number[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { contestant, rates } of all) {
      await contestant.prepare?.();
      const start = performance.now();
      await contestant.run();
      const perSecond = contestant.operations / ((performance.now() - start) / 1_000);
      if (round > 0) rates.push(perSecond);
    }
  }
  const [own, ...others] = all.map(({ contestant, rates }) => figure(contestant.name, rates));
  return others.flatMap((peer) => (own ? [{ desk: own, peer, ratio: round3(own.median / peer.median) }] : []));
}

function figure(name: string, values: number[]): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  return { name, median: round3(sorted[Math.floor(sorted.length / 2)] ?? 0), min: round3(sorted[0] ?? 0), max: round3(sorted.at(-1) ?? 0) };
}

function round3(value: number): number {
  return Number(value.toPrecision(4));
}

/** The spread of at least thirty measurements; fewer say nothing of a 95th percentile, so they throw. */
export function spread(about: Pick<Spread, 'bench' | 'unit' | 'bar' | 'note'>, values: readonly number[], isMet: (figures: Spread) => boolean): Spread {
  if (values.length < 30) throw new Error(`${about.bench}: only ${values.length} measurements.`);
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => round3(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0);
  const figures = { ...about, samples: values.length, median: at(0.5), p95: at(0.95), p99: at(0.99), min: at(0), max: at(1), isMet: false };
  return { ...figures, isMet: isMet(figures) };
}
