import { and, desc, eq, inArray, ne } from 'drizzle-orm';
import type { CaseExit, CaseLink } from '../../contract/exits.ts';
import type { Adversary, Closing } from '../../contract/vocabulary.ts';
import { append } from '../audit/append.ts';
import type { CoveredRow } from '../audit/rows.ts';
import { isWord } from '../db/literal.ts';
import type { Db } from '../db/open.ts';
import { appeal } from '../db/schema/appeal.ts';
import { caseOrder, party } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { caseExit } from '../db/schema/exit.ts';
import { offer } from '../db/schema/offer.ts';
import type { Tx } from '../db/write.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { compose } from '../letters/compose.ts';
import { postLetter } from '../letters/post.ts';
import { paragraphs } from '../letters/templates.ts';
import { once } from '../once.ts';
import { endEscalation } from './escalations.ts';
import { loadCase, requireLease } from './lease.ts';
import { moveCase, noLease, referenceOf, type CaseRecord } from './lifeCycle.ts';
import { stopWaiting } from './stopWaiting.ts';

const openStates = ['received', 'queued', 'in_review', 'waiting'] as const;

export const exitHandlers: Pick<Handlers, 'cases.reject' | 'cases.withdraw' | 'cases.merge' | 'cases.ofOrder'> = {
  'cases.reject': (desk, input, by) =>
    once(desk, by, 'cases.reject', input, async (tx) => {
      const row = await leaving(tx, input, by);
      const letters = await postNotices(tx, row, 'ineligible', { reason: input.reason, words: paragraphs(input.words) });
      const words = `${by.name} closed ${referenceOf(row)} as ineligible (${input.reason.replaceAll('_', ' ')}): ${input.words}`;
      return leave(tx, row, by, 'reject', { as: 'ineligible', code: input.reason, words: input.words, intoCaseId: null }, words, letters);
    }),

  'cases.withdraw': (desk, input, by) =>
    once(desk, by, 'cases.withdraw', input, async (tx) => {
      const row = await leaving(tx, input, by);
      const letters = await postNotices(tx, row, 'withdrawn', {});
      const words = `${by.name} closed ${referenceOf(row)}, because the buyer withdrew (known by ${input.known}): ${input.words}`;
      return leave(tx, row, by, 'withdraw', { as: 'withdrawn', code: input.known, words: input.words, intoCaseId: null }, words, letters);
    }),

  'cases.merge': (desk, input, by) =>
    once(desk, by, 'cases.merge', input, async (tx) => {
      const row = await leaving(tx, input, by);
      const into = (await ofOrder(tx, row)).find((one) => one.caseId === input.intoCaseId);
      const open = await tx.$count(offer, and(eq(offer.caseId, row.caseId), isWord(offer.state, 'open')));
      if (open > 0n) throw new DeskError('NOT_ALLOWED_NOW', `An offer is open in ${referenceOf(row)}. Withdraw it first, so that both sides are told.`);
      if (!into) throw new DeskError('NOT_ALLOWED_NOW', `${referenceOf(row)} can only be merged into another open case about the same order.`);
      const words = `${by.name} merged ${referenceOf(row)} into ${into.reference}${input.words ? `: ${input.words}` : ''}`;
      const left = await leave(tx, row, by, 'merge', { as: 'merged', code: null, words: input.words, intoCaseId: into.caseId }, words, []);
      await append(tx, { by, action: 'case.mergedHere', subject: `case:${into.caseId}`, caseId: into.caseId, words, data: { fromCaseId: row.caseId } });
      tx.emit({ type: 'case.changed', caseId: into.caseId, version: into.version });
      return left;
    }),

  'cases.ofOrder': async (desk, input) => ofOrder(desk.db, await loadCase(desk.db, input.caseId)),
};

/** How a case left the desk, and the cases that were merged into it. */
export async function readExit(db: Db, caseId: string): Promise<{ exit: CaseExit | null; mergedFrom: CaseLink[] }> {
  const [left] = await db.select().from(caseExit).where(eq(caseExit.caseId, caseId));
  const [into] = left?.intoCaseId ? await db.select().from(disputeCase).where(eq(disputeCase.caseId, left.intoCaseId)) : [];
  const from = await db
    .select({ row: disputeCase })
    .from(caseExit)
    .innerJoin(disputeCase, eq(disputeCase.caseId, caseExit.caseId))
    .where(eq(caseExit.intoCaseId, caseId))
    .orderBy(disputeCase.number);
  return {
    exit: left ? { as: left.as, code: left.code, words: left.words, personName: left.personName, at: left.at, into: into ? toLink(into) : null } : null,
    mergedFrom: from.map(({ row }) => toLink(row)),
  };
}

/** The case as the person who asks saw it; in work, it must be theirs. Throws CONFLICT, LEASE_LOST. */
export async function seen(tx: Tx, input: { caseId: string; expectedVersion: number }, by: SignedIn): Promise<CaseRecord> {
  const row = await loadCase(tx, input.caseId);
  if (row.state === 'in_review') requireLease(row, by, tx.now);
  if (row.version === input.expectedVersion) return row;
  throw new DeskError('CONFLICT', `${referenceOf(row)} changed meanwhile. Nothing was done; look at it again.`, { version: row.version });
}

/** A case that may leave the desk without a ruling: under appeal money has moved, so NOT_ALLOWED_NOW. Throws as `seen`. */
async function leaving(tx: Tx, input: { caseId: string; expectedVersion: number }, by: SignedIn): Promise<CaseRecord> {
  const row = await seen(tx, input, by);
  const open = await tx.$count(appeal, and(eq(appeal.caseId, row.caseId), isWord(appeal.state, 'open')));
  if (open > 0n) throw new DeskError('NOT_ALLOWED_NOW', `${referenceOf(row)} is under appeal: only a ruling confirms or changes what was ruled. When the appeal was taken back, confirm it.`);
  return row;
}

type Left = { as: Closing; code: string | null; words: string | null; intoCaseId: string | null };

async function leave(tx: Tx, row: CaseRecord, by: SignedIn, command: 'reject' | 'withdraw' | 'merge', left: Left, words: string, letters: CoveredRow[]): Promise<{ version: number }> {
  const rows = [...letters, ...(await stopWaiting(tx, row))];
  const moved = await moveCase(tx, row, command, by, { ...noLease, closedAs: left.as, keptForPersonId: null, keptUntil: null });
  await endEscalation(tx, row.caseId);
  await tx.insert(caseExit).values({ caseId: row.caseId, ...left, personName: by.name, at: tx.now });
  await append(tx, { by, action: `case.${left.as}`, subject: `case:${row.caseId}`, caseId: row.caseId, version: moved.version, words, data: left, rows });
  return { version: moved.version };
}

/** Tells both sides that the case is closed, by the letter of that name. */
async function postNotices(tx: Tx, row: CaseRecord, template: 'ineligible' | 'withdrawn', values: object): Promise<CoveredRow[]> {
  const parties = await tx.select().from(party).where(eq(party.caseId, row.caseId));
  const [order] = await tx.select({ orderId: caseOrder.orderId }).from(caseOrder).where(eq(caseOrder.caseId, row.caseId));
  const reference = referenceOf(row);
  const address = (to: Adversary) => ({ to, party: parties.find((one) => one.role === to) ?? null, reference, sourceId: row.sourceId, orderId: order?.orderId ?? null });
  const post = (to: Adversary) => postLetter(tx, { ...compose(template, address(to), () => values), caseId: row.caseId, reference, kind: 'notice' });
  return [await post('buyer'), await post('seller')];
}

async function ofOrder(db: Db, row: CaseRecord): Promise<(CaseLink & { version: number })[]> {
  const [order] = await db.select({ orderId: caseOrder.orderId }).from(caseOrder).where(eq(caseOrder.caseId, row.caseId));
  if (!order) return [];
  const others = await db
    .select({ row: disputeCase })
    .from(caseOrder)
    .innerJoin(disputeCase, eq(disputeCase.caseId, caseOrder.caseId))
    .where(and(eq(caseOrder.orderId, order.orderId), eq(disputeCase.source, row.source), ne(disputeCase.caseId, row.caseId), inArray(disputeCase.state, [...openStates])))
    .orderBy(desc(disputeCase.number));
  return others.map((one) => ({ ...toLink(one.row), version: one.row.version }));
}

function toLink(row: CaseRecord): CaseLink {
  return { caseId: row.caseId, reference: referenceOf(row), state: row.state, title: row.title };
}
