import type { EvidenceKind } from '../../contract/vocabulary.ts';
import { compose, type ComposedLetter, type LetterAddress } from './compose.ts';
import { oneLine } from './templates.ts';

/** An exhibit as a letter lists it. */
export type ListedExhibit = { label: string; kind: EvidenceKind; fileName: string; statement: string | null };

/** The letter that shows a side evidence it has not handed in itself. */
export function composeDisclosure({ exhibits, ...address }: LetterAddress & { exhibits: readonly ListedExhibit[] }): ComposedLetter {
  return compose('disclosure', address, ({ words }) => ({
    exhibits: exhibits.map(({ label, kind, fileName, statement }) => ({ label, kind: words.kinds[kind], fileName: oneLine(fileName), statement: oneLine(statement ?? '') })),
  }));
}
