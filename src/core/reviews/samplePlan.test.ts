import { describe, expect, it } from 'vitest';
import type { SampleRule } from '../../contract/samplePlan.ts';
import { changedCodes } from './newClauses.ts';
import { member } from './member.testing.ts';
import { strataOf, takeOf } from './samplePlan.ts';

const day = 86_400_000;
const take = { count: 1 };
const caught = (rule: SampleRule, list: Parameters<typeof member>[0][]) => strataOf(rule, list.map(member)).map(({ key, members }) => [key, members.map(({ rulingId }) => rulingId)]);

describe('a rule', () => {
  it('by mediator makes a stratum of each, also of one named who ruled on nothing', () => {
    expect(caught({ by: 'mediator', personIds: [], take }, [{ rulingId: 'a', personId: 'p-2' }, { rulingId: 'b' }])).toEqual([['mediator:p-1', ['b']], ['mediator:p-2', ['a']]]);
    expect(caught({ by: 'mediator', personIds: ['p-9'], take }, [{ rulingId: 'a' }])).toEqual([['mediator:p-9', []]]);
  });
  it('by value takes the lower end in and leaves the upper end out, of one currency only', () => {
    const of = (rulingId: string, minor: string, currency = 'USD') => ({ rulingId, amount: { minor, currency } });
    const list = [of('low', '999'), of('from', '1000'), of('in', '1999'), of('below', '2000'), of('yen', '1500', 'JPY'), { rulingId: 'none', amount: null }];
    expect(caught({ by: 'value', currency: 'USD', fromMinor: '1000', belowMinor: '2000', take }, list)).toEqual([['value', ['from', 'in']]]);
    expect(caught({ by: 'value', currency: 'USD', fromMinor: null, belowMinor: null, take }, list)[0]?.[1]).toEqual(['low', 'from', 'in', 'below']);
  });
  it('by newness ends with the week it names', () => {
    expect(caught({ by: 'newMediator', weeks: 2, take }, [{ rulingId: 'new', atDeskMs: 14 * day - 1 }, { rulingId: 'old', atDeskMs: 14 * day }])).toEqual([['newMediator', ['new']]]);
    expect(caught({ by: 'newClause', weeks: 1, take }, [{ rulingId: 'new', clauseAgeMs: 0 }, { rulingId: 'old', clauseAgeMs: 7 * day }, { rulingId: 'known', clauseAgeMs: null }])).toEqual([['newClause', ['new']]]);
  });
  it('against the suggestion passes over rulings without one, and over those that followed it in part unless asked', () => {
    const list = [{ rulingId: 'no', followed: 'no' as const }, { rulingId: 'partly', followed: 'partly' as const }, { rulingId: 'yes', followed: 'yes' as const }, { rulingId: 'none' }];
    expect(caught({ by: 'againstSuggestion', isPartlyToo: false, take }, list)[0]?.[1]).toEqual(['no']);
    expect(caught({ by: 'againstSuggestion', isPartlyToo: true, take }, list)[0]?.[1]).toEqual(['no', 'partly']);
  });
  it('by earlier trouble looks only at the kinds it names', () => {
    const list = [{ rulingId: 'mediator', isMediatorOverturned: true }, { rulingId: 'clause', isClauseOverturned: true }, { rulingId: 'appeal', hadAppeal: true }, { rulingId: 'none' }];
    expect(caught({ by: 'overturnedBefore', of: ['appeal', 'clause'], take }, list)[0]?.[1]).toEqual(['clause', 'appeal']);
  });
});

it('a share is rounded up, so that a small group is never passed over', () => {
  expect([takeOf({ percent: 10 }, 3), takeOf({ percent: 10 }, 0), takeOf({ percent: 100 }, 7), takeOf({ count: 5 }, 3)]).toEqual([1, 0, 7, 5]);
});

it('a clause is new when its code, its title or its words are', () => {
  const clause = (code: string, text = 'x', title = 't') => ({ code, text, title });
  expect([...changedCodes([clause('1'), clause('2'), clause('3')], [clause('1'), clause('2', 'y'), clause('3', 'x', 'u'), clause('4')])]).toEqual(['2', '3', '4']);
});
