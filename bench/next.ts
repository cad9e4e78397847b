import { randomBytes, randomUUID } from 'node:crypto';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { sql } from 'drizzle-orm';
import { chainStart, hashEntry, hashPayload } from '../src/core/audit/append.ts';
import { caseHandlers } from '../src/core/cases/methods.ts';
import type { SignedIn } from '../src/core/desk.ts';
import { sha256 } from '../src/core/ids.ts';
import { ensurePerson } from '../src/core/people/ensurePerson.ts';
import { weighDue } from '../src/core/queues/reweigh.ts';
import { openBench } from './desk.ts';
import { compareAll, isQuick, spread, type Result } from './measure.ts';
import type { PeerDatabase } from './peers.ts';
import { plainCopy } from './plainCopy.ts';
import { fillWaiting } from './waitingCases.ts';

const perRound = isQuick ? 40 : 200;
const waiting = isQuick ? 5_000 : 1_000_000;
const people = 40;

/** Next case served (candidates weighed, lease, job, chained audit entry, answer kept), against claim and chained log row by the same SQL on better-sqlite3 and on the bare driver. */
export async function benchNext(): Promise<Result[]> {
  const key = randomBytes(32);
  const { desk, writing, close } = await openBench(key);
  const seats: SignedIn[] = [];
  for (let one = 0; one < people; one += 1) seats.push({ ...(await desk.write((tx) => ensurePerson(tx, `Bench ${one}`, 'mediator'))), sessionId: `bench-${one}` });
  await fillWaiting(desk, waiting);
  await writing.db.get(sql`pragma wal_checkpoint(truncate)`);
  cpSync(join(desk.dataDir, 'desk.db'), join(desk.dataDir, 'same.db'));
  const bare = new Database(join(desk.dataDir, 'same.db'), { encryptionKey: key.toString('hex') } as never);
  bare.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma secure_delete = on; pragma cache_size = -32000;');
  const times: number[] = [];
  let turn = 0;
  const plain = plainCopy(desk.dataDir, 'same.db', key);
  const bySql = (name: string, database: Pick<PeerDatabase, 'exec' | 'prepare'>) => {
    const claim = claimOn(database);
    return {
      name,
      operations: perRound,
      run: async () => {
        for (let one = 0; one < perRound; one += 1) claim(seats[(turn += 1) % people]!.personId);
      },
    };
  };
  try {
    const versus = await compareAll(
      {
        name: 'desk: cases.next',
        operations: perRound,
        // What the desk does every second by itself.
        prepare: async () => {
          while ((await weighDue(desk)).due > 0);
        },
        run: async () => {
          for (let one = 0; one < perRound; one += 1) {
            const start = performance.now();
            const answer = await caseHandlers['cases.next'](desk, { requestId: randomUUID() }, seats[(turn += 1) % people]!);
            if (!answer.served) throw new Error(`No case was served: ${answer.why}.`);
            times.push(performance.now() - start);
          }
        },
      },
      [bySql('the same SQL on better-sqlite3, not encrypted', plain), bySql('the same SQL on the bare libsql driver', bare)],
    );
    const size = `${waiting.toLocaleString('en')} waiting cases, WAL, FULL`;
    const note = `${size}. The peers take the first row of the index; the desk weighs the heads of its queues for the person, adds the job that ends the lease and keeps the answer for a retry.`;
    return [
      ...versus.map((one, at) => ({ bench: 'next case served', unit: 'cases/s', ...one, least: at === 0 ? 0.5 : null, bar: at === 0 ? '>= 0.5x the same SQL on better-sqlite3' : 'none against this peer', note })),
      spread({ bench: 'next case served: one call', unit: 'ms', bar: 'p95 <= 2 ms', note: size }, times.slice(perRound), ({ p95 }) => p95 <= 2),
    ];
  } finally {
    bare.close();
    plain.close();
    await close();
  }
}

/** Claims the first waiting case and writes the chained entry of the log, with the statements prepared once. */
function claimOn(bare: Pick<PeerDatabase, 'exec' | 'prepare'>): (personId: string) => void {
  const claim = bare.prepare(
    `update dispute_case set state = 'in_review', version = version + 1, lease_person_id = ?, lease_session_id = 's', lease_ends_at = ?, kept_for_person_id = null, kept_until = null, weigh_at = null, takings = takings + 1
     where case_id = (select case_id from dispute_case where state = 'queued' and queue_id is null and is_for_lead = 0 order by priority desc, number limit 1) and state = 'queued' returning case_id, version`,
  );
  const head = bare.prepare('select seq, hash from audit_entry order by seq desc limit 1');
  const insert = bare.prepare('insert into audit_entry (seq, at, person_id, session_id, action, subject, case_id, subject_version, payload_sha256, rows, previous_hash, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertPayload = bare.prepare('insert into audit_payload (seq, salt, payload) values (?, ?, ?)');
  return (personId) => {
    const at = Date.now();
    bare.exec('begin immediate');
    const { case_id: caseId, version } = claim.get([personId, BigInt(at + 600_000)]) as { case_id: string; version: number };
    const last = head.get([]) as { seq: number; hash: string } | undefined;
    const salt = randomBytes(16).toString('hex');
    const payload = JSON.stringify({ data: null, personName: 'Bench', words: `Bench took ${caseId}` });
    const entry = { seq: (last?.seq ?? 0) + 1, at, personId, sessionId: sha256('s').slice(0, 16), action: 'case.claimed', subject: `case:${caseId}`, caseId, subjectVersion: version, payloadSha256: hashPayload(salt, payload), rows: [] };
    const previousHash = last?.hash ?? chainStart;
    insert.run([BigInt(entry.seq), BigInt(at), personId, entry.sessionId, entry.action, entry.subject, caseId, BigInt(version), entry.payloadSha256, '[]', previousHash, hashEntry(previousHash, entry)]);
    insertPayload.run([BigInt(entry.seq), salt, payload]);
    bare.exec('commit');
  };
}
