import { and, count, desc, eq, like, max, not } from 'drizzle-orm';
import { access } from 'node:fs/promises';
import { longFailureMs, type FeedSource } from '../../contract/feed.ts';
import { exchangeDocument } from '../db/schema/exchange.ts';
import { importRun } from '../db/schema/intake.ts';
import type { Desk } from '../desk.ts';
import { exchangeFolders } from '../exchange/takeIn.ts';
import { readConnection } from '../marketplace/connection.ts';
import type { FeedLine } from './line.ts';
import { readSource, type SourceRow } from './source.ts';
import { replyPrefix } from './takeReply.ts';

/** Unsigned rings of this time show as a fault; one of long ago may have been anybody. */
const wrongRingMs = 60 * 60_000;

const quiet = { newsAt: null, lookedAt: null, nextLookAt: null, behind: null, error: null, errorSince: null, taken: 0, unchanged: 0, refused: 0 };

/** Every way in and how it stands. */
export async function readSources(desk: Desk, line: FeedLine | null): Promise<FeedSource[]> {
  const row = line ? await readSource(desk.db, line.url) : undefined;
  return [pullHealth(line, row), ringHealth(line, row, desk.clock()), await exchangeHealth(desk), await importHealth(desk)];
}

/** Whether nothing could be fetched from the marketplace for so long that every window should say so. */
export async function isCutOff(desk: Desk): Promise<boolean> {
  const { kind, url } = await readConnection(desk);
  const row = kind === 'api' && url !== null ? await readSource(desk.db, url) : undefined;
  return row !== undefined && row.errorSince !== null && desk.clock() - row.errorSince >= longFailureMs;
}

function pullHealth(line: FeedLine | null, row: SourceRow | undefined): FeedSource {
  const base = { ...quiet, kind: 'pull' as const, name: row?.name ?? line?.url ?? 'Marketplace' };
  if (!line) return { ...base, state: 'off', words: 'This desk works with the exchange folder; Settings connect it to a marketplace.' };
  if (!row || row.lookedAt === null) return { ...base, state: 'behind', words: 'The first look is on its way.' };
  const { newsAt, lookedAt, nextLookAt, behind, error, errorSince, taken, unchanged, refused } = row;
  const found = { ...base, newsAt, lookedAt, nextLookAt, behind, error, errorSince, taken, unchanged, refused };
  if (error !== null) return { ...found, state: 'failing', words: 'The last look failed. Nothing is lost: the desk goes on where it stopped.' };
  if (row.pausedBecause !== null) return { ...found, state: 'paused', words: `Nothing new is fetched just now: ${row.pausedBecause}.${sayBehind(row)}` };
  if (!row.isListed || behind !== 0) return { ...found, state: 'behind', words: `Catching up.${sayBehind(row)}` };
  return { ...found, state: 'fine', words: 'Everything that happened at the marketplace is here.' };
}

function sayBehind({ isListed, behind }: SourceRow): string {
  if (behind === null) return isListed ? ' More events wait there.' : ' More disputes wait there.';
  return behind === 0 ? '' : ` ${behind} ${behind === 1 ? 'dispute' : 'disputes'} to go.`;
}

function ringHealth(line: FeedLine | null, row: SourceRow | undefined, now: number): FeedSource {
  const base = { ...quiet, kind: 'webhook' as const, name: 'Webhooks', newsAt: row?.rungAt ?? null, taken: row?.rings ?? 0, refused: row?.wrongRings ?? 0 };
  if (!line?.secret) return { ...base, state: 'off', words: 'No secret is set in Settings. The desk looks every 30 seconds instead.' };
  const wrongAt = row?.wrongRingAt ?? null;
  const isWrong = wrongAt !== null && wrongAt > (row?.rungAt ?? 0) && wrongAt > now - wrongRingMs;
  const error = isWrong ? 'The last webhook was not signed by the secret of this desk, or its clock is more than 5 minutes off. Compare the secret in Settings with the one at the marketplace.' : null;
  if (isWrong) return { ...base, state: 'failing', error, errorSince: wrongAt, words: 'Webhooks are refused. The desk looks every 30 seconds anyway.' };
  return { ...base, state: 'fine', words: row?.rungAt == null ? 'None was heard so far. The desk looks every 30 seconds anyway.' : 'The desk looks at once when the marketplace rings.' };
}

async function exchangeHealth(desk: Desk): Promise<FeedSource> {
  const folder = exchangeFolders(desk.dataDir).in;
  const isThere = await access(folder).then(() => true, () => false);
  const rows = await desk.db
    .select({ state: exchangeDocument.state, rows: count(), at: max(exchangeDocument.at) })
    .from(exchangeDocument)
    .where(not(like(exchangeDocument.fileName, `${replyPrefix}%`)))
    .groupBy(exchangeDocument.state);
  const of = (state: 'taken' | 'refused') => Number(rows.find((row) => row.state === state)?.rows ?? 0);
  const newsAt = Math.max(0, ...rows.map((row) => Number(row.at ?? 0)));
  const found = { ...quiet, kind: 'exchange' as const, name: 'Exchange folder', newsAt: newsAt === 0 ? null : newsAt, taken: of('taken'), refused: of('refused') };
  return isThere ? { ...found, state: 'fine', words: 'Looked into every 3 seconds.' } : { ...found, state: 'off', words: 'The folder is not there. It is looked into as soon as somebody makes it.' };
}

async function importHealth(desk: Desk): Promise<FeedSource> {
  const [last] = await desk.db.select().from(importRun).orderBy(desc(importRun.importId)).limit(1);
  const running = Number(await desk.db.$count(importRun, eq(importRun.state, 'running')));
  const finished = Number(await desk.db.$count(importRun, eq(importRun.state, 'finished')));
  const failed = Number(await desk.db.$count(importRun, and(eq(importRun.state, 'failed'))));
  const found = { ...quiet, kind: 'import' as const, name: 'Imports', newsAt: last?.finishedAt ?? null, taken: finished, refused: failed };
  if (running > 0) return { ...found, state: 'behind', behind: running, words: `${running === 1 ? 'One import is' : `${running} imports are`} being read.` };
  if (last?.state === 'failed') return { ...found, state: 'failing', error: last.error, errorSince: last.finishedAt, words: 'The last import failed.' };
  return last ? { ...found, state: 'fine', words: 'Files that people bring.' } : { ...found, state: 'off', words: 'Nobody has brought files so far.' };
}
