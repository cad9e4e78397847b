import type { AppealBy } from '../../contract/appealParts.ts';
import { compose, type ComposedLetter, type LetterAddress } from '../letters/compose.ts';
import { paragraphs } from '../letters/templates.ts';

/** The letter that tells a party of an appeal, its own or the other side's, or of a correction by the desk itself, and what is named as new or wrong; nobody of the desk is named. */
export function composeAppealNews({ by, newInformation, receivedAt, ...address }: LetterAddress & { by: AppealBy; newInformation: string; receivedAt: number }): ComposedLetter {
  return compose('appeal', address, ({ moment }) => ({ by, isOwn: by === address.to, newInformation: paragraphs(newInformation), receivedAt: moment(receivedAt) }));
}
