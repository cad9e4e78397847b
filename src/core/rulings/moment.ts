import type { CaseFile } from '../../contract/caseFile.ts';
import type { RulingMoment } from '../../contract/asItWas.ts';
import type { RefundSpread } from '../../contract/likeCases.ts';
import type { RulingLimit } from '../../contract/limits.ts';
import type { RulingCheck, RulingHint, RulingInput } from '../../contract/rulings.ts';
import { rulingMoment } from '../db/schema/rulingMoment.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { sha256 } from '../ids.ts';
import { readLimits } from '../people/limits.ts';
import { nearestLimit } from '../people/nearestLimit.ts';
import { writtenBookOf } from '../policy/books.ts';
import type { WrittenBook } from '../policy/shippedBooks.ts';
import { outsideUsual } from './hints.ts';
import { refundBpOf } from './refundSpread.ts';

type Check = Pick<RulingCheck, 'met' | 'asked' | 'hints' | 'amount' | 'cap'>;

/**
 * Notes what a ruling rests on and its frozen file does not hold: what the check said, the limit of its author, the policy's document and
 * matrix. It is read again, never worked out again, so that no later rule, limit or program changes it.
 */
export async function keepMoment(tx: Tx, rulingId: string, file: CaseFile, ruling: RulingInput, check: Check, by: SignedIn, spread: RefundSpread | null): Promise<void> {
  const moment = momentOf(file, ruling, check, { by, limits: await readLimits(tx), book: await writtenBookOf(tx, file.policyVersion), spread });
  await tx.insert(rulingMoment).values({ rulingId, moment });
}

type Around = { by: SignedIn; limits: readonly RulingLimit[]; book: WrittenBook; spread: RefundSpread | null };

/** What a ruling rests on at the moment it is staged. Pure. */
export function momentOf(file: CaseFile, ruling: RulingInput, check: Check, { by, limits, book, spread }: Around): RulingMoment {
  const currency = check.amount?.currency ?? file.refundRoom.currency;
  const reasons = [...new Set(file.claims.map((claim) => claim.reason))];
  return {
    met: check.met,
    asked: check.asked,
    hints: [...check.hints, ...usualHints(ruling, check, spread)],
    limit: currency === null ? null : nearestLimit(limits, by, currency),
    policySha256: sha256(book.text),
    evidence: reasons.map((reason) => ({ reason, asked: book.evidence[reason] })),
  };
}

function usualHints(ruling: RulingInput, check: Check, spread: RefundSpread | null): RulingHint[] {
  const refundBp = refundBpOf(ruling.outcome, check.amount ? BigInt(check.amount.minor) : null, check.cap ? BigInt(check.cap.minor) : null);
  return refundBp === null ? [] : outsideUsual(spread, refundBp);
}
