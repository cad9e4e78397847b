import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { Exhibit } from '../../contract/caseFile.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence } from '../db/schema/evidence.ts';
import type { SignedIn } from '../desk.ts';
import { labelOf } from '../evidence/label.ts';
import { casesToJudgeBlind } from '../hiddenRulings.ts';
import { referenceOf } from './lifeCycle.ts';
import type { BoardParts } from './readBoard.ts';
import type { EvidenceRow } from './readParts.ts';

/** References of other cases that hold the very same file, by its hash. */
export type SameFiles = ReadonlyMap<string, readonly string[]>;

/**
 * Evidence as the workspace shows it; `ties` are what mediators put onto claims and took off, `placedAt` is when the order was placed,
 * `elsewhere` what `readSameFiles` found. Pure.
 */
export function toExhibits(rows: EvidenceRow[], ties: BoardParts['ties'], placedAt: number | null, elsewhere: SameFiles): Exhibit[] {
  return rows.map(({ row, found, openedAt, brokenAt }) => ({
    evidenceId: row.evidenceId,
    sourceEvidenceId: row.sourceEvidenceId,
    label: labelOf(row),
    side: row.side,
    kind: row.kind,
    fileName: row.fileName,
    mediaType: found?.mediaType ?? row.declaredMediaType,
    size: row.declaredSize,
    sha256: row.sha256 ?? row.declaredSha256,
    statement: row.statement,
    handedInAt: row.handedInAt,
    ...tiesOf(row, ties),
    url: row.url,
    text: row.text ?? found?.text ?? null,
    ...(brokenAt === null ? shownOf(row, found) : brokenSince(brokenAt)),
    width: found?.width ?? null,
    height: found?.height ?? null,
    pages: found?.pages ?? null,
    hasPage: (found?.pageSha256 ?? null) !== null,
    attachedTo: row.attachedTo,
    answerId: row.answerId,
    takenAt: found?.takenAt ?? null,
    metadata: found?.metadata ?? [],
    flags: flagsOf(row, found, placedAt, elsewhere, rows),
    admissibility: row.admissibility,
    admissibilityReason: row.admissibilityReason,
    openedAt,
  }));
}

/** Where an exhibit stands: the claims its side named, without those it was taken off, with those it was put onto. */
function tiesOf(row: EvidenceRow['row'], all: BoardParts['ties']): Pick<Exhibit, 'claimIds' | 'ties'> {
  const own = all.filter((tie) => tie.evidenceId === row.evidenceId);
  const off = new Set(own.filter((tie) => !tie.isTied).map((tie) => tie.claimId));
  const on = own.filter((tie) => tie.isTied);
  const claimIds = new Set([...row.claimIds.filter((id) => !off.has(id)), ...on.map((tie) => tie.claimId)]);
  return { claimIds: [...claimIds], ties: on.map(({ claimId, proves, personName, at }) => ({ claimId, proves, personName, at })) };
}

type Shown = Pick<Exhibit, 'state' | 'stateWords' | 'show'>;

function shownOf(row: EvidenceRow['row'], found: EvidenceRow['found']): Shown {
  return {
    state: row.state === 'good' && row.sha256 && !found ? 'waiting' : row.state,
    stateWords: row.stateWords ?? found?.error ?? null,
    show: found?.show ?? (row.text ? 'text' : 'none'),
  };
}

/** A stored copy that broke in the desk's own hands: whatever it was, it is not shown as good. */
function brokenSince(at: number): Shown {
  const stateWords = `The desk's stored copy was found damaged on ${day(at)} and is not shown. Take the bundle in again to mend it.`;
  return { state: 'damaged', stateWords, show: 'none' };
}

function flagsOf(
  row: EvidenceRow['row'],
  found: EvidenceRow['found'],
  placedAt: number | null,
  elsewhere: SameFiles,
  rows: EvidenceRow[],
): Exhibit['flags'] {
  const flags: Exhibit['flags'] = [];
  if (found?.takenAt && placedAt && found.takenAt < placedAt) {
    flags.push({ code: 'taken_before_order', words: `The camera's date, ${day(found.takenAt)}, is before the order was placed on ${day(placedAt)}.` });
  }
  const others = row.sha256 ? elsewhere.get(row.sha256) : undefined;
  if (others) flags.push({ code: 'same_file_in_other_case', words: `The very same file is evidence in ${others.join(', ')}.` });
  const twin = row.sha256 ? rows.find((other) => other.row.sha256 === row.sha256 && other.row.evidenceId !== row.evidenceId) : undefined;
  if (twin) flags.push({ code: 'same_file_twice', words: `The very same file was handed in as ${labelOf(twin.row)}.` });
  if (found && row.declaredMediaType && differs(found.mediaType, row.declaredMediaType)) {
    flags.push({ code: 'type_differs', words: `Handed in as ${row.declaredMediaType}, but the content is ${found.mediaType}.` });
  }
  return flags;
}

function differs(found: string, declared: string): boolean {
  const plain = (type: string) => type.split(';')[0]?.trim().toLowerCase();
  return plain(found) !== plain(declared) && found !== 'application/octet-stream' && !(found.startsWith('text/') && declared.startsWith('text/'));
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** Which other cases hold files of this one, without those `by` is to judge blind; the first hundred places. */
export async function readSameFiles(db: Db, caseId: string, rows: EvidenceRow[], by: SignedIn): Promise<SameFiles> {
  const hashes = rows.flatMap(({ row }) => row.sha256 ?? []);
  if (hashes.length === 0) return new Map();
  const twins = await db
    .selectDistinct({ sha256: evidence.sha256, number: disputeCase.number })
    .from(evidence)
    .innerJoin(disputeCase, eq(disputeCase.caseId, evidence.caseId))
    .where(and(inArray(evidence.sha256, hashes), ne(evidence.caseId, caseId), sql`${evidence.caseId} not in (${casesToJudgeBlind(by)})`))
    .limit(100);
  const found = new Map<string, string[]>();
  for (const { sha256, number } of twins) if (sha256) found.set(sha256, [...(found.get(sha256) ?? []), referenceOf({ number })]);
  return found;
}
