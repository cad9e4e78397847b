import { and, eq, lt, notInArray, sql } from 'drizzle-orm';
import type { ParsedInputOf } from '../../contract/methods.ts';
import type { PolicyReach, PolicyVersion } from '../../contract/policy.ts';
import { append } from '../audit/append.ts';
import type { Db } from '../db/open.ts';
import { caseOrder } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { policyDraft, policyVersion } from '../db/schema/policy.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { sha256 } from '../ids.ts';
import { once } from '../once.ts';
import { booksInForce } from './books.ts';
import { checkDraft, draftOf, requireRevision } from './draft.ts';
import { toVersion } from './versions.ts';

/** Makes the saved draft a version for good. NOT_ALLOWED_NOW with `{problems}`, CONFLICT when another version came between. */
export function publishDraft(desk: Desk, input: ParsedInputOf<'policy.publish'>, by: SignedIn): Promise<PolicyVersion> {
  return once(desk, by, 'policy.publish', input, async (tx) => {
    const draft = await draftOf(tx, by);
    if (!draft) throw notFound('policy draft', by.personId);
    requireRevision(draft, input.expectedRevision);
    const newest = (await booksInForce(tx)).at(-1)!;
    if (newest.version !== draft.basedOn) {
      throw new DeskError('CONFLICT', `Policy ${newest.version} was published since this draft was begun from ${draft.basedOn}, and is not part of it. Begin a new draft and bring your changes over; this one is kept.`, { version: newest.version });
    }
    const { content, problems } = await checkDraft(tx, draft.text, tx.now);
    if (!content || problems.length > 0) throw new DeskError('NOT_ALLOWED_NOW', `The draft does not hold together yet: ${problems[0]?.words ?? ''}.`, { problems });
    const row = {
      version: content.version,
      effectiveFrom: content.effectiveFrom,
      text: draft.text,
      textSha256: sha256(draft.text),
      basedOn: draft.basedOn,
      personId: by.personId,
      personName: by.name,
      publishedAt: tx.now,
    };
    await tx.insert(policyVersion).values(row);
    await tx.delete(policyDraft).where(eq(policyDraft.personId, by.personId));
    const from = new Date(content.effectiveFrom).toISOString().slice(0, 10);
    await append(tx, {
      by,
      action: 'policy.published',
      subject: `policy:${content.version}`,
      words: `${by.name} published policy ${content.version}, in force for orders placed from ${from} on`,
      data: { effectiveFrom: content.effectiveFrom, textSha256: row.textSha256, basedOn: row.basedOn },
      rows: [{ table: 'policy_version', id: content.version }],
    });
    tx.emit({ type: 'policy.changed' });
    return toVersion({ ...row, title: content.title }, content.effectiveFrom <= tx.now);
  });
}

/** Most cases that are looked for: beyond it the exact number helps nobody. */
const mostCounted = 1_000;
const mostNamed = 12;

/** Cases that are not ruled yet and whose order was placed before a moment: they keep the version they have. */
export async function reachOf(db: Db, effectiveFrom: number): Promise<PolicyReach> {
  const bound = sql`coalesce(${caseOrder.placedAt}, ${caseOrder.paidAt}, ${disputeCase.openedAt}, ${disputeCase.receivedAt})`;
  const rows = await db
    .select({ number: disputeCase.number })
    .from(disputeCase)
    .leftJoin(caseOrder, eq(caseOrder.caseId, disputeCase.caseId))
    .where(and(notInArray(disputeCase.state, ['ruled', 'closed']), lt(bound, BigInt(effectiveFrom))))
    .limit(mostCounted + 1);
  return { kept: Math.min(rows.length, mostCounted), isMore: rows.length > mostCounted, references: rows.slice(0, mostNamed).map(({ number }) => `C-${number}`) };
}
