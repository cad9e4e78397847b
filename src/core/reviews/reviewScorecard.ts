import { desc, eq } from 'drizzle-orm';
import { append } from '../audit/append.ts';
import { scorecard } from '../db/schema/review.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import type { Card } from './reviewRules.ts';

type Content = { questions: { code: string; question: string; hint?: string; points: number }[]; rootCauses: { code: string; words: string }[] };

/** What reviews are measured by until a lead publishes another scorecard. */
const first: Content & { schema: 'scorecard/1' } = {
  schema: 'scorecard/1',
  questions: [
    { code: 'evidence', question: 'Evidence of both sides weighed', hint: '', points: 5 },
    { code: 'policy', question: 'Policy applied rightly', hint: '', points: 5 },
    { code: 'amount', question: 'Amount worked out rightly', hint: '', points: 5 },
    { code: 'words', question: 'Reasons clear to both sides', hint: '', points: 5 },
  ],
  rootCauses: [
    { code: 'evidence_missed', words: 'Evidence was missed' },
    { code: 'evidence_misread', words: 'Evidence was misread' },
    { code: 'policy_misapplied', words: 'Policy was applied wrongly' },
    { code: 'amount_wrong', words: 'Amount or bearer was wrong' },
    { code: 'not_enough_asked', words: 'Ruled before enough was asked' },
    { code: 'reasons_unclear', words: 'Reasons were unclear' },
  ],
};

/** The scorecard of a version, or the one in force without a version. */
export async function readCard(db: Db, version: number | null = null): Promise<Card> {
  const [found] = await db
    .select()
    .from(scorecard)
    .where(version === null ? undefined : eq(scorecard.version, version))
    .orderBy(desc(scorecard.version))
    .limit(1);
  const { questions, rootCauses } = found ? (found.content as Content) : first;
  return {
    version: found?.version ?? 1,
    questions: questions.map(({ code, question, points }) => ({ id: code, words: question, points })),
    rootCauses: rootCauses.map(({ code, words }) => ({ id: code, words })),
  };
}

/** Puts the first scorecard among the published ones when the first verdict is given by it. */
export async function keepFirstCard(tx: Tx, version: number): Promise<void> {
  const [known] = await tx.select({ version: scorecard.version }).from(scorecard).where(eq(scorecard.version, version));
  if (known || version !== 1) return;
  await tx.insert(scorecard).values({ version: 1, content: first, publishedAt: tx.now, publishedById: deskItself.personId, publishedByName: deskItself.name });
  await append(tx, { by: deskItself, action: 'scorecard.published', subject: 'scorecard:1', words: 'The first scorecard is in use', rows: [{ table: 'scorecard', id: '1' }] });
}
