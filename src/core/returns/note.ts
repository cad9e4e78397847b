import { and, eq, inArray } from 'drizzle-orm';
import type { ReturnPhoto } from '../../contract/returnParts.ts';
import type { Side } from '../../contract/vocabulary.ts';
import { append } from '../audit/append.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { attachExhibits, type SentFile } from '../cases/attachExhibits.ts';
import { loadCase } from '../cases/lease.ts';
import { referenceOf, touchCase, type CaseRecord } from '../cases/lifeCycle.ts';
import { evidence } from '../db/schema/evidence.ts';
import { returnEvent, returnOrder } from '../db/schema/goodsBack.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type Desk, type SignedIn } from '../desk.ts';
import { isFrozen } from '../evidence/lateCopy.ts';
import { newId } from '../ids.ts';
import type { ReturnEvent, ReturnStanding } from '../refunds/gateway.ts';
import { changeReturn, eventsOf, loadReturn, type EventRow, type ReturnRow } from './orders.ts';
import { settleReturn } from './settle.ts';

/** One thing that happened to goods, as it was told; `eventKey` is the teller's own id of it, by which it counts once. */
export type ToldEvent = Pick<EventRow, 'eventKey' | 'kind' | 'at' | 'words' | 'lines'> & { photos: ReturnPhoto[]; files: SentFile[] };

/** Who tells: the marketplace, a document in the exchange folder, or a person. `side`: whose exhibits the pictures are. */
export type Teller = { by: 'marketplace' | 'exchange'; side: Side } | { by: 'person'; side: Side; person: SignedIn };

const past: Record<string, string> = {
  shipped: 'were sent back', in_transit: 'are on their way back', delivered: 'have arrived back', inspected: 'were inspected', refused: 'were refused, or returned to the sender', lost: 'are said to be lost',
};

/**
 * Notes what the marketplace knows of a return: its label, and events in whatever order they come, each once. `photos`: pictures whose bytes are in
 * the vault, by SHA-256; they become exhibits, now or when they are given later. `unknown`: the desk has no such return.
 */
export async function noteReturn(desk: Desk, returnId: string, standing: ReturnStanding, photos: ReadonlyMap<string, SentFile> = new Map()): Promise<'noted' | 'known' | 'unknown'> {
  const [there] = await desk.db.select({ returnId: returnOrder.returnId }).from(returnOrder).where(eq(returnOrder.returnId, returnId));
  if (!there) return 'unknown';
  const told = standing.events.map((event) => toTold(event, photos));
  return desk.write(async (tx) => ((await noteTold(tx, returnId, told, { by: 'marketplace', side: 'platform' }, standing.label)) ? 'noted' : 'known'));
}

function toTold({ eventId, at, kind, words, lines, photos }: ReturnEvent, files: ReadonlyMap<string, SentFile>): ToldEvent {
  return { eventKey: eventId, at, kind, words, lines, photos: photos.map(({ fileName, sha256 }) => ({ fileName, sha256, evidenceId: null })), files: photos.flatMap(({ sha256 }) => files.get(sha256) ?? []) };
}

/** Notes events of a return in the caller's transaction, and does what follows; false when all of it was known. */
export async function noteTold(tx: Tx, returnId: string, told: readonly ToldEvent[], teller: Teller, label: ReturnRow['label'] = null): Promise<boolean> {
  const before = await loadReturn(tx, returnId);
  const row = await loadCase(tx, before.caseId);
  const reference = referenceOf(row);
  const known = await eventsOf(tx, returnId);
  const rows: CoveredRow[] = [];
  const fresh: ToldEvent[] = [];
  for (const one of told) {
    const earlier = one.eventKey === null ? undefined : known.find(({ eventKey }) => eventKey === one.eventKey);
    if (earlier) {
      rows.push(...(await attachLater(tx, row, earlier, one, teller)));
      continue;
    }
    if (fresh.some(({ eventKey }) => eventKey !== null && eventKey === one.eventKey)) continue;
    fresh.push(one);
    rows.push(await insertEvent(tx, row, returnId, one, teller));
  }
  let now = before;
  if (label !== null && JSON.stringify(label) !== JSON.stringify(before.label)) {
    const changed = await changeReturn(tx, returnId, { label });
    now = changed.row;
    rows.push(changed.covered);
  }
  if (rows.length === 0) return false;
  const settled = await settleReturn(tx, now, reference);
  const moved = await touchCase(tx, row);
  const last = fresh.at(-1);
  await append(tx, {
    by: teller.by === 'person' ? teller.person : deskItself,
    action: 'return.noted',
    subject: `return:${returnId}`,
    caseId: row.caseId,
    version: moved.version,
    words: last ? `The goods of ${reference} ${past[last.kind] ?? last.kind}` : `News of the goods of ${reference} on their way back`,
    data: { by: teller.by, events: fresh.map(({ eventKey, kind, at }) => ({ eventKey, kind, at })), state: settled.row.state, needs: settled.row.needs },
    rows: [...rows, ...settled.rows],
  });
  if (settled.row.needs !== before.needs) tx.emit({ type: 'queue.changed' });
  return true;
}

async function insertEvent(tx: Tx, row: CaseRecord, returnId: string, told: ToldEvent, teller: Teller): Promise<CoveredRow> {
  const eventId = newId(tx.now);
  const person = teller.by === 'person' ? teller.person : null;
  const photos = await keepPhotos(tx, row, eventId, told, teller.side, told.photos);
  const { eventKey, kind, at, words, lines } = told;
  await tx.insert(returnEvent).values({ eventId, returnId, eventKey, kind, at, words, lines, photos, by: teller.by, personId: person?.personId ?? null, personName: person?.name ?? null, notedAt: tx.now });
  return { table: 'return_event', id: eventId };
}

/** Pictures whose bytes came after the event that named them. */
async function attachLater(tx: Tx, row: CaseRecord, event: EventRow, told: ToldEvent, teller: Teller): Promise<CoveredRow[]> {
  const missing = event.photos.filter(({ evidenceId, sha256 }) => evidenceId === null && told.files.some((file) => file.sha256 === sha256));
  if (missing.length === 0) return [];
  const files = told.files.filter(({ sha256 }) => missing.some((one) => one.sha256 === sha256));
  const photos = await keepPhotos(tx, row, `${event.eventId}-later-${event.photos.filter(({ evidenceId }) => evidenceId !== null).length}`, { ...told, files }, teller.side, event.photos);
  await tx.update(returnEvent).set({ photos }).where(eq(returnEvent.eventId, event.eventId));
  return [{ table: 'return_event', id: event.eventId }];
}

/** Makes exhibits of the pictures whose bytes are here; where a ruling stands they are late, and say what they show. */
async function keepPhotos(tx: Tx, row: CaseRecord, stem: string, { files, at, kind }: ToldEvent, side: Side, photos: ReturnPhoto[]): Promise<ReturnPhoto[]> {
  if (files.length === 0) return photos;
  const idStem = `return-${stem}`;
  const shows = `The goods that came back: ${kind === 'inspected' ? 'their inspection' : kind.replaceAll('_', ' ')}.`;
  const late = isFrozen(row.state) || row.state === 'closed' ? `${shows} It came after the ruling was staged.` : null;
  await attachExhibits(tx, row, files.map((file) => ({ ...file, statement: file.statement ?? shows })), { side, handedInAt: at, claimIds: [], answerId: null, idStem, late });
  const ids = files.map((_file, index) => `${idStem}-${index + 1}`);
  const added = await tx.select({ evidenceId: evidence.evidenceId, sha256: evidence.sha256 }).from(evidence).where(and(eq(evidence.caseId, row.caseId), inArray(evidence.sourceEvidenceId, ids)));
  const bySha = new Map(added.map((one) => [one.sha256, one.evidenceId]));
  const known = photos.map((photo) => ({ ...photo, evidenceId: photo.evidenceId ?? bySha.get(photo.sha256) ?? null }));
  const unnamed = files.filter((file) => !photos.some(({ sha256 }) => sha256 === file.sha256)).map(({ fileName, sha256 }) => ({ fileName, sha256, evidenceId: bySha.get(sha256) ?? null }));
  return [...known, ...unnamed];
}
