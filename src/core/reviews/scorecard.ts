import { desc } from 'drizzle-orm';
import { ScorecardContent, scorecardChanges, type Scorecard, type scorecardMethods } from '../../contract/scorecards.ts';
import { append } from '../audit/append.ts';
import { scorecard } from '../db/schema/review.ts';
import type { Db } from '../db/open.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { once } from '../once.ts';
import { defaultScorecard } from './defaultScorecard.ts';

/** The version every desk begins with; it is written down, and into the log, when the first review or the second version needs it. */
const first: Scorecard = { version: 1, content: defaultScorecard, publishedAt: null, publishedByName: 'The desk', isCurrent: true };

/** Versions of the scorecard. */
export const scorecardHandlers: Pick<Handlers, keyof typeof scorecardMethods> = {
  'scorecards.current': (desk) => currentScorecard(desk.db),
  'scorecards.get': (desk, { version }) => scorecardOf(desk.db, version),
  'scorecards.list': (desk) => listScorecards(desk.db),

  'scorecards.publish': (desk, input, by) =>
    once(desk, by, 'scorecards.publish', input, async (tx) => {
      const current = await keptScorecard(tx);
      if (current.version !== input.basedOn) throw new DeskError('CONFLICT', `Version ${current.version} was published meanwhile by ${current.publishedByName}. Yours is still on your screen; compare and publish over it.`);
      const changes = scorecardChanges(current.content, input.content);
      if (changes.length === 0) throw new DeskError('NOT_ALLOWED_NOW', `Nothing differs from version ${current.version}.`);
      const version = current.version + 1;
      await insert(tx, version, input.content, by, `${by.name} published version ${version} of the scorecard`, changes);
      tx.emit({ type: 'reviews.changed' });
      return scorecardOf(tx, version);
    }),
};

/** The version reviews are made on now; for reading. */
export async function currentScorecard(db: Db): Promise<Scorecard> {
  return (await listScorecards(db))[0] ?? first;
}

/** The version reviews are made on now, written down, so that a review can name it. */
export async function keptScorecard(tx: Tx): Promise<Scorecard> {
  const [row] = await tx.select().from(scorecard).limit(1);
  if (!row) await insert(tx, first.version, first.content, deskItself, 'The desk wrote down version 1 of the scorecard', []);
  return currentScorecard(tx);
}

/** One version. NOT_FOUND. */
export async function scorecardOf(db: Db, version: number): Promise<Scorecard> {
  const found = (await listScorecards(db)).find((one) => one.version === version);
  if (!found) throw notFound('version of the scorecard', String(version));
  return found;
}

async function insert(tx: Tx, version: number, content: ScorecardContent, by: SignedIn, words: string, changes: unknown): Promise<void> {
  await tx.insert(scorecard).values({ version, content, publishedAt: tx.now, publishedById: by.personId, publishedByName: by.name });
  await append(tx, { by, action: 'scorecard.published', subject: `scorecard:${version}`, version, words, data: { changes }, rows: [{ table: 'scorecard', id: String(version) }] });
}

async function listScorecards(db: Db): Promise<Scorecard[]> {
  const rows = await db.select().from(scorecard).orderBy(desc(scorecard.version));
  if (rows.length === 0) return [first];
  return rows.map(({ version, content, publishedAt, publishedByName }, index) => ({ version, content: ScorecardContent.parse(content), publishedAt, publishedByName, isCurrent: index === 0 }));
}
