import { max, sql } from 'drizzle-orm';
import { appendMany } from '../audit/append.ts';
import { insertRows, insertText } from '../db/insertRows.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { precedent } from '../db/schema/precedent.ts';
import { precedentText } from '../db/schema/precedentText.ts';
import type { Tx } from '../db/write.ts';
import { precedentRows } from '../rulings/precedents.ts';
import { nameOnce } from '../search/nameOnce.ts';
import type { Batch } from './batches.ts';
import type { Move } from './ruledOn.ts';
import { madeTables } from './tables.ts';

/** Thrown when another case took the number of one that was made meanwhile: they have to be made anew. */
export class NumberTaken extends Error {
  constructor() {
    super('A case came in between, and took a number.');
    this.name = 'NumberTaken';
  }
}

/** Writes one batch in the caller's transaction: rows, what moved, precedents, and the entries of the log. Throws NumberTaken; then nothing is written. */
export async function writeBatch(tx: Tx, { firstNumber, texts, moves, precedents, notes }: Batch): Promise<void> {
  if (firstNumber !== null && Number((await lastNumber(tx)) ?? 0) >= firstNumber) throw new NumberTaken();
  await nameOnce(tx, { from: firstNumber, caseIds: moves.map(({ caseId }) => caseId) }, async () => {
    for (const [name, text] of texts) await insertText(tx, madeTables[name], text);
    await move(tx, moves);
  });
  await likenTo(tx, precedents);
  await appendMany(tx, notes);
  tx.emit({ type: 'queue.changed' });
}

/** The highest number of a case; null when there is none. */
export async function lastNumber(tx: Pick<Tx, 'select'>): Promise<number | null> {
  const [last] = await tx.select({ number: max(disputeCase.number) }).from(disputeCase);
  return last?.number ?? null;
}

async function move(tx: Tx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  const cells = moves.map(({ caseId, version, state, closedAs, takings, lastActivityAt, lastActivity }) => [caseId, version, state, closedAs, takings, lastActivityAt, lastActivity]);
  await tx.run(sql`update ${disputeCase} set version = moved.value ->> 1, state = moved.value ->> 2, closed_as = moved.value ->> 3, takings = moved.value ->> 4,
    last_activity_at = moved.value ->> 5, last_activity = moved.value ->> 6, weigh_at = null
    from json_each(${JSON.stringify(cells)}) as moved where ${disputeCase.caseId} = moved.value ->> 0`);
}

async function likenTo(tx: Tx, precedents: Batch['precedents']): Promise<void> {
  if (precedents.length === 0) return;
  const [last] = await tx.select({ place: max(precedent.place) }).from(precedent);
  const first = Number(last?.place ?? 0) + 1;
  const rows = precedents.map(({ words, goods, value, ...row }, index) =>
    precedentRows(row, { ...row, reasons: [row.reason], title: null, goods: goods ?? null, value, words: words.split(' ') }, { place: first + index, refundBp: row.refundBp, ruledAt: row.ruledAt }),
  );
  await insertRows(tx, precedent, rows.map((one) => one.precedent));
  await insertRows(tx, precedentText, rows.map((one) => one.text));
}
