import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { NeutralCaseInput } from '../../contract/neutralCase.ts';
import { neutralCase, placeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { spellOut } from './begunWords.ts';
import { amongThese, newestOf, type Index } from './candidates.ts';
import { catchUp } from './catchUp.ts';
import { columns } from './columns.ts';
import { fenceBelow } from './fence.ts';
import { allOf, askedOf, tiersOf, type Asked } from './match.ts';

let temp: TempDesk;
beforeEach(async () => {
  temp = await openTempDesk();
});
afterEach(() => temp.close());

const titles = ['Lantern 20002', 'C-20003 lamp', 'Lanternman', 'Oil lantern', 'lantern, oil', 'Größe lampe', '20001', 'Oil'];
async function fill(): Promise<number[]> {
  for (const [at, title] of titles.entries()) {
    const change: Partial<NeutralCaseInput> = { items: [{ id: 'i', title }], messages: [{ id: 'm', from: at % 2 ? 'buyer' : 'seller', original: at % 3 ? 'the oil lantern leaks' : 'lantern: no oil' }] };
    await placeCase(temp.desk, neutralCase(change));
  }
  await catchUp(temp.desk);
  const rows = await temp.desk.db.all<{ number: bigint }>(sql`select number from dispute_case order by number desc`);
  return rows.map(({ number }) => Number(number));
}
const ask = (text: string): Asked => askedOf(text.split(' ').map((word) => ({ text: word.replace(/^-/, ''), isNot: word.startsWith('-'), isPhrase: false, from: 0, to: 0 })), true) as Asked;
const index = (): Index => ({ db: temp.desk.db, without: [], fences: new Map() });
const head = columns.filter(({ name }) => name === 'head');

it('would find a case beyond its bounds, or by the number of the fence alone, or lose one within them', async () => {
  const numbers = await fill();
  for (const text of ['lantern', 'oil lantern', 'lamp', '20003', 'oil -leaks', 'nowhere']) {
    for (const where of [columns, head]) {
      for (const match of tiersOf(ask(text), where, [])) {
        const all = await newestOf(index(), match, { from: 0, below: Number.MAX_SAFE_INTEGER }, 100);
        for (const from of numbers) {
          for (const below of numbers) expect(await newestOf(index(), match, { from, below }, 100), `${match.text} from ${from} below ${below}`).toEqual(all.filter((one) => one >= from && one < below));
        }
      }
    }
  }
});

it('would walk thrice as long because a later case says a number of the nearest fence, though another would do', async () => {
  const numbers = (await fill()).toReversed();
  const [second, third, fourth, fifth, sixth] = numbers.slice(1);
  await placeCase(temp.desk, neutralCase({ items: [{ id: 'i', title: `As in ${fifth}` }] }));
  await catchUp(temp.desk);
  expect(await fenceBelow(temp.desk.db, fifth ?? 0)).toBe(`{head} : ("${fourth}" OR "${third}")`);
  expect(await fenceBelow(temp.desk.db, sixth ?? 0)).toBe(`{head} : ("${third}" OR "${second}")`);
  // Of the first two one is said by the seventh, and no others lie below.
  expect(await fenceBelow(temp.desk.db, third ?? 0)).toBe(`{head} : ("c ${second}" OR "c ${numbers[0]}")`);
});

it('would find other cases when some are asked for by their numbers', async () => {
  const numbers = await fill();
  const match = allOf(ask('lantern'), columns, []);
  const all = match ? await newestOf(index(), match, { from: 0, below: Number.MAX_SAFE_INTEGER }, 100) : [];
  for (const number of numbers) expect(match && (await amongThese(temp.desk.db, match, [number, 99_999]))).toEqual(all.filter((one) => one === number));
});

it('would find by the words that begin so what the beginning does not, or less', async () => {
  await fill();
  for (const text of ['lant', 'lantern', 'lamp', 'oil lant', 'grös', 'la', 'l', 'nowhere', '2000']) {
    const asked = ask(text);
    const spelled = await spellOut(temp.desk.db, asked);
    const found = async (one: Asked | null) => {
      const match = one && allOf(one, columns, []);
      return match ? newestOf(index(), match, { from: 0, below: Number.MAX_SAFE_INTEGER }, 100) : [];
    };
    expect(await found(spelled), `${text} as ${spelled?.begun}`).toEqual(await found(asked));
  }
  expect((await spellOut(temp.desk.db, ask('lant')))?.begun).toBe('("lantern" OR "lanternman")');
});
