import { describe, expect, it } from 'vitest';
import { SampleSetup } from '../../contract/samplePlan.ts';
import { newPlan, newRule, newSeed, readPlan, sayRule, type PlanForm } from './samplePlanForm.ts';

const now = new Date(2026, 5, 30, 12).getTime();
const form = (change: Partial<PlanForm> = {}): PlanForm => ({ ...newPlan(now, 'seed'), ...change });

describe('the plan form', () => {
  it('opens with a plan the core takes, whose last day is part of the period', () => {
    const { setup } = readPlan(form({ first: '2026-06-01', last: '2026-06-30' }));
    expect(SampleSetup.safeParse(setup).success).toBe(true);
    expect([new Date(setup!.fromAt).getDate(), new Date(setup!.untilAt).getMonth()]).toEqual([1, 6]);
  });
  it('turns every kind of rule into one the contract takes', () => {
    const kinds = ['mediator', 'reason', 'outcome', 'value', 'newMediator', 'newClause', 'againstSuggestion', 'overturnedBefore'] as const;
    const { setup } = readPlan(form({ rules: kinds.map(newRule) }));
    expect(SampleSetup.safeParse(setup).error?.issues ?? []).toEqual([]);
    expect(setup!.plan.rules.map(sayRule)).toEqual(['3 of each mediator', '3 of each reason', '3 of each outcome', '3 of USD 0 to any', '3 of mediators in their first 6 weeks', '3 on clauses new for 6 weeks', '3 against the suggestion', '3 with trouble before (mediator, clause, appeal)']);
  });
  it('says which field has to be mended instead of sending half a number', () => {
    const value = { ...newRule('value'), from: '50', below: '20' };
    const yen = { ...newRule('value'), currency: 'JPY', from: '5.50' };
    const { problems } = readPlan(form({ first: '2026-07-02', last: '2026-07-01', seed: ' ', rest: { unit: 'percent', number: '101' }, golden: '1.5', rules: [value, yen, { ...newRule('newClause'), weeks: '' }] }));
    expect(Object.keys(problems!).sort()).toEqual(['golden', 'period', 'rest', `rule-${value.id}`, `rule-${yen.id}`, `rule-${yen.id + 1}`, 'seed'].sort());
  });
  it('draws nothing by chance when that is left empty', () => {
    expect(readPlan(form({ rest: { unit: 'count', number: '' } })).setup?.plan.rest).toBeNull();
  });
});

it('never proposes the same seed twice', () => {
  expect(newSeed()).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}$/);
  expect(newSeed()).not.toBe(newSeed());
});
