import type { Adversary } from '../../../../contract/vocabulary.ts';

/** What mediators of generated cases ask each side. */
export const asks: Record<Adversary, readonly string[]> = {
  buyer: ['Please send a photo that shows the whole item and the label together.', 'When did you first see the fault, and what had you done with the item until then?', 'Did anybody else take the parcel in?'],
  seller: ['Please send the weight noted at dispatch and a photo of the packed parcel.', 'Which colour and size stand on your packing slip?', 'Has the carrier confirmed where the parcel was left?'],
};

/** Notes of the desk on generated cases. */
export const noteWords = ['Same shop as last week, compare the packing photos.', 'The buyer called twice, very upset; be quick.', 'Photo and listing show different labels.', 'Carrier claim is open, number still to come.', 'Translation of the second message is doubtful.'] as const;

/** What is left for the next mediator. */
export const handovers = ['I know the shop in private, somebody else should decide.', 'The answer of the carrier is expected tomorrow.', 'Needs somebody who reads the language well.'] as const;

/** What parties name as new when they appeal. */
export const newInformation = ['The carrier has confirmed in writing that the parcel was left in the rain.', 'A repair shop found that the part was broken before it was built in.', 'The invoice of the manufacturer shows another model.'] as const;
