import { sql, type SQL } from 'drizzle-orm';
import type { CaseRow } from '../../contract/cases.ts';
import type { AppealBy } from '../../contract/appealParts.ts';
import type { Escalation } from '../../contract/exits.ts';
import type { CaseState, Reason, Role } from '../../contract/vocabulary.ts';
import type { Db } from '../db/open.ts';
import { named, packed } from '../db/packed.ts';
import { sayActivity } from '../audit/activity.ts';
import { appeal } from '../db/schema/appeal.ts';
import { caseTag } from '../db/schema/caseTag.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { escalation } from '../db/schema/exit.ts';
import { person } from '../db/schema/person.ts';
import { workQueue } from '../db/schema/workQueue.ts';
import type { Asking, SignedIn } from '../desk.ts';
import { hot } from '../db/hot.ts';
import { referenceOf } from '../reference.ts';
import { isBarredFrom } from './barred.ts';
import { cameBackOf } from './cameBack.ts';
import { isActivityHidden, isNews } from './marks.ts';
import { isTagShown } from './tagCase.ts';

const c = disputeCase;
const nameOf = (personId: SQL): SQL => sql`(select ${person.name} from ${person} where ${person.personId} = ${personId})`;

const now = sql.placeholder('now');

/** What a row shows, by name. */
const shown = (db: Db, asker: Asking) => ({
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
  tags: sql`json((select json_group_array(${caseTag.tag}) from ${caseTag} where ${caseTag.caseId} = ${c.caseId} and ${isTagShown(asker)}))`,
  lastActivityName: nameOf(sql`${c.lastActivityBy}`),
  isNews: isNews(asker, now),
  isBarred: isBarredFrom(db, asker, now),
  isHidden: isActivityHidden(asker),
});
type Shown = {
  caseId: string; number: number; version: number; state: CaseState; source: string; sourceId: string; reason: Reason; claims: number; title: string | null; buyerName: string | null; sellerName: string | null;
  minor: string | null; currency: string | null; openedAt: number | null; receivedAt: number; dueAt: number | null; market: string | null; language: string | null; priority: number; hasFaults: number; isHarmful: number;
  cameBackAt: number | null; cameBackWords: string | null; lastActivityAt: number; lastActivity: string | null; lastActivityName: string | null; leasePersonId: string | null; leaseSessionId: string | null; leaseEndsAt: number | null; holderName: string | null;
  keptForPersonId: string | null; keptUntil: number | null; keeperName: string | null; queueName: string | null; appealBy: AppealBy | null; escalation: Escalation | null; tags: string[]; isNews: 0 | 1; isBarred: 0 | 1; isHidden: 0 | 1;
};
const pageFor = (role: Role) =>
  hot((db) => {
    const columns = shown(db, { role, personId: sql.placeholder('personId'), name: sql.placeholder('name') });
    const cells = sql.join(Object.values(columns).map((column) => sql`${column}`), sql`, `);
    const query = db.select({ page: packed(cells) }).from(sql`json_each(${sql.placeholder('rowIds')}) as picked cross join ${c} on ${c}.rowid = picked.value`).prepare();
    return { query, names: Object.keys(columns) };
  });
/** One for each role, since not the same is hidden from all. */
const pages = { mediator: pageFor('mediator'), lead: pageFor('lead'), triage: pageFor('triage'), admin: pageFor('admin') };

/** The rows of cases by their row ids, in that order; one statement that is built once. */
export async function readRows(db: Db, rowIds: readonly number[], by: SignedIn, at: number): Promise<CaseRow[]> {
  if (rowIds.length === 0) return [];
  const { query, names } = pages[by.role](db);
  const found = await query.get({ rowIds: JSON.stringify(rowIds), personId: by.personId, name: by.name, now: BigInt(at) });
  return named<Shown>(names, found?.page).map((row) => toRow(row, by, at));
}

function toRow(row: Shown, by: SignedIn, at: number): CaseRow {
  const isKept = row.state === 'queued' && row.keptForPersonId !== null && row.keptUntil !== null && row.keptUntil > at;
  const isLeased = row.leasePersonId !== null && row.leaseEndsAt !== null && row.leaseEndsAt > at;
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
    isUnread: row.isNews === 1 && row.isHidden === 0,
    lastActivity: row.isHidden === 1 ? null : sayActivity(row.lastActivity, row.lastActivityName),
    lastActivityAt: row.isHidden === 1 ? null : row.lastActivityAt,
    tags: row.tags.sort(),
    market: row.market,
    language: row.language,
    queueName: row.queueName,
    priority: row.priority,
  };
}
