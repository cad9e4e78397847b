import { and, eq, sql } from 'drizzle-orm';
import { hot } from '../db/hot.ts';
import type { Db } from '../db/open.ts';
import { packed, unpacked } from '../db/packed.ts';
import { conflict, recusal } from '../db/schema/appeal.ts';
import { caseSkip, disputeCase } from '../db/schema/disputeCase.ts';
import { person, setting } from '../db/schema/person.ts';
import type { SignedIn } from '../desk.ts';
import { casesToJudgeBlind } from '../hiddenRulings.ts';
import { seatsOf } from '../people/seats.ts';
import { planOf, planSetting, type Plan, type PlanKey } from '../queues/plan.ts';
import { whyNotServed, type Servant, type Unserved } from '../queues/routing.ts';

/** A person who asks for a case, with all that is small and says which cases are not for them. */
export type Asker = Servant & {
  name: string;
  isLead: boolean;
  /** Passed on by them, until their time is over; true: only served when nothing else is there. */
  skipped: ReadonlyMap<string, boolean>;
  /** To be judged blind, or stepped back from. */
  closed: ReadonlySet<string>;
  /** A conflict of theirs runs: parties have to be looked at. */
  hasConflict: boolean;
  plan: Plan;
  /** Ids of the queues they are served from, null for the general one. */
  served: readonly (string | null)[];
  /** The other ones, each with the reason. */
  unserved: ReadonlyMap<string, Unserved>;
};

const personId = sql.placeholder('personId');
const now = sql.placeholder('now');
const name = sql.placeholder('name');
const seatIds = seatsOf(name);

const readAsker = hot((db) =>
  db
    .select({
      languages: person.languages,
      skills: person.skills,
      planKey: sql<string | null>`(select ${setting.value} from ${setting} where ${setting.name} = ${planSetting})`,
      blind: sql<string>`(select json_group_array(case_id) from (${casesToJudgeBlind({ personId, name })}))`,
      recused: sql<string>`(select json_group_array(case_id) from ${recusal} as stepped where stepped.person_id in ${seatIds})`,
      skipped: sql<string>`(select ${packed(sql`case_id, is_last`)} from ${caseSkip} as skip where skip.person_id = ${personId} and skip.until_at > ${now})`,
      hasConflict: sql<bigint>`exists (select 1 from ${conflict} as own where own.person_id in ${seatIds} and own.from_at <= ${now} and (own.until_at is null or own.until_at > ${now}))`,
    })
    .from(person)
    .where(eq(person.personId, personId))
    .prepare(),
);

/** Who asks for a case; two statements for a person whose cases in hand are limited, else one. */
export async function askerOf(db: Db, by: SignedIn, at: number): Promise<Asker> {
  const found = await readAsker(db).get({ personId: by.personId, name: by.name, now: BigInt(at) });
  const key = found?.planKey ? (JSON.parse(found.planKey) as PlanKey) : null;
  const plan = await planOf(db, key);
  const servant: Servant = { personId: by.personId, languages: found?.languages ?? [], skills: found?.skills ?? [] };
  const full = await fullQueues(db, plan, by.personId);
  const unserved = new Map<string, Unserved>();
  for (const queue of plan.queues) {
    const why = whyNotServed(queue, servant) ?? full.get(queue.queueId) ?? null;
    if (why) unserved.set(queue.queueId, why);
  }
  return {
    ...servant,
    name: by.name,
    isLead: by.role === 'lead',
    skipped: new Map(unpacked<[string, number]>(found?.skipped).map(([caseId, isLast]) => [caseId, isLast === 1])),
    closed: new Set([...unpacked<string>(found?.blind), ...unpacked<string>(found?.recused)]),
    hasConflict: Number(found?.hasConflict ?? 0) === 1,
    plan,
    served: [null, ...plan.queues.filter(({ queueId, isActive }) => isActive && !unserved.has(queueId)).map(({ queueId }) => queueId)],
    unserved,
  };
}

/** The queues of which a person has as many cases in hand as they may. */
async function fullQueues(db: Db, plan: Plan, own: string): Promise<Map<string, Unserved>> {
  const full = new Map<string, Unserved>();
  const limited = plan.queues.filter(({ people }) => typeof people.get(own) === 'number');
  if (limited.length === 0) return full;
  const held = await db.select({ queueId: disputeCase.queueId }).from(disputeCase).where(and(eq(disputeCase.leasePersonId, own), sql`lease_person_id is not null`));
  for (const { queueId, people } of limited) {
    const most = people.get(own) ?? Infinity;
    const count = held.filter((one) => one.queueId === queueId).length;
    if (count >= most) full.set(queueId, { why: 'full', words: `you have ${count} of its cases in hand, which is the most you may have` });
  }
  return full;
}
