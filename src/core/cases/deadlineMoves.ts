import { and, asc, eq } from 'drizzle-orm';
import type { DeadlineMove } from '../../contract/deadlines.ts';
import type { CoveredRow } from '../audit/rows.ts';
import type { Db } from '../db/open.ts';
import { deadlineMove } from '../db/schema/deadline.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { newId } from '../ids.ts';

/** Moves of a case's deadlines by deadline, each list oldest first. */
export async function readMoves(db: Db, caseId: string): Promise<ReadonlyMap<string, DeadlineMove[]>> {
  const rows = await db.select().from(deadlineMove).where(eq(deadlineMove.caseId, caseId)).orderBy(asc(deadlineMove.deadlineId), asc(deadlineMove.position));
  const moves = new Map<string, DeadlineMove[]>();
  for (const { caseId: _caseId, deadlineId, position: _position, personId: _personId, ...move } of rows) moves.set(deadlineId, [...(moves.get(deadlineId) ?? []), move]);
  return moves;
}

/** Adds a move to a deadline; the row for the log to cover. */
export async function addMove(tx: Tx, caseId: string, deadlineId: string, by: SignedIn, move: Omit<DeadlineMove, 'moveId' | 'personName' | 'at'>): Promise<CoveredRow> {
  const moveId = newId(tx.now);
  const position = Number(await tx.$count(deadlineMove, and(eq(deadlineMove.caseId, caseId), eq(deadlineMove.deadlineId, deadlineId))));
  await tx.insert(deadlineMove).values({ ...move, moveId, caseId, deadlineId, position, personId: by.personId, personName: by.name, at: tx.now });
  return { table: 'deadline_move', id: moveId };
}

/** When a deadline ends after its moves: never earlier than its source states. */
export function movedDueAt(statedDueAt: number, moves: readonly DeadlineMove[]): number {
  return Math.max(statedDueAt, moves.at(-1)?.dueAt ?? statedDueAt);
}

/** The pause a deadline is in at `now`; one that has come to its end is over by itself, so that a desk that was shut down then loses nothing. */
export function pauseOf(moves: readonly DeadlineMove[], now: number): DeadlineMove | null {
  const last = moves.at(-1);
  return last?.kind === 'paused' && last.untilAt !== null && last.untilAt > now ? last : null;
}
