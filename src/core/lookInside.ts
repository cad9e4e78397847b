import { sql } from 'drizzle-orm';
import type { Door } from '../contract/people.ts';
import { openConnection, type DatabaseSource } from './db/open.ts';
import { account } from './db/schema/account.ts';
import { accountOf, hasLead, type KeptAccount } from './people/readAccount.ts';
import { leadOf } from './people/recover.ts';
import { readSample } from './people/sample.ts';

/** What a closed desk has to know before it opens: the account of a name, whether it is a lead's, and how many accounts there are. */
export type Inside = { found: KeptAccount | null; isLead: boolean; accounts: number; hasLead: boolean; sample: Door['sample'] };

/** Looks into a database without opening the desk; one from before there were accounts, or that is not there yet, has none. Throws DATABASE_KEY_WRONG. */
export async function lookInside(source: DatabaseSource, name: string): Promise<Inside> {
  const connection = await openConnection(source, 'read');
  try {
    const { db } = connection;
    const [table] = await db.all(sql`select 1 from sqlite_master where type = 'table' and name = 'account'`);
    if (!table) return { found: null, isLead: false, accounts: 0, hasLead: false, sample: null };
    return { found: await accountOf(db, name), isLead: (await leadOf(db, name)) !== null, accounts: Number(await db.$count(account)), hasLead: await hasLead(db), sample: await readSample(db) };
  } finally {
    connection.close();
  }
}
