import { ref, shallowRef } from 'vue';
import type { LimitTable } from '../../contract/limits.ts';
import type { Person } from '../../contract/people.ts';
import type { Fault } from '../../contract/reply.ts';
import { useBackend } from '../backend/backend.ts';
import { useRefetch } from '../backend/useRefetch.ts';
import { faultOf } from '../stores/faultOf.ts';
import { say } from '../ui/live.ts';
import { cellOf, readLimit, type HolderRow } from './limitTable.ts';

/** The limits of the desk and their cells as they are typed in; `taken` is told of every table that comes. */
export function useLimits(taken: (table: LimitTable) => void = () => undefined) {
  const backend = useBackend();
  const table = shallowRef<LimitTable | null>(null);
  const fault = shallowRef<Fault | null>(null);
  /** Cells as they are typed in, and what is wrong with them, by row and currency. */
  const typed = ref<Record<string, string>>({});
  const errors = ref<Record<string, string>>({});
  const placeOf = (row: HolderRow, currency: string): string => `${row.key} ${currency}`;
  const cell = (row: HolderRow, currency: string, role: Person['role'] | null) => cellOf(table.value ?? { limits: [], heldHours: 0 }, row, currency, role);

  const type = (row: HolderRow, currency: string, text: string): void => void (typed.value[placeOf(row, currency)] = text);

  function take(answer: LimitTable): void {
    taken(answer);
    table.value = answer;
    fault.value = null;
  }

  async function load(): Promise<void> {
    try {
      take(await backend.call('people.limits', {}));
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  async function save(row: HolderRow, currency: string, role: Person['role'] | null): Promise<void> {
    const place = placeOf(row, currency);
    const text = typed.value[place];
    if (text === undefined || text === cell(row, currency, role).typed) return;
    const read = readLimit(text, currency);
    const { [place]: _before, ...others } = errors.value;
    errors.value = 'error' in read ? { ...others, [place]: read.error } : others;
    if ('error' in read) return;
    try {
      take(await backend.call('people.setLimit', { requestId: crypto.randomUUID(), holder: row.holder, currency, minor: read.minor }));
      const { [place]: _typed, ...rest } = typed.value;
      typed.value = rest;
      say(read.minor === null ? `Limit of ${row.name} in ${currency} taken away.` : `Limit of ${row.name}: ${currency} ${text.trim()}.`);
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  async function setHours(hours: number): Promise<void> {
    try {
      take(await backend.call('people.setHeldHours', { requestId: crypto.randomUUID(), hours }));
      say(`Held rulings should be decided within ${hours} hours.`);
    } catch (error) {
      fault.value = faultOf(error);
    }
  }

  useRefetch(load, ({ type }) => type === 'settings.changed');
  return { table, fault, typed, errors, placeOf, cell, load, type, save, setHours };
}
export type Limits = ReturnType<typeof useLimits>;
