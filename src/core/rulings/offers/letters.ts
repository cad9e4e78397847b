import type { OfferRow } from '../../cases/readOffers.ts';
import { toMoney } from '../../db/schema/columns.ts';
import { compose, type ComposedLetter, type LetterAddress, type Speech } from '../../letters/compose.ts';
import { paragraphs } from '../../letters/templates.ts';
import { percentBorne, returnValues } from '../letters.ts';

type Terms = Pick<OfferRow, 'outcome' | 'withReturn' | 'amountMinor' | 'amountCurrency' | 'bearers'>;

/** The letter that puts an offer to one side, with the number to reply under. */
export function composeOffer(address: LetterAddress, offer: Terms & Pick<OfferRow, 'offerId' | 'words' | 'dueAt'>): ComposedLetter {
  return compose('offer', address, (speech) => ({ ...termsOf(offer, speech), offerId: offer.offerId, words: paragraphs(offer.words), dueAt: speech.moment(offer.dueAt) }));
}

/** The letter that confirms to one side what both agreed on. */
export function composeSettlement(address: LetterAddress, agreed: Terms & { decidedAt: number; returnUntil: number; back: Parameters<typeof returnValues>[0] }): ComposedLetter {
  return compose('settlement', address, (speech) => ({ ...termsOf(agreed, speech), decidedAt: speech.moment(agreed.decidedAt), returnUntil: speech.moment(agreed.returnUntil), ...returnValues(agreed.back, speech.words) }));
}

function termsOf({ outcome, withReturn, amountMinor, amountCurrency, bearers }: Terms, { words, money }: Speech) {
  const amount = toMoney(amountMinor, amountCurrency);
  return { outcome, withReturn, amount: amount ? money(amount) : '', bearers: bearers.map((one) => ({ words: words.bearers[one.bearer], percent: percentBorne(one, amount) })) };
}
