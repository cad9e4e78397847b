import type { LogFault } from '../../contract/audit.ts';
import type { Db } from '../db/open.ts';
import { coveredIds, coveredTables, hashReadableRows, type CoveredRow } from './rows.ts';
import { walkOn, type Recorded, type Walk } from './walk.ts';

const rowsAtOnce = 500;

/** One row that is not as the log says; `seq` is the entry that recorded it last, 0 when none did. */
type Odd = { table: CoveredRow['table']; id: string; seq: number; found: 'unknown' | 'differs' | 'gone' };

/** Holds every covered row against the last entry that recorded it. A row that changed while the log was read is looked at again with the entries since. */
export async function compareRows(db: Db, walk: Walk, newestSeq: () => Promise<number>): Promise<{ rows: number; faults: LogFault[] }> {
  let rows = 0;
  const odd: Odd[] = [];
  for (const table of coveredTables) {
    const there = await coveredIds(db, table);
    rows += there.length;
    for (let start = 0; start < there.length; start += rowsAtOnce) odd.push(...(await compareSome(db, walk.recorded, table, there.slice(start, start + rowsAtOnce))));
    const known = new Set(there);
    for (const [id, { seq }] of walk.recorded[table]) if (!known.has(id)) odd.push({ table, id, seq, found: 'gone' });
  }
  const still = odd.length > 0 ? await lookAgain(db, walk, odd, await newestSeq()) : [];
  return { rows, faults: still.map(toFault) };
}

async function lookAgain(db: Db, walk: Walk, odd: Odd[], to: number): Promise<Odd[]> {
  await walkOn(db, walk, to);
  const still: Odd[] = [];
  for (const [table, some] of Map.groupBy(odd, (one) => one.table)) {
    const ids = some.map(({ id }) => id);
    for (let start = 0; start < ids.length; start += rowsAtOnce) still.push(...(await compareSome(db, walk.recorded, table, ids.slice(start, start + rowsAtOnce), true)));
  }
  return still;
}

async function compareSome(db: Db, recorded: Recorded, table: CoveredRow['table'], ids: string[], isGoneOdd = false): Promise<Odd[]> {
  const hashes = await hashReadableRows(db, table, ids);
  return ids.flatMap((id): Odd[] => {
    const last = recorded[table].get(id);
    if (!hashes.has(id)) return isGoneOdd && last ? [{ table, id, seq: last.seq, found: 'gone' }] : [];
    if (!last) return [{ table, id, seq: 0, found: 'unknown' }];
    return last.sha256 === hashes.get(id) ? [] : [{ table, id, seq: last.seq, found: 'differs' }];
  });
}

function toFault({ table, id, seq, found }: Odd): LogFault {
  const message = {
    unknown: `The ${table} ${id} is in no entry of the log: it was put in past the desk.`,
    differs: `The ${table} ${id} differs from what entry ${seq} recorded.`,
    gone: `The ${table} ${id} that entry ${seq} recorded is gone.`,
  }[found];
  return { kind: 'row', seq, message, safe: 'The entries of the log themselves hold, and so does every other row they cover unless it is named too.' };
}
