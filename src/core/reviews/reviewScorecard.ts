import type { Scorecard } from '../../contract/scorecards.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import type { Card } from './reviewRules.ts';
import { currentScorecard, keptScorecard, scorecardOf } from './scorecard.ts';

/** The scorecard of a version, or the one in force without a version, as a review asks it. */
export async function readCard(db: Db, version: number | null = null): Promise<Card> {
  return toCard(version === null ? await currentScorecard(db) : await scorecardOf(db, version));
}

/** The scorecard in force, written down, so that a verdict can name it. */
export async function keepCard(tx: Tx): Promise<Card> {
  return toCard(await keptScorecard(tx));
}

function toCard({ version, content: { questions, rootCauses } }: Scorecard): Card {
  return {
    version,
    questions: questions.map(({ code, question, points }) => ({ id: code, words: question, points })),
    rootCauses: rootCauses.map(({ code, words }) => ({ id: code, words })),
  };
}
