import { fromDecimal, toDecimal, type Money } from '../../contract/money.ts';
import type { OfferInput } from '../../contract/offers.ts';
import type { Bearer, Outcome } from '../../contract/vocabulary.ts';

/** An offer as its dialog holds it; `amount` is typed: a sum, or a percentage with its sign. */
export type OfferDraft = { outcome: Outcome; amount: string; bearer: Bearer; withReturn: boolean; words: string; dueAt: number | null };

export const emptyOffer: OfferDraft = { outcome: 'partial_refund', amount: '', bearer: 'seller', withReturn: false, words: '', dueAt: null };

/** A draft as words of the unsent store; '' for one without reasons, of which nothing is worth keeping. */
export function wordsOfOffer(draft: OfferDraft): string {
  return draft.words.trim() === '' ? '' : JSON.stringify(draft);
}

/** The draft that words hold; null when they hold none. */
export function offerDraftOf(words: string): OfferDraft | null {
  return words === '' ? null : { ...emptyOffer, ...(JSON.parse(words) as OfferDraft) };
}

/** What a typed amount means in a currency; null while it cannot be read. */
export function basisOf({ outcome, amount }: Pick<OfferDraft, 'outcome' | 'amount'>, currency: string | null): OfferInput['basis'] | null {
  if (outcome === 'full_refund') return { by: 'full' };
  if (outcome === 'no_refund') return { by: 'sum', minor: '0' };
  const percent = /^\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*%\s*$/.exec(amount)?.[1]?.replace(',', '.');
  if (percent !== undefined) return Number(percent) <= 100 ? { by: 'percent', percent: String(Number(percent)) } : null;
  const minor = currency === null ? null : fromDecimal(amount.trim().replace(/(?<=\d),(?=\d{1,3}$)/, '.'), currency);
  return minor === null || minor.startsWith('-') ? null : { by: 'sum', minor };
}

/** The offer to put or to check; without words or amount as long as there are none. */
export function offerOf(draft: OfferDraft, currency: string | null): Partial<OfferInput> {
  const basis = basisOf(draft, currency);
  const isRefund = draft.outcome !== 'no_refund';
  return {
    outcome: draft.outcome,
    withReturn: isRefund && draft.withReturn,
    bearers: isRefund ? [{ bearer: draft.bearer, percent: 100 }] : [],
    dueAt: draft.dueAt,
    ...(basis ? { basis } : {}),
    ...(draft.words.trim() === '' ? {} : { words: draft.words.trim() }),
  };
}

/** The middle between what was asked and offered last, as a first amount; '' when the sides name no sums in one currency. */
export function middleOf(asked: Money | null, offered: Money | null): string {
  if (!asked || !offered || asked.currency !== offered.currency) return '';
  const middle = (BigInt(asked.minor) + BigInt(offered.minor)) / 2n;
  return middle > 0n ? toDecimal(String(middle), asked.currency) : '';
}
