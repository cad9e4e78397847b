import type { DeskEvent } from '../../contract/events.ts';
import type { GoldenCase } from '../../contract/goldens.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Person } from '../../contract/people.ts';
import type { ErrorCode } from '../../contract/reply.ts';
import type { RulingSummary } from '../../contract/rulings.ts';
import type { Coverage, SamplePlan, SamplePreview, Take } from '../../contract/samplePlan.ts';
import type { SampleItem, sampleMethods, SampleSummary } from '../../contract/samples.ts';
import { scorecardChanges, type Scorecard, type ScorecardContent } from '../../contract/scorecards.ts';

type Handlers = { [Name in keyof typeof sampleMethods]: (input: ParsedInputOf<Name>) => OutputOf<Name> };
type Parts = { isEmpty: boolean; me(): Person; newId(word: string): string; tell(event: DeskEvent): void; fail(code: ErrorCode, message: string): never; decisions(): RulingSummary[] };
type Kept = { summary: SampleSummary; seed: string; plan: SamplePlan; items: SampleItem[] };

const dayMs = 86_400_000;
const firstCard: ScorecardContent = {
  schema: 'scorecard/1',
  questions: [
    { code: 'facts', question: 'Are the facts right?', hint: 'What was ordered, sent, received, paid and returned, as the file shows it.', points: 4 },
    { code: 'evidence', question: 'Was the evidence of both sides weighed?', hint: 'Every admitted exhibit that bears on a claim, and what is missing.', points: 4 },
    { code: 'amount', question: 'Is the amount right?', hint: '', points: 3 },
  ],
  rootCauses: [{ code: 'evidence_missed', words: 'Evidence missed' }, { code: 'wrong_amount', words: 'Wrong amount' }, { code: 'other', words: 'Something else' }],
};

/** Samples, golden cases and scorecards of the fake; it draws the newest first instead of by lot. */
export function fakeSamples({ isEmpty, me, newId, tell, fail, decisions }: Parts): Handlers {
  const samples: Kept[] = [];
  const goldens: GoldenCase[] = [];
  let cards: Scorecard[] = [{ version: 1, content: firstCard, publishedAt: null, publishedByName: 'The desk', isCurrent: true }];
  const changed = () => queueMicrotask(() => tell({ type: 'reviews.changed' }));
  const population = () => decisions().filter((one) => one.state === 'effective');
  const takeOf = (take: Take, size: number) => ('count' in take ? take.count : Math.ceil((size * take.percent) / 100));
  const keptOf = (sampleId: string): Kept => samples.find(({ summary }) => summary.sampleId === sampleId) ?? fail('NOT_FOUND', 'There is no such sample.');

  function sizeOf(plan: SamplePlan): number {
    const all = population().length;
    return Math.min(all, plan.rules.reduce((sum, { take }) => sum + takeOf(take, all / 4), 0) + (plan.rest ? takeOf(plan.rest, all) : 0) + plan.golden);
  }

  function coverageOf(size: number): Coverage {
    const drawn = new Set(population().slice(0, size).map(({ rulingId }) => rulingId));
    const rows = (keyOf: (one: RulingSummary) => string, labelOf: (one: RulingSummary) => string) =>
      [...Map.groupBy(population(), keyOf)].map(([key, list]) => ({ key, label: labelOf(list[0]!), population: list.length, sample: list.filter(({ rulingId }) => drawn.has(rulingId)).length }));
    const paid = population().filter(({ outcome }) => outcome !== 'no_refund');
    return {
      mediator: rows(({ personId }) => personId, ({ personName }) => personName),
      reason: rows(({ reason }) => reason, ({ reason }) => reason),
      outcome: rows(({ outcome }) => outcome, ({ outcome }) => outcome),
      value: paid.length === 0 ? [] : [{ currency: 'USD', fromMinor: '1250', upToMinor: '41250', population: paid.length, sample: paid.filter(({ rulingId }) => drawn.has(rulingId)).length }],
    };
  }

  function preview({ plan }: ParsedInputOf<'samples.preview'>): SamplePreview {
    const all = population().length;
    const size = sizeOf(plan);
    const rest = plan.rest ? takeOf(plan.rest, all) : 0;
    return {
      population: all, leftOut: { settlements: 3, underAppeal: 1, merged: 0, reviewed: 0, hidden: 0 }, rest: { asked: rest, drawn: Math.min(rest, all) }, golden: Math.min(plan.golden, all), size, isCut: false, coverage: coverageOf(size), nobody: 0,
      rules: plan.rules.map(({ take }) => ({ caught: Math.ceil(all / 4), strata: 1, asked: takeOf(take, all / 4), overlap: 2, counted: 0, drawn: Math.min(takeOf(take, all / 4), all), short: 0 })),
      workload: [{ personId: 'p-iris', personName: 'Iris Adler', may: Math.max(0, size - 2), share: size }],
    };
  }

  function keep(name: string, plan: SamplePlan, fromAt: number, untilAt: number, seed: string): Kept {
    const items = population().slice(0, sizeOf(plan)).map((one, index): SampleItem => ({
      position: index + 1, rulingId: one.rulingId, caseId: one.caseId, caseReference: one.caseReference, reason: one.reason, disputed: { minor: String(4_000 + index * 311), currency: 'USD' }, title: 'Stainless steel watch with a blue dial',
      mine: null, others: index % 5 === 1 ? [{ personName: 'Lena Vogt', isDecided: true }] : [], whyNot: one.personId === me().personId ? 'You ruled on this case or approved what was ruled, stepped back from it, or have a conflict of interest with a party.' : null,
    }));
    const reviewed = items.filter(({ others }) => others.length > 0).length;
    const progress = { size: items.length, reviewed, open: 0, left: items.length - reviewed, mineOpen: 0, mineReviewed: 0 };
    return { summary: { sampleId: newId('sample'), name, fromAt, untilAt, populationSize: population().length, drawnAt: Date.now(), drawnByName: me().name, progress }, seed, plan, items };
  }

  return {
    'samples.preview': preview,
    'samples.draw': ({ name, plan, fromAt, untilAt, seed }) => {
      const kept = keep(name, plan, fromAt, untilAt, seed);
      if (kept.items.length === 0) fail('NOT_ALLOWED_NOW', 'Nothing would be drawn: no ruling of the period fits the plan. Choose a longer period or other rules.');
      samples.unshift(kept);
      changed();
      return { sampleId: kept.summary.sampleId, size: kept.items.length };
    },
    'samples.list': () => {
      if (!isEmpty && samples.length === 0) samples.push(keep('Last week', { schema: 'sample-plan/1', rules: [], rest: { count: 12 }, golden: 0, isReviewedLeftOut: true }, Date.now() - 9 * dayMs, Date.now() - 2 * dayMs, '7f3a-91c2-04be'));
      return { rows: samples.map(({ summary }) => summary), nextCursor: null };
    },
    'samples.get': ({ sampleId }) => {
      const { summary, seed, plan, items } = keptOf(sampleId);
      return { summary, seed, plan, items, populationSha256: '3e'.repeat(32) };
    },
    'samples.coverage': ({ sampleId }) => coverageOf(keptOf(sampleId).items.length),
    'samples.check': ({ sampleId }) => {
      const size = keptOf(sampleId).items.length;
      return { isSame: true, size, words: `Drawn again from what is stored: the same ${size} rows, in the same order.`, added: [], gone: [], addedCount: 0, goneCount: 0, places: [], placesCount: 0 };
    },
    'goldens.mark': ({ rulingId, verdict, outcome, amount, words }) => {
      const ruling = decisions().find((one) => one.rulingId === rulingId) ?? fail('NOT_FOUND', 'There is no such ruling.');
      if (goldens.some((one) => one.rulingId === rulingId)) fail('NOT_ALLOWED_NOW', 'This ruling is a golden case already.');
      goldens.unshift({ goldenId: newId('golden'), rulingId, caseId: ruling.caseId, caseReference: ruling.caseReference, verdict, outcome, amount, words, addedAt: Date.now(), addedByName: me().name, retiredAt: null });
      changed();
      return { is: 'marked' };
    },
    'goldens.retire': ({ goldenId }) => {
      const index = goldens.findIndex((one) => one.goldenId === goldenId);
      goldens[index] = { ...(goldens[index] ?? fail('NOT_FOUND', 'There is no such golden case.')), retiredAt: Date.now() };
      changed();
      return null;
    },
    'goldens.list': () => ({ rows: [...goldens], others: isEmpty ? 0 : 4 }),
    'goldens.results': () => (isEmpty ? [] : [{ personId: 'p-iris', personName: 'Iris Adler', n: 9, verdict: { hits: 8, rate: 8 / 9, low: 0.565, high: 0.98 }, outcome: { hits: 7, rate: 7 / 9, low: 0.453, high: 0.937 } }]),
    'scorecards.current': () => cards[0]!,
    'scorecards.get': ({ version }) => cards.find((one) => one.version === version) ?? fail('NOT_FOUND', 'There is no such version.'),
    'scorecards.list': () => cards,
    'scorecards.publish': ({ basedOn, content }) => {
      const before = cards[0]!;
      if (before.version !== basedOn) fail('CONFLICT', `Version ${before.version} was published meanwhile.`);
      if (scorecardChanges(before.content, content).length === 0) fail('NOT_ALLOWED_NOW', `Nothing differs from version ${before.version}.`);
      const next: Scorecard = { version: basedOn + 1, content, publishedAt: Date.now(), publishedByName: me().name, isCurrent: true };
      cards = [next, ...cards.map((one) => ({ ...one, isCurrent: false }))];
      changed();
      return next;
    },
  };
}
