import { isQuick, percentile, short, timeOf, type Growth, type GrowthLine } from './measure.ts';
import { knowOf, questions, type Known, type Question } from './questions.ts';
import { openSizedCopy, sizes, type Sized } from './sized.ts';
import { tell } from './peers.ts';

const asked = isQuick ? 10 : 40;
const warmUps = 5;
/** A question that takes longer than this at one size has said enough after a few answers. */
const enoughMs = 20_000;
const mostGrowth = 2;

/** Every question of a screen at each size of desk, the sizes in turns. */
export async function benchGrowth(): Promise<Growth> {
  const desks: { sized: Sized; known: Known }[] = [];
  try {
    for (const size of sizes) {
      const sized = await openSizedCopy(size);
      desks.push({ sized, known: await knowOf(sized) });
    }
    const lines: GrowthLine[] = [];
    for (const question of questions) {
      const line = await askAt(question, desks).catch((error: unknown) => tell(`${question.name}: ${String(error)}`));
      lines.push(line ?? { name: `${question.name} (it failed)`, medians: [], p95s: [], ratio: 0, isMet: false });
    }
    const note = `Through the contract on this thread, ${asked} answers each after ${warmUps} to warm up, of different cases and words.`;
    return { bench: 'growth: what screens ask, by the size of the desk', unit: 'ms', sizes, lines, bar: `the median at ${(sizes.at(-1) ?? 0).toLocaleString('en')} cases <= ${mostGrowth}x that at ${(sizes[0] ?? 0).toLocaleString('en')}`, note };
  } finally {
    for (const { sized } of desks) await sized.close();
  }
}

async function askAt(question: Question, desks: readonly { sized: Sized; known: Known }[]): Promise<GrowthLine> {
  const times = desks.map((): number[] => []);
  const spent = desks.map(() => 0);
  for (let turn = 0; turn < asked + warmUps; turn += 1) {
    for (const [at, { sized, known }] of desks.entries()) {
      if ((spent[at] ?? 0) > enoughMs) continue;
      const input = question.input(known, turn);
      let answer: unknown;
      const ms = await timeOf(async () => (answer = await sized.ask(question.method, input)));
      spent[at] = (spent[at] ?? 0) + ms;
      if (turn >= warmUps || ms > enoughMs / 2) times[at]?.push(ms);
      await question.after?.(sized, answer);
    }
  }
  const medians = times.map((list) => percentile(list)(0.5));
  const p95s = times.map((list) => percentile(list)(0.95));
  const ratio = short((medians.at(-1) ?? 0) / (medians[0] ?? 1));
  return { name: question.name, medians, p95s, ratio, isMet: ratio <= mostGrowth };
}
