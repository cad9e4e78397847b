import type { Exhibit } from '../../contract/caseFile.ts';
import type { ListingVersion } from '../../contract/listings.ts';
import { wordDiff, type DiffPart } from '../ui/wordDiff.ts';

/** One field of a listing then and later; `unsaid` when the later page does not show it. Whether it changed is the core's word. */
export type ListingRow = { field: string; is: 'same' | 'changed' | 'gone' | 'new' | 'unsaid'; before: DiffPart[]; after: DiffPart[] };

const fieldWords: Record<string, string> = { title: 'Title', price: 'Price', description: 'Description' };

/** The fields of both pages side by side: title, price, attributes, description; what changed first. */
export function listingRows(before: ListingVersion, after: ListingVersion | null): ListingRow[] {
  const names = [...new Set([...before.attributes, ...(after?.attributes ?? [])].map((attribute) => attribute.name.trim()))];
  const valueOf = (version: ListingVersion | null, name: string): string | null => version?.attributes.find((attribute) => attribute.name.trim() === name)?.value ?? null;
  const fields = [
    ...(['title', 'price'] as const).map((key) => ({ key: key as string, old: before[key], now: after?.[key] ?? null })),
    ...names.map((key) => ({ key, old: valueOf(before, key), now: valueOf(after, key) })),
    { key: 'description', old: before.description, now: after?.description ?? null },
  ];
  const rows = fields.filter(({ old, now }) => old !== null || now !== null).map(({ key, old, now }) => rowOf(fieldWords[key] ?? key, old, now, after?.changed.includes(key) ?? false));
  return [...rows.filter((row) => isChange(row)), ...rows.filter((row) => !isChange(row))];
}

/** True for a row that shows a difference. */
export function isChange(row: Pick<ListingRow, 'is'>): boolean {
  return row.is === 'changed' || row.is === 'gone' || row.is === 'new';
}

/** The two pictures worth laying side by side: the buyer's first and the seller's last, else the first and the last of all; null with fewer than two. */
export function picturePair(pictures: readonly Exhibit[]): [before: Exhibit, after: Exhibit] | null {
  const buyers = pictures.find((exhibit) => exhibit.side === 'buyer');
  const sellers = pictures.findLast((exhibit) => exhibit.side === 'seller');
  if (buyers && sellers) return [buyers, sellers];
  const [first, last] = [pictures[0], pictures.at(-1)];
  return first && last && first !== last ? [first, last] : null;
}

function rowOf(field: string, old: string | null, now: string | null, isChanged: boolean): ListingRow {
  const whole = (text: string | null, is: DiffPart['is']): DiffPart[] => (text ? [{ text, is }] : []);
  if (!isChanged) return { field, is: now === null ? 'unsaid' : 'same', before: whole(old, 'same'), after: whole(now, 'same') };
  if (now === null) return { field, is: 'gone', before: whole(old, 'gone'), after: [] };
  if (old === null) return { field, is: 'new', before: [], after: whole(now, 'new') };
  const parts = wordDiff(old, now);
  return { field, is: 'changed', before: parts.filter((part) => part.is !== 'new'), after: parts.filter((part) => part.is !== 'gone') };
}
