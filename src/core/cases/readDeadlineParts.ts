import { and, eq } from 'drizzle-orm';
import type { Db } from '../db/open.ts';
import { letter } from '../db/schema/letter.ts';
import { readMoves } from './deadlineMoves.ts';

/** What the desk did to the times of a case, and the language of each letter that asked a side for something. */
export async function readDeadlineParts(db: Db, caseId: string) {
  const letters = await db.select({ aboutId: letter.aboutId, to: letter.to, language: letter.language }).from(letter).where(and(eq(letter.caseId, caseId), eq(letter.kind, 'question')));
  return { moves: await readMoves(db, caseId), letterLanguages: new Map(letters.flatMap(({ aboutId, to, language }) => (aboutId === null ? [] : [[`${aboutId}:${to}`, language] as const]))) };
}
