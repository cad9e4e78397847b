import { getTableColumns, sql } from 'drizzle-orm';
import { toSnakeCase } from 'drizzle-orm/casing';
import { randomUUID } from 'node:crypto';
import { QueueRule } from '../../contract/queues.ts';
import { incoming, neutralCase } from '../../testing/neutralCases.ts';
import type { TempDesk } from '../../testing/tempDesk.ts';
import { caseHandlers } from '../cases/methods.ts';
import { storeCase } from '../cases/storeCase.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { SignedIn } from '../desk.ts';
import { queueHandlers } from './methods.ts';

const day = 86_400_000;
/** What is special about a case that arrives. */
export type Arriving = { cents?: number; reason?: 'wrong_item' | 'counterfeit'; language?: string; dueIn?: number };

/** A case with an amount in US cents, a reason, the buyer's language and days to its deadline. */
export async function arriveAt(temp: TempDesk, by: SignedIn, sourceId: string, { cents = 5_000, reason = 'wrong_item', language = 'en', dueIn = 5 }: Arriving = {}): Promise<string> {
  const plain = neutralCase();
  const change = {
    sourceId,
    parties: plain.parties.map((one) => ({ ...one, language })),
    claims: plain.claims.map((one) => ({ ...one, reason, amount: { minor: String(cents), currency: 'USD' } })),
    deadlines: plain.deadlines.map((one) => ({ ...one, dueAt: new Date(temp.clock.now + dueIn * day).toISOString() })),
  };
  const { row } = await temp.desk.write((tx) => storeCase(tx, incoming(change as never), by));
  return row.caseId;
}

/** So many copies of a waiting case behind it, without its parties and evidence. */
export async function copyWaiting(temp: TempDesk, caseId: string, times: number): Promise<void> {
  const own = new Set(['number', 'caseId', 'sourceId', 'contentSha256']);
  const same = sql.join(Object.entries(getTableColumns(disputeCase)).flatMap(([name]) => (own.has(name) ? [] : [sql.identifier(toSnakeCase(name))])), sql`, `);
  await temp.database.run(sql`with recursive copies(nth) as (select 1 union all select nth + 1 from copies where nth < ${times})
    insert into dispute_case (number, case_id, source_id, content_sha256, ${same})
    select (select max(number) from dispute_case) + nth, case_id || nth, source_id || nth, content_sha256 || nth, ${same} from copies, dispute_case where case_id = ${caseId}`);
}

/** A queue as it is wished for. */
export type Wanted = { name: string; rule?: Partial<QueueRule>; skill?: string | null; people?: { personId: string; capacity: number | null }[]; isActive?: boolean; queueId?: string };
/** Keeps a queue; gives its id. */
export async function saveQueue(temp: TempDesk, by: SignedIn, { name, rule = {}, skill = null, people = [], isActive = true, queueId }: Wanted): Promise<string> {
  const saved = await queueHandlers['queues.save'](temp.desk, { requestId: randomUUID(), queueId: queueId ?? null, name, rule: QueueRule.parse(rule), skill, isActive, people }, by);
  return saved.queueId ?? '';
}

/** The case that somebody is served, by its id, or why there is none. */
export async function servedTo(temp: TempDesk, by: SignedIn): Promise<string> {
  const answer = await caseHandlers['cases.next'](temp.desk, { requestId: randomUUID() }, by);
  return answer.served ? answer.caseId : answer.why;
}
