import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NeutralCaseInput } from '../../contract/neutralCase.ts';
import { incoming, usd } from '../../testing/neutralCases.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { readCaseFile } from './caseFile.ts';
import { storeCase } from './storeCase.ts';

let temp: TempDesk;
beforeEach(async () => {
  temp = await openTempDesk();
});
afterEach(() => temp.close());

async function fileOf(change: Partial<NeutralCaseInput>) {
  const ada = await temp.seat('Ada');
  const { row } = await temp.desk.write((tx) => storeCase(tx, incoming(change), ada));
  return readCaseFile(temp.desk.db, row.caseId, ada, temp.clock.now);
}

const listing = { capturedAt: '2026-04-01T08:00:00Z', title: 'Phone cage, black', description: 'All steel.', attributes: [{ name: 'Material', value: 'Steel' }] };
const item = { id: 'i1', title: 'Phone cage, black', quantity: 1, unitPrice: usd('6000'), listing };
const later = { id: 'e3', side: 'platform' as const, kind: 'listing_snapshot' as const, fileName: 'today', text: 'Title: Phone cage, black\nPrice: $60\nMaterial: Alloy\nDescription: All steel.', claimIds: ['c1'], handedInAt: '2026-05-13T11:00:00Z' };

describe('the listing then and now', () => {
  it('would keep from the board that the page was changed after the order', async () => {
    const file = await fileOf({ items: [item], evidence: [later] });
    expect(file.listings).toMatchObject([{ itemId: 'i1', versions: [{ evidenceId: null, price: 'USD 60.00', changed: [] }, { by: 'platform', price: '$60', changed: ['Material'] }] }]);
    expect(file.claims[0]?.facts).toContainEqual({ code: 'listing', words: 'Listing differs from the one at the order: Material', tone: 'attention' });
  });

  it('would call a listing changed that only the source recorded once more, or hide what it recorded', async () => {
    const history = [{ at: '2026-05-12T11:00:00Z', by: 'seller' as const, action: 'listing_changed', words: 'Material' }];
    const file = await fileOf({ items: [item], history });
    expect(file.listings).toMatchObject([{ versions: [{ changed: [] }], changes: [{ by: 'seller', words: 'Material' }] }]);
    expect(file.claims[0]?.facts).toContainEqual({ code: 'listing', words: 'Listing changed 2026-05-12: Material', tone: 'attention' });
  });

  it('would show an empty listing for an item of which nothing was kept', async () => {
    expect((await fileOf({})).listings).toEqual([]);
  });
});

describe('the parcel', () => {
  it('would repeat what source and carrier contradict without a word, on the board and in its record', async () => {
    const scans = [{ at: '2026-04-05T08:00:00Z', place: 'Porto, PT', status: 'delivered' as const }, { at: '2026-04-06T08:00:00Z', place: 'Porto, PT', status: 'in_transit' as const }];
    const file = await fileOf({ parties: [{ role: 'buyer', country: 'ES' }], parcels: [{ id: 'p1', direction: 'outbound', carrier: 'YUN EXPRESS', deliveredAt: '2026-04-05T08:00:00Z', scans }] });
    expect(file.parcels).toMatchObject([{ carrier: 'YUN EXPRESS', carrierName: 'YunExpress', deliveredCountry: 'PT', warnings: [{ code: 'after_delivery', scan: 1 }, { code: 'delivered_abroad', scan: 0 }] }]);
    expect(file.claims[0]?.facts.map((fact) => fact.code)).toEqual(expect.arrayContaining(['parcel_after_delivery', 'parcel_delivered_abroad']));
  });
});
