import { and, gte, isNull, lt, or } from 'drizzle-orm';
import { deflateSync } from 'node:zlib';
import type { Coverage, SamplePreview, SampleSetup } from '../../contract/samplePlan.ts';
import { goldenCase } from '../db/schema/sample.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { coverageOf } from './coverage.ts';
import { drawSample, populationSha256, type Drawn } from './drawSample.ts';
import { readReviewers } from './mayReview.ts';
import { readPopulation } from './population.ts';
import { workloadOf } from './workload.ts';

// What walks a whole population: 100,000 rulings take a second, so these run as long reads.

/** What a plan would draw at a moment, in numbers. Golden cases are drawn by chance here: their numbers would tell where they are. */
export async function previewSample(db: Db, { setup, by, at }: { setup: SampleSetup; by: SignedIn; at: number }): Promise<SamplePreview> {
  const { members, leftOut } = await readPopulation(db, { ...setup, at }, by);
  const { items, ...draw } = drawSample(members, new Set(), setup.plan, setup.seed);
  const ids = new Set(items.map(({ rulingId }) => rulingId));
  const drawn = members.filter(({ rulingId }) => ids.has(rulingId));
  const { rows: workload, nobody } = workloadOf([...ids], await readReviewers(db, drawn, at));
  const reviewed = setup.plan.isReviewedLeftOut ? members.filter(({ isReviewed }) => isReviewed).length : 0;
  return { population: members.length, leftOut: { ...leftOut, reviewed }, ...draw, size: items.length, coverage: coverageOf(members, ids), workload, nobody };
}

/** A sample as a draw makes it: its items, and the population it is from. */
export type DrawnSample = { items: Drawn[]; populationSize: number; populationSha256: string; ids: Uint8Array };

/** Draws by the state of things before `at`; the same again whenever it is asked. */
export async function drawAt(db: Db, { setup, at }: { setup: SampleSetup; at: number }): Promise<DrawnSample> {
  const { members } = await readPopulation(db, { ...setup, at }, null);
  const ids = members.map(({ rulingId }) => rulingId);
  const { items } = drawSample(members, await readGoldens(db, at), setup.plan, setup.seed);
  return { items, populationSize: ids.length, populationSha256: populationSha256(ids), ids: deflateSync(ids.join('\n')) };
}

/** How items cover the population they were drawn from, without rulings hidden from `by`. */
export async function coverSample(db: Db, { setup, by, at, rulingIds }: { setup: SampleSetup; by: SignedIn; at: number; rulingIds: string[] }): Promise<Coverage> {
  const { members } = await readPopulation(db, { ...setup, at }, by);
  return coverageOf(members, new Set(rulingIds));
}

/** The rulings that were golden at a moment. */
async function readGoldens(db: Db, at: number): Promise<Set<string>> {
  const rows = await db
    .select({ rulingId: goldenCase.rulingId })
    .from(goldenCase)
    .where(and(lt(goldenCase.addedAt, at), or(isNull(goldenCase.retiredAt), gte(goldenCase.retiredAt, at))));
  return new Set(rows.map(({ rulingId }) => rulingId));
}
