import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@libsql/client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileClient } from './fileClient.ts';

let folder: string;
let client: Client;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'client-'));
  client = createFileClient(join(folder, 'a.db'), { timeout: 100 });
  await client.execute('create table t (id integer primary key, word text, bytes blob) strict');
});
afterEach(() => {
  client.close();
  rmSync(folder, { recursive: true, force: true });
});

const add = (id: number) => ({ sql: 'insert into t (id, word) values (?, ?)', args: [BigInt(id), `w${id}`] });
const count = async () => (await client.execute('select count(*) as n from t')).rows[0]?.['n'];

describe('the connection to a file', () => {
  it('gives rows by name and by place, as drizzle reads them, whatever their columns are called', async () => {
    await client.execute(add(1));
    const { rows } = await client.execute('select id, word, id as length, 7, word as id from t');
    expect({ ...rows[0] }).toEqual({ id: 1n, word: 'w1' });
    expect(Array.prototype.slice.call(rows[0])).toEqual([1n, 'w1', 1n, 7n, 'w1']);
  });

  it('runs a kept statement again after it failed, with the codes of the client that faults are told by', async () => {
    for (let one = 0; one < 2; one += 1) {
      await client.execute('delete from t');
      await client.execute(add(1));
      await expect(client.execute(add(1))).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT', extendedCode: 'SQLITE_CONSTRAINT_PRIMARYKEY' });
    }
    await client.execute(add(2));
    expect(await count()).toBe(2n);
  });

  it('runs a kept statement against the table as it is now', async () => {
    await client.execute(add(1));
    expect((await client.execute('select * from t')).columns).toHaveLength(3);
    await client.execute('alter table t add more text');
    expect((await client.execute('select id, more from t')).rows[0]?.['more']).toBeNull();
  });

  it('runs inside an open transaction what is executed meanwhile, and loses it with that', async () => {
    const transaction = await client.transaction('write');
    await transaction.execute(add(1));
    await client.execute(add(2));
    expect(await count()).toBe(2n);
    await transaction.rollback();
    expect(await count()).toBe(0n);
    await expect(transaction.execute(add(3))).rejects.toMatchObject({ code: 'TRANSACTION_CLOSED' });
  });

  it('lets one transaction in at a time, and the next one after whatever end', async () => {
    const first = await client.transaction('write');
    await expect(client.transaction('write')).rejects.toMatchObject({ code: 'TRANSACTION_ACTIVE' });
    first.close();
    const second = await client.transaction('write');
    await second.execute(add(1));
    await second.commit();
    await expect(client.batch([add(2), add(2)], 'write')).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' });
    expect(await count()).toBe(1n);
  });

  it('says busy while another connection writes, and works again after it was opened anew', async () => {
    const other = createFileClient(join(folder, 'a.db'), { timeout: 100 });
    const held = await other.transaction('write');
    await expect(client.transaction('write')).rejects.toMatchObject({ code: 'SQLITE_BUSY' });
    await held.commit();
    other.close();
    await (client as unknown as { reconnect(): Promise<void> }).reconnect();
    await client.execute(add(1));
    expect(await count()).toBe(1n);
  });

  it('keeps bytes and whole numbers of 64 bits as they are', async () => {
    const bytes = Uint8Array.from([0, 255, 7]);
    await client.execute({ sql: 'insert into t values (?, null, ?)', args: [2n ** 62n, bytes] });
    const [row] = (await client.execute('select id, bytes from t')).rows;
    expect(row?.['id']).toBe(2n ** 62n);
    expect(new Uint8Array(row?.['bytes'] as ArrayBuffer)).toEqual(bytes);
  });

  it('would keep everybody out after a script that failed, or ended, inside a transaction of its own', async () => {
    await expect(client.executeMultiple("begin immediate; insert into t (id, word) values (1, 'a'); insert into nowhere values (1); commit;")).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
    expect(await count()).toBe(0n);
    await client.executeMultiple("begin immediate; insert into t (id, word) values (2, 'b');");
    expect(await count()).toBe(0n);
    const next = await client.transaction('write');
    await next.execute(add(3));
    await next.commit();
    expect(await count()).toBe(1n);
  });

  it('rolls back with the transaction what a script that failed inside it wrote', async () => {
    const open = await client.transaction('write');
    await expect(open.executeMultiple("insert into t (id, word) values (1, 'a'); insert into nowhere values (1);")).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
    await open.rollback();
    expect(await count()).toBe(0n);
    client.close();
    await expect(client.executeMultiple('select 1')).rejects.toMatchObject({ code: 'CLIENT_CLOSED' });
  });

  it('refuses a whole number of more than 64 bits in words of its own, and keeps those next to the limit', async () => {
    const most = 2n ** 63n - 1n;
    for (const id of [most + 1n, -most - 2n, 2n ** 64n + 1n]) await expect(client.execute({ sql: 'insert into t (id) values (?)', args: [id] })).rejects.toThrow('64 bits');
    for (const id of [most, -most]) await client.execute({ sql: 'insert into t (id) values (?)', args: [id] });
    expect((await client.execute('select id from t order by id')).rows.map(({ id }) => id)).toEqual([-most, most]);
  });
});
