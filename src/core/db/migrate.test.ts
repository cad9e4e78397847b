import canonicalize from 'canonicalize';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { migrate as runMigrations } from 'drizzle-orm/libsql/migrator';
import { getTableColumns, sql } from 'drizzle-orm';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tempFolder } from '../../testing/tempFolder.ts';
import { hashContent, hashRow } from '../audit/rows.ts';
import { readCaseFile } from '../cases/caseFile.ts';
import { sha256 } from '../ids.ts';
import { createEvents } from '../events.ts';
import { projectRoot } from '../projectRoot.ts';
import { receiveAppeal } from '../rulings/receiveAppeal.ts';
import { migrate } from './migrate.ts';
import { appeal } from './schema/appeal.ts';
import { keepMoneyTriggers } from './moneyTriggers.ts';
import { openConnection, type Connection } from './open.ts';
import { createWrite } from './write.ts';

let folder: { path: string; remove(): Promise<void> };
let connection: Connection;
beforeEach(async () => {
  folder = await tempFolder();
  connection = await openConnection({ dataDir: folder.path, key: new Uint8Array(32).fill(7) }, 'write');
});
afterEach(async () => {
  connection.close();
  await folder.remove();
});

/** The database as it was when `last` was the newest migration. */
async function migrateUpTo(last: string): Promise<void> {
  const older = join(folder.path, 'older');
  cpSync(join(projectRoot, 'drizzle'), older, { recursive: true });
  const journal = join(older, 'meta', '_journal.json');
  const { entries, ...rest } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: { tag: string }[] };
  const upTo = entries.findIndex((entry) => entry.tag === last) + 1;
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, upTo) }));
  await runMigrations(connection.db, { migrationsFolder: older });
  rmSync(older, { recursive: true });
}

describe('a database of an earlier version', () => {
  it('keeps every case, its evidence and its jobs when the tables of cases and jobs are written anew', async () => {
    await migrateUpTo('0004_claim_board');
    const { db } = connection;
    for (const n of [1, 2, 3]) {
      await db.run(sql`insert into dispute_case (case_id, number, version, state, source, source_id, content_sha256, stage, received_at, integrity, is_read_only, unmapped, reason, claim_count, value, search_text)
        values (${`c${n}`}, ${BigInt(n)}, 1, 'queued', 'test', ${`t${n}`}, 'x', 'dispute', 1, '{}', 0, '[]', 'other', 1, 0, '')`);
      await db.run(sql`insert into evidence (evidence_id, case_id, source_evidence_id, position, side, label_number, kind, file_name, claim_ids, state, admissibility)
        values (${`e${n}`}, ${`c${n}`}, 'e', 0, 'buyer', 1, 'photo', 'a.jpg', '[]', 'record', 'admitted')`);
      await db.run(sql`insert into job (job_id, kind, words, payload, state, attempts, max_attempts, run_after, created_at) values (${`j${n}`}, 'refund.payOut', 'pay', '{}', 'waiting', 0, 8, 1, 1)`);
    }
    await migrate(connection);
    const count = async (table: string) => Number((await db.all<{ n: bigint }>(sql.raw(`select count(*) as n from ${table}`)))[0]?.n);
    expect(await Promise.all(['dispute_case', 'evidence', 'job'].map(count))).toEqual([3, 3, 3]);
    expect(await db.all(sql`pragma foreign_key_check`)).toEqual([]);
    expect(await db.all(sql`pragma foreign_keys`)).toMatchObject([{ foreign_keys: 1n }]);
    await db.run(sql`update dispute_case set state = 'waiting' where case_id = 'c1'`);
    await expect(db.run(sql`update dispute_case set state = 'nonsense' where case_id = 'c1'`)).rejects.toThrow();
    await expect(db.run(sql`delete from dispute_case where case_id = 'c2'`)).rejects.toThrow();
  });

  it('keeps its letters as the log recorded them, and leaves no job behind that nobody does any more', async () => {
    await migrateUpTo('0007_life_of_a_case');
    const { db } = connection;
    await db.run(sql`insert into person (person_id, name, role, created_at) values ('p', 'Dana', 'mediator', 1)`);
    await db.run(sql`insert into dispute_case (case_id, number, version, state, source, source_id, content_sha256, stage, received_at, integrity, is_read_only, unmapped, reason, claim_count, value, search_text)
      values ('c', 1, 1, 'waiting', 'test', 't', 'x', 'dispute', 1, '{}', 0, '[]', 'other', 1, 0, '')`);
    await db.run(sql`insert into ruling (ruling_id, case_id, person_id, person_name, state, outcome, with_return, reason, basis, bearers, working, shares, clauses, reasons, policy_version, staged_at, effective_at, frozen_file, frozen_sha256)
      values ('r', 'c', 'p', 'Dana', 'effective', 'no_refund', 0, 'other', '{}', '[]', '[]', '[]', '[]', '', '1', 1, 1, '{}', 'x')`);
    await db.run(sql`insert into letter (letter_id, ruling_id, case_id, "to", language, subject, body, state, sent_at) values ('l', 'r', 'c', 'buyer', 'de', 'S', 'B', 'sent', 7)`);
    for (const state of ['waiting', 'done']) await db.run(sql`insert into job (job_id, kind, words, payload, state, attempts, max_attempts, run_after, created_at) values (${state}, 'question.send', 'ask', '{}', ${state}, 0, 8, 1, 1)`);
    await migrate(connection);
    const asKept = { letterId: 'l', rulingId: 'r', caseId: 'c', to: 'buyer', language: 'de', subject: 'S', body: 'B', state: 'sent', sentAt: 7 };
    expect((await hashRow(db, { table: 'letter', id: 'l' })).sha256).toBe(sha256(canonicalize(asKept) ?? ''));
    expect(await db.all(sql`select job_id, kind from job`)).toEqual([{ job_id: 'done', kind: 'letter.send' }]);
    await expect(db.run(sql`update letter set body = 'other' where letter_id = 'l'`)).rejects.toThrow();
    expect(await db.all(sql`pragma foreign_key_check`)).toEqual([]);
  });

  it('likens later cases to rulings from before there were like cases: the one in force on each case, with its share of what could be refunded', async () => {
    await migrateUpTo('0006_goods');
    const { db } = connection;
    await db.run(sql`insert into person (person_id, name, role, created_at) values ('p', 'Dana', 'mediator', 1)`);
    for (const n of [1, 2]) {
      await db.run(sql`insert into dispute_case (case_id, number, version, state, source, source_id, content_sha256, stage, received_at, integrity, is_read_only, unmapped, reason, claim_count, value, title, search_text)
        values (${`c${n}`}, ${BigInt(n)}, 1, 'ruled', 'test', ${`t${n}`}, 'x', 'dispute', 1, '{}', 0, '[]', 'defective', 1, 5000, 'Kettle', '')`);
      await db.run(sql`insert into claim (case_id, claim_id, position, reason, first_reason, words, answers) values (${`c${n}`}, 'k', 0, 'defective', 'defective', 'It leaks', '[]')`);
      await db.run(sql`insert into item (case_id, item_id, position, title, quantity, goods) values (${`c${n}`}, 'i', 0, 'Kettle', 1, 'household')`);
    }
    const rule = (id: string, caseId: string, state: string, amount: bigint | null, at: bigint) => db.run(sql`
      insert into ruling (ruling_id, case_id, person_id, person_name, state, outcome, with_return, reason, amount_minor, amount_currency, basis, bearers, working, shares, clauses, reasons, policy_version, staged_at, effective_at, frozen_file, frozen_sha256)
      values (${id}, ${caseId}, 'p', 'Dana', ${state}, ${amount === null ? 'no_refund' : 'partial_refund'}, 0, 'defective', ${amount}, ${amount === null ? null : 'USD'}, '{}', '[]', '[]', '[]', '[]', 'x', '2026-01', ${at}, ${at}, '{"refundRoom":{"cap":{"minor":"6665","currency":"USD"}}}', 'x')`);
    await rule('first', 'c1', 'effective', 1000n, 1n);
    await rule('last', 'c1', 'effective', 3333n, 2n);
    await rule('taken back', 'c2', 'undone', 1000n, 1n);
    await migrate(connection);
    expect(await db.all(sql`select ruling_id, goods, value, refund_bp from precedent`)).toEqual([{ ruling_id: 'last', goods: 'household', value: 5000n, refund_bp: 5001n }]);
    expect(await db.all(sql`select words from precedent_text where precedent_text match 'reason : defective AND words : leaks'`)).toEqual([{ words: 'kettle it leaks' }]);
  });

  it('goes on with a case that was ruled on long ago: its file reads, its letters and money stay, and it can be appealed', async () => {
    await migrateUpTo('0006_goods');
    const { db } = connection;
    const at = 1_700_000_000_000n;
    for (const id of ['p', 'q']) await db.run(sql`insert into person (person_id, name, role, created_at) values (${id}, ${id === 'p' ? 'Dana' : 'Bo'}, 'mediator', 1)`);
    await db.run(sql`insert into dispute_case (case_id, number, version, state, source, source_id, content_sha256, stage, received_at, integrity, is_read_only, unmapped, reason, claim_count, value, title, search_text)
      values ('c', 20001, 3, 'ruled', 'test', 't', 'x', 'dispute', 1, '{"kind":"document","valid":true,"complete":true,"faults":[],"warnings":[]}', 0, '[]', 'defective', 1, 5000, 'Kettle', '')`);
    for (const role of ['buyer', 'seller']) await db.run(sql`insert into party (case_id, position, role, id, display_name, language) values ('c', ${role === 'buyer' ? 0n : 1n}, ${role}, ${role}, ${role}, 'en')`);
    await db.run(sql`insert into case_order (case_id, order_id, currency, captured_minor, captured_currency) values ('c', 'o', 'USD', 6665, 'USD')`);
    await db.run(sql`insert into claim (case_id, claim_id, position, reason, first_reason, words, answers) values ('c', 'k', 0, 'defective', 'defective', 'It leaks', '[]')`);
    await db.run(sql`insert into ruling (ruling_id, case_id, person_id, person_name, state, outcome, with_return, reason, amount_minor, amount_currency, basis, bearers, working, shares, clauses, reasons, policy_version, staged_at, effective_at, frozen_file, frozen_sha256)
      values ('r', 'c', 'p', 'Dana', 'effective', 'partial_refund', 0, 'defective', 1000, 'USD', '{"by":"sum","minor":"1000"}', '[{"bearer":"seller","percent":100}]', '[]', '[{"bearer":"seller","amount":{"minor":"1000","currency":"USD"}}]', '[]', 'x', '2026-01', ${at}, ${at}, '{"refundRoom":{"cap":{"minor":"6665","currency":"USD"}}}', 'x')`);
    await db.run(sql`insert into refund (refund_id, ruling_id, case_id, amount_minor, currency, state, created_at, changed_at) values ('f', 'r', 'c', 1000, 'USD', 'settled', ${at}, ${at})`);
    for (const to of ['buyer', 'seller']) await db.run(sql`insert into letter (letter_id, ruling_id, case_id, "to", language, subject, body, state, sent_at) values (${to}, 'r', 'c', ${to}, 'en', 'S', 'B', 'sent', 7)`);
    await migrate(connection);
    const now = Number(at) + 3_600_000;
    const by = { personId: 'q', name: 'Bo', role: 'mediator' as const, sessionId: 's' };
    const write = createWrite(connection, createEvents(), () => now);
    expect(await readCaseFile(db, 'c', by, now)).toMatchObject({ state: 'ruled', rulings: [{ rulingId: 'r', amount: { minor: '1000' } }], refunds: [{ state: 'settled' }], refundRoom: { cap: { minor: '5665' } } });
    await write((tx) => receiveAppeal(tx, { caseId: 'c', by: 'seller', how: 'letter', newInformation: 'A scan.', exhibits: [], receivedAt: now }, by));
    expect(await readCaseFile(db, 'c', by, now)).toMatchObject({ state: 'queued', appeal: { rulingId: 'r', isHidden: true, notBy: ['Dana'] }, rulings: [] });
    expect(await db.all(sql`select kind, count(*) as n from letter group by kind order by kind`)).toEqual([{ kind: 'appeal', n: 2n }, { kind: 'ruling', n: 2n }]);
    for (const forbidden of [sql`update ruling set reasons = 'other'`, sql`update refund set amount_minor = 1`, sql`update letter set body = 'other'`, sql`update appeal set new_information = 'other'`]) await expect(db.run(forbidden)).rejects.toThrow();
    expect(await db.all(sql`pragma foreign_key_check`)).toEqual([]);
    expect(await db.all(sql`pragma integrity_check`)).toEqual([{ integrity_check: 'ok' }]);
  });

  it('keeps appeals, the views noted of them and how they ended, when their table is written anew', async () => {
    await migrateUpTo('0018_appeals');
    await keepMoneyTriggers(connection);
    const { db } = connection;
    await db.run(sql`insert into person (person_id, name, role, created_at) values ('p', 'Dana', 'mediator', 1), ('q', 'Bo', 'mediator', 1)`);
    await db.run(sql`insert into dispute_case (case_id, number, version, state, source, source_id, content_sha256, stage, received_at, integrity, is_read_only, unmapped, reason, claim_count, value, search_text)
      values ('c', 1, 1, 'queued', 'test', 't', 'x', 'dispute', 1, '{}', 0, '[]', 'other', 1, 0, '')`);
    await db.run(sql`insert into ruling (ruling_id, case_id, person_id, person_name, state, outcome, with_return, reason, basis, bearers, working, shares, clauses, reasons, policy_version, staged_at, effective_at, frozen_file, frozen_sha256)
      values ('r', 'c', 'p', 'Dana', 'effective', 'no_refund', 0, 'other', '{}', '[]', '[]', '[]', '[]', '', '1', 1, 1, '{}', 'x')`);
    await db.run(sql`insert into appeal (appeal_id, case_id, ruling_id, by, how, new_information, exhibits, received_at, recorded_at, person_id, person_name, state) values ('a', 'c', 'r', 'buyer', 'letter', 'A scan.', '[]', 1, 1, 'q', 'Bo', 'open')`);
    await db.run(sql`insert into appeal_view (view_id, appeal_id, person_id, outcome, words, noted_at) values ('v', 'a', 'q', 'no_refund', 'x', 1)`);
    // Read as it was hashed then: the columns that came later are not there yet.
    const { reviewId: _later, ...columns } = getTableColumns(appeal);
    const [row] = await db.select(columns).from(appeal);
    await migrate(connection);
    expect(await hashRow(db, { table: 'appeal', id: 'a' })).toEqual({ table: 'appeal', id: 'a', sha256: hashContent(row) });
    expect(await db.all(sql`pragma foreign_key_check`)).toEqual([]);
    await db.run(sql`update appeal set state = 'lapsed'`);
    await expect(db.run(sql`update appeal set state = 'open'`)).rejects.toThrow();
    await expect(db.run(sql`delete from appeal_view`)).rejects.toThrow();
    await expect(db.run(sql`delete from appeal`)).rejects.toThrow();
  });
});
