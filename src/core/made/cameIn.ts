import { receivedNote, newCase, type IncomingCase } from '../cases/storeCase.ts';
import { newEvidenceRows, type EvidenceFile } from '../cases/storeEvidence.ts';
import { neutralRows } from '../cases/storeNeutral.ts';
import type { HashedNote } from '../audit/append.ts';
import type { Coming } from '../db/seed/made/coming.ts';
import { draftCase, madeCase } from '../db/seed/made/draftCase.ts';
import { wholeRow } from '../db/insertRows.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { deskItself } from '../desk.ts';
import { placeOf } from '../queues/place.ts';
import { madeIds } from './ids.ts';
import { bookAt, type Setting } from './setting.ts';
import type { MadeRows } from './tables.ts';

/** A generated case on the day it came: all its rows, as intake would have written them. */
export type Came = ReturnType<typeof comeIn>;

/** Makes a generated case with everything intake writes of it. Pure: the same case, made again later, is the same. */
export function comeIn(setting: Setting, coming: Coming) {
  const nextId = madeIds(setting.seed, coming.index);
  const neutral = madeCase(draftCase(setting.seed, coming, setting.anchor), setting.photos);
  const files = new Map<string, EvidenceFile>(neutral.evidence.flatMap(({ id, path, sha256 }) => (path === null || sha256 === null ? [] : [[id, { sha256, state: 'good', words: null }]])));
  const incoming: IncomingCase = { neutral, files, integrity: { kind: 'bundle', valid: true, complete: true, faults: [], warnings: [] }, carriedRuling: null };
  const { receivedAt } = coming;
  const made = newCase(incoming, { caseId: nextId(receivedAt), number: setting.firstNumber + coming.index - setting.from, receivedAt }, bookAt(setting, receivedAt));
  const row = wholeRow(disputeCase, made.row);
  const { caseId } = row;
  return { coming, row: { ...row, ...placeOf(setting.plan, row, coming.ruledAt === null ? setting.now : receivedAt) }, incoming, parts: neutralRows(caseId, made.neutral), evidence: newEvidenceRows(caseId, made.neutral.evidence, files, () => nextId(receivedAt)), nextId };
}

/** The rows of a case that came. */
export function rowsOf({ row, parts, evidence }: Came): MadeRows {
  return {
    disputeCase: [row],
    party: parts.parties,
    caseOrder: parts.order ? [parts.order] : [],
    item: parts.items,
    claim: parts.claims,
    remedy: parts.remedies,
    message: parts.messages,
    parcel: parts.parcels,
    deadline: parts.deadlines,
    historyEntry: parts.history,
    evidence,
  };
}

/** What the log says of a case that came. */
export function noteOf({ row }: Came): HashedNote {
  return { ...receivedNote(row, deskItself), at: row.receivedAt, rows: [] };
}
