import type { RefundRoom } from '../../contract/caseFile.ts';
import type { Money } from '../../contract/money.ts';
import type { WorkingLine } from '../../contract/rulings.ts';

/** A line of the panel's working: there from the start, its refund null until it is worked out. */
export type PanelLine = Omit<WorkingLine, 'refund'> & { refund: Money | null };

/**
 * Every line a refund can be on, in the order of the order, with what the core worked out for it. While lines are typed in, all of them
 * stay: a line that gets nothing is a field to type into. Lines only the core knows of (other charges) come last.
 */
export function workingLines(room: RefundRoom, working: readonly WorkingLine[], isByLine: boolean): PanelLine[] {
  const known = room.lines.length > 0 || room.cap === null ? room.lines : [{ lineId: 'order', words: 'Order', amount: room.cap }];
  const lines = known.map(({ lineId, words, amount, before }): PanelLine => {
    const worked = working.find((line) => line.lineId === lineId);
    return worked ?? { lineId, words, of: amount, ...(before ? { before } : {}), refund: null };
  });
  if (isByLine) return lines;
  return [...lines, ...working.filter((line) => !known.some((one) => one.lineId === line.lineId))];
}
