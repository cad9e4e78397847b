import { z } from 'zod';
import type { Store } from './store.ts';

/** How the marketplace behaves when nothing goes wrong; all times in ms, null for "only by hand". */
export const Behaviour = z.object({
  /** From an accepted refund (or correction) to its money; 0 pays in the same answer. */
  settleAfterMs: z.int().min(0).nullable(),
  deliverAfterMs: z.int().min(0).nullable(),
  readAfterMs: z.int().min(0).nullable(),
  webhook: z.url({ protocol: /^https?$/ }).nullable(),
});
export type Behaviour = z.infer<typeof Behaviour>;

const usual: Behaviour = { settleAfterMs: 1_500, deliverAfterMs: 1_000, readAfterMs: 20_000, webhook: null };

/** Reads a text kept under a name; null when there is none. */
export function readSetting(store: Store, name: string): string | null {
  return store.one<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)?.value ?? null;
}

export function writeSetting(store: Store, name: string, value: string): void {
  store.run('INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value', name, value);
}

export function readBehaviour(store: Store): Behaviour {
  const kept = readSetting(store, 'behaviour');
  return kept === null ? usual : { ...usual, ...(JSON.parse(kept) as Partial<Behaviour>) };
}

export function writeBehaviour(store: Store, change: Partial<Behaviour>): Behaviour {
  const next = { ...readBehaviour(store), ...change };
  writeSetting(store, 'behaviour', JSON.stringify(next));
  return next;
}
