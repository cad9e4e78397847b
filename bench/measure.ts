/** One thing to time: `run` does `operations` of it and resolves when all are done. */
export type Contestant = { name: string; operations: number; run(): Promise<void> };

/** Operations a second over the rounds of one run. */
export type Figure = { name: string; median: number; min: number; max: number };

/** What a benchmark says: the desk against its named peer, measured in turns in the same run. */
export type Comparison = { bench: string; unit: string; desk: Figure; peer: Figure; ratio: number; bar: string; note: string };

const rounds = 7;

/** Times two contestants in turns (A B A B ...), each `rounds` times after one round to warm up. */
export async function compare(desk: Contestant, peer: Contestant): Promise<{ desk: Figure; peer: Figure; ratio: number }> {
  const times = { desk: [] as number[], peer: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const [who, contestant] of [['desk', desk], ['peer', peer]] as const) {
      const start = performance.now();
      await contestant.run();
      const perSecond = contestant.operations / ((performance.now() - start) / 1_000);
      if (round > 0) times[who].push(perSecond);
    }
  }
  const figures = { desk: figure(desk.name, times.desk), peer: figure(peer.name, times.peer) };
  return { ...figures, ratio: round3(figures.desk.median / figures.peer.median) };
}

function figure(name: string, values: number[]): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  return { name, median: round3(sorted[Math.floor(sorted.length / 2)] ?? 0), min: round3(sorted[0] ?? 0), max: round3(sorted.at(-1) ?? 0) };
}

function round3(value: number): number {
  return Number(value.toPrecision(4));
}
