import { and, eq, isNotNull } from 'drizzle-orm';
import type { LimitHolder, limitMethods, LimitTable, RulingLimit } from '../../contract/limits.ts';
import { toDecimal, type Money } from '../../contract/money.ts';
import type { Person } from '../../contract/people.ts';
import { append } from '../audit/append.ts';
import type { Db } from '../db/open.ts';
import { rulingLimit } from '../db/schema/limit.ts';
import { person, setting } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import { notFound } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { newId } from '../ids.ts';
import { once } from '../once.ts';
import { nearestLimit } from './nearestLimit.ts';

const defaultHeldHours = 24;

/** The most a person may decide alone in a case, in one currency; null when no limit binds them at all. */
export async function limitOf(db: Db, who: Pick<Person, 'personId' | 'role'>, currency: string): Promise<Money | null> {
  return nearestLimit(await readLimits(db), who, currency);
}

/** Hours within which a held ruling should be decided. */
export async function heldHours(db: Db): Promise<number> {
  const [found] = await db.select().from(setting).where(eq(setting.name, 'heldHours'));
  return found ? Number(found.value) : defaultHeldHours;
}

/** Every limit that is set. */
export async function readLimits(db: Db): Promise<RulingLimit[]> {
  const rows = await db.select().from(rulingLimit).where(isNotNull(rulingLimit.minor)).orderBy(rulingLimit.currency, rulingLimit.limitId);
  return rows.map((row) => ({
    holder: row.personId !== null ? { personId: row.personId } : row.holder === 'everyone' ? { everyone: true } : { role: row.holder === 'role:lead' ? 'lead' : 'mediator' },
    currency: row.currency,
    minor: String(row.minor),
  }));
}

const readTable = async (db: Db): Promise<LimitTable> => ({ limits: await readLimits(db), heldHours: await heldHours(db) });

export const limitHandlers: Pick<Handlers, keyof typeof limitMethods> = {
  'people.limits': (desk) => readTable(desk.db),

  'people.setLimit': (desk, input, by) =>
    once(desk, by, 'people.setLimit', input, async (tx) => {
      const { holder, currency, minor } = input;
      const who = await holderWords(tx, holder);
      const [known] = await tx.select().from(rulingLimit).where(and(eq(rulingLimit.holder, keyOf(holder)), eq(rulingLimit.currency, currency)));
      const limitId = known?.limitId ?? newId(tx.now);
      const set = { minor: minor === null ? null : BigInt(minor), setBy: by.name, setAt: tx.now };
      if (known) await tx.update(rulingLimit).set(set).where(eq(rulingLimit.limitId, limitId));
      else await tx.insert(rulingLimit).values({ limitId, currency, holder: keyOf(holder), personId: 'personId' in holder ? holder.personId : null, ...set });
      await append(tx, {
        by,
        action: minor === null ? 'limit.taken' : 'limit.set',
        subject: `ruling_limit:${limitId}`,
        words: minor === null ? `${by.name} took the limit in ${currency} of ${who} away` : `${by.name} set the limit of ${who} to ${currency} ${toDecimal(minor, currency)}`,
        data: { holder, currency, minor, before: known?.minor === undefined || known.minor === null ? null : String(known.minor) },
        rows: [{ table: 'ruling_limit', id: limitId }],
      });
      tx.emit({ type: 'settings.changed' });
      return readTable(tx);
    }),

  'people.setHeldHours': (desk, input, by) =>
    once(desk, by, 'people.setHeldHours', input, async (tx) => {
      await tx.insert(setting).values({ name: 'heldHours', value: input.hours }).onConflictDoUpdate({ target: setting.name, set: { value: input.hours } });
      await append(tx, { by, action: 'settings.changed', subject: 'settings:heldHours', words: `${by.name} wants held rulings decided within ${input.hours} h`, data: { hours: input.hours } });
      tx.emit({ type: 'settings.changed' });
      return readTable(tx);
    }),
};

function keyOf(holder: LimitHolder): string {
  if ('personId' in holder) return `person:${holder.personId}`;
  return 'role' in holder ? `role:${holder.role}` : 'everyone';
}

async function holderWords(tx: Tx, holder: LimitHolder): Promise<string> {
  if ('role' in holder) return `every ${holder.role}`;
  if ('everyone' in holder) return 'everyone';
  const [found] = await tx.select({ name: person.name }).from(person).where(eq(person.personId, holder.personId));
  if (!found) throw notFound('person', holder.personId);
  return found.name;
}
