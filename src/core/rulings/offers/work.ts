import type { CaseFile } from '../../../contract/caseFile.ts';
import type { OfferInput } from '../../../contract/offers.ts';
import type { RulingCheck, RulingProblem } from '../../../contract/rulings.ts';
import { checkRuling } from '../rules.ts';

/** What a ruling needs and an offer needs too: the amount, who bears it, and a case in one's hands. */
const shared: readonly RulingProblem['code'][] = ['NO_OUTCOME', 'NO_AMOUNT', 'ABOVE_CAP', 'REFUND_BLOCKED', 'CURRENCY_UNKNOWN', 'NO_BEARER', 'NOT_LEASED', 'READ_ONLY', 'CONFLICT_OF_INTEREST'];

/** An offer worked out by the very rules of a refund, and what stands in its way. Pure. */
export function workOffer(file: CaseFile, offer: Partial<OfferInput>, now: number): Pick<RulingCheck, 'amount' | 'working' | 'shares' | 'problems'> {
  const { outcome, withReturn, basis, bearers } = offer;
  const draft = { reason: file.claims[0]?.reason ?? ('other' as const), ...(outcome ? { outcome } : {}), ...(basis ? { basis } : {}), ...(bearers ? { bearers } : {}), ...(withReturn === undefined ? {} : { withReturn }) };
  const { amount, working, shares, problems } = checkRuling(file, draft, now);
  return { amount, working, shares, problems: problems.filter((one) => shared.includes(one.code)) };
}
