import type { Adversary } from '../../contract/vocabulary.ts';
import { compose, type ComposedLetter, type LetterAddress } from '../letters/compose.ts';
import { paragraphs } from '../letters/templates.ts';

/** The letter that tells a party of an appeal, its own or the other side's, and what it names as new; nobody of the desk is named. */
export function composeAppealNews({ by, newInformation, receivedAt, ...address }: LetterAddress & { by: Adversary; newInformation: string; receivedAt: number }): ComposedLetter {
  return compose('appeal', address, ({ moment }) => ({ by, isOwn: by === address.to, newInformation: paragraphs(newInformation), receivedAt: moment(receivedAt) }));
}
