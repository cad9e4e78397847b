import { expect, it } from 'vitest';
import type { RefundRoom } from '../../contract/caseFile.ts';
import { workingLines } from './workingLines.ts';

const usd = (minor: string) => ({ minor, currency: 'USD' });
const room: RefundRoom = {
  currency: 'USD', cap: usd('900'), captured: usd('1000'), refundedBefore: null, chargedBack: null, refundedHere: null, blockedBy: null,
  lines: [{ lineId: 'a', words: 'A', amount: usd('700'), before: usd('100') }, { lineId: 'shipping', words: 'Shipping', amount: usd('200') }],
};
const worked = { lineId: 'a', words: 'A', of: usd('700'), refund: usd('50') };
const other = { lineId: 'other', words: 'Other charges of the order', of: usd('100'), refund: usd('100') };

it('has all lines from the start, so that the panel does not grow when the first amount is worked out', () => {
  expect(workingLines(room, [], false).map((line) => [line.lineId, line.refund, line.before?.minor])).toEqual([['a', null, '100'], ['shipping', null, undefined]]);
  expect(workingLines({ ...room, lines: [] }, [], false)).toEqual([{ lineId: 'order', words: 'Order', of: usd('900'), refund: null }]);
});
it('keeps every field while lines are typed in, and shows charges only the core knows of otherwise', () => {
  expect(workingLines(room, [worked], true).map((line) => line.refund?.minor)).toEqual(['50', undefined]);
  expect(workingLines(room, [worked, other], false).map((line) => line.lineId)).toEqual(['a', 'shipping', 'other']);
});
