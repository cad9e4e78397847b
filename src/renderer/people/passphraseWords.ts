import type { Account } from '../../contract/people.ts';
import type { Tone } from '../ui/tone.ts';

/** How somebody stands with their passphrase: in short for the list, and in a sentence. */
export const passphraseWords: Record<Account['passphrase'], { short: string; long: string; tone: Tone }> = {
  none: { short: 'None yet', long: 'None yet: this name is from before there were accounts, and cannot sign in.', tone: 'attention' },
  given: { short: 'Given', long: 'Given to them, and to be changed when they sign in next.', tone: 'info' },
  own: { short: 'Own', long: 'Their own. Nobody can read it; you can only give them another.', tone: 'plain' },
};
