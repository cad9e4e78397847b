import { and, asc, eq } from 'drizzle-orm';
import type { Person } from '../../contract/people.ts';
import { append } from '../audit/append.ts';
import type { Db } from '../db/open.ts';
import { person, session } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { deskItself } from '../desk.ts';
import type { Handlers } from '../handlers.ts';
import { newId, sha256 } from '../ids.ts';

const shown = { personId: person.personId, name: person.name, role: person.role };

// A session id opens the desk like a password, so the database keeps only its hash.
const keep = (sessionId: string) => sha256(`session:${sessionId}`);

/** The person a session works as; null before anyone signed in. */
export async function personOf(db: Db, sessionId: string): Promise<Person | null> {
  const [found] = await db
    .select(shown)
    .from(session)
    .innerJoin(person, eq(person.personId, session.personId))
    .where(eq(session.sessionId, keep(sessionId)));
  return found ?? null;
}

/** The person with this name and role, made when there is none yet. */
export async function ensurePerson(tx: Tx, name: string, role: Person['role'], personId = newId(tx.now)): Promise<Person> {
  const [known] = await tx.select(shown).from(person).where(and(eq(person.name, name), eq(person.role, role)));
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

export const peopleHandlers: Pick<Handlers, 'people.current' | 'people.list' | 'people.signIn' | 'people.signOut'> = {
  'people.current': async (_desk, _input, visitor) => visitor.person,

  'people.list': async (desk) => {
    const everyone = await desk.db.select(shown).from(person).orderBy(asc(person.name));
    return everyone.filter((one) => one.role !== 'admin' && one.personId !== deskItself.personId);
  },

  'people.signIn': (desk, input, visitor) =>
    desk.write(async (tx) => {
      const signedIn = await ensurePerson(tx, input.name.trim().normalize('NFC'), input.role);
      const row = { sessionId: keep(visitor.sessionId), personId: signedIn.personId, signedInAt: tx.now };
      await tx.insert(session).values(row).onConflictDoUpdate({ target: session.sessionId, set: row });
      await append(tx, {
        by: { ...signedIn, sessionId: visitor.sessionId },
        action: 'person.signedIn',
        subject: `person:${signedIn.personId}`,
        words: `${signedIn.name} took a seat as ${signedIn.role}`,
      });
      return signedIn;
    }),

  'people.signOut': (desk, _input, visitor) =>
    desk.write(async (tx) => {
      await tx.delete(session).where(eq(session.sessionId, keep(visitor.sessionId)));
      if (visitor.person) {
        await append(tx, {
          by: { ...visitor.person, sessionId: visitor.sessionId },
          action: 'person.signedOut',
          subject: `person:${visitor.person.personId}`,
          words: `${visitor.person.name} left`,
        });
      }
      return null;
    }),
};
