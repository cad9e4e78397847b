import { and, eq, gte, lt, sql } from 'drizzle-orm';
import type { sampleMethods } from '../../contract/samples.ts';
import type { SampleSetup } from '../../contract/samplePlan.ts';
import { append } from '../audit/append.ts';
import { ruling } from '../db/schema/ruling.ts';
import { sample, sampleItem, samplePopulation } from '../db/schema/sample.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { casesToJudgeBlind } from '../hiddenRulings.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';
import { goldenHandlers } from './golden.ts';
import { ownSeed } from './ownSeed.ts';
import { listSamples, readSample, readStored } from './readSample.ts';
import { scorecardHandlers } from './scorecard.ts';

/** Samples of rulings, drawn and listed, with golden cases and scorecards. */
export const sampleHandlers: Pick<Handlers, keyof typeof sampleMethods> = {
  'samples.preview': (desk, setup, by) => {
    requirePeriod(setup);
    return desk.longRead('samplePreview', { setup, by, at: desk.clock() });
  },

  'samples.draw': async (desk, input, by) => {
    const { requestId: _requestId, name, ...setup } = input;
    requirePeriod(setup);
    const at = desk.clock();
    await requireNothingTold(desk.db, setup, by);
    const kept = ownSeed(setup);
    const { items, ids, ...population } = await desk.longRead('sampleDraw', { setup: { ...setup, seed: kept }, at });
    return once(desk, by, 'samples.draw', input, async (tx) => {
      if (items.length === 0) throw new DeskError('NOT_ALLOWED_NOW', 'Nothing would be drawn: no ruling of the period fits the plan. Choose a longer period or other rules.');
      const sampleId = newId(tx.now);
      const { plan, fromAt, untilAt, seed } = setup;
      await tx.insert(sample).values({ sampleId, name: name.trim(), seed: kept, plan, fromAt, untilAt, ...population, drawnAt: at, drawnById: by.personId, drawnByName: by.name });
      await tx.insert(sampleItem).values(items.map((item, index) => ({ sampleId, position: index + 1, ...item })));
      await tx.insert(samplePopulation).values({ sampleId, ids });
      await append(tx, {
        by,
        action: 'sample.drawn',
        subject: `sample:${sampleId}`,
        words: `${by.name} drew ${items.length} of ${population.populationSize} rulings for review: ${name.trim()}`,
        data: { seed, plan, fromAt, untilAt, ...population },
        rows: [{ table: 'sample', id: sampleId }],
      });
      tx.emit({ type: 'reviews.changed' });
      return { sampleId, size: items.length };
    });
  },

  'samples.list': (desk, input, by) => listSamples(desk.db, input, by),
  'samples.get': (desk, { sampleId }, by) => readSample(desk.db, sampleId, by, desk.clock()),
  'samples.coverage': async (desk, { sampleId }, by) => {
    const { row, setup, items } = await readStored(desk.db, sampleId);
    return desk.longRead('sampleCoverage', { setup, by, at: row.drawnAt, rulingIds: items.map(({ rulingId }) => rulingId) });
  },
  'samples.check': async (desk, { sampleId }) => {
    await readStored(desk.db, sampleId);
    return desk.longRead('sampleCheck', { sampleId });
  },
  ...goldenHandlers,
  ...scorecardHandlers,
};

/**
 * Who is to judge a ruling of the period blind draws by nothing that tells of it: whether a rule on outcomes, amounts or people caught it would
 * say what it came to. A population without it would not be drawn again. Throws NOT_ALLOWED_NOW.
 */
async function requireNothingTold(db: Db, { plan, fromAt, untilAt }: SampleSetup, by: SignedIn): Promise<void> {
  if (plan.rules.every((rule) => rule.by === 'reason')) return;
  const [blind] = await db
    .select({ rulingId: ruling.rulingId })
    .from(ruling)
    .where(and(eq(ruling.state, 'effective'), gte(ruling.effectiveAt, fromAt), lt(ruling.effectiveAt, untilAt), sql`${ruling.caseId} in (${casesToJudgeBlind(by)})`))
    .limit(1);
  if (blind) throw new DeskError('NOT_ALLOWED_NOW', 'You are judging a ruling of this period blind, in a review or a calibration round, and the rules of this plan would tell of it. Note your own view there first, or draw by chance or by reasons alone.');
}

function requirePeriod({ fromAt, untilAt }: SampleSetup): void {
  if (untilAt <= fromAt) throw new DeskError('BAD_INPUT', 'The period ends before it begins. Mend one of its days.');
}
