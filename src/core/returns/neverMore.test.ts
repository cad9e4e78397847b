import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReturnEvent } from '../refunds/gateway.ts';
import { backOf, decide, paidTo, refundsOf, ruleWithReturn, runAll, tell, told } from '../../testing/returned.ts';
import { openTempDesk } from '../../testing/tempDesk.ts';
import { verifyLog } from '../audit/verify.ts';
import { DeskError } from '../fault.ts';

const lines = fc.record({ watches: fc.integer({ min: 0, max: 3 }), straps: fc.integer({ min: 0, max: 1 }), isUsed: fc.boolean() }).map(({ watches, straps, isUsed }): ReturnEvent['lines'] => [
  { itemId: 'item-1', quantity: watches, condition: isUsed ? 'used' : 'as_sent', words: null },
  { itemId: 'item-2', quantity: straps, condition: 'as_sent', words: null },
]);
const step = fc.oneof(
  fc.record({ do: fc.constant('tell' as const), kind: fc.constantFrom('shipped' as const, 'in_transit' as const, 'delivered' as const, 'refused' as const), again: fc.boolean(), late: fc.integer({ min: 0, max: 5 }) }),
  fc.record({ do: fc.constant('inspect' as const), lines }),
  fc.record({ do: fc.constant('decide' as const), choice: fc.constantFrom('pay' as const, 'part' as const, 'cancel' as const), minor: fc.integer({ min: 0, max: 6000 }) }),
  fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constant('line' as const), failing: fc.constantFrom('no' as const, 'before' as const, 'after' as const) }),
);

describe('whatever comes, in whatever order', () => {
  it('would pay more than was ruled, pay twice, or leave a trace the log does not cover', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), fc.constantFrom('shipped' as const, 'delivered' as const, 'inspected' as const), async (story, refundWhen) => {
        const temp = await openTempDesk();
        try {
          const ada = await temp.seat('Ada');
          const { caseId, returnId } = await ruleWithReturn(temp, ada, { returnTerms: { refundWhen, days: 5, lines: [{ itemId: 'item-1', quantity: 2 }, { itemId: 'item-2', quantity: 1 }] }, postage: { paidBy: 'seller', minor: '700' } });
          const earlier: ReturnEvent[] = [];
          for (const one of story) {
            temp.clock.now += 60_000;
            try {
              if (one.do === 'wait') temp.clock.now += one.days * 86_400_000;
              else if (one.do === 'line') temp.gateway.failing = one.failing;
              else if (one.do === 'decide') await decide(temp, returnId, ada, one.choice === 'part' ? { choice: 'part', lines: [{ lineId: 'item-1', minor: String(one.minor) }] } : { choice: one.choice });
              else {
                const event = told(temp, one.do === 'inspect' ? 'inspected' : one.kind, one.do === 'inspect' ? { lines: one.lines } : { at: temp.clock.now - one.late * 3_600_000 });
                earlier.push(event);
                await tell(temp, returnId, event, ...(one.do === 'tell' && one.again ? earlier : []));
              }
              await runAll(temp);
            } catch (error) {
              if (!(error instanceof DeskError) && temp.gateway.failing === 'no') throw error;
            }
          }
          temp.gateway.failing = 'no';
          temp.clock.now += 86_400_000;
          await runAll(temp);
          const back = await backOf(temp, caseId);
          const goods = [...temp.gateway.payouts.values()].filter((order) => order.for === undefined);
          expect(goods.length).toBeLessThanOrEqual(1);
          expect(paidTo(temp)).toBeLessThanOrEqual(6665n + 700n);
          const refunds = await refundsOf(temp, caseId);
          const live = refunds.filter((row) => !row.includes('cancelled') && !row.startsWith('postage'));
          expect(live.length).toBeLessThanOrEqual(1);
          // Money that waits, and only that, belongs to a return that is not over.
          if (refunds.some((row) => row.endsWith('approved return'))) expect(['ordered', 'shipped', 'delivered', 'inspected', 'refused']).toContain(back.state);
          expect((await verifyLog(temp.desk.db)).firstBroken).toBeNull();
        } finally {
          temp.close();
        }
      }),
      { numRuns: 12 },
    );
  }, 120_000);
});
