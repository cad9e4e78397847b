import { compose, type ComposedLetter, type LetterAddress } from './compose.ts';

/** The letter that says an offer is no longer open. */
export function composeOfferEnded(address: LetterAddress): ComposedLetter {
  return compose('offerEnded', address, () => ({}));
}
