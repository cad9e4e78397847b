import { and, eq, inArray, sql } from 'drizzle-orm';
import { mostElsewhere, mostElsewhereCounted, type Elsewhere, type ElsewhereRow } from '../../contract/elsewhere.ts';
import { literal } from '../db/literal.ts';
import type { Db } from '../db/open.ts';
import { packed, readPacked } from '../db/packed.ts';
import { party } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence, inspection } from '../db/schema/evidence.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { labelOf } from '../evidence/label.ts';
import type { ImageHash } from '../evidence/imageHash.ts';
import { hashOfFile, type NearPicture } from '../evidence/nearPictures.ts';
import { notFound } from '../fault.ts';
import { casesToJudgeBlind } from '../hiddenRulings.ts';
import { referenceOf } from './lifeCycle.ts';

/**
 * Where else the file of an exhibit is, or a picture that looks nearly the same: in other cases, without those the person who asks is to judge
 * blind. An exhibit that was erased holds no file any more, so nothing leads from it and nothing to it. NOT_FOUND.
 */
export async function exhibitElsewhere({ db, longRead }: Pick<Desk, 'db' | 'longRead'>, caseId: string, evidenceId: string, by: SignedIn): Promise<Elsewhere> {
  const [own] = await db
    .select({ sha256: evidence.sha256, show: inspection.show })
    .from(evidence)
    .leftJoin(inspection, eq(inspection.sha256, evidence.sha256))
    .where(and(eq(evidence.caseId, caseId), eq(evidence.evidenceId, evidenceId)));
  if (!own) throw notFound('exhibit', evidenceId);
  if (own.sha256 === null) return { compared: 'file', same: 0, near: 0, rows: [] };
  const hash = own.show === 'image' ? await hashOfFile(db, own.sha256) : null;
  const alike = hash === null || hash === 'blank' ? [] : (await longRead('near', hash)).filter(({ sha256 }) => sha256 !== own.sha256);
  const same = await placesOf(db, caseId, [{ sha256: own.sha256, distance: 0 }], by);
  const near = await placesOf(db, caseId, alike, by);
  const listed = [...same.map((id) => ({ id, match: 'same' as const })), ...near.map((id) => ({ id, match: 'near' as const }))].slice(0, mostElsewhere);
  return { compared: comparedBy(own.show, hash), same: same.length, near: near.length, rows: await readRows(db, listed) };
}

function comparedBy(show: string | null, hash: ImageHash | 'blank' | null): Elsewhere['compared'] {
  if (show === null) return 'waiting';
  if (show !== 'image') return 'file';
  return hash === null ? 'waiting' : hash === 'blank' ? 'blank' : 'looks';
}

/** Exhibits of other cases with one of the files, the nearest file first, the newest exhibit first of each. */
async function placesOf(db: Db, caseId: string, files: readonly NearPicture[], by: SignedIn): Promise<string[]> {
  if (files.length === 0) return [];
  const most = literal(mostElsewhereCounted + 1);
  // Files lead to exhibits and not the other way round. A picture of a shop may be in every case of it: past a thousand nobody counts, and only the newest are read.
  const newest = sql`select item.evidence_id, item.rowid as place from ${evidence} as item where item.sha256 = file.value and item.case_id <> ${caseId} and item.case_id not in (${casesToJudgeBlind(by)}) order by item.rowid desc limit ${most}`;
  const found = await readPacked<[id: string, place: number, file: number]>(db, sql`id, place, file`, sql`select held.value ->> 0 as id, held.value ->> 1 as place, file.key as file
    from json_each(${JSON.stringify(files.map(({ sha256 }) => sha256))}) as file cross join json_each((select ${packed(sql`evidence_id, place`)} from (${newest}))) as held limit ${most}`);
  const distance = (file: number) => files[file]?.distance ?? 0;
  return found.sort(([, a, ofA], [, b, ofB]) => distance(ofA) - distance(ofB) || b - a).map(([id]) => id);
}

async function readRows(db: Db, listed: readonly { id: string; match: ElsewhereRow['match'] }[]): Promise<ElsewhereRow[]> {
  if (listed.length === 0) return [];
  const found = await db
    .select({ item: evidence, number: disputeCase.number, receivedAt: disputeCase.receivedAt, partyName: party.displayName })
    .from(evidence)
    .innerJoin(disputeCase, eq(disputeCase.caseId, evidence.caseId))
    .leftJoin(party, and(eq(party.caseId, evidence.caseId), sql`${party.role} = ${evidence.side}`))
    .where(inArray(evidence.evidenceId, listed.map(({ id }) => id)));
  return listed.flatMap(({ id, match }) => {
    const one = found.find(({ item }) => item.evidenceId === id);
    if (!one) return [];
    const { item, number, receivedAt, partyName } = one;
    return [{ caseId: item.caseId, reference: referenceOf({ number }), evidenceId: id, label: labelOf(item), side: item.side, kind: item.kind, partyName, at: item.handedInAt ?? receivedAt, match }];
  });
}
