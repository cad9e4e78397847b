import type { Outcome, Reason } from '../contract/vocabulary.ts';
import { disputeCase } from '../core/db/schema/disputeCase.ts';
import { ruling } from '../core/db/schema/ruling.ts';
import type { SignedIn } from '../core/desk.ts';
import { newId } from '../core/ids.ts';
import { ruleOn } from './appealed.ts';
import { placeCase } from './builders.ts';
import type { TempDesk } from './tempDesk.ts';

/** A ruling to be made out of thin air. */
export type MadeRuling = { by: SignedIn; outcome?: Outcome; reason?: Reason; minor?: bigint; effectiveAt?: number; rulingId?: string };

const atOnce = 200;
const usd = (minor: bigint) => ({ minor: String(minor), currency: 'USD' });

/**
 * Rulings in effect, each on a case of its own: copies of one that was really made, written past the desk, so that thousands take a second.
 * The log does not know of them.
 */
export async function makeRulings(temp: TempDesk, made: readonly MadeRuling[]): Promise<{ rulingId: string; caseId: string }[]> {
  const [one] = made;
  if (!one) return [];
  const { rulingId } = await ruleOn(temp, await placeCase(temp.desk), one.by);
  const template = (await temp.desk.db.select().from(ruling)).find((row) => row.rulingId === rulingId);
  const [caseRow] = await temp.desk.db.select().from(disputeCase);
  if (!template || !caseRow) throw new Error('The ruling that others are copied from is not there.');
  const rows = made.map(({ by, outcome = 'partial_refund', reason = 'wrong_item', minor = 3333n, effectiveAt = temp.clock.now - 1, rulingId: given }, index) => {
    const caseId = newId(temp.clock.now);
    return {
      case: { ...caseRow, caseId, number: 50_000 + index, sourceId: `made-${caseId}`, contentSha256: `made-${caseId}`, reason },
      ruling: {
        ...template, rulingId: given ?? newId(temp.clock.now), caseId, personId: by.personId, personName: by.name, outcome, reason, stagedAt: effectiveAt, effectiveAt,
        ...(outcome === 'no_refund' ? { amountMinor: null, amountCurrency: null, shares: [], bearers: [], working: [] } : { amountMinor: minor, amountCurrency: 'USD', shares: [{ bearer: 'seller' as const, amount: usd(minor) }], working: [{ lineId: 'item-1', words: 'Blue watch', of: usd(6_000n), refund: usd(minor) }] }),
      },
    };
  });
  for (let start = 0; start < rows.length; start += atOnce) {
    const some = rows.slice(start, start + atOnce);
    await temp.database.insert(disputeCase).values(some.map((row) => row.case));
    await temp.database.insert(ruling).values(some.map((row) => row.ruling));
  }
  return rows.map((row) => ({ rulingId: row.ruling.rulingId, caseId: row.case.caseId }));
}
