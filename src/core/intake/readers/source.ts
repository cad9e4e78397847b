import { CurrencyCode, fromDecimal, type Money } from '../../../contract/money.ts';
import type { UnmappedField } from '../../../contract/neutralCase.ts';
import type { JsonValue } from '../parseJson.ts';
import { readMoment } from './moments.ts';

/** A thing the reader had to decide or could not use, told in the import report. */
export type Warning = { code: string; message: string };

type Key = string | number;

/**
 * A place in a payload that keeps account: what a reader takes from it is mapped, every other leaf with a value is listed by `untouched`.
 * Null, blank text, `[]` and `{}` say nothing and are neither. A value that cannot be used (a date that is none) is not taken: it stays listed, with a warning.
 */
export type Source = {
  readonly path: string;
  readonly value: JsonValue | undefined;
  at(...keys: Key[]): Source;
  /** The entries of a list; a lone object in place of a list is one entry, and so are the lists in a wrapper `{x: [...]}`. */
  list(...keys: Key[]): Source[];
  /** The text of a leaf (numbers and booleans as text), cleaned of NUL and broken surrogates; null when it says nothing. */
  text(key?: Key): string | null;
  /** As `text`, without taking it. */
  peek(key?: Key): string | null;
  /** As `text`, at most 200 characters. */
  id(key?: Key): string | null;
  flag(key: Key): boolean | null;
  whole(key: Key): number | null;
  /** ISO 8601 in UTC; `zone` is assumed, with a warning, when the source names none. */
  instant(key: Key, zone?: string): string | null;
  /** A decimal amount. */
  money(key: Key, currency: string | null): Money | null;
  /** A currency code; lower case is accepted. */
  currency(key: Key): string | null;
  /** Takes a leaf that only repeats what is known already. */
  repeats(key: Key, known: string | null): void;
  warn(code: string, message: string): void;
};

/** A payload under account; `untouched` lists what was not taken below a place, without the places whose paths are in `skip`. */
export type Ledger = { source: Source; warnings: Warning[]; untouched(from?: Source, skip?: ReadonlySet<string>): UnmappedField[]; taken(): number };

const longestText = 200_000;
const longestPath = 2_000;

/** Opens a payload for reading. */
export function openLedger(payload: JsonValue, root = '$'): Ledger {
  const taken = new Set<string>();
  const warnings: Warning[] = [];
  const warned = new Set<string>();
  const warn = (code: string, message: string): void => {
    if (!warned.has(message)) warnings.push({ code, message });
    warned.add(message);
  };

  const sourceAt = (value: JsonValue | undefined, path: string): Source => {
    const at = (...keys: Key[]): Source => keys.reduce<Source>((from, key) => step(from, key, sourceAt), self);
    const leaf = (key?: Key): Source => (key === undefined ? self : at(key));
    const peek = (key?: Key): string | null => textOf(leaf(key).value);
    const text = (key?: Key): string | null => {
      const from = leaf(key);
      const found = textOf(from.value);
      if (found === null) return null;
      taken.add(from.path);
      const clean = found.toWellFormed().replaceAll('\u0000', '\uFFFD').slice(0, longestText).toWellFormed();
      if (clean !== found)
        warn('CASE_TEXT_CLEANED', `${from.path} held characters that are no text or was too long; the file itself is kept as it came.`);
      return clean;
    };
    const convert = <Value>(key: Key, code: string, what: string, read: (raw: string) => Value | null): Value | null => {
      const raw = peek(key);
      if (raw === null) return null;
      const found = read(raw);
      if (found === null) warn(code, `${at(key).path} is ${what}: ${JSON.stringify(raw.slice(0, 60).toWellFormed())}.`);
      else taken.add(at(key).path);
      return found;
    };
    const self: Source = {
      path,
      value,
      at,
      list: (...keys) => entriesOf(at(...keys)),
      text,
      peek,
      id: (key) => {
        const found = peek(key);
        if (found !== null && found.length <= 200) return text(key);
        if (found !== null) warn('CASE_ID_TOO_LONG', `${leaf(key).path} is longer than 200 characters and was not used as an id.`);
        return null;
      },
      flag: (key) =>
        convert(key, 'CASE_VALUE_UNREADABLE', 'neither true nor false', (raw) =>
          /^(true|false)$/i.test(raw) ? raw.toLowerCase() === 'true' : null,
        ),
      whole: (key) => convert(key, 'CASE_VALUE_UNREADABLE', 'no whole number', (raw) => (/^\d{1,15}$/.test(raw) ? Number(raw) : null)),
      instant: (key, zone) =>
        convert(key, 'CASE_DATE_UNREADABLE', 'no date', () => {
          const found = readMoment(at(key).value, zone);
          if (found?.isZoneAssumed) warn('CASE_TIME_ZONE_ASSUMED', `The source gives times without a zone; ${zone ?? 'UTC'} was assumed.`);
          return found?.iso ?? null;
        }),
      money: (key, currency) =>
        convert(key, 'CASE_AMOUNT_UNREADABLE', currency === null ? 'an amount without a currency' : `no amount in ${currency}`, (raw) => {
          const minor = currency === null ? null : fromDecimal(raw, currency);
          return minor === null || currency === null ? null : { minor, currency };
        }),
      currency: (key) =>
        convert(key, 'CASE_CURRENCY_UNKNOWN', 'no ISO 4217 code', (raw) => CurrencyCode.safeParse(raw.trim().toUpperCase()).data ?? null),
      repeats: (key, known) => {
        if (known !== null && peek(key) === known) taken.add(at(key).path);
      },
      warn,
    };
    return self;
  };

  const source = sourceAt(payload, root);
  return {
    source,
    warnings,
    untouched: (from = source, skip = new Set()) =>
      leavesOf(from.value, from.path, skip)
        .filter(({ path }) => !taken.has(path))
        // Sources cut texts in the middle of an emoji; half of one is no text. The file itself is kept as it came.
        .map(({ path, value }) => ({ path: path.slice(0, longestPath).toWellFormed().replaceAll('\u0000', '\uFFFD'), value: typeof value === 'string' ? value.toWellFormed() : value })),
    taken: () => taken.size,
  };
}

function step(from: Source, key: Key, open: (value: JsonValue | undefined, path: string) => Source): Source {
  const { value } = from;
  const isHeld = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return open(isHeld ? (value as { [key: Key]: JsonValue })[key] : undefined, pathOf(from.path, key));
}

function pathOf(parent: string, key: Key): string {
  if (typeof key === 'number') return `${parent}[${key}]`;
  return /^[A-Za-z_$][\w$-]*$/.test(key) ? `${parent}.${key}` : `${parent}[${JSON.stringify(key)}]`;
}

function textOf(value: JsonValue | undefined): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

function entriesOf(source: Source): Source[] {
  const { value } = source;
  if (Array.isArray(value)) return value.map((_, index) => source.at(index));
  if (typeof value !== 'object' || value === null) return [];
  const lists = Object.keys(value).filter((key) => Array.isArray(value[key]));
  return lists.length > 0 && lists.length === Object.keys(value).length
    ? lists.flatMap((key) => entriesOf(source.at(key)))
    : Object.keys(value).length > 0
      ? [source]
      : [];
}

/** Every leaf with a value. */
function leavesOf(value: JsonValue | undefined, path: string, skip: ReadonlySet<string>): UnmappedField[] {
  if (skip.has(path)) return [];
  if (Array.isArray(value)) return value.flatMap((entry, index) => leavesOf(entry, pathOf(path, index), skip));
  if (typeof value === 'object' && value !== null) return Object.keys(value).flatMap((key) => leavesOf(value[key], pathOf(path, key), skip));
  return textOf(value) === null || value === undefined ? [] : [{ path, value }];
}
