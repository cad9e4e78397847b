import { and, eq, ne } from 'drizzle-orm';
import type { Account } from '../../contract/people.ts';
import { append } from '../audit/append.ts';
import { account } from '../db/schema/account.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { person } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { accountById, bothRows, cleanSkills, type Profile } from './accounts.ts';
import { endSessionsOf } from './sessions.ts';

/** Changes who somebody is at this desk. Never one's own role or activity, and never the last active lead's. */
export async function changeAccount(tx: Tx, personId: string, wanted: Profile & { isActive: boolean }, by: SignedIn): Promise<Account> {
  const before = await accountById(tx, personId);
  const isOtherPlace = before.role !== wanted.role || before.isActive !== wanted.isActive;
  if (isOtherPlace && personId === by.personId) throw new DeskError('NOT_PERMITTED', 'Nobody changes their own role or closes their own account; another lead can.');
  const leadsNoMore = before.role === 'lead' && before.isActive && (wanted.role !== 'lead' || !wanted.isActive);
  if (leadsNoMore && !(await hasOtherLead(tx, personId))) throw new DeskError('NOT_ALLOWED_NOW', `${before.name} is the last active lead: without one nobody could let people in. Make another lead first.`);
  if (before.role !== wanted.role) await requireNoTwin(tx, before, wanted.role);
  const profile = { role: wanted.role, languages: [...new Set(wanted.languages)], skills: cleanSkills(wanted.skills), isActive: wanted.isActive };
  await tx.update(person).set(profile).where(eq(person.personId, personId));
  if (!wanted.isActive) await endSessionsOf(tx, personId);
  if (!wanted.isActive || (wanted.role !== 'mediator' && wanted.role !== 'lead')) await releaseKept(tx, personId);
  const { role, languages, skills, isActive } = before;
  await append(tx, {
    by,
    action: 'person.changed',
    subject: `person:${personId}`,
    words: sayChange(before, profile, by.name),
    data: { ...profile, before: { role, languages, skills, isActive } },
    rows: before.passphrase === 'none' ? [{ table: 'person', id: personId }] : bothRows(personId),
  });
  tx.emit({ type: 'people.changed' });
  return accountById(tx, personId);
}

/** What was kept for somebody who decides no more is for everybody again: nobody else would ever be served it. */
async function releaseKept(tx: Tx, personId: string): Promise<void> {
  await tx.update(disputeCase).set({ keptForPersonId: null, keptUntil: null }).where(eq(disputeCase.keptForPersonId, personId));
  tx.emit({ type: 'queue.changed' });
}

async function hasOtherLead(tx: Tx, personId: string): Promise<boolean> {
  const [found] = await tx
    .select({ personId: person.personId })
    .from(person)
    .innerJoin(account, eq(account.personId, person.personId))
    .where(and(eq(person.role, 'lead'), eq(person.isActive, true), ne(person.personId, personId)))
    .limit(1);
  return found !== undefined;
}

/** People from before there were accounts may be here once for each role. */
async function requireNoTwin(tx: Tx, { name }: Account, role: Account['role']): Promise<void> {
  const [twin] = await tx.select({ personId: person.personId }).from(person).where(and(eq(person.name, name), eq(person.role, role)));
  if (twin) throw new DeskError('CONFLICT', `${name} is here as ${role} already, from before there were accounts. Give that one a passphrase instead.`);
}

function sayChange(before: Account, after: Profile & { isActive: boolean }, byName: string): string {
  if (before.isActive && !after.isActive) return `${byName} closed the account of ${before.name}`;
  if (!before.isActive && after.isActive) return `${byName} opened the account of ${before.name} again, as ${after.role}`;
  if (before.role !== after.role) return `${byName} made ${before.name} ${after.role}; before: ${before.role}`;
  return `${byName} changed the languages or skills of ${before.name}`;
}
