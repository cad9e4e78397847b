import { NeutralCase, type NeutralCaseInput } from '../contract/neutralCase.ts';
import type { RulingInput } from '../contract/rulings.ts';
import { readCaseFile } from '../core/cases/caseFile.ts';
import { leaseCase, loadCase } from '../core/cases/lease.ts';
import { storeCase, type IncomingCase } from '../core/cases/storeCase.ts';
import { openedMark } from '../core/db/schema/evidence.ts';
import type { CaseFile } from '../contract/caseFile.ts';
import { deskItself, type Desk, type SignedIn } from '../core/desk.ts';

let cases = 0;

/** A contested case about one wrong item of USD 60.00 with 6.65 shipping; both sides showed something and time to answer is over. */
export function neutralCase(change: Partial<NeutralCaseInput> = {}): NeutralCase {
  cases += 1;
  return NeutralCase.parse({
    schema: 'dispute-case/1',
    source: 'aliexpress',
    sourceId: `dispute-${cases}`,
    openedAt: '2026-06-01T08:00:00Z',
    stage: 'arbitration',
    parties: [
      { role: 'buyer', id: 'b', displayName: 'Ada', language: 'de', timeZone: 'Europe/Berlin' },
      { role: 'seller', id: 's', displayName: 'Lin Store', language: 'ja', timeZone: 'Asia/Tokyo' },
    ],
    order: {
      id: `order-${cases}`,
      currency: 'USD',
      captured: { minor: '6665', currency: 'USD' },
      shipping: { minor: '665', currency: 'USD' },
      placedAt: '2026-05-01T08:00:00Z',
    },
    items: [{ id: 'item-1', title: 'Blue watch', unitPrice: { minor: '6000', currency: 'USD' } }],
    claims: [
      {
        id: 'claim-1',
        reason: 'wrong_item',
        words: 'It is red.',
        amount: { minor: '6665', currency: 'USD' },
        answers: [{ by: 'seller', stance: 'denies', words: 'We sent blue.' }],
      },
    ],
    messages: [{ id: 'message-1', from: 'buyer', original: 'It is red.' }],
    evidence: [
      { id: 'photo', side: 'buyer', kind: 'photo', fileName: 'red.jpg', claimIds: ['claim-1'] },
      { id: 'packing', side: 'seller', kind: 'document', fileName: 'packing.pdf', claimIds: ['claim-1'] },
    ],
    deadlines: [{ id: 'deadline-1', party: 'seller', action: 'answer', dueAt: '2026-06-06T08:00:00Z', isMandatory: true, from: 'rule' }],
    ...change,
  } satisfies NeutralCaseInput);
}

/** Takes a case in as intake would; its id. */
export async function placeCase(desk: Desk, neutral: NeutralCase = neutralCase(), change: Partial<IncomingCase> = {}): Promise<string> {
  const incoming: IncomingCase = {
    neutral,
    files: new Map(),
    integrity: { kind: 'document', valid: true, complete: true, faults: [], warnings: [] },
    carriedRuling: null,
    ...change,
  };
  const { row } = await desk.write((tx) => storeCase(tx, incoming, deskItself));
  return row.caseId;
}

/** Leases a case to a session and opens all its exhibits; the case file as that person sees it. */
export async function takeCase(desk: Desk, caseId: string, by: SignedIn): Promise<CaseFile> {
  await desk.write(async (tx) => leaseCase(tx, await loadCase(tx, caseId), by));
  await openAllExhibits(desk, caseId, by);
  return readCaseFile(desk.db, caseId, by, desk.clock());
}

/** Marks every exhibit of a case as opened by a person. */
export async function openAllExhibits(desk: Desk, caseId: string, by: SignedIn): Promise<void> {
  const { exhibits } = await readCaseFile(desk.db, caseId, by, desk.clock());
  await desk.write(async (tx) => {
    for (const { evidenceId } of exhibits) await tx.insert(openedMark).values({ evidenceId, personId: by.personId, at: tx.now }).onConflictDoNothing();
  });
}

/** A ruling nothing can be said against: a partial refund of half, borne by the seller, on the buyer's first exhibit. */
export function soundRuling(file: CaseFile, change: Partial<RulingInput> = {}): RulingInput {
  const exhibit = file.exhibits.find((one) => one.side === 'buyer');
  return {
    outcome: 'partial_refund',
    withReturn: false,
    reason: 'wrong_item',
    basis: { by: 'percent', percent: '50' },
    bearers: [{ bearer: 'seller', percent: 100 }],
    findings: file.claims.map((claim) => ({
      claimId: claim.claimId,
      result: 'established',
      exhibits: exhibit ? [exhibit.evidenceId] : [],
      spots: [],
      absence: exhibit ? null : 'a photo',
      words: null,
    })),
    clauses: ['3.3'],
    reasons: 'The photo shows a red watch; the order was for a blue one.',
    ...change,
  };
}
