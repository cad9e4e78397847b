import type { NeutralCaseInput, UnmappedField } from '../../../contract/neutralCase.ts';
import type { JsonValue } from '../parseJson.ts';
import type { Source, Warning } from './source.ts';

/** Where in a payload one dispute lies: `[]` is the payload itself, `['items', 0]` the first of a list. */
export type Place = (string | number)[];

/** A further file of the same case, recognised by kind, under its own account. */
export type Companion = { kind: string; source: Source };

/** What a reader writes; the account of what it took is added by `readPayloads`. */
export type ReadCase = Omit<NeutralCaseInput, 'schema' | 'unmapped'>;

/** One source the desk can read: pure, total, and it takes from the `Source` whatever it maps. */
export type Reader = {
  source: string;
  /** The disputes in the payload; null when it is not this source's, an empty list when it is but holds none. */
  recognise(payload: JsonValue): Place[] | null;
  read(dispute: Source, companions: readonly Companion[]): ReadCase;
};

/** One case out of one or more files, with its account: every leaf of the source is counted in `mapped` or listed in `unmapped`. */
export type ReaderResult = { case: NeutralCaseInput; unmapped: UnmappedField[]; mapped: number; warnings: Warning[] };

/** True for a JSON object that has all these keys. */
export function hasKeys(value: JsonValue | undefined, ...keys: string[]): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && keys.every((key) => Object.hasOwn(value, key));
}

/** The places of those entries of a list that pass the test, below `prefix`. */
export function placesIn(list: JsonValue | undefined, prefix: Place, test: (entry: JsonValue) => boolean): Place[] {
  return Array.isArray(list) ? list.flatMap((entry, index) => (test(entry) ? [[...prefix, index]] : [])) : [];
}

/** Whether a value can be an id: a number or words, never an object that a hostile file puts in its place. */
export function isId(value: JsonValue | undefined): value is number | string {
  return (typeof value === 'number' || typeof value === 'string') && value !== '';
}
