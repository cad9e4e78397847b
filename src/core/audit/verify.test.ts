import { desc, sql } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { auditEntry } from '../db/schema/audit.ts';
import { stageRuling } from '../rulings/stage.ts';
import { hashEntry } from './append.ts';
import { vaultFile } from '../db/schema/evidence.ts';
import { verifyAll } from '../verifyAll.ts';
import { createAuditHandlers } from './methods.ts';
import { verifyLog } from './verify.ts';

let temp: TempDesk;
let caseId: string;

/** A short history: two people, a case, a ruling with its refund. */
beforeEach(async () => {
  temp = await openTempDesk();
  const dana = await temp.seat('Dana');
  await temp.seat('Sam', 'lead');
  const file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  caseId = file.caseId;
  await stageRuling(temp.desk, { requestId: randomUUID(), caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
});
afterEach(() => temp.close());

/** Statements of somebody who owns the key and goes past the desk; the triggers are no hindrance to them. */
async function tamper(...statements: string[]): Promise<void> {
  for (const trigger of ['audit_entry_no_update', 'audit_entry_no_delete', 'audit_payload_no_update', 'ruling_is_frozen', 'refund_is_frozen']) {
    await temp.database.run(sql.raw(`drop trigger if exists ${trigger}`));
  }
  await temp.database.run(sql`pragma foreign_keys = off`);
  for (const statement of statements) await temp.database.run(sql.raw(statement));
}

/** Honest entries behind the last one, in few statements. */
async function appendMany(count: number): Promise<void> {
  await temp.desk.write(async (tx) => {
    let [last] = await tx.select().from(auditEntry).orderBy(desc(auditEntry.seq)).limit(1);
    for (let done = 0; done < count; done += 399) {
      const rows = Array.from({ length: Math.min(399, count - done) }, () => {
        const { hash: previousHash = '', previousHash: _before, ...content } = last ?? ({} as typeof auditEntry.$inferSelect);
        const entry = { ...content, seq: content.seq + 1, rows: [] };
        last = { ...entry, previousHash, hash: hashEntry(previousHash, entry) };
        return last;
      });
      await tx.insert(auditEntry).values(rows);
    }
  });
}

const verify = () => verifyLog(temp.desk.db);

describe('verifyLog', () => {
  it('finds nothing wrong with an honest log, and counts it', async () => {
    const steps: number[] = [];
    expect(await verifyLog(temp.desk.db, { onProgress: (entries) => steps.push(entries) })).toMatchObject({ ok: true, entries: 5, firstBroken: null, faults: [], proof: { unbrokenTo: 5, signedTo: 0, outsideTo: 0 } });
    expect(steps.at(-1)).toBe(5);
  });

  it('holds for an empty log', async () => {
    const empty = await openTempDesk();
    expect(await verifyLog(empty.desk.db)).toMatchObject({ ok: true, entries: 0, firstBroken: null });
    empty.close();
  });

  it.each([
    ['an edited action', `update audit_entry set action = 'x' where seq = 2`, 2, 'Entry 2 was changed: its hash does not fit its content.'],
    ['an edited time', `update audit_entry set at = at + 1 where seq = 3`, 3, 'Entry 3 was changed: its hash does not fit its content.'],
    ['an entry turned over to another person', `update audit_entry set person_id = 'x' where seq = 4`, 4, 'Entry 4 was changed'],
    ['covered rows that are no JSON any more', `update audit_entry set rows = '[{' where seq = 5`, 5, 'Entry 5 was changed'],
    ['edited words', `update audit_payload set payload = replace(payload, 'Dana', 'Sam') where seq = 1`, 1, 'The words of entry 1 were changed'],
    ['an entry taken out of the middle', `delete from audit_entry where seq = 3`, 4, 'Entry 3 is missing before entry 4.'],
    ['the first entry taken out', `delete from audit_entry where seq = 1`, 2, 'Entry 1 is missing before entry 2.'],
    ['the last entry taken out', `delete from audit_entry where seq = 5`, 5, 'Entry 5 was taken out: its words are still there.'],
    ['a changed refund amount', `update refund set amount_minor = amount_minor + 1`, 5, 'differs from what entry 5 recorded.'],
    ['a refund marked as paid', `update refund set state = 'settled'`, 5, 'The refund '],
    ['a changed ruling', `update ruling set reasons = 'other'`, 5, 'differs from what entry 5 recorded.'],
    ['a turned finding', `update finding set result = 'not_established'`, 5, 'The ruling '],
    ['an exchanged exhibit', `delete from finding_exhibit`, 5, 'The ruling '],
    ['somebody made a lead', `update person set role = 'lead' where name = 'Dana'`, 1, 'The person '],
    ['a refund that is gone', `delete from refund`, 5, 'that entry 5 recorded is gone.'],
    ['somebody put in past the desk', `insert into person (person_id, name, role, created_at) values ('evil', 'Eve', 'lead', 0)`, 0, 'The person evil is in no entry of the log'],
  ])('notices %s', async (_what, statement, seq, message) => {
    await tamper(statement);
    const found = await verify();
    expect(found.ok).toBe(false);
    expect(found.firstBroken?.seq).toBe(seq);
    expect(found.firstBroken?.message).toContain(message);
  });

  it('names the ruling that was changed into something no program can read, instead of failing', async () => {
    await tamper(`update ruling set shares = 'x'`);
    expect(await verify()).toMatchObject({ ok: false, firstBroken: { message: expect.stringContaining('differs from what entry') as string } });
  });

  it('notices two entries exchanged', async () => {
    await tamper(`update audit_entry set seq = 99 where seq = 2`, `update audit_entry set seq = 2 where seq = 3`, `update audit_entry set seq = 3 where seq = 99`);
    expect((await verify()).firstBroken?.seq).toBe(2);
  });

  it('notices an entry appended by hand, and one put before the first', async () => {
    const copy = (seq: number) =>
      `insert into audit_entry select ${seq}, at, person_id, session_id, action, subject, case_id, subject_version, payload_sha256, rows, previous_hash, hash from audit_entry where seq = 5`;
    await tamper(copy(6));
    expect((await verify()).firstBroken?.message).toContain('Entry 6 does not follow');
    await tamper(`delete from audit_entry where seq = 6`, copy(-1));
    expect((await verify()).firstBroken?.message).toBe('Entry -1 stands where entry 1 should be.');
  });

  it('notices the ruling and the last entry taken out together with its words, by the refund that stays', async () => {
    await tamper(`delete from audit_entry where seq = 5`, `delete from audit_payload where seq = 5`, `delete from ruling`);
    expect((await verify()).firstBroken?.message).toMatch(/The refund .* is in no entry of the log/);
  });

  it('still holds when the words of an entry were erased on purpose', async () => {
    await tamper(`delete from audit_payload where seq = 1`);
    expect(await verify()).toMatchObject({ ok: true, entries: 5 });
  });

  it('reads page after page without losing its place', async () => {
    await appendMany(1_995);
    expect(await verify()).toMatchObject({ ok: true, entries: 2_000 });
    await tamper(`update audit_entry set subject = 'case:y' where seq = 1500`);
    expect((await verify()).firstBroken?.seq).toBe(1_500);
  });
});

describe('audit methods', () => {
  const admin = { personId: 'a', name: 'Ann', role: 'admin' as const, sessionId: 's' };

  it('are not content with a sound log when an evidence file is broken', async () => {
    expect(await verifyAll(temp.desk.db, temp.desk.dataDir)).toMatchObject({ ok: true, entries: 5, evidence: { checked: 0, broken: [] } });
    await temp.database.insert(vaultFile).values({ sha256: 'f'.repeat(64), size: 3, name: 'ab/gone', key: new Uint8Array(32), createdAt: 1 });
    expect(await verifyAll(temp.desk.db, temp.desk.dataDir)).toMatchObject({ ok: false, firstBroken: null, evidence: { checked: 1, broken: [{}] } });
  });

  it('tell the history of one case in words, and say where words were erased', async () => {
    const ofCase = () => createAuditHandlers(() => verifyAll(temp.desk.db, temp.desk.dataDir))['audit.ofCase'](temp.desk, { caseId }, admin);
    expect((await ofCase()).map(({ personName, action }) => [personName, action])).toEqual([
      ['The desk', 'case.received'],
      ['Dana', 'case.claimed'],
      ['Dana', 'ruling.staged'],
    ]);
    expect((await ofCase()).at(-1)?.words).toBe('Dana ruled on C-20001: partial refund of USD 33.33');
    await tamper(`delete from audit_payload where seq = 5`);
    expect((await ofCase()).at(-1)).toMatchObject({ personName: 'erased', words: 'ruling.staged (its words were erased)' });
  });
});
