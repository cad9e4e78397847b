import { eq } from 'drizzle-orm';
import type { Money } from '../../contract/money.ts';
import type { BearerShare, RulingInput } from '../../contract/rulings.ts';
import type { Followed, Suggestion } from '../../contract/suggestions.ts';
import type { Db } from '../db/open.ts';
import { rulingSuggestion } from '../db/schema/suggestion.ts';

/**
 * How a ruling stands to a suggestion: another outcome is no, the same one with an amount within the range, the same return, bearers and
 * findings is yes, anything between is partly. Null when nothing was suggested. Pure.
 */
export function followed(suggestion: Suggestion, ruling: RulingInput, amount: Money | null): Followed | null {
  if (suggestion.outcome === null) return null;
  if (suggestion.outcome !== ruling.outcome) return 'no';
  const isWhole = isWithin(suggestion, amount) && suggestion.withReturn === ruling.withReturn && sameBearers(suggestion, ruling) && sameFindings(suggestion, ruling);
  return isWhole ? 'yes' : 'partly';
}

function isWithin({ range }: Suggestion, amount: Money | null): boolean {
  if (range === null || amount === null) return range === null && amount === null;
  const minor = BigInt(amount.minor);
  return amount.currency === range.upTo.currency && minor >= BigInt(range.from.minor) && minor <= BigInt(range.upTo.minor);
}

function sameBearers({ bearers }: Suggestion, ruling: RulingInput): boolean {
  // Who states sums has worked the shares out anew, so the names are all that can be compared.
  const said = (shares: readonly BearerShare[], isNames: boolean) => shares.map((one) => `${one.bearer} ${'percent' in one && !isNames ? one.percent : ''}`).sort().join();
  const isInSums = ruling.bearers.some((one) => 'minor' in one);
  return said(bearers, isInSums) === said(ruling.bearers, isInSums);
}

function sameFindings({ claims }: Suggestion, ruling: RulingInput): boolean {
  return claims.every(({ claimId, result }) => {
    const found = ruling.findings.find((finding) => finding.claimId === claimId)?.result;
    return result === null || found === undefined || found === result;
  });
}

/** What was suggested when a ruling was staged; nulls for rulings from before the desk suggested anything. */
export async function suggestionOf(db: Db, rulingId: string): Promise<{ suggestion: Suggestion | null; followed: Followed | null }> {
  const [row] = await db.select().from(rulingSuggestion).where(eq(rulingSuggestion.rulingId, rulingId));
  return { suggestion: row?.suggestion ?? null, followed: row?.followed ?? null };
}
