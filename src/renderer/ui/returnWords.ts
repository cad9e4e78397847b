import type { GoodsBack, GoodsCondition, ReturnEventKind, ReturnNeed, ReturnState, ReturnStep, ReturnTrigger } from '../../contract/returnParts.ts';
import type { Tone } from './tone.ts';

/** When the refund is paid. */
export const triggerWords: Record<ReturnTrigger, string> = { shipped: 'Sent', delivered: 'Delivered', inspected: 'Inspected' };
export const triggerSentences: Record<ReturnTrigger, string> = { shipped: 'when the goods are sent', delivered: 'when the goods have arrived', inspected: 'when the goods were inspected' };

export const goodsStateWords: Record<ReturnState, string> = {
  planned: 'Being ordered',
  ordered: 'Not sent yet',
  shipped: 'On its way back',
  delivered: 'Arrived back',
  inspected: 'Inspected',
  refused: 'Refused, or returned to the sender',
  lapsed: 'Not sent in time',
  called_off: 'Called off',
  done: 'Back',
};
export const goodsStateTones: Record<ReturnState, Tone> = { planned: 'plain', ordered: 'info', shipped: 'info', delivered: 'info', inspected: 'info', refused: 'danger', lapsed: 'plain', called_off: 'plain', done: 'done' };

export const conditionWords: Record<GoodsCondition, string> = { as_sent: 'As it was sent', used: 'Used', damaged: 'Damaged', other_item: 'Another item' };
export const needWords: Record<ReturnNeed, string> = { differs: 'What came back differs', refused: 'The parcel was refused', lost: 'The parcel is lost', late: 'Sent after its time was over' };

export const eventWords: Record<ReturnEventKind, string> = { shipped: 'Sent', in_transit: 'On its way', delivered: 'Arrived', inspected: 'Inspected', refused: 'Refused, or returned to the sender', lost: 'Said to be lost' };
export const stepWords: Record<ReturnStep['kind'], string> = {
  ...eventWords,
  ordered: 'Ordered',
  extended: 'More time given',
  lapsed: 'Time to send is over',
  called_off: 'Called off',
  changed: 'Changed by the appeal',
  released: 'Refund waits no longer',
  decided: 'Decided',
};

/** A day as one says it: '12 Dec'; with its year when that is another one. */
export function dayWords(at: number, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) }).format(at);
}

/** What the money of a return waits for, in one line. */
export function waitWords({ state, needs, waiting, refundWhen, dueAt }: GoodsBack, now: number): string {
  if (needs !== null) return `${waiting ? 'Refund waits for a decision' : 'To be decided'}: ${needWords[needs].toLowerCase()}`;
  if (state === 'lapsed') return 'Goods were not sent in time, so the refund is cancelled';
  if (state === 'called_off') return 'The return was called off';
  if (waiting === null) return state === 'done' ? 'Goods are back, the refund waits no longer' : 'The refund waits no longer';
  if (state === 'planned' || state === 'ordered') return `Refund waits: goods due back by ${dayWords(dueAt, now)}, not sent yet`;
  if (state === 'shipped') return `Refund waits: goods on their way back, paid ${triggerSentences[refundWhen]}`;
  return `Refund waits: goods arrived, paid ${triggerSentences[refundWhen]}`;
}
