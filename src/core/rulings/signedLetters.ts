import { asc, eq } from 'drizzle-orm';
import { CaseFile } from '../../contract/caseFile.ts';
import { adversaries } from '../../contract/vocabulary.ts';
import type { Db } from '../db/open.ts';
import { rulingLetter } from '../db/schema/letter.ts';
import type { ruling } from '../db/schema/ruling.ts';
import type { ComposedLetter } from '../letters/compose.ts';
import { fillGaps } from '../letters/gaps.ts';
import { bookOf } from '../policy/books.ts';
import type { SignedLetter } from './letterEdits.ts';
import { composeLetters, type LetterFacts } from './letters.ts';
import { readReturnDue } from '../returns/dueTime.ts';
import { usualTerms } from '../returns/terms.ts';
import { composeSettlement } from './offers/letters.ts';
import type { readRuling } from './readRuling.ts';

const dayMs = 86_400_000;

/** What the letters of a ruling were written from; its policy is read anew where the frozen file is older than the limits in it. */
export async function factsOfRuling(db: Db, { row, ruling, amount, sheet }: Awaited<ReturnType<typeof readRuling>>): Promise<LetterFacts> {
  const file = CaseFile.parse(JSON.parse(row.frozenFile));
  const { appeal } = file.timeLimits ?? (await bookOf(db, row.policyVersion)).timeLimits;
  const returnTerms = row.withReturn && row.amountMinor !== null ? (row.returnTerms ?? usualTerms(file, row.working)) : null;
  const returnDue = returnTerms ? await readReturnDue(db, row.caseId, returnTerms.days, row.effectiveAt) : undefined;
  return { file, ruling, amount, sheet, working: row.working, shares: row.shares, returnTerms, returnDue, appealDays: appeal };
}

/** The letters of a ruling as they were signed; written now for one that was staged before letters were signed along. */
export async function readSigned(db: Db, facts: LetterFacts, rulingId: string): Promise<SignedLetter[]> {
  const kept = await db.select().from(rulingLetter).where(eq(rulingLetter.rulingId, rulingId)).orderBy(asc(rulingLetter.to));
  if (kept.length === 0) return composeLetters(facts).map((letter) => ({ ...letter, isEdited: false }));
  return kept.map(({ rulingId: _rulingId, ...letter }) => letter);
}

/** A letter as it goes out when its decision takes effect at `effectiveAt` (ms UTC). */
export function filledAt<Letter extends ComposedLetter>(letter: Letter, { file, appealDays, ...back }: Pick<LetterFacts, 'file' | 'appealDays' | 'returnTerms' | 'returnDue'>, effectiveAt: number): Letter {
  const appealUntil = effectiveAt + appealDays * dayMs;
  const timeZone = file.parties.find(({ role }) => role === letter.to)?.timeZone ?? null;
  return fillGaps(letter, { decidedAt: effectiveAt, appealUntil, returnUntil: returnUntil(back, effectiveAt) }, timeZone);
}

/** When the time to send goods ends (ms UTC); without a calendar every day counts. */
function returnUntil({ returnTerms, returnDue }: Pick<LetterFacts, 'returnTerms' | 'returnDue'>, effectiveAt: number): number {
  return returnDue ? returnDue(effectiveAt) : effectiveAt + (returnTerms?.days ?? 0) * dayMs;
}

/** The letters that confirm to both sides what they agreed on; `language` in place of each party's own. */
export function settlementLetters(row: typeof ruling.$inferSelect, { file, ...back }: Pick<LetterFacts, 'file' | 'returnTerms' | 'returnDue'>, decidedAt: number, language?: string): ComposedLetter[] {
  const address = { reference: file.reference, sourceId: file.sourceId, orderId: file.order?.orderId ?? null };
  return adversaries.map((to) => {
    const party = file.parties.find((one) => one.role === to) ?? { displayName: null, language: null, timeZone: null };
    return composeSettlement({ ...address, to, party: { ...party, language: language ?? party.language } }, { ...row, decidedAt, returnUntil: returnUntil(back, decidedAt), back: { file, ...back } });
  });
}
