import type { RecordTab } from '../stores/recordChoices.ts';

const parcel = ['delivered', 'delivered_place', 'signed', 'last_scan'];

/** The record that a fact of the claim board comes from; null where there is nothing more to see. */
export function factRecord(code: string): RecordTab | null {
  if (code === 'listing') return 'listing';
  return parcel.includes(code) || code.startsWith('parcel_') ? 'parcel' : null;
}
