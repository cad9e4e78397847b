import { eq, inArray } from 'drizzle-orm';
import { inflateSync } from 'node:zlib';
import type { SampleCheck } from '../../contract/samples.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Db } from '../db/open.ts';
import { referenceOf } from '../reference.ts';
import { populationSha256 } from './drawSample.ts';
import { drawAt } from './longSamples.ts';
import { readStored } from './readSample.ts';

const mostNamed = 50;
const mostInflated = 64 * 1024 * 1024;

/** Draws a stored sample again and says whether the same rows come out in the same order, or exactly what differs. */
export async function checkSample(db: Db, { sampleId }: { sampleId: string }): Promise<SampleCheck> {
  const { row, setup, items, ids } = await readStored(db, sampleId);
  const again = await drawAt(db, { setup, at: row.drawnAt });
  const before = ids === null ? [] : inflateSync(ids, { maxOutputLength: mostInflated }).toString('utf8').split('\n').filter(Boolean);
  const now = inflateSync(again.ids).toString('utf8').split('\n').filter(Boolean);
  const isTrusted = populationSha256(before) === row.populationSha256;
  const [old, fresh] = [new Set(before), new Set(now)];
  const added = isTrusted ? now.filter((id) => !old.has(id)) : [];
  const gone = isTrusted ? before.filter((id) => !fresh.has(id)) : [];
  const places: number[] = [];
  for (let index = 0; index < Math.max(items.length, again.items.length); index += 1) {
    const [stored, drawn] = [items[index], again.items[index]];
    if (stored?.rulingId !== drawn?.rulingId || stored?.drawnBy !== drawn?.drawnBy) places.push(index + 1);
  }
  const isSame = isTrusted && added.length === 0 && gone.length === 0 && places.length === 0;
  return {
    isSame,
    size: items.length,
    words: say({ isSame, isTrusted, added: added.length, gone: gone.length, places: places.length, size: items.length }),
    added: await name(db, added.slice(0, mostNamed)),
    gone: await name(db, gone.slice(0, mostNamed)),
    addedCount: added.length,
    goneCount: gone.length,
    places: places.slice(0, mostNamed),
    placesCount: places.length,
  };
}

const count = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;

/** The result in a sentence or two. Pure. */
export function say({ isSame, isTrusted, added, gone, places, size }: { isSame: boolean; isTrusted: boolean; added: number; gone: number; places: number; size: number }): string {
  if (isSame) return `Drawn again from what is stored: the same ${count(size, 'row')}, in the same order.`;
  if (!isTrusted) return 'The list of rulings this sample was drawn from was changed past the desk: it does not fit the hash kept with the sample.';
  const period = [added > 0 ? `${count(added, 'ruling')} came into the period` : '', gone > 0 ? `${count(gone, 'ruling')} went out of it` : ''].filter(Boolean).join(' and ');
  const rows = places === 0 ? `the sample still comes out as the same ${count(size, 'row')}` : `${places} of its places would be filled otherwise now`;
  return period === '' ? `The period holds the same rulings, but ${rows}: what the rules look at was changed.` : `Since it was drawn, ${period}; ${rows}.`;
}

async function name(db: Db, rulingIds: string[]): Promise<SampleCheck['added']> {
  if (rulingIds.length === 0) return [];
  const rows = await db.select({ rulingId: ruling.rulingId, number: disputeCase.number }).from(ruling).innerJoin(disputeCase, eq(disputeCase.caseId, ruling.caseId)).where(inArray(ruling.rulingId, rulingIds));
  return rulingIds.map((rulingId) => {
    const row = rows.find((one) => one.rulingId === rulingId);
    return { rulingId, caseReference: row ? referenceOf(row) : null };
  });
}
