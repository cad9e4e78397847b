import type { CameBack, MyDay } from '../../contract/figures.ts';
import { adversaryWords } from '../ui/words.ts';

export const cameBackWords: Record<CameBack['what'], string> = {
  undone: 'Taken back within its window',
  returned: 'Returned by a second person',
  overturned: 'Overturned by a review',
  changed_on_appeal: 'Changed on appeal',
};

/** How an appeal stands: 'Seller appealed; not decided yet'. */
export function appealStanding({ by, state, result }: MyDay['appeals'][number]): string {
  const who = `${adversaryWords[by]} appealed`;
  if (state === 'open') return `${who}; not decided yet`;
  if (state === 'lapsed') return `${who}; closed at its source before it was decided`;
  return `${who}; the ruling was ${{ confirmed: 'confirmed', changed: 'replaced', partly: 'changed in part' }[result ?? 'confirmed']}`;
}
