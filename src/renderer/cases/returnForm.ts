import { fromDecimal, toDecimal } from '../../contract/money.ts';
import type { FoundLine, GoodsBack, GoodsCondition } from '../../contract/returnParts.ts';

/** A line of the inspection as it is typed. */
export type FoundRow = { itemId: string; title: string; count: string; condition: GoodsCondition; words: string };

/** What the rows say; a fault in words while one cannot be read. Rows of nothing are kept where they say that nothing came back. */
export function foundLines(rows: readonly FoundRow[]): { lines: FoundLine[]; fault: string | null } {
  const bad = rows.find(({ count }) => !/^\d{1,7}$/.test(count.trim()));
  if (bad) return { lines: [], fault: `How many came back of ${bad.title} is a whole number, 0 for none.` };
  const lines = rows.map(({ itemId, count, condition, words }) => ({ itemId, quantity: Number(count), condition, words: condition === 'as_sent' || words.trim() === '' ? null : words.trim() }));
  // Nothing of a condition says nothing; of an item nobody has it says that it is missing.
  return { lines: lines.filter((line, index) => line.quantity > 0 || lines.findIndex(({ itemId }) => itemId === line.itemId) === index), fault: null };
}

/** The moment of a day: noon there, so that no zone moves it to another day, never later than now. Null for no day. */
export function momentOfDay(day: string, now: number): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  return Math.min(new Date(Number(match[1]), Number(match[2]) - 1, Number(match[3]), 12).getTime(), now);
}

/**
 * What would be paid on each line when goods that are not as they were sent, or are missing, are not paid for: the share of the pieces that are.
 * A beginning for whoever decides, never applied by itself.
 */
export function fairShares({ payable, counts }: Pick<GoodsBack, 'payable' | 'counts'>): Record<string, string> {
  return Object.fromEntries(payable.map(({ lineId, most }) => {
    const line = counts.find(({ itemId }) => itemId === lineId);
    if (!line || line.expected === 0) return [lineId, toDecimal(most.minor, most.currency)];
    const good = BigInt(Math.min(line.asSent, line.expected));
    return [lineId, toDecimal(String((BigInt(most.minor) * good) / BigInt(line.expected)), most.currency)];
  }));
}

/** What is paid line by line as it is typed, never above what was ruled on a line; `sum` in minor units. */
export function readPaid(payable: GoodsBack['payable'], texts: Readonly<Record<string, string>>): { lines: { lineId: string; minor: string }[]; sum: string; fault: string | null } {
  const lines: { lineId: string; minor: string }[] = [];
  let fault: string | null = null;
  for (const { lineId, words, most } of payable) {
    const bare = (texts[lineId] ?? '').trim();
    const minor = bare === '' ? '0' : /^\d{1,15}(\.\d+)?$/.test(bare) ? fromDecimal(bare, most.currency) : null;
    if (minor === null) fault ??= `The sum for ${words} cannot be read. Digits and one point, as in ${toDecimal('123450', most.currency)}.`;
    else if (BigInt(minor) > BigInt(most.minor)) fault ??= `On ${words} at most ${most.currency} ${toDecimal(most.minor, most.currency)} was ruled.`;
    else lines.push({ lineId, minor });
  }
  return { lines, sum: String(lines.reduce((sum, { minor }) => sum + BigInt(minor), 0n)), fault };
}
