import { asc, eq, ne } from 'drizzle-orm';
import type { Account, Language, Person } from '../../contract/people.ts';
import { append } from '../audit/append.ts';
import { account } from '../db/schema/account.ts';
import type { Db } from '../db/open.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { newId } from '../ids.ts';
import { nameKey } from './nameKey.ts';
import { verifierOf, type Secret } from './stretch.ts';

/** Who somebody is at this desk, as leads enter it. */
export type Profile = { role: Person['role']; languages: Language[]; skills: string[] };

const shown = {
  personId: person.personId,
  name: person.name,
  role: person.role,
  languages: person.languages,
  skills: person.skills,
  isActive: person.isActive,
  createdAt: person.createdAt,
  mustChange: account.mustChange,
  lastSignedInAt: account.lastSignedInAt,
};

const read = (db: Db) => db.select(shown).from(person).leftJoin(account, eq(account.personId, person.personId));

/** Every account, and everyone from before there were any. */
export async function listAccounts(db: Db): Promise<Account[]> {
  const rows = await read(db).where(ne(person.personId, deskItself.personId)).orderBy(asc(person.name), asc(person.personId));
  return rows.map(toAccount);
}

/** One account. Throws NOT_FOUND. */
export async function accountById(db: Db, personId: string): Promise<Account> {
  const [found] = await read(db).where(eq(person.personId, personId));
  if (!found || personId === deskItself.personId) throw notFound('person', personId);
  return toAccount(found);
}

type Row = Awaited<ReturnType<typeof read>>[number];

function toAccount({ mustChange, languages, ...row }: Row): Account {
  const passphrase = mustChange === null ? 'none' : mustChange ? 'given' : 'own';
  return { ...row, languages: languages as Language[], passphrase };
}

/** Refuses a name that somebody has, however it is written. Throws CONFLICT. */
export async function requireFreeName(db: Db, name: string, exceptPersonId?: string): Promise<void> {
  const key = nameKey(name);
  // A team is a few hundred people; the compared name of those without an account is nowhere but here.
  const all = await db.select({ personId: person.personId, name: person.name }).from(person).where(ne(person.personId, deskItself.personId));
  const same = all.find((one) => one.personId !== exceptPersonId && nameKey(one.name) === key);
  if (same) throw new DeskError('CONFLICT', `${same.name} works here already. Two people of one name could not be told apart in the log: add something to it, such as a second name.`);
}

/** Makes a person with an account. */
export async function addPerson(tx: Tx, name: string, profile: Profile, secret: Secret, mustChange: boolean, by: SignedIn | null): Promise<Person> {
  const personId = newId(tx.now);
  const { role, languages, skills } = profile;
  await tx.insert(person).values({ personId, name, role, languages: [...new Set(languages)], skills: cleanSkills(skills), createdAt: tx.now });
  await keepSecret(tx, { personId, name }, secret, mustChange);
  const author = by ?? { personId, name, role, sessionId: 'none' };
  const words = by ? `${by.name} made an account for ${name} as ${role}` : `${name} works here as ${role}`;
  await append(tx, { by: author, action: 'person.added', subject: `person:${personId}`, words, data: { role, languages, skills }, rows: bothRows(personId) });
  return { personId, name, role };
}

/** Keeps what a person signs in with, in place of what they had; the caller writes the log. Throws CONFLICT when another account has the name. */
export async function keepSecret(tx: Tx, { personId, name }: Pick<Person, 'personId' | 'name'>, secret: Secret, mustChange: boolean): Promise<void> {
  const key = nameKey(name);
  const [other] = await tx.select({ personId: account.personId }).from(account).where(eq(account.nameKey, key));
  if (other && other.personId !== personId) throw new DeskError('CONFLICT', `Another account has the name ${name}. Only one of them can sign in under it.`);
  const row = { nameKey: key, salt: secret.salt, stretch: secret.stretch, verifier: verifierOf(secret), mustChange, changedAt: tx.now };
  await tx.insert(account).values({ personId, ...row }).onConflictDoUpdate({ target: account.personId, set: row });
}

/** The rows of a person and of their account, for the log. */
export function bothRows(personId: string) {
  return [{ table: 'person' as const, id: personId }, { table: 'account' as const, id: personId }];
}

/** Skills without blanks around them, each once. */
export function cleanSkills(skills: readonly string[]): string[] {
  return [...new Set(skills.map((skill) => skill.trim().normalize('NFC')))];
}
