import type { Tx } from '../db/write.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { ReturnRow } from './orders.ts';

/** Asks the marketplace to make the label of a return void, after commit; nothing where people arranged it. */
export async function orderCallOff(tx: Tx, { returnId, caseId, orderedBy }: ReturnRow, reference: string): Promise<void> {
  if (orderedBy !== 'marketplace') return;
  await enqueue(tx, { kind: 'return.order', words: `Return of the goods of ${reference}: call it off`, payload: { returnId, act: 'callOff' }, caseId, uniqueKey: `return.order:${returnId}:callOff` });
}
