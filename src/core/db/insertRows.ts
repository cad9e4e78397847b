import { getTableColumns, is, SQL, sql, type Column } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { getTableConfig, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from './write.ts';

/** Most rows of one statement: a text of a few megabytes at most. */
const rowsAtOnce = 1_000;

/** Inserts many rows through `json_each`, one statement for a thousand: a row takes a tenth of what it takes through the query builder. */
export async function insertRows<Table extends SQLiteTable>(tx: Tx, table: Table, rows: readonly Table['$inferInsert'][]): Promise<void> {
  for (let start = 0; start < rows.length; start += rowsAtOnce) await insertText(tx, table, toText(table, rows.slice(start, start + rowsAtOnce)));
}

/** Rows as the text `insertText` takes, columns in the order of the schema; what is left out is the default, or null. */
export function toText<Table extends SQLiteTable>(table: Table, rows: readonly Table['$inferInsert'][]): string {
  const own = columnsOf(table);
  return JSON.stringify(rows.map((row) => own.map(([key, column]) => toCell(column, (row as Record<string, unknown>)[key]))));
}

/** Inserts rows that `toText` wrote, maybe on another thread. */
export async function insertText(tx: Tx, table: SQLiteTable, text: string): Promise<void> {
  await tx.run(sql`${sql.raw(headOf(table))} ${text})`);
}

/** A row with every column of its table, as it would be read back after an insert. */
export function wholeRow<Table extends SQLiteTable>(table: Table, row: Table['$inferInsert']): Table['$inferSelect'] {
  const given = row as Record<string, unknown>;
  const whole: Record<string, unknown> = {};
  for (const [key, column] of columnsOf(table)) whole[key] = given[key] ?? defaultOf(column);
  return whole as Table['$inferSelect'];
}

const columns = new WeakMap<SQLiteTable, [string, Column][]>();

function columnsOf(table: SQLiteTable): [string, Column][] {
  const known = columns.get(table) ?? Object.entries(getTableColumns(table) as Record<string, Column>);
  columns.set(table, known);
  return known;
}

function defaultOf(column: Column): unknown {
  if (is(column.default, SQL)) throw new Error(`The default of ${column.name} is known to the database alone: give a value.`);
  return column.default ?? null;
}

function toCell(column: Column, given: unknown): unknown {
  const value = given === undefined ? defaultOf(column) : given;
  if (value === null) return null;
  const cell = column.mapToDriverValue(value);
  if (typeof cell !== 'bigint') return cell;
  // A number of JavaScript would lose digits; JSON itself does not.
  return Number.isSafeInteger(Number(cell)) ? Number(cell) : (JSON as unknown as { rawJSON(text: string): unknown }).rawJSON(String(cell));
}

const heads = new WeakMap<SQLiteTable, string>();

function headOf(table: SQLiteTable): string {
  const known = heads.get(table);
  if (known !== undefined) return known;
  const names = columnsOf(table).map(([key]) => `"${toSnakeCase(key)}"`);
  const head = `insert into "${getTableConfig(table).name}" (${names.join(', ')}) select ${names.map((_name, place) => `value ->> ${place}`).join(', ')} from json_each(`;
  heads.set(table, head);
  return head;
}
