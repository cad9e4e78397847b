import type { SampleRule, Take } from '../../contract/samplePlan.ts';
import type { Member } from './population.ts';

/** A group of rulings that a rule takes from; `key` is stored with each item it drew. */
export type Stratum = { key: string; members: readonly Member[] };

const weekMs = 7 * 86_400_000;

/** How many a rule takes of so many; a share is rounded up, so that a small group is never passed over. */
export function takeOf(take: Take, size: number): number {
  return 'count' in take ? take.count : Math.ceil((size * take.percent) / 100);
}

/** The strata of a rule, in the order of their keys; a named one is there even when nothing falls into it. Pure. */
export function strataOf(rule: SampleRule, members: readonly Member[]): Stratum[] {
  switch (rule.by) {
    case 'mediator':
      return byKey(members, 'mediator', ({ personId }) => personId, rule.personIds);
    case 'reason':
      return byKey(members, 'reason', ({ reason }) => reason, rule.reasons);
    case 'outcome':
      return byKey(members, 'outcome', ({ outcome }) => outcome, rule.outcomes);
    case 'value':
      return [{ key: 'value', members: members.filter((one) => isInBand(one, rule)) }];
    case 'newMediator':
      return [{ key: 'newMediator', members: members.filter(({ atDeskMs }) => atDeskMs < rule.weeks * weekMs) }];
    case 'newClause':
      return [{ key: 'newClause', members: members.filter(({ clauseAgeMs }) => clauseAgeMs !== null && clauseAgeMs < rule.weeks * weekMs) }];
    case 'againstSuggestion':
      return [{ key: 'againstSuggestion', members: members.filter(({ followed }) => followed === 'no' || (rule.isPartlyToo && followed === 'partly')) }];
    case 'overturnedBefore':
      return [{ key: 'overturnedBefore', members: members.filter((one) => hadTrouble(one, rule.of)) }];
  }
}

function byKey(members: readonly Member[], prefix: string, keyOf: (member: Member) => string, named: readonly string[]): Stratum[] {
  const groups = Map.groupBy(members, keyOf);
  const keys = named.length > 0 ? [...new Set(named)] : [...groups.keys()];
  return keys.sort().map((key) => ({ key: `${prefix}:${key}`, members: groups.get(key) ?? [] }));
}

function isInBand({ amount }: Member, { currency, fromMinor, belowMinor }: Extract<SampleRule, { by: 'value' }>): boolean {
  if (amount?.currency !== currency) return false;
  const minor = BigInt(amount.minor);
  return (fromMinor === null || minor >= BigInt(fromMinor)) && (belowMinor === null || minor < BigInt(belowMinor));
}

function hadTrouble(member: Member, of: Extract<SampleRule, { by: 'overturnedBefore' }>['of']): boolean {
  return (of.includes('mediator') && member.isMediatorOverturned) || (of.includes('clause') && member.isClauseOverturned) || (of.includes('appeal') && member.hadAppeal);
}
