import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { RulingInput, RulingSummary } from '../../contract/rulings.ts';

/** A page of the decisions that pass a filter. */
export function listDecisions(decisions: readonly RulingSummary[], { filter, limit, cursor }: ParsedInputOf<'rulings.list'>): OutputOf<'rulings.list'> {
  const passed = decisions.filter((one) =>
    (!filter.reason || one.reason === filter.reason) && (!filter.outcome || one.outcome === filter.outcome) && (!filter.state || one.state === filter.state) &&
    (!filter.personId || (one.personId === filter.personId && one.offerId === null)) && (!filter.kind || (filter.kind === 'ruling') === (one.offerId === null)) && (!filter.currency || one.amount?.currency === filter.currency) && (!filter.from || one.stagedAt >= filter.from) && (!filter.to || one.stagedAt <= filter.to) && (!filter.lastDays || one.stagedAt >= Date.now() - filter.lastDays * 86_400_000) &&
    (!filter.words || filter.words.toLowerCase().split(/\s+/).every((word) => sampleRuling(one).reasons.toLowerCase().includes(word))) && (!filter.clause || sampleRuling(one).clauses.includes(filter.clause)) &&
    // The fake knows of no appeal, review or suggestion of what was decided before.
    filter.isAppealed !== true && filter.isOverturned !== true && (filter.hadSecond === undefined || filter.hadSecond === (one.state === 'held')) && (filter.followed ?? 'none') === 'none' &&
    (!filter.minMinor || BigInt(one.amount?.minor ?? '0') >= BigInt(filter.minMinor)) && (!filter.maxMinor || BigInt(one.amount?.minor ?? '0') <= BigInt(filter.maxMinor)));
  const from = Number(cursor ?? 0);
  return { rows: passed.slice(from, from + limit), nextCursor: from + limit < passed.length ? String(from + limit) : null, total: passed.length, isMore: false };
}

/** What a decision from before this window said. */
export function sampleRuling(summary: RulingSummary): RulingInput {
  return {
    outcome: summary.outcome, withReturn: summary.withReturn, reason: summary.reason, basis: { by: 'full' }, bearers: [{ bearer: 'seller', percent: 100 }], clauses: ['WI-1'],
    findings: [{ claimId: 'c1', result: 'established', exhibits: ['e-b1', 'e-b2'], spots: [], absence: null, words: 'The label on the box says BLACK.' }], reasons: 'The photos show a black dial; the listing at the order promised blue.',
  };
}
