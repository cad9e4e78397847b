import { sql } from 'drizzle-orm';
import { between, pick, randomFrom } from '../src/core/db/seed/docket/random.ts';
import { goods } from '../src/core/db/seed/made/goods.ts';
import { complaints, languages } from '../src/core/db/seed/made/phrases.ts';
import { claim, item } from '../src/core/db/schema/caseParts.ts';
import { disputeCase } from '../src/core/db/schema/disputeCase.ts';
import { precedent } from '../src/core/db/schema/precedent.ts';
import { precedentText } from '../src/core/db/schema/precedentText.ts';
import { ruling } from '../src/core/db/schema/ruling.ts';
import type { Outcome } from '../src/contract/vocabulary.ts';
import type { Desk, SignedIn } from '../src/core/desk.ts';
import { ensurePerson } from '../src/core/people/ensurePerson.ts';
import { likeHandlers } from '../src/core/rulings/likeMethods.ts';
import { likeWords } from '../src/core/rulings/likeWords.ts';
import { reasonToken } from '../src/core/rulings/precedents.ts';
import { openBench } from './desk.ts';
import { spread, timeOf, type Spread } from './measure.ts';

const decided = 20_000;
const atOnce = 100;
const asked = 200;
/** As long as the file of a middling case. */
const frozen = JSON.stringify({ words: 'x'.repeat(12_000) });

/** The like cases of a case among 20,000 decided ones, against a bare count of the same rows. */
export async function benchLike(): Promise<Spread[]> {
  const { desk, close } = await openBench();
  const by = { ...(await desk.write((tx) => ensurePerson(tx, 'Bench', 'mediator'))), sessionId: 'bench' };
  try {
    for (let from = 0; from < decided; from += atOnce) await fill(desk, by, from);
    const like: number[] = [];
    const count: number[] = [];
    for (let one = 0; one < asked + 20; one += 1) {
      const caseId = `case-${(one * 97) % decided}`;
      const [own] = await desk.db.select({ reason: disputeCase.reason, value: disputeCase.value }).from(disputeCase).where(sql`${disputeCase.caseId} = ${caseId}`);
      const kept = one >= 20;
      const desksTime = await timeOf(() => likeHandlers['rulings.likeCases'](desk, { caseId }, by));
      const peersTime = await timeOf(() => desk.db.get(sql`select count(*) from precedent where reason = ${own?.reason} and value between ${BigInt(Math.ceil((own?.value ?? 0) / 3))} and ${BigInt((own?.value ?? 0) * 3)}`));
      if (kept) like.push(desksTime);
      if (kept) count.push(peersTime);
    }
    const peer = spread({ bench: 'bare count of the same rows (reason and value band)', unit: 'ms', bar: 'none, it is the peer', note: 'One statement on the same connection.' }, count, () => true);
    const own = spread({ bench: 'rulings.likeCases', unit: 'ms', bar: 'p95 <= 30 ms', note: '' }, like, ({ p95 }) => p95 <= 30);
    return [{ ...own, note: `${decided} decided cases in ${languages.length} languages; ${(own.p95 / peer.p95).toFixed(1)} times the p95 of the bare count. It counts the spread, ranks by words, value and goods, and reads the 20 rows shown.` }, peer];
  } finally {
    await close();
  }
}

async function fill(desk: Desk, by: SignedIn, from: number): Promise<void> {
  const made = Array.from({ length: atOnce }, (_, index) => madeCase(from + index, by));
  await desk.write(async (tx) => {
    await tx.insert(disputeCase).values(made.map((one) => one.row));
    await tx.insert(claim).values(made.map((one) => one.claim));
    await tx.insert(item).values(made.map((one) => one.item));
    await tx.insert(ruling).values(made.map((one) => one.ruling));
    await tx.insert(precedent).values(made.map((one) => one.precedent));
    await tx.insert(precedentText).values(made.map((one) => one.text));
  });
}

function madeCase(number: number, by: SignedIn) {
  const random = randomFrom(`like ${number}`);
  const [caseId, rulingId] = [`case-${number}`, `ruling-${number}`];
  const { title, kind, cents, reasons } = pick(random, goods);
  const [reason, language] = [pick(random, reasons), pick(random, languages)];
  const [value, words] = [between(random, ...cents), complaints[language][reason]];
  const refundBp = pick(random, [0, 2_000, 3_000, 5_000, 10_000, 10_000]);
  const outcome: Outcome = refundBp === 0 ? 'no_refund' : refundBp === 10_000 ? 'full_refund' : 'partial_refund';
  const amount = { amountMinor: outcome === 'no_refund' ? null : BigInt(Math.max(1, Math.round((value * refundBp) / 10_000))), amountCurrency: outcome === 'no_refund' ? null : 'USD' };
  const money = (minor: bigint) => ({ minor: String(minor), currency: 'USD' });
  const paid = amount.amountMinor === null ? { working: [], shares: [] } : { working: [{ lineId: 'i1', words: title, of: money(BigInt(value)), refund: money(amount.amountMinor) }], shares: [{ bearer: 'seller' as const, amount: money(amount.amountMinor) }] };
  return {
    row: { caseId, number: 20_001 + number, version: 3, state: 'ruled' as const, source: 'bench', sourceId: caseId, contentSha256: caseId, stage: 'arbitration' as const, receivedAt: number, integrity: { kind: 'document' as const, valid: true, complete: true, faults: [], warnings: [] }, isReadOnly: false, unmapped: [], reason, claimCount: 1, title, value, searchText: title },
    claim: { caseId, claimId: 'c1', position: 0, reason, firstReason: reason, words, language, answers: [] },
    item: { caseId, itemId: 'i1', position: 0, title, quantity: 1, goods: kind },
    ruling: { rulingId, caseId, personId: by.personId, personName: by.name, state: 'effective' as const, outcome, withReturn: false, reason, ...amount, basis: { by: 'full' as const }, bearers: [], ...paid, clauses: ['3.1'], reasons: 'x', policyVersion: '2026-01', stagedAt: number, effectiveAt: number, frozenFile: frozen, frozenSha256: 'x' },
    precedent: { place: number + 1, caseId, rulingId, reason, goods: kind, value, outcome, refundBp, ruledAt: number },
    text: { rowid: number + 1, reason: reasonToken(reason), words: likeWords(title, words).join(' ') },
  };
}
