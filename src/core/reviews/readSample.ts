import { and, desc, eq, inArray, lt, ne, or, sql } from 'drizzle-orm';
import { SamplePlan, type SampleSetup } from '../../contract/samplePlan.ts';
import type { SampleFile, SampleItem, SampleProgress, SampleSummary } from '../../contract/samples.ts';
import { toMoney } from '../db/schema/columns.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import { review } from '../db/schema/review.ts';
import { ruling } from '../db/schema/ruling.ts';
import { sample, sampleItem, samplePopulation } from '../db/schema/sample.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { referenceOf } from '../reference.ts';
import { whyNotBlind, whyNotReview } from './mayReview.ts';
import { givenSeed } from './ownSeed.ts';

type Row = typeof sample.$inferSelect;

/** A sample as it is stored: how it was drawn, what came out, and the deflated ids of its population. NOT_FOUND. */
export async function readStored(db: Db, sampleId: string) {
  const [row] = await db.select().from(sample).where(eq(sample.sampleId, sampleId));
  if (!row) throw notFound('sample', sampleId);
  const items = await db.select().from(sampleItem).where(eq(sampleItem.sampleId, sampleId)).orderBy(sampleItem.position);
  const [population] = await db.select().from(samplePopulation).where(eq(samplePopulation.sampleId, sampleId));
  const setup: SampleSetup = { plan: SamplePlan.parse(row.plan), fromAt: row.fromAt, untilAt: row.untilAt, seed: row.seed };
  return { row, setup, items, ids: population?.ids ?? null };
}

/** One sample as `by` sees it; which items are golden is nowhere in it. */
export async function readSample(db: Db, sampleId: string, by: SignedIn, now: number): Promise<SampleFile> {
  const { row, setup } = await readStored(db, sampleId);
  const items = await readItems(db, sampleId, by, now);
  const progress = (await readProgress(db, [sampleId], by)).get(sampleId);
  return { summary: toSummary(row, progress), seed: givenSeed(row.seed), populationSha256: row.populationSha256, plan: setup.plan, items };
}

async function readItems(db: Db, sampleId: string, by: SignedIn, now: number): Promise<SampleItem[]> {
  const rows = await db
    .select({
      position: sampleItem.position,
      rulingId: sampleItem.rulingId,
      caseId: ruling.caseId,
      number: disputeCase.number,
      reason: disputeCase.reason,
      amountMinor: disputeCase.amountMinor,
      amountCurrency: disputeCase.amountCurrency,
      title: disputeCase.title,
    })
    .from(sampleItem)
    .innerJoin(ruling, eq(ruling.rulingId, sampleItem.rulingId))
    .innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId))
    .where(eq(sampleItem.sampleId, sampleId))
    .orderBy(sampleItem.position);
  const reviews = await db
    .select({ reviewId: review.reviewId, rulingId: review.rulingId, sampleId: review.sampleId, reviewerId: review.reviewerId, state: review.state, personName: person.name })
    .from(review)
    .innerJoin(person, eq(person.personId, review.reviewerId))
    .where(and(inArray(review.rulingId, rows.map(({ rulingId }) => rulingId)), ne(review.state, 'dropped'), or(eq(review.sampleId, sampleId), eq(review.reviewerId, by.personId))));
  const why = await whyNotReview(db, rows, by, now);
  const seen = await whyNotBlind(db, rows.map(({ rulingId }) => rulingId), by);
  return rows.map(({ number, amountMinor, amountCurrency, ...row }) => {
    const of = reviews.filter(({ rulingId }) => rulingId === row.rulingId);
    const mine = of.find(({ reviewerId }) => reviewerId === by.personId);
    return {
      ...row,
      caseReference: referenceOf({ number }),
      disputed: toMoney(amountMinor, amountCurrency),
      mine: mine && mine.state !== 'dropped' ? { reviewId: mine.reviewId, state: mine.state } : null,
      // What is under way in other samples is left out: a golden case is met in many.
      others: of.filter((one) => one !== mine && one.sampleId === sampleId).map(({ personName, state }) => ({ personName, isDecided: isDecided(state) })),
      whyNot: why.get(row.rulingId) ?? (mine ? null : seen.get(row.rulingId)) ?? null,
    };
  });
}

const decidedStates = ['decided', 'disputed', 'final'] as const;
const isDecided = (state: string) => decidedStates.some((one) => one === state);

/** Samples with their progress, newest first, a page by key. BAD_INPUT for a foreign cursor. */
export async function listSamples(db: Db, { cursor, limit }: { cursor: string | null; limit: number }, by: SignedIn): Promise<{ rows: SampleSummary[]; nextCursor: string | null }> {
  const found = await db
    .select()
    .from(sample)
    .where(cursor === null ? undefined : after(cursor))
    .orderBy(desc(sample.drawnAt), desc(sample.sampleId))
    .limit(limit + 1);
  const page = found.slice(0, limit);
  const progress = await readProgress(db, page.map(({ sampleId }) => sampleId), by);
  const last = page.at(-1);
  return { rows: page.map((row) => toSummary(row, progress.get(row.sampleId))), nextCursor: found.length > page.length && last ? `${last.drawnAt}|${last.sampleId}` : null };
}

function after(cursor: string) {
  const match = /^(-?\d{1,16})\|(.{1,200})$/.exec(cursor);
  if (!match?.[1] || !match[2]) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  const at = Number(match[1]);
  return or(lt(sample.drawnAt, at), and(eq(sample.drawnAt, at), lt(sample.sampleId, match[2])));
}

const nothing: SampleProgress = { size: 0, reviewed: 0, open: 0, left: 0, mineOpen: 0, mineReviewed: 0 };

/** How far samples are; an item counts as reviewed as soon as one review of it within the sample is decided. */
async function readProgress(db: Db, sampleIds: string[], by: SignedIn): Promise<Map<string, SampleProgress>> {
  if (sampleIds.length === 0) return new Map();
  const decided = sql`${review.state} in ('decided', 'disputed', 'final')`;
  const mine = sql`${review.reviewerId} = ${by.personId}`;
  const count = (condition: ReturnType<typeof sql>) => sql<number>`count(distinct case when ${condition} then ${sampleItem.rulingId} end)`.mapWith(Number);
  const rows = await db
    .select({ sampleId: sampleItem.sampleId, size: count(sql`1`), begun: count(sql`${review.reviewId} is not null`), reviewed: count(decided), mineReviewed: count(sql`${decided} and ${mine}`), mineAll: count(mine) })
    .from(sampleItem)
    .leftJoin(review, and(eq(review.rulingId, sampleItem.rulingId), eq(review.sampleId, sampleItem.sampleId), ne(review.state, 'dropped')))
    .where(inArray(sampleItem.sampleId, sampleIds))
    .groupBy(sampleItem.sampleId);
  return new Map(rows.map(({ sampleId, size, begun, reviewed, mineReviewed, mineAll }) => [sampleId, { size, reviewed, open: begun - reviewed, left: size - begun, mineOpen: mineAll - mineReviewed, mineReviewed }]));
}

function toSummary({ sampleId, name, fromAt, untilAt, populationSize, drawnAt, drawnByName }: Row, progress = nothing): SampleSummary {
  return { sampleId, name, fromAt, untilAt, populationSize, drawnAt, drawnByName, progress };
}
