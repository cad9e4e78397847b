import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writePdf } from '../../src/core/db/seed/docket/pdf.ts';
import { neutralCase, usd } from '../../src/testing/neutralCases.ts';
import { makePhoto } from './photos.ts';

type Size = readonly [width: number, height: number];
type Made = { side: 'buyer' | 'seller'; kind: 'photo' | 'document' | 'email'; fileName: string; bytes: Buffer };

const sides = ['buyer', 'seller'] as const;
/** Of twenty exhibits of a side; the others are photos. */
const pdfAt = [8, 17];
const mailAt = [9, 18];
const perSide = 20;

/** Writes a sound bundle (BagIt folder) of a case with forty exhibits and two claims; the first of each side is a photo of `first` pixels, the other photos have `others`. */
export async function writeFortyExhibits(folder: string, sourceId: string, first: Size, others: Size): Promise<void> {
  const made: Made[] = [];
  for (const side of sides) {
    for (let place = 0; place < perSide; place += 1) made.push({ side, ...(await makeExhibit(place, place === 0 ? first : others)) });
  }
  const evidence = made.map(({ side, kind, fileName }, index) => {
    const path = `evidence/${side}/${fileName}`;
    return { id: `e${index}`, side, kind, fileName, path, statement: 'This is how it came out of the parcel.', claimIds: [index % perSide < perSide / 2 ? 'c1' : 'c2'], handedInAt: '2026-05-10T11:00:00Z' };
  });
  const document = neutralCase({ sourceId, evidence, ...surroundings() });
  const payload = [
    { path: 'data/case.json', bytes: Buffer.from(JSON.stringify(document)) },
    ...made.map(({ side, fileName, bytes }) => ({ path: `data/evidence/${side}/${fileName}`, bytes })),
  ];
  const manifest = payload.map(({ path, bytes }) => `${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`).join('');
  for (const { path, bytes } of [
    ...payload,
    { path: 'bagit.txt', bytes: Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n') },
    { path: 'manifest-sha256.txt', bytes: Buffer.from(manifest) },
  ]) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
}

async function makeExhibit(place: number, [width, height]: Size): Promise<Omit<Made, 'side'>> {
  const mark = randomUUID();
  if (pdfAt.includes(place)) {
    const lines = Array.from({ length: 40 }, (_, line) => ({ text: `Line ${line + 1} of the invoice ${mark}`, x: 60, y: 780 - line * 16 }));
    return { kind: 'document', fileName: `invoice-${place}.pdf`, bytes: writePdf(`Invoice ${mark}`, [lines, lines]) };
  }
  if (mailAt.includes(place)) {
    const words = Array.from({ length: 12 }, (_, line) => `Sentence ${line + 1} about the parcel ${mark}.`).join('\r\n');
    return { kind: 'email', fileName: `mail-${place}.eml`, bytes: Buffer.from(`From: a@shop.example\r\nTo: b@home.example\r\nSubject: Your parcel\r\nDate: Sun, 10 May 2026 11:00:00 +0000\r\nMessage-ID: <${mark}@shop.example>\r\n\r\n${words}\r\n`) };
  }
  return { kind: 'photo', fileName: `photo-${place}.jpg`, bytes: await makePhoto(width, height) };
}

/** What a case of this size has besides exhibits: a long talk, a parcel with its scans, two claims. */
function surroundings() {
  return {
    claims: (['wrong_item', 'damaged_in_transit'] as const).map((reason, index) => ({
      id: `c${index + 1}`,
      reason,
      words: 'It is not what the listing shows, and the box was crushed on one side.',
      amount: usd(index === 0 ? '4000' : '2665'),
      itemId: 'i1',
      answers: [{ by: 'seller' as const, stance: 'denies' as const, words: 'We sent what was ordered, see the photos of the packing.', at: '2026-05-12T10:00:00Z' }],
    })),
    messages: Array.from({ length: 40 }, (_, index) => ({
      id: `m${index}`,
      from: sides[index % 2] ?? ('buyer' as const),
      to: sides[(index + 1) % 2] ?? ('seller' as const),
      sentAt: new Date(Date.UTC(2026, 4, 10, 11, index)).toISOString(),
      original: `Message ${index + 1}: please look at the photos again, the scratch is on the left side and the strap is missing.`,
    })),
    parcels: [{
      id: 'p1',
      direction: 'outbound' as const,
      carrier: 'Carrier',
      trackingNumber: 'TR123',
      scans: Array.from({ length: 12 }, (_, index) => ({ at: new Date(Date.UTC(2026, 3, 2, index)).toISOString(), place: `Depot ${index + 1}`, status: 'in_transit' as const, words: 'On its way' })),
    }],
  };
}
