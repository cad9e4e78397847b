import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { sql } from 'drizzle-orm';
import { migrate } from '../src/core/db/migrate.ts';
import { openConnection } from '../src/core/db/open.ts';
import { createWrite } from '../src/core/db/write.ts';
import { deskItself, type Desk } from '../src/core/desk.ts';
import { createEvents } from '../src/core/events.ts';
import { createLongRead } from '../src/core/longRead.ts';
import { newId } from '../src/core/ids.ts';
import type { ClaimedJob } from '../src/core/jobs/runner.ts';
import { beginCheck } from '../src/core/refunds/reconcile/begin.ts';
import { reconcileLedger } from '../src/core/refunds/reconcile/reconcile.ts';
import type { LedgerEntry } from '../src/core/refunds/gateway.ts';
import { createMemoryGateway } from '../src/testing/memoryGateway.ts';
import { compare, type Comparison } from './measure.ts';

const refunds = 100_000;
/** One of so many payouts is not in the ledger. */
const lostEvery = 1_000;
const pageSize = 200;
const dayMs = 24 * 3_600_000;

/** A check of a week's ledger with as many refunds, from the first page to the last row written, against the same lists stored, sorted and joined in plain SQL. */
export async function benchLedger(): Promise<Comparison> {
  const start = Date.now() - 7 * dayMs;
  const keys = Array.from({ length: refunds }, (_one, index) => newId(start + index * 5_000));
  const bench = await openLedger(keys, start);
  const { desk, peer, close } = bench;
  let most = 0;
  const idle = process.memoryUsage().rss;
  try {
    const result = await compare(
      {
        name: 'desk: read, keep, compare, write down',
        operations: refunds,
        run: async () => {
          const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
          await check(desk, start);
          clearInterval(watch);
        },
      },
      { name: 'the same pages stored, sorted and joined in SQL', operations: refunds, run: async () => joinAll(peer, keys, start) },
    );
    const note = `${refunds} refunds and as many entries less ${refunds / lostEvery} that are lost, in pages of ${pageSize}; peak memory ${Math.round((most - idle) / 2 ** 20)} MB over idle. The desk writes in steps under 1,000 rows, each of them durable, and looks every payout up; the peer keeps and joins all at once.`;
    return { bench: 'ledger check', unit: 'entries/s', ...result, least: 0.05, bar: '>= 0.05x plain SQL', note };
  } finally {
    await close();
  }
}

async function check(desk: Desk, start: number): Promise<void> {
  const checkId = newId();
  await desk.write((tx) => beginCheck(tx, { checkId, jobKey: checkId, by: deskItself, line: 'api', asked: { from: start - dayMs, until: Date.now() } }));
  await reconcileLedger({ checkId }, { desk, signal: new AbortController().signal, progress: async () => {} }, { attempts: 1, maxAttempts: 1 } as ClaimedJob);
}

/** Entries are made as they are asked for: what is measured is the memory of the check, not of a list. */
function entryAt(keys: readonly string[], index: number, start: number): LedgerEntry {
  return { entryId: `L-${index}`, at: start + index * 5_000, kind: 'refund', key: keys[index] ?? '', sourceId: `S-${index}`, orderId: `O-${index}`, amount: { minor: String(100 + index), currency: 'USD' } };
}

function pageOf(keys: readonly string[], from: number, start: number): LedgerEntry[] {
  const entries: LedgerEntry[] = [];
  for (let index = from; index < Math.min(from + pageSize, keys.length); index += 1) if (index % lostEvery !== 0) entries.push(entryAt(keys, index, start));
  return entries;
}

async function openLedger(keys: readonly string[], start: number) {
  const dataDir = await mkdtemp(join(tmpdir(), 'bench-'));
  const source = { dataDir, key: randomBytes(32) };
  const writing = await openConnection(source, 'write');
  await migrate(writing);
  // Refunds without their cases and rulings: only they are compared.
  await writing.db.run(sql`pragma foreign_keys = off`);
  for (const { name } of await writing.db.all<{ name: string }>(sql`select name from sqlite_master where type = 'trigger' and tbl_name = 'refund'`)) await writing.db.run(sql.raw(`drop trigger ${name}`));
  const peer = new Database(join(dataDir, 'peer.db'), { encryptionKey: randomBytes(32).toString('hex') } as never);
  peer.exec('pragma journal_mode = wal; pragma synchronous = full; create table refund (key text primary key, minor integer not null) strict; create table entry (id text primary key, key text not null, minor integer not null, at integer not null) strict');
  for (let from = 0; from < keys.length; from += 1_000) {
    const rows = JSON.stringify(keys.slice(from, from + 1_000).map((key, index) => [key, 100 + from + index, start + (from + index) * 5_000]));
    await writing.db.run(sql`insert into refund (refund_id, ruling_id, case_id, kind, amount_minor, currency, state, created_at, changed_at)
      select value ->> 0, value ->> 0, value ->> 0, 'order', value ->> 1, 'USD', 'settled', value ->> 2, value ->> 2 from json_each(${rows})`);
    peer.prepare('insert into refund select value ->> 0, value ->> 1 from json_each(?)').run(rows);
  }
  const reading = await openConnection(source, 'read');
  const events = createEvents();
  const readLedger: Desk['gateway']['readLedger'] = async (_span, after) => {
    const from = Number(after ?? 0);
    return { entries: pageOf(keys, from, start), next: from + pageSize < keys.length ? String(from + pageSize) : null };
  };
  const desk: Desk = {
    db: reading.db,
    write: createWrite(writing, events, Date.now),
    events,
    clock: Date.now,
    dataDir,
    isEncrypted: true,
    isShared: false,
    mode: 'write',
    gateway: { ...createMemoryGateway(), readLedger },
    sealingKey: null,
    runId: 'bench',
    longRead: createLongRead(source),
    defaultUndoWindowMs: 15_000,
  };
  const close = async () => {
    peer.close();
    reading.close();
    writing.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { desk, peer, close };
}

/** Every entry stored once more, then both lists joined by key with what each key comes to. */
function joinAll(peer: InstanceType<typeof Database>, keys: readonly string[], start: number): void {
  const keep = peer.prepare('insert into entry select value ->> 0, value ->> 1, value ->> 2, value ->> 3 from json_each(?)');
  peer.exec('begin immediate; delete from entry');
  for (let from = 0; from < keys.length; from += pageSize) keep.run(JSON.stringify(pageOf(keys, from, start).map(({ entryId, key, amount, at }) => [entryId, key, Number(amount.minor), at])));
  peer.exec('commit');
  const found = peer
    .prepare(
      `with e as materialized (select key, sum(minor) as paid, count(*) as times from entry group by key)
       select r.key, e.paid, e.times from refund r left join e on e.key = r.key where e.key is null or e.paid <> r.minor or e.times > 1
       union all select e.key, e.paid, e.times from e left join refund r on r.key = e.key where r.key is null order by 1`,
    )
    .all();
  if (found.length !== Math.ceil(keys.length / lostEvery)) throw new Error(`The peer found ${found.length} differences.`);
}
