import { describe, expect, it } from 'vitest';
import { codesOf, file, fixture, only, pathsOf } from './fixtures/payloads.ts';
import { readPayloads } from './index.ts';

describe('AliExpress seller centre line', () => {
  const read = only(fixture('aliexpressLine.json'));

  it('reads a Chinese status and cents, and does not merge the second copy of the item where it differs', () => {
    expect(read.case).toMatchObject({ stage: 'claim', whoseTurn: 'seller', sourceStatus: '等待卖家处理 (waiting for the seller)' });
    expect(read.case.items).toMatchObject([{ title: 'Desk lamp', quantity: 2, unitPrice: { minor: '1050', currency: 'CNY' } }]);
    expect(read.case.order?.paid).toEqual({ minor: '2100', currency: 'CNY' });
    expect(pathsOf(read.unmapped)).toEqual(['$.reverseOrderId', '$.aeItemDTO.itemCount']);
  });

  it('flags the assumed zone unless the exact time beside it confirms the clock', () => {
    const line = { reverseOrderLineId: '1', reverseStatus: '已取消', gmtCreate: '2026-01-15 23:34:08', gmtModified: '2026-01-16 00:00:00' };
    expect(codesOf(only(file('a.json', line)).warnings)).toContain('CASE_TIME_ZONE_ASSUMED');
    const exact = only(file('a.json', { ...line, gmtCreateTimestamp: 1768548848952 }));
    expect(codesOf(exact.warnings)).not.toContain('CASE_TIME_ZONE_ASSUMED');
    expect(exact.case.outcome).toMatchObject({ kind: 'no_refund', decidedAt: '2026-01-16T08:00:00.000Z' });
    expect(exact.unmapped).toEqual([]);
  });

  it('reads every line of a page', () => {
    const line = (id: number) => ({ reverseOrderLineId: id, reverseStatus: '平台介入处理中' });
    const { cases } = readPayloads([file('page.json', [{ sellerReverseOrderLines: [line(1), line(2)] }, { sellerReverseOrderLines: [line(3)] }])]);
    expect(cases.map((one) => [one.case.sourceId, one.case.whoseTurn])).toEqual([
      ['1', 'mediator'],
      ['2', 'mediator'],
      ['3', 'mediator'],
    ]);
  });
});
