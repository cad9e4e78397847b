import { Ban, BanknoteX, CircleHelp, Copy, FileQuestionMark, Scale, TriangleAlert, Undo2 } from '@lucide/vue';
import type { Component } from 'vue';
import type { CheckSchedule, DifferenceCode, LedgerCheck, LedgerDifference } from '../../contract/reconciliation.ts';
import { exactWords } from '../ui/time.ts';
import type { Tone } from '../ui/tone.ts';

/** How a kind of difference is called and looks. */
export const differenceLooks: Record<DifferenceCode, { words: string; tone: Tone; icon: Component }> = {
  PAID_TWICE: { words: 'Paid twice', tone: 'danger', icon: Copy },
  NOT_IN_LEDGER: { words: 'Not in the ledger', tone: 'danger', icon: BanknoteX },
  PAID_NOT_SETTLED: { words: 'Paid, not settled here', tone: 'attention', icon: CircleHelp },
  UNKNOWN_KEY: { words: 'Unknown key', tone: 'danger', icon: FileQuestionMark },
  AMOUNT_DIFFERS: { words: 'Another amount', tone: 'danger', icon: Scale },
  REVERSED: { words: 'Reversed', tone: 'attention', icon: Undo2 },
  PAID_CANCELLED: { words: 'Paid though cancelled', tone: 'danger', icon: Ban },
  OUTSIDE: { words: 'Refunded outside', tone: 'attention', icon: TriangleAlert },
};

/** What became of a check: "412 payouts, all in the ledger", "412 payouts, 3 differences". */
export function resultWords({ payouts, agreed, found }: Pick<LedgerCheck, 'payouts' | 'agreed' | 'found'>): string {
  const compared = payouts === 0 ? 'no payout in these days' : `${payouts.toLocaleString('en')} ${payouts === 1 ? 'payout' : 'payouts'}`;
  if (found > 0) return `${compared}, ${found.toLocaleString('en')} ${found === 1 ? 'difference' : 'differences'}`;
  if (agreed < payouts) return `${compared}, ${(payouts - agreed).toLocaleString('en')} of them closed by hand`;
  return payouts === 0 ? compared : `${compared}, ${payouts === 1 ? '' : 'all '}in the ledger`;
}

/** A moment near now by its day: "today 03:00", "yesterday 03:00", else the date. */
export function dayWords(at: number, now: number, zone?: string): string {
  const whole = exactWords(at, zone);
  const [day, time] = [whole.slice(0, whole.lastIndexOf(',')), whole.slice(whole.lastIndexOf(',') + 2)];
  for (const [shift, words] of [[0, 'today'], [-1, 'yesterday'], [1, 'tomorrow']] as const) {
    const other = exactWords(now + shift * 24 * 3_600_000, zone);
    if (other.slice(0, other.lastIndexOf(',')) === day) return `${words} ${time}`;
  }
  return whole;
}

/** The daily hour: "every day at 03:00 (UTC)". */
export function scheduleWords({ hour, timeZone }: CheckSchedule): string {
  return `every day at ${String(hour).padStart(2, '0')}:00 (${timeZone.replaceAll('_', ' ')})`;
}

/** Start of a day 'YYYY-MM-DD' in the person's own zone, `plusDays` later, as ms UTC; null when it is no day. */
export function dayStart(day: string, plusDays = 0): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return null;
  const [year, month, date] = [Number(match[1]), Number(match[2]) - 1, Number(match[3])];
  const itself = new Date(year, month, date);
  return itself.getMonth() === month && itself.getDate() === date ? new Date(year, month, date + plusDays).getTime() : null;
}

/** A moment as the day 'YYYY-MM-DD' in the person's own zone, for a field. */
export function dayField(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}-${String(day.getDate()).padStart(2, '0')}`;
}

/** What is asked of the core for the days of two fields (the last one counts whole), or what is wrong with them. */
export function readSpan(from: string, until: string, now: number): { from: number; until: number } | { fault: string } {
  const [start, end] = [dayStart(from), dayStart(until, 1)];
  if (start === null || end === null) return { fault: 'Two days are needed, such as 2026-06-01 and 2026-06-07.' };
  if (start >= end) return { fault: 'The last day lies before the first.' };
  if (start >= now) return { fault: 'These days lie ahead.' };
  return { from: start, until: Math.min(end, now) };
}

/** How a closed difference came to its end. */
export function closedWords({ state, closedBy }: Pick<LedgerDifference, 'state' | 'closedBy'>): string {
  return state === 'gone' ? 'Gone: a later check did not find it any more' : `Closed by hand by ${closedBy ?? 'somebody'}`;
}
