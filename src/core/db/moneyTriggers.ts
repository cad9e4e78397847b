import { sql } from 'drizzle-orm';
import type { Connection } from './open.ts';

/** A sum of minor units in a JSON list, and whether one of its amounts is below zero or in another currency than the ruling's. */
const sumIn = (list: string, place: string): string => `(SELECT coalesce(sum(CAST(json_extract(value, '$.${place}.minor') AS INTEGER)), 0) FROM json_each(${list}))`;
const strayIn = (list: string, place: string): string =>
  `EXISTS (SELECT 1 FROM json_each(${list}) WHERE json_extract(value, '$.${place}.currency') IS NOT NEW.amount_currency OR CAST(json_extract(value, '$.${place}.minor') AS INTEGER) < 0)`;

/** What live refunds of the order come to in all cases of its source that dispute it, less what appeals ask back from the buyer. */
const refundedOnOrder = `(SELECT coalesce(sum(other.amount_minor), 0) FROM case_order AS mine
  JOIN dispute_case AS my_case ON my_case.case_id = mine.case_id
  JOIN case_order AS theirs ON theirs.order_id = mine.order_id
  JOIN dispute_case AS their_case ON their_case.case_id = theirs.case_id AND their_case.source = my_case.source
  JOIN refund AS other ON other.case_id = theirs.case_id
  WHERE mine.case_id = NEW.case_id AND other.kind = 'order' AND other.state <> 'cancelled')
  - (SELECT coalesce(sum(back.buyer_minor), 0) FROM case_order AS mine
  JOIN dispute_case AS my_case ON my_case.case_id = mine.case_id
  JOIN case_order AS theirs ON theirs.order_id = mine.order_id
  JOIN dispute_case AS their_case ON their_case.case_id = theirs.case_id AND their_case.source = my_case.source
  JOIN correction AS back ON back.case_id = theirs.case_id
  WHERE mine.case_id = NEW.case_id)`;

type Trigger = { name: string; on: string; when: string | null; words: string };

/** What no row of money may break, whoever writes it; the core checks the same before and says it in words. */
const triggers: Trigger[] = [
  {
    name: 'ruling_lines_sum',
    on: 'INSERT ON ruling',
    when: `${sumIn('NEW.working', 'refund')} <> coalesce(NEW.amount_minor, 0) OR ${strayIn('NEW.working', 'refund')}`,
    words: 'the lines of a refund come to its amount',
  },
  {
    name: 'ruling_shares_sum',
    on: 'INSERT ON ruling',
    when: `${sumIn('NEW.shares', 'amount')} <> coalesce(NEW.amount_minor, 0) OR ${strayIn('NEW.shares', 'amount')}`,
    words: 'the shares of a refund come to its amount',
  },
  {
    name: 'refund_sheet_is_the_rulings',
    on: 'INSERT ON refund_sheet',
    when: 'NOT EXISTS (SELECT 1 FROM ruling WHERE ruling_id = NEW.ruling_id AND amount_minor = NEW.amount_minor AND amount_currency = NEW.currency)',
    words: 'the working of a refund is of the amount ruled',
  },
  {
    name: 'refund_sheet_second_shares_sum',
    on: 'INSERT ON refund_sheet',
    when: `NEW.second_minor IS NOT NULL AND ${sumIn("NEW.sheet, '$.exchange.shares'", 'amount')} <> NEW.second_minor`,
    words: 'the shares in the second currency come to its amount',
  },
  { name: 'refund_sheet_no_update', on: 'UPDATE ON refund_sheet', when: null, words: 'the working of a refund is never edited' },
  { name: 'refund_sheet_no_delete', on: 'DELETE ON refund_sheet', when: null, words: 'the working of a refund is never edited' },
  {
    name: 'refund_is_the_rulings',
    on: 'INSERT ON refund',
    when: `NOT EXISTS (SELECT 1 FROM lesser_refund AS lesser JOIN refund AS before ON before.refund_id = lesser.instead_of WHERE lesser.refund_id = NEW.refund_id AND NEW.kind = 'order'
      AND before.kind = 'order' AND before.ruling_id = NEW.ruling_id AND before.case_id = NEW.case_id AND lesser.amount_minor = NEW.amount_minor AND lesser.currency = NEW.currency)
      AND NOT CASE NEW.kind
      WHEN 'order' THEN EXISTS (SELECT 1 FROM ruling LEFT JOIN appeal_ruling USING (ruling_id) WHERE ruling.ruling_id = NEW.ruling_id AND case_id = NEW.case_id AND amount_currency = NEW.currency
        AND NEW.amount_minor = CASE WHEN appeal_id IS NULL THEN amount_minor ELSE ${sumIn('refund_shares', 'amount')} END)
      WHEN 'return_postage' THEN EXISTS (SELECT 1 FROM refund_sheet JOIN ruling USING (ruling_id) LEFT JOIN appeal_ruling USING (ruling_id) WHERE ruling.ruling_id = NEW.ruling_id AND case_id = NEW.case_id AND currency = NEW.currency
        AND (postage_minor = NEW.amount_minor OR (appeal_id IS NOT NULL AND postage_minor > NEW.amount_minor)))
      ELSE 0 END`,
    words: 'a refund pays what was ruled, on appeal the difference, after a return that fell short less',
  },
  {
    name: 'lesser_refund_is_less',
    on: 'INSERT ON lesser_refund',
    when: `${sumIn('NEW.shares', 'amount')} <> NEW.amount_minor OR EXISTS (SELECT 1 FROM json_each(NEW.shares) WHERE json_extract(value, '$.amount.currency') IS NOT NEW.currency OR CAST(json_extract(value, '$.amount.minor') AS INTEGER) < 0)
      OR NOT EXISTS (SELECT 1 FROM refund AS before JOIN return_order AS back ON back.return_id = NEW.return_id AND back.case_id = before.case_id
        WHERE before.refund_id = NEW.instead_of AND before.state = 'cancelled' AND before.kind = 'order' AND before.currency = NEW.currency AND CASE NEW.cause
          WHEN 'inspection' THEN NEW.amount_minor < before.amount_minor
            AND EXISTS (SELECT 1 FROM return_event WHERE return_event.return_id = NEW.return_id AND return_event.kind = 'inspected')
            AND EXISTS (SELECT 1 FROM return_decision WHERE decision_id = NEW.cause_id AND return_decision.return_id = NEW.return_id AND choice = 'part')
          WHEN 'appeal' THEN NEW.amount_minor <= before.amount_minor
            AND EXISTS (SELECT 1 FROM appeal_ruling JOIN ruling USING (ruling_id) WHERE appeal_ruling.ruling_id = NEW.cause_id AND ruling.case_id = before.case_id AND ruling.state = 'effective')
          ELSE 0 END)`,
    words: 'a refund is lowered only after an inspection or by a ruling on an appeal, and never above what was ruled',
  },
  {
    name: 'refund_within_captured',
    on: 'INSERT ON refund',
    when: `NEW.kind = 'order' AND NEW.state <> 'cancelled' AND EXISTS (SELECT 1 FROM case_order WHERE case_id = NEW.case_id AND coalesce(captured_minor, paid_minor) IS NOT NULL
      AND (CASE WHEN captured_minor IS NULL THEN paid_currency ELSE captured_currency END <> NEW.currency OR coalesce(captured_minor, paid_minor) < NEW.amount_minor + (${refundedOnOrder})))`,
    words: 'no more is refunded on an order than was captured',
  },
  { name: 'refund_stays_cancelled', on: 'UPDATE OF state ON refund', when: "OLD.state = 'cancelled' AND NEW.state <> 'cancelled'", words: 'a cancelled refund stays cancelled' },
  { name: 'refund_kind_is_frozen', on: 'UPDATE OF kind ON refund', when: null, words: 'a refund is never edited' },
];

const tableOf = ({ on }: Trigger): string => on.slice(on.lastIndexOf(' ') + 1);
const textOf = ({ name, on, when, words }: Trigger): string => `CREATE TRIGGER ${name} BEFORE ${on}${when === null ? '' : ` WHEN ${when}`} BEGIN SELECT raise(abort, '${words}'); END`;

/** Takes the triggers out before tables change: SQLite renames no table while a trigger elsewhere names it, and drops a table with its own. */
export async function dropMoneyTriggers({ db }: Connection): Promise<void> {
  for (const { name } of triggers) await db.run(sql.raw(`DROP TRIGGER IF EXISTS ${name}`));
}

/** Puts the triggers in place as they are written here; those that are there already are left alone, and those of tables still to come wait for them. */
export async function keepMoneyTriggers({ db }: Connection): Promise<void> {
  const rows = await db.all<{ name: string; sql: string }>(sql`select name, sql from sqlite_master where type in ('trigger', 'table')`);
  const there = new Map(rows.map((row) => [row.name, row.sql]));
  const changed = triggers.filter((trigger) => there.has(tableOf(trigger)) && there.get(trigger.name) !== textOf(trigger));
  if (changed.length === 0) return;
  await db.transaction(async (tx) => {
    for (const trigger of changed) {
      await tx.run(sql.raw(`DROP TRIGGER IF EXISTS ${trigger.name}`));
      await tx.run(sql.raw(textOf(trigger)));
    }
  });
}
