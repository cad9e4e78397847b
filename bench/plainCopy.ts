import { join } from 'node:path';
import Database from 'libsql';
import { openBetterSqlite, type PeerDatabase } from './peers.ts';

/** The tables of an encrypted database, with their rows, indexes and triggers, in a plain one for better-sqlite3, which knows no encryption. */
export function plainCopy(folder: string, encryptedFile: string, key: Buffer): PeerDatabase {
  const encrypted = new Database(join(folder, encryptedFile), { encryptionKey: key.toString('hex') } as never);
  const objects = encrypted.prepare("select type, name, sql from sqlite_schema where sql is not null and name not like 'sqlite_%' and name not like '%fts%'").all() as { type: string; name: string; sql: string }[];
  const of = (type: string) => objects.filter((one) => one.type === type && !/^create virtual/i.test(one.sql));
  const path = join(folder, 'plain.db');
  const plain = openBetterSqlite(path);
  plain.pragma('foreign_keys = OFF');
  for (const { sql } of of('table')) plain.exec(sql);
  encrypted.exec('pragma foreign_keys = off');
  encrypted.exec(`attach '${path}' as plain key ''`);
  for (const { name } of of('table')) encrypted.exec(`insert into plain."${name}" select * from main."${name}"`);
  encrypted.exec('detach plain');
  encrypted.close();
  for (const { sql } of [...of('index'), ...of('trigger')]) plain.exec(sql);
  plain.pragma('wal_checkpoint(truncate)');
  plain.pragma('foreign_keys = ON');
  plain.pragma('secure_delete = ON');
  return plain;
}
