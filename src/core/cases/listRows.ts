import { sql, type SQL } from 'drizzle-orm';
import type { CaseRow } from '../../contract/cases.ts';
import type { AppealBy } from '../../contract/appealParts.ts';
import type { Escalation } from '../../contract/exits.ts';
import type { CaseState, Reason } from '../../contract/vocabulary.ts';
import type { Db } from '../db/open.ts';
import { sayActivity } from '../audit/activity.ts';
import { appeal } from '../db/schema/appeal.ts';
import { caseTag } from '../db/schema/caseTag.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { escalation } from '../db/schema/exit.ts';
import { person } from '../db/schema/person.ts';
import { workQueue } from '../db/schema/workQueue.ts';
import type { SignedIn } from '../desk.ts';
import { referenceOf } from '../reference.ts';
import { isBarredFrom } from './barred.ts';
import { cameBackOf } from './cameBack.ts';
import { isActivityHidden, isUnread } from './marks.ts';

const c = disputeCase;
const nameOf = (personId: SQL): SQL => sql`(select ${person.name} from ${person} where ${person.personId} = ${personId})`;

/** What a row shows, by name; all of a page comes as one JSON text, because each cell through the driver costs more than reading it. */
const shown = (db: Db, by: SignedIn, now: number) => ({
  caseId: c.caseId,
  number: c.number,
  version: c.version,
  state: c.state,
  source: c.source,
  sourceId: c.sourceId,
  reason: c.reason,
  claims: c.claimCount,
  title: c.title,
  buyerName: c.buyerName,
  sellerName: c.sellerName,
  minor: sql`cast(${c.amountMinor} as text)`,
  currency: c.amountCurrency,
  openedAt: c.openedAt,
  receivedAt: c.receivedAt,
  dueAt: c.dueAt,
  market: c.market,
  language: c.language,
  priority: c.priority,
  hasFaults: sql`json_array_length(${c.integrity}, '$.faults')`,
  isHarmful: sql`${c.harm} is not null`,
  cameBackAt: c.cameBackAt,
  cameBackWords: c.cameBackWords,
  lastActivityAt: c.lastActivityAt,
  lastActivity: c.lastActivity,
  leasePersonId: c.leasePersonId,
  leaseSessionId: c.leaseSessionId,
  leaseEndsAt: c.leaseEndsAt,
  holderName: nameOf(sql`${c.leasePersonId}`),
  keptForPersonId: c.keptForPersonId,
  keptUntil: c.keptUntil,
  keeperName: nameOf(sql`${c.keptForPersonId}`),
  queueName: sql`(select ${workQueue.name} from ${workQueue} where ${workQueue.queueId} = ${c.queueId})`,
  appealBy: sql`(select case when ${appeal.reviewId} is null then ${appeal.by} else 'platform' end from ${appeal} where ${appeal.caseId} = ${c.caseId} and ${appeal.state} = 'open')`,
  escalation: sql`json((select json_object('reason', ${escalation.reason}, 'words', ${escalation.words}, 'personName', ${escalation.personName}, 'at', ${escalation.at}) from ${escalation} where ${escalation.caseId} = ${c.caseId} and ${escalation.endedAt} is null))`,
  tags: sql`json((select json_group_array(${caseTag.tag}) from ${caseTag} where ${caseTag.caseId} = ${c.caseId}))`,
  lastActivityName: nameOf(sql`${c.lastActivityBy}`),
  isUnread: isUnread(by, now),
  isBarred: isBarredFrom(db, by, now),
  isHidden: isActivityHidden(by),
});
type Shown = {
  caseId: string; number: number; version: number; state: CaseState; source: string; sourceId: string; reason: Reason; claims: number; title: string | null; buyerName: string | null; sellerName: string | null;
  minor: string | null; currency: string | null; openedAt: number | null; receivedAt: number; dueAt: number | null; market: string | null; language: string | null; priority: number; hasFaults: number; isHarmful: number;
  cameBackAt: number | null; cameBackWords: string | null; lastActivityAt: number; lastActivity: string | null; lastActivityName: string | null; leasePersonId: string | null; leaseSessionId: string | null; leaseEndsAt: number | null; holderName: string | null;
  keptForPersonId: string | null; keptUntil: number | null; keeperName: string | null; queueName: string | null; appealBy: AppealBy | null; escalation: Escalation | null; tags: string[]; isUnread: 0 | 1; isBarred: 0 | 1; isHidden: 0 | 1;
};
/** A row and where it stands: the key it is ordered by, its number, and the place of its stretch. */
export type Placed = { row: CaseRow; key: number; number: number; place: number };

/** The rows of a select of `row_id`, `sort_key`, `number` and `place`, in its order. */
export async function readRows(db: Db, picked: SQL, by: SignedIn, now: number): Promise<Placed[]> {
  const columns = shown(db, by, now);
  const names = Object.keys(columns) as (keyof Shown)[];
  const cells = sql.join(names.map((name) => sql`${columns[name]}`), sql`, `);
  const [found] = await db.all<{ page: string }>(sql`select json_group_array(json_array(picked.sort_key, picked.place, ${cells})) as page from (${picked}) as picked cross join ${c} on ${c}.rowid = picked.row_id`);
  const page = JSON.parse(found?.page ?? '[]') as [number, number, ...unknown[]][];
  return page.map(([key, place, ...values]) => {
    const row = Object.fromEntries(names.map((name, index) => [name, values[index]])) as Shown;
    return { row: toRow(row, by, now), key, number: row.number, place };
  });
}

function toRow(row: Shown, by: SignedIn, now: number): CaseRow {
  const isKept = row.state === 'queued' && row.keptForPersonId !== null && row.keptUntil !== null && row.keptUntil > now;
  const isLeased = row.leasePersonId !== null && row.leaseEndsAt !== null && row.leaseEndsAt > now;
  const isMine = row.leaseSessionId === by.sessionId && row.leasePersonId === by.personId;
  return {
    caseId: row.caseId,
    reference: referenceOf(row),
    version: row.version,
    state: row.state,
    source: row.source,
    sourceId: row.sourceId,
    reason: row.reason,
    claims: row.claims,
    title: row.title,
    buyerName: row.buyerName,
    sellerName: row.sellerName,
    amount: row.minor === null || row.currency === null ? null : { minor: row.minor, currency: row.currency },
    openedAt: row.openedAt,
    receivedAt: row.receivedAt,
    dueAt: row.dueAt,
    hasFaults: row.hasFaults > 0,
    isHarmful: row.isHarmful > 0,
    escalation: row.escalation,
    appealBy: row.appealBy,
    isBarred: row.isBarred === 1,
    lease: isLeased ? { personId: row.leasePersonId ?? '', personName: row.holderName ?? '', isMine, endsAt: row.leaseEndsAt ?? 0 } : null,
    cameBack: cameBackOf(row),
    keptFor: isKept ? { personName: row.keeperName ?? '', isMine: row.keptForPersonId === by.personId, until: row.keptUntil ?? 0 } : null,
    isUnread: row.isUnread === 1,
    lastActivity: row.isHidden === 1 ? null : sayActivity(row.lastActivity, row.lastActivityName),
    lastActivityAt: row.isHidden === 1 ? null : row.lastActivityAt,
    tags: row.tags.sort(),
    market: row.market,
    language: row.language,
    queueName: row.queueName,
    priority: row.priority,
  };
}
