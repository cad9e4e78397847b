import { inArray, sql } from 'drizzle-orm';
import { z } from 'zod';
import { Money } from '../../../contract/money.ts';
import { Id, Millis } from '../../../contract/text.ts';
import { caseOrder } from '../../db/schema/caseParts.ts';
import type { ledgerCheck } from '../../db/schema/reconciliation.ts';
import type { Db } from '../../db/open.ts';
import type { Tx } from '../../db/write.ts';
import type { Desk } from '../../desk.ts';
import type { LedgerEntry } from '../gateway.ts';
import { LineFault } from '../lineFault.ts';

/** An entry as it may go into the database: what cannot be kept as text stops the check instead of being left out of it. */
const Entry = z.object({
  entryId: Id,
  at: Millis,
  kind: z.enum(['refund', 'return_postage', 'correction', 'reversal']),
  key: Id.nullable(),
  sourceId: Id.nullable(),
  orderId: Id.nullable(),
  amount: Money,
});

const rowsAtOnce = 800;
/** Pages one after the other without an entry: a ledger that goes on for ever with nothing is broken. Files of other days are no entries, and come to an end. */
const mostEmptyPages = 200;

/** Reads the ledger page by page and keeps what may concern this desk, a few hundred rows a write; the number of entries read. */
export async function readEntries(desk: Desk, check: typeof ledgerCheck.$inferSelect, signal: AbortSignal, tell: (part: number) => Promise<void>): Promise<number> {
  const span = { from: check.fromAt, until: check.untilAt };
  const placeNow = async () => (await desk.gateway.ledgerOf?.())?.place ?? null;
  const place = await placeNow();
  let [after, read]: [string | null, number] = [null, 0];
  let emptyPages = 0;
  let waiting: LedgerEntry[] = [];
  const keep = async () => {
    const kept = waiting;
    waiting = [];
    if (kept.length > 0) await desk.write((tx) => keepEntries(tx, check, kept));
  };
  do {
    if (signal.aborted) throw new Error('The desk closes; the check goes on at the next start.');
    const page: Awaited<ReturnType<Desk['gateway']['readLedger']>> = await desk.gateway.readLedger(span, after);
    // The connection was changed meanwhile: these entries are of another ledger than the check began with.
    if (desk.gateway.kind !== check.line || (await placeNow()) !== place) throw new LineFault('refused', 'LINE_CHANGED', 'The connection to the marketplace was changed during the check. Check again.');
    const entries = page.entries.map(parse);
    read += entries.length;
    waiting.push(...(await ofConcern(desk.db, entries)));
    if (waiting.length >= rowsAtOnce) await keep();
    if (page.next !== null && page.next === after) throw new LineFault('unsure', 'LEDGER_GOES_ROUND', 'The ledger gives the same page again and again. The check stopped; nothing was changed.');
    after = page.next;
    emptyPages = entries.length === 0 ? emptyPages + 1 : 0;
    if (check.line === 'api' && emptyPages >= mostEmptyPages) throw new LineFault('unsure', 'LEDGER_GOES_ROUND', 'The ledger gives page after page with nothing on it. The check stopped; nothing was changed.');
    const last = entries.at(-1);
    if (last) await tell(Math.min(1, Math.max(0, (last.at - span.from) / (span.until - span.from))));
  } while (after !== null);
  await keep();
  return read;
}

function parse(entry: LedgerEntry): LedgerEntry {
  const parsed = Entry.safeParse(entry);
  if (parsed.success) return parsed.data;
  throw new LineFault('unsure', 'LEDGER_UNREADABLE', `The ledger has an entry that cannot be read (${parsed.error.issues[0]?.path.join('.') ?? 'entry'}). The check stopped; nothing was changed.`);
}

/** Money under a key, and money on an order of ours: a marketplace's ledger may hold all its other refunds too. */
async function ofConcern(db: Db, entries: readonly LedgerEntry[]): Promise<LedgerEntry[]> {
  const orders = [...new Set(entries.flatMap(({ key, orderId }) => (key === null && orderId !== null ? [orderId] : [])))];
  const ours = orders.length === 0 ? [] : await db.select({ orderId: caseOrder.orderId }).from(caseOrder).where(inArray(caseOrder.orderId, orders));
  const known = new Set(ours.map(({ orderId }) => orderId));
  return entries.filter(({ key, orderId }) => key !== null || (orderId !== null && known.has(orderId)));
}

/** One statement for all rows: row by row they take ten times as long. */
async function keepEntries(tx: Tx, { checkId, line }: typeof ledgerCheck.$inferSelect, entries: readonly LedgerEntry[]): Promise<void> {
  const rows = JSON.stringify(entries.map(({ entryId, key, kind, sourceId, orderId, amount, at }) => [entryId, key, kind, sourceId, orderId, amount.minor, amount.currency, at]));
  await tx.run(sql`
    insert into ledger_entry (line, entry_id, key, kind, source_id, order_id, amount_minor, currency, at, check_id)
    select ${line}, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, cast(value ->> 5 as integer), value ->> 6, cast(value ->> 7 as integer), ${checkId}
    from json_each(${rows}) where true
    on conflict (line, entry_id) do update set key = excluded.key, kind = excluded.kind, source_id = excluded.source_id, order_id = excluded.order_id,
      amount_minor = excluded.amount_minor, currency = excluded.currency, at = excluded.at, check_id = excluded.check_id`);
}
