import { sql } from 'drizzle-orm';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkpointFormat, type GivenAnchors } from '../../contract/audit.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { testKey } from '../../testing/template.ts';
import { auditEntry, auditPayload } from '../db/schema/audit.ts';
import { anchor, checkpoint } from '../db/schema/checkpoint.ts';
import { deskItself } from '../desk.ts';
import { anchorFileName } from './anchorFile.ts';
import { append, chainStart, hashEntry, signLog } from './append.ts';
import { lineOf, statementOf } from './checkpointText.ts';
import { newestCheckpoint, readLogId } from './sign.ts';
import { createSigner, publicKeyOf } from './signer.ts';
import { verifyLog, type LogCheck } from './verify.ts';

/** A desk that signs, the key it signs with, and what its attacker can do past it. */
export type Attacked = {
  temp: TempDesk;
  ownKey: string;
  /** So many honest entries more. */
  add(count: number): Promise<void>;
  /** Statements of somebody with the key of the database; triggers are no hindrance to them. */
  tamper(...statements: string[]): Promise<void>;
  /** Writes the chain anew from an entry on: every hash fits again. */
  rehash(from: number): Promise<void>;
  /** Signs every checkpoint from an entry on anew: with the desk's own key, or with another's. */
  resign(from: number, key?: Uint8Array): Promise<void>;
  /** The newest checkpoint as an anchor file in somebody's hands. */
  anchor(heldBy?: string): Promise<GivenAnchors>;
  /** The database as it is now; the answer puts it back. */
  copy(): Promise<() => Promise<void>>;
  anchorFile: { read(): string; write(text: string): void; remove(): void };
  check(...given: GivenAnchors[]): Promise<LogCheck>;
  close(): void;
};

const triggers = ['audit_entry_no_update', 'audit_entry_no_delete', 'audit_payload_no_update', 'checkpoint_no_update', 'checkpoint_no_delete', 'anchor_no_update', 'anchor_no_delete'];

/** A desk with a log of 250 entries, signed at its first, its hundredth and its two hundredth. */
export async function openAttacked(): Promise<Attacked> {
  const temp = await openTempDesk({ isSigning: true });
  const { desk, database } = temp;
  const ownKey = publicKeyOf(testKey);
  const path = join(desk.dataDir, anchorFileName);
  const anchorFile = { read: () => readFileSync(path, 'utf8'), write: (text: string) => writeFileSync(path, text), remove: () => rmSync(path) };

  async function add(count: number): Promise<void> {
    await desk.write(async (tx) => {
      for (let one = 0; one < count; one += 1) await append(tx, { by: deskItself, action: 'note.added', subject: `case:${one % 7}`, words: `Line ${one} of the log` });
    });
  }

  async function tamper(...statements: string[]): Promise<void> {
    for (const trigger of triggers) await database.run(sql.raw(`drop trigger if exists ${trigger}`));
    await database.run(sql`pragma foreign_keys = off`);
    for (const statement of statements) await database.run(sql.raw(statement));
  }

  async function rehash(from: number): Promise<void> {
    await tamper();
    let previousHash = chainStart;
    for (const { previousHash: _before, hash, ...entry } of await database.select().from(auditEntry).orderBy(auditEntry.seq)) {
      const now = entry.seq < from ? hash : hashEntry(previousHash, entry);
      if (entry.seq >= from) await database.run(sql`update audit_entry set previous_hash = ${previousHash}, hash = ${now} where seq = ${entry.seq}`);
      previousHash = now;
    }
  }

  async function resign(from: number, key = testKey): Promise<void> {
    const { sign, publicKey } = createSigner(key, desk.dataDir, () => undefined);
    const logId = (await readLogId(desk.db)) ?? '';
    for (const { size, at } of await database.select().from(checkpoint)) {
      if (size < from) continue;
      const [entry] = await database.select().from(auditEntry).where(sql`seq = ${size}`);
      if (!entry) continue;
      const statement = { format: checkpointFormat, logId, size, head: entry.hash, at } as const;
      await database.run(sql`update checkpoint set head = ${entry.hash}, public_key = ${publicKey}, signature = ${sign(statementOf(statement))} where size = ${size}`);
    }
  }

  async function copy(): Promise<() => Promise<void>> {
    const tables = [auditEntry, auditPayload, checkpoint, anchor] as const;
    const kept = await Promise.all(tables.map((table) => database.select().from(table)));
    return async () => {
      await tamper();
      for (const [index, table] of tables.entries()) {
        await database.delete(table);
        const rows = kept[index] ?? [];
        for (let start = 0; start < rows.length; start += 100) await database.insert(table).values(rows.slice(start, start + 100) as never);
      }
    };
  }

  await desk.write((tx) => append(tx, { by: deskItself, action: 'desk.began', subject: 'desk:start', words: 'The desk began' }));
  await desk.write(signLog);
  await add(248);
  return {
    temp,
    ownKey,
    add,
    tamper,
    rehash,
    resign,
    anchor: async (heldBy = 'Eva of the works council') => {
      const newest = await newestCheckpoint(desk.db);
      if (!newest) throw new Error('Nothing was signed.');
      return { heldBy, text: `${lineOf(newest)}\n` };
    },
    copy,
    anchorFile,
    check: (...given) => verifyLog(desk.db, { ownKey, given, file: existsSync(path) ? anchorFile.read() : null }),
    close: temp.close,
  };
}
