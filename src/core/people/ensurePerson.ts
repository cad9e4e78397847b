import { and, eq } from 'drizzle-orm';
import type { Person } from '../../contract/people.ts';
import { append } from '../audit/append.ts';
import type { Db } from '../db/open.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { notFound } from '../fault.ts';
import { newId } from '../ids.ts';
import { shownPerson } from './sessions.ts';

/** The person with this name and role, made when there is none yet. They get no passphrase: nobody can sign in as them. */
export async function ensurePerson(tx: Tx, name: string, role: Person['role'], personId = newId(tx.now)): Promise<Person> {
  const [known] = await called(tx, name, role);
  if (known) return known;
  await tx.insert(person).values({ personId, name, role, createdAt: tx.now });
  const made: Person = { personId, name, role };
  await append(tx, {
    by: { ...made, sessionId: 'none' },
    action: 'person.added',
    subject: `person:${personId}`,
    words: `${name} works here as ${role}`,
    rows: [{ table: 'person', id: personId }],
  });
  return made;
}

/** The person with this name and role. Throws NOT_FOUND. */
export async function personCalled(db: Db, name: string, role: Person['role']): Promise<Person> {
  const [known] = await called(db, name, role);
  if (!known) throw notFound('person', name);
  return known;
}

const called = (db: Db, name: string, role: Person['role']) => db.select(shownPerson).from(person).where(and(eq(person.name, name), eq(person.role, role)));
