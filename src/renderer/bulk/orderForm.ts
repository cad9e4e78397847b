import { BulkOrder } from '../../contract/bulk.ts';
import type { Adversary, EvidenceKind } from '../../contract/vocabulary.ts';

/** The fields of every order; `personId` is null until somebody, or `everybody`, is chosen. */
export type OrderForm = {
  personId: string | null;
  tagging: 'tag' | 'untag';
  tags: string[];
  to: Adversary[];
  questions: { text: string; kinds: EvidenceKind[] }[];
  dueAt: number | null;
};

export function emptyOrder(): OrderForm {
  return { personId: null, tagging: 'tag', tags: [], to: ['seller'], questions: [{ text: '', kinds: [] }], dueAt: null };
}

/** The order the fields make; null while something is missing or cannot be. */
export function orderOf(doing: 'assign' | 'tag' | 'ask', form: OrderForm): BulkOrder | null {
  const made = doing === 'assign' ? assignOf(form) : doing === 'tag' ? { action: form.tagging, tags: [...form.tags] } : askOf(form);
  const read = BulkOrder.safeParse(made);
  return read.success ? read.data : null;
}

function assignOf({ personId }: OrderForm): unknown {
  return personId === null ? null : { action: 'assign', personId: personId === 'everybody' ? null : personId };
}

function askOf({ to, questions, dueAt }: OrderForm): unknown {
  const asked = questions.flatMap(({ text, kinds }) => (text.trim() === '' ? [] : [{ text: text.trim(), kinds: [...kinds] }]));
  return { action: 'ask', to: [...to], questions: asked, dueAt };
}
