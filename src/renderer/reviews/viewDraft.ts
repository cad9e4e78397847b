import type { RefundRoom } from '../../contract/caseFile.ts';
import type { BlindView } from '../../contract/reviews.ts';
import type { RefundBasis } from '../../contract/rulings.ts';
import { toDecimal } from '../../contract/money.ts';
import type { Outcome } from '../../contract/vocabulary.ts';
import { readAmount, readPercent } from '../ui/amount.ts';

/** A view in the making. */
export type ViewDraft = { outcome: Outcome | null; mode: 'percent' | 'sum'; text: string; words: string };
/** A view that can be sent. */
export type NotedView = { outcome: Outcome; basis: RefundBasis; words: string };

/** The form of a view noted before, or an empty one. */
export function draftOf(noted: BlindView | null): ViewDraft {
  if (!noted) return { outcome: null, mode: 'sum', text: '', words: '' };
  const text = noted.outcome === 'partial_refund' && noted.amount ? toDecimal(noted.amount.minor, noted.amount.currency) : '';
  return { outcome: noted.outcome, mode: 'sum', text, words: noted.words };
}

/** What a draft comes to, or what is still missing, said for people; `error` when something typed cannot be read. Pure. */
export function readView({ outcome, mode, text, words }: ViewDraft, room: Pick<RefundRoom, 'currency'> | null): { view: NotedView | null; missing: string | null; error: string | null } {
  const none = (missing: string | null, error: string | null = null) => ({ view: null, missing, error });
  if (outcome === null) return none('Choose an outcome.');
  const basis = basisOf(outcome, mode, text, room?.currency ?? null);
  if (typeof basis === 'string') return none(text.trim() === '' ? 'Enter the amount.' : null, text.trim() === '' ? null : basis);
  if (words.trim() === '') return none('Say why, in a sentence.');
  return { view: { outcome, basis, words: words.trim() }, missing: null, error: null };
}

function basisOf(outcome: Outcome, mode: ViewDraft['mode'], text: string, currency: string | null): RefundBasis | string {
  if (outcome === 'full_refund') return { by: 'full' };
  if (outcome === 'no_refund') return { by: 'sum', minor: '0' };
  if (mode === 'percent') {
    const percent = readPercent(text);
    return percent.kind === 'percent' ? { by: 'percent', percent: percent.percent } : percent.kind === 'fault' ? percent.words : '';
  }
  const sum = readAmount(text, currency ?? 'USD');
  return sum.kind === 'amount' ? { by: 'sum', minor: sum.minor } : sum.kind === 'fault' ? sum.words : '';
}
