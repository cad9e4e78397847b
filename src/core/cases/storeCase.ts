import { and, eq, isNull, max } from 'drizzle-orm';
import { caseLimits } from '../../contract/caseLimits.ts';
import type { IntakeFault } from '../../contract/caseFile.ts';
import { allows } from '../../contract/lifeCycle.ts';
import type { Money } from '../../contract/money.ts';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import type { RulingDocument } from '../../contract/bundleDocuments.ts';
import { append } from '../audit/append.ts';
import { canonical } from '../canonical.ts';
import { isWord } from '../db/literal.ts';
import { fromMoney } from '../db/schema/columns.ts';
import { claim } from '../db/schema/caseParts.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { evidence } from '../db/schema/evidence.ts';
import { ruling } from '../db/schema/ruling.ts';
import type { Tx } from '../db/write.ts';
import { deskItself, type SignedIn } from '../desk.ts';
import { isFrozen } from '../evidence/lateCopy.ts';
import { DeskError } from '../fault.ts';
import { newId, sha256 } from '../ids.ts';
import { enqueue } from '../jobs/enqueue.ts';
import type { PolicyBook } from '../policy/book.ts';
import { bookFor } from '../policy/books.ts';
import { placeAgain, placeCase } from '../queues/place.ts';
import { toMillis } from './instants.ts';
import { moveCase, noLease, referenceOf, touchCase, type CaseRecord } from './lifeCycle.ts';
import { listedLanguage, listedMarket, listedText } from './listed.ts';
import { normalise } from './normalise.ts';
import { noteShown } from './noteShown.ts';
import { withoutOwnWords } from './ownWords.ts';
import { noteAnswers } from './questions.ts';
import { recountTimes } from './recountTimes.ts';
import { countSpoken, moreSpoken } from './spoken.ts';
import { endedBy, withoutOwnEnd, type EndedOutside, type Standing } from './standing.ts';
import { endAtSource } from './stopWaiting.ts';
import { storeEvidence, type EvidenceFile } from './storeEvidence.ts';
import { storeNeutralParts } from './storeNeutral.ts';
import { answerUntilOf } from './turn.ts';

/** A case as intake hands it over, with what came of each of its files. */
export type IncomingCase = {
  neutral: NeutralCase;
  /** By evidence id of the document. */
  files: Map<string, EvidenceFile>;
  integrity: { kind: 'bundle' | 'bag' | 'document'; valid: boolean; complete: boolean; faults: IntakeFault[]; warnings: IntakeFault[] };
  carriedRuling: RulingDocument | null;
  /** How the source says the dispute stands, where it says so beside the document. */
  standing?: Standing;
};

/** `replaced`: hashes of files that other files took the place of. */
export type StoredCase = { row: CaseRecord; result: 'created' | 'updated' | 'unchanged'; replaced: string[] };

/** The number of the first case of a desk. */
export const firstNumber = 20_001;

/** Takes a case in: new, changed, or the same as before (then nothing is written). */
export async function storeCase(tx: Tx, incoming: IncomingCase, by: SignedIn): Promise<StoredCase> {
  const sent = normalise(incoming.neutral);
  const [known] = await tx
    .select()
    .from(disputeCase)
    .where(and(eq(disputeCase.source, sent.source), eq(disputeCase.sourceId, sent.sourceId)));
  const isOwnEnd = incoming.standing?.state === 'decided' && known !== undefined && (await isRuledHere(tx, known.caseId));
  const neutral = isOwnEnd ? withoutOwnEnd(sent, known) : sent;
  const ended = isOwnEnd ? null : endedBy(incoming.standing);
  const contentSha256 = hashContent(neutral, incoming, ended);
  if (known?.contentSha256 === contentSha256) return { row: known, result: 'unchanged', replaced: [] };
  if (known) await checkRoom(tx, known, neutral);
  const others = known ? await withoutOwnWords(tx, known.caseId, neutral) : neutral;
  // What was decided or closed here stays so, whatever its source says of it later.
  const told = incoming.standing && known?.state !== 'ruled' && known?.state !== 'closed' ? { endedOutside: ended } : {};
  const facts = { ...factsOf(neutral, tx.now, await bookFor(tx, tx.now)), ...told, contentSha256, integrity: incoming.integrity, carriedRuling: incoming.carriedRuling };
  const isEnded = ended !== null || neutral.outcome !== null || neutral.stage === 'closed' || incoming.carriedRuling !== null;
  const row = known ? await updateCase(tx, known, facts, isEnded, ended) : await insertCase(tx, facts, isEnded, ended);
  const before = known ? await countSpoken(tx, row.caseId) : null;
  await storeNeutralParts(tx, row.caseId, others);
  await keepFirstLabel(tx, row);
  const replaced = await storeEvidence(tx, row, neutral.evidence, incoming.files);
  const shown = await noteShown(tx, row.caseId, neutral.evidence);
  const updated = { action: 'case.updated', words: `${referenceOf(row)} was sent again with other content` };
  await append(tx, { ...receivedNote(row, by), ...(known ? updated : {}), rows: shown });
  if (known) await recountTimes(tx, row);
  if (before) await noteAnswers(tx, row, moreSpoken(before, await countSpoken(tx, row.caseId)));
  if (known && known.state !== 'closed' && row.state === 'closed') await endAtSource(tx, row.caseId);
  return { row, result: known ? 'updated' : 'created', replaced };
}

async function isRuledHere(tx: Tx, caseId: string): Promise<boolean> {
  return (await tx.$count(ruling, and(eq(ruling.caseId, caseId), isWord(ruling.state, 'effective')))) > 0n;
}

/** What a side no longer sends stays, so copies that each name other files could grow a case until it cannot be exported. BAD_INPUT. */
async function checkRoom(tx: Tx, known: CaseRecord, neutral: NeutralCase): Promise<void> {
  const here = await tx.select({ id: evidence.sourceEvidenceId }).from(evidence).where(and(eq(evidence.caseId, known.caseId), isNull(evidence.attachedTo)));
  const count = new Set([...here, ...neutral.evidence].map(({ id }) => id)).size;
  if (count <= caseLimits.evidence) return;
  throw new DeskError('BAD_INPUT', `With the files of this copy ${referenceOf(known)} would hold ${count} exhibits; a case holds at most ${caseLimits.evidence}. The case stays as it was.`);
}

async function insertCase(tx: Tx, facts: CaseFacts, isEnded: boolean, ended: EndedOutside | null): Promise<CaseRecord> {
  const [last] = await tx.select({ number: max(disputeCase.number) }).from(disputeCase);
  const caseId = newId(tx.now);
  const number = last?.number ? Number(last.number) + 1 : firstNumber;
  const [row] = await tx.insert(disputeCase).values(newCaseRow(facts, { caseId, number, receivedAt: tx.now }, isEnded, ended)).returning();
  if (!row) throw new Error('A case that was just inserted is not there.');
  tx.emit({ type: 'case.changed', caseId, version: 1 });
  tx.emit({ type: 'queue.changed' });
  return placeCase(tx, row);
}

/** The row of a case that is new here, with its facts. Pure. */
function newCaseRow(facts: CaseFacts, { caseId, number, receivedAt }: Pick<CaseRecord, 'caseId' | 'number' | 'receivedAt'>, isEnded: boolean, ended: EndedOutside | null) {
  const isReadOnly = facts.integrity.faults.length > 0 && !isEnded;
  return {
    ...facts,
    caseId,
    number,
    version: 1,
    state: isEnded ? ('closed' as const) : isReadOnly ? ('received' as const) : ('queued' as const),
    shelf: isEnded ? ('closed' as const) : isReadOnly ? ('received' as const) : ('open' as const),
    closedAs: isEnded ? (ended?.as ?? ('at_source' as const)) : null,
    isReadOnly,
    receivedAt,
    lastActivityAt: receivedAt,
  };
}

/**
 * What `storeCase` would make of a sound case that is new here and not ended: its row, with what `caseId`, `number` and `receivedAt` it is
 * given, and its document in UTC. Pure; for whoever writes many cases at once.
 */
export function newCase(incoming: IncomingCase, identity: Pick<CaseRecord, 'caseId' | 'number' | 'receivedAt'>, book: PolicyBook) {
  const neutral = normalise(incoming.neutral);
  const facts = { ...factsOf(neutral, identity.receivedAt, book), contentSha256: hashContent(neutral, incoming, null), integrity: incoming.integrity, carriedRuling: incoming.carriedRuling };
  // What the entry of the log for it leaves in the row.
  return { row: { ...newCaseRow(facts, identity, false, null), lastActivity: 'case.received' }, neutral };
}

/** The entry of the log for a case that came in. Pure. */
export function receivedNote(row: Pick<CaseRecord, 'caseId' | 'number' | 'version' | 'source' | 'contentSha256' | 'integrity'>, by: SignedIn) {
  return {
    by,
    action: 'case.received',
    subject: `case:${row.caseId}`,
    caseId: row.caseId,
    version: row.version,
    words: `${referenceOf(row)} came in from ${row.source}`,
    data: { contentSha256: row.contentSha256, faults: row.integrity.faults.length },
  };
}

async function updateCase(tx: Tx, known: CaseRecord, facts: CaseFacts, isEnded: boolean, ended: EndedOutside | null): Promise<CaseRecord> {
  // A ruling that is under way falls back at its own time, with its refund.
  if (isEnded && allows(known.state, 'settleOutside') && !isFrozen(known.state)) {
    const nobody = { ...noLease, keptForPersonId: null, keptUntil: null };
    return moveCase(tx, known, 'settleOutside', deskItself, { ...facts, ...nobody, closedAs: ended?.as ?? 'at_source' });
  }
  if (known.state === 'received' && facts.integrity.faults.length === 0) return moveCase(tx, known, 'repair', deskItself, { ...facts, isReadOnly: false });
  if (known.state === 'held') await lookAgain(tx, known);
  return touchCase(tx, known, facts);
}

/** A held ruling has no moment of its own: whether it has to fall back is looked at as soon as its case came again. */
async function lookAgain(tx: Tx, row: CaseRecord): Promise<void> {
  const [held] = await tx.select({ rulingId: ruling.rulingId }).from(ruling).where(and(eq(ruling.caseId, row.caseId), isWord(ruling.state, 'held')));
  if (!held) return;
  const words = `Held ruling on ${referenceOf(row)}, whose case came again`;
  await enqueue(tx, { kind: 'ruling.takeEffect', words, payload: held, caseId: row.caseId, uniqueKey: `ruling.takeEffect:${held.rulingId}:again` });
}

type CaseFacts = ReturnType<typeof factsOf> & Pick<typeof disputeCase.$inferInsert, 'contentSha256' | 'carriedRuling' | 'endedOutside'> & { integrity: IncomingCase['integrity'] };

function factsOf(neutral: NeutralCase, now: number, book: PolicyBook) {
  const named = (role: 'buyer' | 'seller') => listedText(neutral.parties.find((party) => party.role === role)?.displayName);
  const amount = claimedSum(neutral) ?? neutral.remedies.find((remedy) => remedy.type === 'request')?.amount ?? neutral.order?.paid ?? null;
  const deadlines = neutral.deadlines.map(({ id, dueAt, ...deadline }) => ({ ...deadline, deadlineId: id, dueAt: Date.parse(dueAt) }));
  const own = deadlines.filter((deadline) => deadline.party === 'mediator' || deadline.party === 'platform');
  const due = (own.length > 0 ? own : deadlines).map((deadline) => deadline.dueAt);
  const answerUntil = answerUntilOf(
    deadlines,
    {
      openedAt: toMillis(neutral.openedAt),
      claims: neutral.claims.map((claim) => ({ answers: claim.answers.map((answer) => ({ ...answer, at: null })) })),
      messages: neutral.messages.map(({ from, sentAt }) => ({ from, sentAt: toMillis(sentAt) })),
      remedies: neutral.remedies.map(({ by, at }) => ({ by, at: toMillis(at) })),
      exhibits: neutral.evidence.map(({ side, handedInAt }) => ({ side, handedInAt: toMillis(handedInAt) })),
    },
    now,
  );
  const title = listedText(neutral.items[0]?.title);
  const buyer = neutral.parties.find((party) => party.role === 'buyer');
  const at = (instant: string | null) => (instant === null ? null : Date.parse(instant));
  return {
    source: neutral.source,
    sourceId: neutral.sourceId,
    stage: neutral.stage,
    sourceStatus: neutral.sourceStatus,
    whoseTurn: neutral.whoseTurn,
    openedAt: at(neutral.openedAt),
    escalatedAt: at(neutral.escalatedAt),
    escalationCause: neutral.escalationCause,
    goodsReturn: neutral.goodsReturn,
    outcome: neutral.outcome,
    contactBefore: neutral.contactBefore,
    chargeback: neutral.chargeback,
    unmapped: neutral.unmapped,
    reason: neutral.claims[0]?.reason ?? ('other' as const),
    claimCount: neutral.claims.length,
    title,
    buyerName: named('buyer'),
    sellerName: named('seller'),
    ...fromMoney('amount', amount),
    dueAt: due.length > 0 ? Math.min(...due) : null,
    answerUntil,
    value: book.orderingValue(amount),
    market: listedMarket(buyer?.country),
    language: listedLanguage(buyer?.language),
    searchText: [neutral.sourceId, neutral.order?.id, title, named('buyer'), named('seller'), ...neutral.parcels.map((parcel) => parcel.trackingNumber)]
      .filter(Boolean)
      .join(' ')
      .toLowerCase(),
  };
}

/** The most an amount can state: more digits could neither be stored nor cross the contract, and one such case would break every list. */
const mostMinor = 10n ** 18n - 1n;

/** The queue shows the label of the first claim, also when it was relabelled here before the case was sent again. */
async function keepFirstLabel(tx: Tx, row: CaseRecord): Promise<void> {
  const [first] = await tx
    .select({ reason: claim.reason })
    .from(claim)
    .where(and(eq(claim.caseId, row.caseId), eq(claim.position, 0)));
  if (first && first.reason !== row.reason) {
    await tx.update(disputeCase).set({ reason: first.reason }).where(eq(disputeCase.caseId, row.caseId));
    await placeAgain(tx, row.caseId);
  }
}

/** What all claims ask for together; null when none states an amount, the first one's when they cannot be added up. */
function claimedSum(neutral: NeutralCase): Money | null {
  const amounts = neutral.claims.flatMap((claim) => claim.amount ?? []);
  const [first] = amounts;
  if (!first || amounts.some((amount) => amount.currency !== first.currency)) return first ?? null;
  const sum = amounts.reduce((total, amount) => total + BigInt(amount.minor), 0n);
  return sum > mostMinor || sum < -mostMinor ? first : { minor: String(sum), currency: first.currency };
}

function hashContent(neutral: NeutralCase, incoming: IncomingCase, ended: EndedOutside | null): string {
  const files = [...incoming.files].map(([id, file]) => [id, file.sha256, file.state]).sort();
  return sha256(canonical({ neutral, files, valid: incoming.integrity.valid, ruling: incoming.carriedRuling, ...(ended ? { ended: [ended.as, ended.words] } : {}) }));
}
