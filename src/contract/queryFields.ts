import { caseStates, reasons } from './vocabulary.ts';

/** What `is:` can ask of a case. `stuck`: waits for long though nobody has to answer; `bouncing`: taken or skipped again and again without a ruling. */
export const caseMarks = ['overdue', 'appeal', 'harmful', 'escalated', 'unread', 'stuck', 'bouncing', 'leased', 'assigned', 'faulty'] as const;
export type CaseMark = (typeof caseMarks)[number];

/** Where words may stand, for `in:`. */
export const wordPlaces = ['head', 'claims', 'messages', 'evidence', 'notes', 'letters', 'rulings'] as const;
export type WordPlace = (typeof wordPlaces)[number];

/** Who said or handed in the words, for `by:`. */
export const speakers = ['buyer', 'seller', 'platform', 'carrier', 'desk'] as const;
export type Speaker = (typeof speakers)[number];

/** The filters a query may hold: what each is for and an example; `values`: all it can be, where that is known beforehand. */
export const queryFields = {
  reason: { words: 'reason of the complaint', example: 'reason:wrong_item', values: reasons },
  state: { words: 'where the case stands', example: 'state:queued', values: caseStates },
  is: { words: 'a mark of the case', example: 'is:overdue', values: caseMarks },
  by: { words: 'who said the words, or handed something in', example: 'by:seller', values: speakers },
  in: { words: 'where the words stand', example: 'in:messages', values: wordPlaces },
  amount: { words: 'amount in dispute: in US dollars by ordering rates, or in the one currency asked for', example: 'amount>50', values: null },
  due: { words: 'time to the next deadline, or its date', example: 'due<2d', values: ['overdue', 'none'] },
  age: { words: 'time since the case came in', example: 'age>5d', values: null },
  received: { words: 'date the case came in (UTC)', example: 'received>2026-11-01', values: null },
  currency: { words: 'currency of the amount', example: 'currency:EUR', values: null },
  market: { words: "the buyer's country", example: 'market:DE', values: null },
  language: { words: "the buyer's language", example: 'language:de', values: null },
  queue: { words: 'queue by its name', example: 'queue:"High value"', values: null },
  tag: { words: 'tag somebody gave it', example: 'tag:safety', values: null },
  holder: { words: 'who works on it now', example: 'holder:me', values: null },
  assigned: { words: 'whom it is kept for', example: 'assigned:me', values: null },
  source: { words: 'marketplace it came from', example: 'source:aliexpress', values: null },
} as const satisfies Record<string, { words: string; example: string; values: readonly string[] | null }>;
export type QueryField = keyof typeof queryFields;

/** Fields that are compared with a number, a time or a date; all others are equal to one of their values. */
export const comparedFields: ReadonlySet<QueryField> = new Set(['amount', 'due', 'age', 'received']);
