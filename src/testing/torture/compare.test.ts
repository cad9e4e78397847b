import { describe, expect, it } from 'vitest';
import { compare, type Books } from './compare.ts';
import { planCases, type CasePlan } from './plan.ts';
import type { DeskBooks } from './readBooks.ts';

const eur = (minor: string) => ({ minor, currency: 'EUR' });
const plan: CasePlan = { ...(planCases(1, 1)[0] as CasePlan), sourceId: 's', orderId: 'o', currency: 'EUR', captured: 1_000 };

/** One case with one refund of 500 that both sides agree on. */
function books(): { desk: DeskBooks; marketplace: Books } {
  return {
    desk: {
      cases: [{ caseId: 'c', sourceId: 's', state: 'ruled' }],
      rulings: [{ rulingId: 'r', caseId: 'c', state: 'effective', amountMinor: 500n }],
      refunds: [{ refundId: 'f', caseId: 'c', amountMinor: 500n, currency: 'EUR', state: 'settled', error: null, rulingState: 'effective', sourceId: 's', orderId: 'o' }],
      corrections: [],
      letters: ['l', 'm'].map((letterId) => ({ letterId, caseId: 'c', rulingId: 'r', kind: 'ruling' as const, state: 'sent' as const })),
      jobs: [],
      log: { ok: true, entries: 1, firstBroken: null },
    },
    marketplace: { payments: [{ key: 'f', sourceId: 's', orderId: 'o', amount: eur('500') }], corrections: [], letters: ['l', 'm'] },
  };
}

/** What is found after a change, by kind and id. */
function found(change: (books: { desk: DeskBooks; marketplace: Books }) => void, acknowledged: Parameters<typeof compare>[0]['acknowledged'] = []): string[] {
  const both = books();
  change(both);
  return compare({ ...both, acknowledged, plans: [plan] }).map(({ what, id }) => `${what} ${id}`);
}
const payment = { key: 'f', sourceId: 's', orderId: 'o', amount: eur('500') };
const refundOf = ({ desk }: { desk: DeskBooks }) => desk.refunds[0] as DeskBooks['refunds'][number];
const rulingOf = ({ desk }: { desk: DeskBooks }) => desk.rulings[0] as DeskBooks['rulings'][number];
const told = { rulingId: 'r', caseId: 'c', amount: eur('500'), undone: false, returned: false };

describe('the comparison of both books', () => {
  it('says nothing when they agree', () => expect(found(() => {}, [told])).toEqual([]));

  it('finds money that went out twice, under the same key and under another one', () => {
    expect(found(({ marketplace }) => marketplace.payments.push(payment))).toEqual(['double f', 'double s']);
    expect(found(({ marketplace }) => marketplace.payments.push({ ...payment, key: 'g' }))).toEqual(['double g', 'double s']);
    expect(found(({ marketplace }) => marketplace.payments.push({ ...payment, key: 'g', amount: eur('501') }))).toEqual(['double g', 'double s', 'double o']);
  });

  it('finds money that never went out, or stands in one book alone', () => {
    expect(found(({ marketplace }) => void (marketplace.payments = []))).toEqual(['lost f', 'lost s']);
    expect(found((both) => void (refundOf(both).state = 'unknown'))).toEqual(['mismatched f']);
    expect(found(({ desk }) => void (desk.refunds = []))).toEqual(['double f']);
  });

  it('finds a payout that is off by one unit, or went to another order', () => {
    expect(found(({ marketplace }) => void (marketplace.payments = [{ ...payment, amount: eur('499') }]))).toEqual(['mismatched f', 'lost s']);
    expect(found(({ marketplace }) => void (marketplace.payments = [{ ...payment, orderId: 'p' }]))).toEqual(['mismatched f', 'double p']);
  });

  it('finds a ruling that was taken back and paid all the same', () => {
    const undo = (both: { desk: DeskBooks; marketplace: Books }) => {
      rulingOf(both).state = 'undone';
      Object.assign(refundOf(both), { state: 'cancelled', rulingState: 'undone' });
    };
    expect(found(undo)).toEqual(['double f', 'double s']);
  });

  it('finds what was acknowledged and is not so', () => {
    expect(found(({ desk, marketplace }) => Object.assign(desk, { rulings: [], refunds: [], letters: [] }) && Object.assign(marketplace, { payments: [], letters: [] }), [told])).toEqual(['lost r']);
    expect(found(() => {}, [{ ...told, amount: eur('400') }])).toEqual(['mismatched r']);
    expect(found(() => {}, [{ ...told, undone: true }])).toEqual(['lost r']);
  });

  it('finds letters that were lost, sent twice, or sent by nobody', () => {
    expect(found(({ marketplace }) => void (marketplace.letters = ['l']))).toEqual(['lost m']);
    expect(found(({ marketplace }) => marketplace.letters.push('m', 'n'))).toEqual(['double m', 'mismatched n']);
    expect(found(({ desk, marketplace }) => desk.letters.pop() && marketplace.letters.pop())).toEqual(['lost r']);
  });

  it('finds what is stuck', () => {
    expect(found(({ desk }) => desk.jobs.push({ jobId: 'j', caseId: 'c', kind: 'refund.payOut', words: 'Payout', state: 'failed', attempts: 1, error: null }))).toEqual(['lost j']);
    expect(found(({ desk }) => void (desk.cases = [{ caseId: 'c', sourceId: 's', state: 'staged' }]))).toEqual(['mismatched s']);
  });

  it('takes an amount that an appeal lowered for right only when the difference was asked back', () => {
    const lower = ({ desk }: { desk: DeskBooks }) => desk.rulings.push({ rulingId: 'r2', caseId: 'c', state: 'effective', amountMinor: 300n }) && desk.letters.push(...(['n', 'p'].map((letterId) => ({ letterId, caseId: 'c', rulingId: 'r2', kind: 'ruling' as const, state: 'sent' as const }))));
    const send = ({ marketplace }: { marketplace: Books }) => marketplace.letters.push('n', 'p');
    const ask = ({ desk, marketplace }: { desk: DeskBooks; marketplace: Books }, minor: string) => {
      desk.corrections.push({ correctionId: 'k', caseId: 'c', state: 'sent' });
      marketplace.corrections.push({ key: 'k', debits: [{ party: 'buyer', amount: eur(minor) }], credits: [{ party: 'seller', amount: eur(minor) }] });
    };
    expect(found((both) => void (lower(both), send(both), ask(both, '200')))).toEqual([]);
    expect(found((both) => void (lower(both), send(both)))).toEqual(['double s']);
    expect(found((both) => void (lower(both), send(both), ask(both, '201')))).toEqual(['lost s']);
  });
});
