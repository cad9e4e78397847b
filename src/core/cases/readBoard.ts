import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Contradiction } from '../../contract/board.ts';
import type { Spot } from '../../contract/spots.ts';
import type { Db } from '../db/open.ts';
import { claimStanding, contradiction, exhibitTie, goodsLabel, reminder, spot } from '../db/schema/board.ts';
import type { SignedIn } from '../desk.ts';
import { spotLabel } from './spotLabel.ts';

/** What mediators added to the claim board of a case, and the reminder of `by`. */
export async function readBoard(db: Db, caseId: string, by: SignedIn) {
  const [own] = await db
    .select()
    .from(reminder)
    .where(and(eq(reminder.caseId, caseId), eq(reminder.personId, by.personId)));
  return {
    standings: await db.select().from(claimStanding).where(eq(claimStanding.caseId, caseId)),
    goods: await db.select().from(goodsLabel).where(eq(goodsLabel.caseId, caseId)),
    ties: await db.select().from(exhibitTie).where(eq(exhibitTie.caseId, caseId)),
    contradictions: await db.select().from(contradiction).where(eq(contradiction.caseId, caseId)).orderBy(asc(contradiction.at)),
    spots: await db
      .select()
      .from(spot)
      .where(and(eq(spot.caseId, caseId), isNull(spot.removedAt)))
      .orderBy(asc(spot.anchor), asc(spot.number)),
    reminder: own ? { dueAt: own.dueAt, words: own.words } : null,
  };
}
export type BoardParts = Awaited<ReturnType<typeof readBoard>>;

/** Contradictions as the workspace shows them. */
export function toContradictions(rows: BoardParts['contradictions']): Contradiction[] {
  return rows.map(({ contradictionId, firstId, secondId, words, personName, at }) => ({ contradictionId, between: [firstId, secondId], words, personName, at }));
}

/** Spots as the workspace shows them; `labels` are those of the exhibits by evidence id. */
export function toSpots(rows: BoardParts['spots'], labels: ReadonlyMap<string, string>): Spot[] {
  return rows.map((row) => ({
    spotId: row.spotId,
    label: spotLabel(row, row.evidenceId === null ? null : (labels.get(row.evidenceId) ?? null)),
    evidenceId: row.evidenceId,
    name: row.name,
    place: row.place,
    personName: row.personName,
    at: row.at,
  }));
}
