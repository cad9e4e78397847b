import type { OutputOf } from '../../contract/methods.ts';
import { formatMoney } from '../ui/money.ts';

/** What the button will do and what is left out, in words; `isAtOnce`: there is no undo window. */
export function stageTogetherWords(preview: OutputOf<'rulings.checkTogether'> | null, ready: number, isAtOnce: boolean): { button: string; summary: string } {
  const left = (preview?.cases.length ?? 0) - ready;
  const money = preview?.totals.map((total) => formatMoney(total)).join(', ') ?? '';
  const rulings = ready === 1 ? '1 ruling' : `${ready} rulings`;
  return {
    button: ready === 0 ? 'Stage' : `${isAtOnce ? 'Make' : 'Stage'} ${rulings}${money === '' ? ': no refund' : `, ${money}`}${isAtOnce ? ', at once, no undo' : ''}`,
    summary: preview === null ? '' : `${ready} will be staged, ${left} left out.${money === '' ? '' : ` In all ${money}.`}`,
  };
}
