import type { CaseFile } from '../../contract/caseFile.ts';
import type { RefundSpread } from '../../contract/likeCases.ts';
import type { RulingCheck, RulingDraft, RulingHint } from '../../contract/rulings.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { spreadOfLike } from './likeCases.ts';
import { refundBpOf, sayShare } from './refundSpread.ts';

/** What is worth a second look in a draft that was worked out: a refund outside what like cases had. Never in the way of signing. */
export async function hintsFor(db: Db, file: Pick<CaseFile, 'caseId'>, draft: RulingDraft, check: Pick<RulingCheck, 'amount' | 'cap'>, by: SignedIn): Promise<RulingHint[]> {
  if (!draft.outcome) return [];
  const refundBp = refundBpOf(draft.outcome, check.amount ? BigInt(check.amount.minor) : null, check.cap ? BigInt(check.cap.minor) : null);
  return refundBp === null ? [] : outsideUsual(await spreadOfLike(db, file.caseId, by), refundBp);
}

/** Says so when a share lies outside the usual range; nothing while too few cases were decided to have one. Pure. */
export function outsideUsual(spread: RefundSpread | null, refundBp: number): RulingHint[] {
  if (!spread?.usual) return [];
  const { from, to } = spread.usual;
  if (refundBp >= from && refundBp <= to) return [];
  const range = from === to ? `exactly ${sayShare(from)}` : `${sayShare(from)} to ${sayShare(to)}`;
  const rule = spread.count >= 10 ? ', the lowest and the highest tenth left out' : '';
  return [{ code: 'OUTSIDE_USUAL_RANGE', refId: null, to: null, message: `${sayShare(refundBp)} is outside the usual range: the ${spread.count} like cases were refunded ${range} of what could be refunded${rule}. Say in the reasons why this case differs, if it does.` }];
}
