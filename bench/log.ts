import canonicalize from 'canonicalize';
import { sql } from 'drizzle-orm';
import { hash, randomBytes } from 'node:crypto';
import { canonicalEntry } from '../src/core/audit/canonicalEntry.ts';
import { chainStart, signLog } from '../src/core/audit/append.ts';
import { createSigner, publicKeyOf } from '../src/core/audit/signer.ts';
import { signedEvery } from '../src/core/audit/sign.ts';
import { verifyLog } from '../src/core/audit/verify.ts';
import { createWrite } from '../src/core/db/write.ts';
import type { Desk } from '../src/core/desk.ts';
import { openBench } from './desk.ts';
import { compareAll, figure, isQuick, type Result } from './measure.ts';

const entries = isQuick ? 50_000 : 1_000_000;
const entriesAtOnce = 5_000;
const key = new Uint8Array(32).fill(3);

/** Checking a hash-chained log of a million entries on the encrypted database, against a bare loop of as many hashes over as much text, and against reading the same rows in plain SQL. */
export async function benchLog(): Promise<Result[]> {
  const { desk, writing, close } = await openBench();
  try {
    const signer = { ...createSigner(key, desk.dataDir, () => undefined), keep: () => undefined };
    const signing: Desk = { ...desk, write: createWrite(writing, desk.events, desk.clock, () => signer) };
    const bytes = await makeLog(signing);
    const text = 'x'.repeat(Math.round(bytes / (2 * entries)));
    const idle = process.memoryUsage().rss;
    let peak = 0;
    const versus = await compareAll(
      {
        name: 'desk: verify entries, words, checkpoints and rows',
        operations: entries,
        run: async () => {
          const found = await verifyLog(desk.db, { ownKey: publicKeyOf(key), onProgress: () => (peak = Math.max(peak, process.memoryUsage().rss)) });
          if (!found.ok || found.entries !== entries) throw new Error(`The log of the benchmark does not hold: ${found.firstBroken?.message ?? found.entries}`);
        },
      },
      [
        {
          name: 'a bare hash loop, two hashes an entry',
          operations: entries,
          run: async () => {
            let last = '';
            for (let one = 0; one < 2 * entries; one += 1) last = hash('sha256', last + text, 'hex');
          },
        },
        {
          name: 'the same rows read in plain SQL, row by row',
          operations: entries,
          run: async () => {
            for (let after = 0; after < entries; after += entriesAtOnce) {
              await desk.db.all(sql`select e.*, p.salt, p.payload from audit_entry e left join audit_payload p on p.seq = e.seq where e.seq > ${BigInt(after)} order by e.seq limit ${BigInt(entriesAtOnce)}`);
            }
          },
        },
      ],
    );
    const seconds = (entries / (versus[0]?.desk.median ?? 1)).toFixed(1);
    const note = `${seconds} s for ${entries.toLocaleString('en')} entries of ${Math.round(bytes / entries)} bytes; ${Math.round((peak - idle) / 1024 ** 2)} MB over idle at the peak of the run.`;
    const compared = versus.map((one) => ({ bench: 'audit chain check', unit: 'entries/s', ...one, least: null, bar: 'none against this peer', note }));
    const own = versus[0]?.desk ?? figure('', []);
    return [...compared, { bench: `audit chain check, ${entries.toLocaleString('en')} entries`, unit: 'entries/s', own, bar: '1,000,000 entries in 10 s (100,000 entries/s)', isMet: own.median >= 100_000, note }];
  } finally {
    await close();
  }
}

/** A log like one of a busy desk, in few statements; every hundredth entry is signed. The answer is the bytes that are hashed to check it. */
async function makeLog({ write }: Desk): Promise<number> {
  let bytes = 0;
  let last = { seq: 0, hash: chainStart };
  await write(async (tx) => {
    // Brings the key in with an entry of its own.
    await signLog(tx);
    const [first] = await tx.all<{ hash: string }>(sql`select hash from audit_entry`);
    last = { seq: 1, hash: first?.hash ?? '' };
  });
  while (last.seq < entries) {
    await write(async (tx) => {
      for (let batch = 0; batch < 50 && last.seq < entries; batch += 1) {
        const made: unknown[][] = [];
        const words: unknown[][] = [];
        while (made.length === 0 || last.seq % signedEvery !== 0) {
          const next = makeEntry(last.seq + 1, last.hash);
          made.push(next.entry);
          words.push(next.words);
          bytes += next.bytes;
          last = { seq: last.seq + 1, hash: next.hash };
        }
        await tx.run(sql`insert into audit_entry select value->>0, value->>1, value->>2, value->>3, value->>4, value->>5, value->>6, value->>7, value->>8, value->>9, value->>10, value->>11 from json_each(${JSON.stringify(made)})`);
        await tx.run(sql`insert into audit_payload select value->>0, value->>1, value->>2 from json_each(${JSON.stringify(words)})`);
        await signLog(tx);
      }
    });
  }
  return bytes;
}

function makeEntry(seq: number, previousHash: string): { entry: unknown[]; words: unknown[]; hash: string; bytes: number } {
  const salt = randomBytes(16).toString('hex');
  const payload = canonicalize({ personName: 'Dana Okafor', words: `Dana Okafor opened exhibit E${seq % 9} of C-${20_000 + (seq % 5_000)}`, data: { exhibit: `E${seq % 9}`, version: seq % 40 } }) ?? '';
  const caseId = `019f0000-0000-7000-8000-${String(seq % 5_000).padStart(12, '0')}`;
  const entry = { seq, at: 1_780_000_000_000 + seq * 1_000, personId: `019f0000-0000-7000-8000-00000000000${seq % 10}`, sessionId: 'abcdef0123456789', action: 'exhibit.opened', subject: `case:${caseId}`, caseId, subjectVersion: seq % 40, payloadSha256: hash('sha256', salt + payload, 'hex'), rows: [] };
  const text = canonicalEntry(entry);
  const own = hash('sha256', previousHash + text, 'hex');
  const { at, personId, sessionId, action, subject, subjectVersion, payloadSha256 } = entry;
  return { entry: [seq, at, personId, sessionId, action, subject, caseId, subjectVersion, payloadSha256, '[]', previousHash, own], words: [seq, salt, payload], hash: own, bytes: 64 + text.length + salt.length + payload.length };
}
