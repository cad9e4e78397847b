import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Books } from './compare.ts';

type Payment = { key: string | null; sourceId: string | null; orderId: string | null; minor: string; currency: string };
type Movement = { party: string; amount: { minor: string; currency: string } };

/** What a marketplace that has ended holds, read past it from its disk. */
export function readMarketplace(data: string): Books & { faults: Record<string, number> } {
  return reading(data, (store) => {
    const all = <Row>(sql: string) => store.prepare(sql).all() as unknown as Row[];
    return {
      payments: all<Payment>('SELECT key, dispute_id AS sourceId, order_id AS orderId, CAST(amount AS TEXT) AS minor, currency FROM ledger WHERE kind IN (\'refund\', \'return_postage\') ORDER BY seq')
        .map(({ minor, currency, ...one }) => ({ ...one, amount: { minor, currency } })),
      corrections: all<{ key: string; document: string }>('SELECT key, document FROM correction').map(({ key, document }) => ({ key, ...(JSON.parse(document) as { debits: Movement[]; credits: Movement[] }) })),
      letters: all<{ key: string }>('SELECT key FROM letter').map(({ key }) => key),
      faults: Object.fromEntries(all<{ fault: string; struck: bigint | number }>('SELECT fault, sum(struck) AS struck FROM fault GROUP BY fault').map(({ fault, struck }) => [fault, Number(struck)])),
    };
  });
}

/** What it did under some keys, in lines, for whoever looks for the cause of a mismatch. */
export function readMarketplaceHistory(data: string, keys: ReadonlySet<string>): string[] {
  return reading(data, (store) => {
    const rows = store.prepare("SELECT at, operation AS what, key, status AS words FROM request UNION ALL SELECT at, 'ledger ' || kind, key, currency || ' ' || amount FROM ledger").all();
    return rows
      .filter(({ key }) => keys.has(String(key)))
      .map(({ at, what, key, words }) => `${new Date(Number(at)).toISOString()} marketplace ${String(what)} ${String(key)} ${String(words)}`);
  });
}

function reading<Value>(data: string, read: (store: DatabaseSync) => Value): Value {
  const store = new DatabaseSync(join(data, 'marketplace.db'), { readOnly: false });
  try {
    return read(store);
  } finally {
    store.close();
  }
}
