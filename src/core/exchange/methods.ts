import { and, desc, eq, inArray, lt, or } from 'drizzle-orm';
import type { exchangeMethods, ExchangeEntry } from '../../contract/exchange.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import type { Db } from '../db/open.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { exchangeDocument } from '../db/schema/exchange.ts';
import { DeskError } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { exchangeFolders, type Taken } from './takeIn.ts';

/** The methods over the exchange folder; `look` looks into it now. */
export function createExchangeHandlers(look: () => Promise<Taken[]>): Pick<Handlers, keyof typeof exchangeMethods> {
  return {
    'exchange.list': async (desk, { cursor, limit }) => {
      const found = await readEntries(desk.db).where(cursor === null ? undefined : after(cursor)).orderBy(desc(exchangeDocument.at), desc(exchangeDocument.sha256)).limit(limit + 1);
      const rows = found.slice(0, limit).map(toEntry);
      const last = rows.at(-1);
      const nextCursor = found.length > rows.length && last ? `${last.at}|${last.sha256}` : null;
      return { rows, nextCursor, total: Number(await desk.db.$count(exchangeDocument)), folder: exchangeFolders(desk.dataDir).in };
    },

    'exchange.look': async (desk) => {
      const taken = await look();
      const hashes = taken.map((one) => one.sha256);
      const entries = hashes.length === 0 ? [] : (await readEntries(desk.db).where(inArray(exchangeDocument.sha256, hashes))).map(toEntry);
      const of = (result: Taken['result']) => taken.filter((one) => one.result === result);
      const told = (result: Taken['result']) => of(result).flatMap((one) => entries.find((entry) => entry.sha256 === one.sha256) ?? []);
      return { taken: told('taken'), refused: told('refused'), again: of('again').map((one) => one.name), waiting: of('waiting').map((one) => one.name) };
    },
  };
}

function readEntries(db: Db) {
  return db.select({ row: exchangeDocument, number: disputeCase.number }).from(exchangeDocument).leftJoin(disputeCase, eq(disputeCase.caseId, exchangeDocument.caseId)).$dynamic();
}

function toEntry({ row, number }: { row: typeof exchangeDocument.$inferSelect; number: number | null }): ExchangeEntry {
  return { ...row, reference: number === null ? null : referenceOf({ number }) };
}

function after(cursor: string) {
  const match = /^(\d{1,16})\|([0-9a-f]{64})$/.exec(cursor);
  if (!match?.[1] || !match[2]) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  const at = Number(match[1]);
  return or(lt(exchangeDocument.at, at), and(eq(exchangeDocument.at, at), lt(exchangeDocument.sha256, match[2])));
}
