import type { LimitHolder, LimitTable } from '../../contract/limits.ts';
import { fromDecimal, toDecimal } from '../../contract/money.ts';
import type { Person } from '../../contract/people.ts';

/** A row of the limits: whom it binds, and how the row is called. */
export type HolderRow = { key: string; holder: LimitHolder; name: string; under: string | null };

/** What a cell holds: the amount set in it in decimal text ('' for none), and what counts where it is empty. */
export type LimitCell = { typed: string; counts: string };

const keyOf = (holder: LimitHolder): string => ('personId' in holder ? `person:${holder.personId}` : 'role' in holder ? `role:${holder.role}` : 'everyone');

/** The rows: everyone, the two roles, then everybody who rules here. */
export function holderRows(people: readonly Person[]): HolderRow[] {
  const rows: Omit<HolderRow, 'key'>[] = [
    { holder: { everyone: true }, name: 'Everyone', under: null },
    { holder: { role: 'mediator' }, name: 'Mediators', under: null },
    { holder: { role: 'lead' }, name: 'Team leads', under: null },
    ...people
      .filter((one) => one.role === 'mediator' || one.role === 'lead')
      .map((one) => ({ holder: { personId: one.personId }, name: one.name, under: one.role === 'lead' ? 'team lead' : 'mediator' })),
  ];
  return rows.map((row) => ({ ...row, key: keyOf(row.holder) }));
}

/** The currencies of the table, in the order of the alphabet. */
export function currenciesOf({ limits }: LimitTable, more: readonly string[]): string[] {
  return [...new Set([...limits.map((one) => one.currency), ...more])].sort();
}

/** What a cell shows: its own amount, and what counts for the row without one. */
export function cellOf({ limits }: LimitTable, row: HolderRow, currency: string, role: Person['role'] | null): LimitCell {
  const amountOf = (key: string): string | null => {
    const found = limits.find((one) => keyOf(one.holder) === key && one.currency === currency);
    return found ? toDecimal(found.minor, currency) : null;
  };
  const wider = 'personId' in row.holder ? [`role:${role}`, 'everyone'] : 'role' in row.holder ? ['everyone'] : [];
  const inherited = wider.map(amountOf).find((amount) => amount !== null) ?? null;
  const binds = (keys: readonly string[]) => limits.some((one) => keys.includes(keyOf(one.holder)));
  const counts = inherited ?? (binds([row.key, ...wider]) ? toDecimal('0', currency) : 'no limit');
  return { typed: amountOf(row.key) ?? '', counts };
}

/** A currency as it was typed; null when it is none. */
export function readCurrency(typed: string): string | null {
  const wanted = typed.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(wanted) ? wanted : null;
}

/** What a person may decide alone, in short: 'USD 200.00, EUR 0.00'; their own first said as such. Null where no limit binds them. */
export function limitWords(table: LimitTable, person: Person): string | null {
  const row = holderRows([person]).find((one) => 'personId' in one.holder);
  if (!row) return null;
  const words = currenciesOf(table, []).flatMap((currency) => {
    const { typed, counts } = cellOf(table, row, currency, person.role);
    return typed === '' && counts === 'no limit' ? [] : [`${currency} ${typed || counts}`];
  });
  return words.length === 0 ? null : words.join(', ');
}

/** Reads a typed limit: minor units, null for an empty field, or why it cannot be read. */
export function readLimit(text: string, currency: string): { minor: string | null } | { error: string } {
  const bare = text.trim();
  if (bare === '') return { minor: null };
  const minor = fromDecimal(bare, currency);
  return minor === null || minor.startsWith('-') ? { error: `An amount in ${currency} such as ${toDecimal('20000', currency)}, without grouping signs.` } : { minor };
}
