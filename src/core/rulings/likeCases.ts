import { and, desc, eq, getTableColumns, inArray, notInArray, sql, type SQL } from 'drizzle-orm';
import { leastForUsual, type LikeCase, type LikeCases, type RefundSpread } from '../../contract/likeCases.ts';
import type { GoodsKind } from '../../contract/vocabulary.ts';
import { toSummary } from '../cases/caseFile.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { precedent } from '../db/schema/precedent.ts';
import { precedentText } from '../db/schema/precedentText.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { SignedIn } from '../desk.ts';
import { allHiddenCases } from '../hiddenRulings.ts';
import { likenessOf, sayLikeness } from './likeness.ts';
import { reasonToken, traitsOf, type Traits } from './precedents.ts';
import { refundSpread, type Tally } from './refundSpread.ts';

/** Rows of the list, and candidates of each kind weighed for it. */
const mostRows = 20;
const candidates = 60;
/** Values within this factor of each other are alike. */
const band = 3;
/** Common words are in most cases: their hits are ranked among the newest decisions only. */
const newestRanked = 20_000;
/** Words a case is looked up by: the longest, which are in the fewest cases. */
const mostAsked = 8;

/** What a decided case must share to count; `without` are places of precedents that never do: the case's own, and those hidden from who asks. */
type Circle = LikeCases['about'] & { without: number[] };

/** Decided cases like this one, with how their refunds spread; none whose ruling is hidden from `by`. NOT_FOUND. */
export async function likeCases(db: Db, caseId: string, by: SignedIn): Promise<LikeCases> {
  const traits = await traitsOf(db, caseId);
  const { circle, spread } = await drawCircle(db, traits, by);
  const { without: _without, ...about } = circle;
  return { about, spread, rows: spread === null ? [] : await readRows(db, traits, circle) };
}

/** Only the spread, for what is said while a ruling is written. */
export async function spreadOfLike(db: Db, caseId: string, by: SignedIn): Promise<RefundSpread | null> {
  return (await drawCircle(db, await traitsOf(db, caseId), by)).spread;
}

/** Counts the circle out of one index; when too few cases had the same goods, those of other goods are let in. */
async function drawCircle(db: Db, { caseId, reasons, goods, value }: Traits, by: SignedIn): Promise<{ circle: Circle; spread: RefundSpread | null }> {
  const place = { place: precedent.place };
  const own = await db.select(place).from(precedent).where(eq(precedent.caseId, caseId));
  const hidden = await db.select(place).from(precedent).where(inArray(precedent.caseId, await allHiddenCases(db, by)));
  // Without a value, any is as like as another.
  const range = value > 0 ? { fromCents: Math.ceil(value / band), toCents: value * band } : { fromCents: 0, toCents: null };
  const wide: Circle = { reasons, goods: null, isWidened: goods !== null, ...range, without: [...own, ...hidden].map((one) => one.place) };
  const counted = await db
    .select({ refundBp: precedent.refundBp, outcome: precedent.outcome, goods: precedent.goods, cases: sql<bigint>`count(*)` })
    .from(precedent)
    .where(inside(wide))
    .groupBy(precedent.refundBp, precedent.outcome, precedent.goods);
  const tallies = counted.map((one): Tally & Pick<typeof one, 'goods'> => ({ ...one, cases: Number(one.cases) }));
  const spread = goods === null ? null : refundSpread(tallies.filter((one) => one.goods === goods));
  if (spread !== null && spread.count >= leastForUsual) return { circle: { ...wide, goods, isWidened: false }, spread };
  return { circle: wide, spread: refundSpread(tallies) };
}

function inside({ reasons, goods, fromCents, toCents, without }: Circle): SQL | undefined {
  const value = toCents === null ? sql`${precedent.value} >= ${BigInt(fromCents)}` : sql`${precedent.value} between ${BigInt(fromCents)} and ${BigInt(toCents)}`;
  return and(inArray(precedent.reason, reasons), value, goods === null ? undefined : eq(precedent.goods, goods), notInArray(precedent.place, without));
}

type Candidate = { place: number; value: number; goods: GoodsKind | null; text: number };
const light = { place: precedent.place, value: precedent.value, goods: precedent.goods };

/** The likest of those whose words fit best and of the newest. */
async function readRows(db: Db, traits: Traits, circle: Circle): Promise<LikeCase[]> {
  const newest = await db.select(light).from(precedent).where(inside(circle)).orderBy(desc(precedent.place)).limit(candidates);
  const found = new Map(newest.map((one): [number, Candidate] => [one.place, { ...one, text: 0 }]));
  for (const one of await byWords(db, traits, circle, newest[0]?.place ?? 0)) found.set(one.place, one);
  const best = [...found.values()]
    .map((one) => ({ place: one.place, likeness: likenessOf(traits, one) }))
    .sort((a, b) => b.likeness - a.likeness || b.place - a.place)
    .slice(0, mostRows);
  return readShown(db, traits, best);
}

/** Hits by words, each with how well it fits against the best one, 0 to 1; `last` is the newest place. */
async function byWords(db: Db, { words, reasons }: Traits, circle: Circle, last: number): Promise<Candidate[]> {
  if (words.length === 0) return [];
  const quoted = (word: string) => `"${word.replaceAll('"', '""')}"`;
  const asked = words.toSorted((a, b) => b.length - a.length).slice(0, mostAsked).map(quoted).join(' OR ');
  const match = `reason : (${reasons.map(reasonToken).join(' OR ')}) AND words : (${asked})`;
  const rank = sql<number>`bm25(precedent_text, 0.0, 1.0)`;
  const hits = await db
    .select({ ...light, rank })
    .from(precedentText)
    // Crossed, so that the words are looked up once: joined the other way round, SQLite asks the word index for every row of the circle.
    .crossJoin(precedent)
    .where(and(eq(precedent.place, precedentText.rowid), sql`precedent_text match ${match}`, sql`${precedentText.rowid} > ${BigInt(last - newestRanked)}`, inside(circle)))
    .orderBy(rank)
    .limit(candidates);
  const top = Number(hits[0]?.rank ?? 0);
  return hits.map(({ rank: own, ...one }) => ({ ...one, text: top === 0 ? 0 : Number(own) / top }));
}

async function readShown(db: Db, traits: Traits, best: { place: number; likeness: number }[]): Promise<LikeCase[]> {
  // Not the frozen file: twenty of them are a megabyte.
  const { frozenFile: _frozen, ...shown } = getTableColumns(ruling);
  const rows = await db
    .select({ ruling: shown, number: disputeCase.number, title: disputeCase.title, place: precedent.place, goods: precedent.goods, value: precedent.value, refundBp: precedent.refundBp, words: precedentText.words })
    .from(precedent)
    .innerJoin(ruling, eq(ruling.rulingId, precedent.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, precedent.caseId))
    .innerJoin(precedentText, eq(precedentText.rowid, precedent.place))
    .where(inArray(precedent.place, best.map(({ place }) => place)));
  return best.flatMap(({ place, likeness }): LikeCase[] => {
    const row = rows.find((one) => one.place === place);
    if (!row) return [];
    const { ruling: decided, refundBp, title, goods } = row;
    return [{ ruling: toSummary(decided, row), refundBp, bearers: decided.bearers, title, goods, likeness, because: sayLikeness(traits, row) }];
  });
}
