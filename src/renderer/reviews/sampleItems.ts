import type { SampleItem } from '../../contract/samples.ts';
import type { Tone } from '../ui/tone.ts';

/** Which items are looked at: all, those one has a review of, or those one may still take. */
export type ItemView = 'all' | 'mine' | 'left';

/** Whether the verdict of a review is given. */
export const isDecided = (state: string): boolean => state === 'decided' || state === 'disputed' || state === 'final';

/** The items of a view. `left` leaves out what others have at hand or done: one review each is what a sample asks for. */
export function itemsOf(items: readonly SampleItem[], view: ItemView): readonly SampleItem[] {
  if (view === 'mine') return items.filter(({ mine }) => mine !== null);
  if (view === 'left') return items.filter(({ mine, others, whyNot }) => mine === null && whyNot === null && others.length === 0);
  return items;
}

const mineWords = { open: 'You look at the evidence', viewed: 'Your view is noted', decided: 'Reviewed by you', disputed: 'Disputed by the mediator', final: 'Reviewed by you, final' } as const;

/** Where an item stands, in words; one's own review first. */
export function sayItem({ mine, others, whyNot }: SampleItem): { words: string; tone: Tone; isDone: boolean; isOpen: boolean } {
  if (mine) {
    const isDone = isDecided(mine.state);
    return { words: mineWords[mine.state], tone: mine.state === 'disputed' ? 'attention' : isDone ? 'done' : 'info', isDone, isOpen: !isDone };
  }
  const done = others.filter((one) => one.isDecided);
  const names = (list: typeof others) => list.map(({ personName }) => personName).join(', ');
  if (done.length > 0) return { words: `Reviewed by ${names(done)}`, tone: 'done', isDone: true, isOpen: false };
  if (others.length > 0) return { words: `With ${names(others)}`, tone: 'info', isDone: false, isOpen: true };
  return { words: whyNot === null ? 'Not reviewed' : 'For others', tone: 'plain', isDone: false, isOpen: false };
}
