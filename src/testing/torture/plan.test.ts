import { describe, expect, it } from 'vitest';
import { NeutralCase } from '../../contract/neutralCase.ts';
import { planFaults } from './faults.ts';
import { killPoints } from './killPoints.ts';
import { documentOf, planCases, planKill, stories } from './plan.ts';

describe('the plan of a run', () => {
  it('is the same for the same seed, so that a run can be had again', () => {
    expect(planCases(50, 7)).toEqual(planCases(50, 7));
    expect(planCases(50, 7)).not.toEqual(planCases(50, 8));
    expect(planKill(7, 3)).toEqual(planKill(7, 3));
    expect(planFaults(7, 3)).toEqual(planFaults(7, 3));
  });

  it('leaves no story, way to die or fault out of a long run', () => {
    expect(new Set(planCases(1_000, 1).map(({ story }) => story))).toEqual(new Set(stories));
    const kills = Array.from({ length: 300 }, (_, index) => planKill(1, index));
    expect(new Set(kills.flatMap((kill) => ('order' in kill ? [kill.order.at] : [])))).toEqual(new Set(killPoints));
    expect(kills.filter(({ whom }) => whom === 'marketplace').length).toBeGreaterThan(30);
    const struck = Array.from({ length: 40 }, (_, index) => planFaults(1, index)).flat().filter(({ chance }) => chance !== 0);
    expect(new Set(struck.map(({ fault }) => fault)).size).toBe(9);
  });

  it('makes documents that the desk takes, and disputes an order twice with the same sum', () => {
    const plans = planCases(60, 3);
    for (const plan of plans) expect(() => NeutralCase.parse(documentOf(plan))).not.toThrow();
    const twice = plans.filter(({ orderId }) => plans.filter((other) => other.orderId === orderId).length > 1);
    expect(twice.length).toBeGreaterThan(0);
    for (const { orderId, captured } of twice) expect(new Set(plans.filter((other) => other.orderId === orderId).map((other) => other.captured))).toEqual(new Set([captured]));
  });
});
