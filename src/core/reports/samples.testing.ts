import { CaseReport, DecisionsReport, type DecisionRow } from '../../contract/reportParts.ts';
import { totalsOf } from './decisionTotals.ts';
import { iso } from './moments.ts';

const start = Date.UTC(2026, 5, 10, 9);
const at = (hours: number) => iso(start + hours * 3_600_000);
const hash = (seed: number) => Array.from({ length: 64 }, (_, index) => ((seed * 31 + index * index * 7 + index) % 16).toString(16)).join('');
const usd = (minor: number) => ({ minor: String(minor), currency: 'USD' });
const eur = (minor: number) => ({ minor: String(minor), currency: 'EUR' });

/** A German text as long as mediators write them. */
export const longGerman = Array.from({ length: 14 }, (_, index) =>
  `Absatz ${index + 1}: Die Käuferin hat glaubhaft dargelegt, dass die gelieferte Armbanduhr in wesentlichen Eigenschaften von der Artikelbeschreibung abweicht; insbesondere die Zifferblattfarbe, die Gehäusegröße sowie die zugesicherte Wasserdichtigkeitsprüfungsbescheinigung entsprechen nicht dem Angebot vom 1. Mai 2026.`,
).join('\n');
export const longTitle = `Herrenarmbanduhr mit Saphirglas und Edelstahlgliederarmband, blaues Zifferblatt, wasserdicht bis 200 m, Automatikwerk mit Datumsanzeige, Geschenkbox und zweijähriger Herstellergarantie inkl.`;

const made = {
  reportId: '0197a5d0-1111-7000-8000-00000000abcd',
  madeAt: at(0),
  by: { personId: 'p-lead', name: 'Åsa Lindqvist', role: 'lead' as const },
  desk: { name: 'Mediation Desk', version: '0.1.0' },
  log: { entries: 10_234, head: hash(3), checkpoint: { size: 10_200, head: hash(4), at: at(-2), publicKey: hash(5), signature: hash(6) + hash(7) } },
};

/** A case report as full as they get: parties who write from the right and in Japanese, long texts, many exhibits, two currencies, an appeal. */
export function fullCaseReport(exhibits = 40): CaseReport {
  const sides = ['buyer', 'seller', 'platform', 'carrier'] as const;
  return CaseReport.parse({
    schema: 'case-report/1',
    made,
    asOf: { rulingId: 'r-1', at: at(-30), sha256: hash(8) },
    leftOut: [],
    case: {
      caseId: 'c-1', reference: 'C-20417', title: longTitle, state: 'ruled', exit: null, source: 'aliexpress', sourceId: 'DSP-8812-4417-0093', stage: 'arbitration',
      openedAt: at(-400), escalatedAt: at(-300), escalationCause: 'no agreement in time', receivedAt: at(-299), claimed: usd(12_345_678),
      order: { orderId: '8199220012345678', captured: usd(12_345_678), paid: null, refundedBefore: usd(500), chargedBack: null, shipping: usd(1_500), tax: usd(0), cap: usd(12_345_178), placedAt: at(-900), deliveredAt: at(-450) },
      items: [{ title: longTitle, sku: 'W-200-BL', quantity: 1, unitPrice: usd(12_344_178) }],
      parties: [{ role: 'buyer', id: 'b-77', name: 'فاطمة الزهراء بنت عبد الله', country: 'AE', language: 'ar' }, { role: 'seller', id: 's-12', name: '株式会社山田時計店', country: 'JP', language: 'ja' }],
      container: { kind: 'bundle', isValid: true, isComplete: false, faults: ['FILE_MISSING (evidence/carrier/pod.pdf): Listed in the bundle, but not there.'] },
      chargeback: null,
    },
    claims: [
      { claimId: 'k1', number: 1, reason: 'wrong_item', firstReason: 'not_as_described', subReason: null, words: 'الساعة التي وصلت حمراء وليست زرقاء، والرقم التسلسلي W-200 غير موجود.', language: 'ar', amount: usd(10_000_000), item: longTitle, isGoodsReceived: true, standing: 'contested', answers: [{ by: 'seller', stance: 'denies', words: '青い時計を発送しました。梱包写真（S-2）をご確認ください。', at: at(-350) }], missing: [{ side: 'seller', words: 'A photo of the packing.' }], exhibits: ['B-1', 'S-2'] },
      { claimId: 'k2', number: 2, reason: 'missing_parts', firstReason: 'missing_parts', subReason: 'strap', words: longGerman.slice(0, 700), language: 'de', amount: usd(2_345_678), item: null, isGoodsReceived: true, standing: 'unanswered', answers: [], missing: [], exhibits: [] },
    ],
    asked: [{ by: 'buyer', type: 'request', kind: 'full_refund', amount: usd(12_345_678), localAmount: eur(11_222_333), withReturn: true, state: 'rejected', at: at(-390), words: 'The whole sum, please.' }],
    timeline: Array.from({ length: 30 }, (_, index) => ({ at: at(-400 + index * 8), kind: 'message', by: index % 2 ? 'seller' : 'buyer', words: index === 3 ? longGerman.slice(0, 900) : `Message ${index + 1}: photo\u202Egpj.exe was sent` })),
    exhibits: Array.from({ length: exhibits }, (_, index) => ({
      label: `${'BSPC'[index % 4]}-${Math.floor(index / 4) + 1}`, evidenceId: `e-${index}`, side: sides[index % 4], kind: 'photo', fileName: index === 2 ? `${'sehr_langer_dateiname_ohne_leerzeichen_'.repeat(4)}.jpg` : `IMG_2026_06_${index}.jpg`, mediaType: 'image/jpeg',
      size: 812_400 + index * 3_337, sha256: index === 5 ? null : hash(index + 20), integrity: index === 5 ? 'record' : 'good', integrityWords: null, statement: index % 3 ? `Shows the dial from the front, picture ${index}.` : null, proves: [], handedInAt: at(-380 + index), admissibility: index === 7 ? 'late' : 'admitted', admissibilityReason: index === 7 ? 'Handed in after the case was frozen.' : null, claims: [1], flags: index === 4 ? ['Taken before the order'] : [], openedAt: at(-31),
    })),
    contradictions: [{ between: ['B-1', 'S-2'], words: 'One shows a red dial, the other a blue one.', personName: 'Dana Ruiz', at: at(-40) }],
    deadlines: [{ party: 'seller', action: 'answer', isMandatory: true, startedAt: at(-400), statedDueAt: at(-360), dueAt: at(-340), state: 'met', metAt: at(-350), notices: [{ at: at(-399), words: 'Letter of the marketplace' }], moves: [{ kind: 'extended', personName: 'Dana Ruiz', at: at(-361), reason: 'Holidays in Japan', dueAt: at(-340) }] }],
    offers: [],
    rulings: [
      {
        rulingId: 'r-1', isSettlement: false, state: 'effective', outcome: 'partial_refund', withReturn: true, reason: 'wrong_item', amount: usd(6_172_589), personName: 'Dana Ruiz', stagedAt: at(-30), effectiveAt: at(-29), appealUntil: at(200), policyVersion: '2026-03',
        hold: { heldAt: at(-29.5), limit: usd(100_000), total: usd(6_172_589), sha256: hash(9) }, approvals: [{ action: 'approved', personName: 'Iris Adler', reason: null, at: at(-29.2) }],
        refunds: [{ refundId: '0197a5d0-2222-7000-8000-00000000abcd', kind: 'order', amount: usd(6_172_589), state: 'settled', error: null, waitsFor: null, changedAt: at(-20) }],
        detail: {
          lines: [{ words: longTitle, kind: 'item', of: usd(12_344_178), before: usd(500), percent: '50', refund: usd(6_171_839), second: eur(5_610_763) }, { words: 'Shipping', kind: 'shipping', of: usd(1_500), before: usd(0), percent: '50', refund: usd(750), second: eur(682) }],
          sums: { capBefore: usd(12_345_178), capAfter: usd(6_172_589), percent: '50', tariff: 'T-3 (clause 3.3): up to 60 %; this is 50 %, within it.', postage: { paidBy: 'seller', amount: usd(900) }, buyerGets: usd(6_173_489) },
          second: { currency: 'EUR', rate: '0.90909', source: 'ECB', at: at(-100), for: 'buyer', amount: eur(5_611_445), postage: eur(818), buyerGets: eur(5_612_263), shares: [{ bearer: 'seller', amount: eur(5_611_445) }] },
          shares: [{ bearer: 'seller', amount: usd(6_172_589) }], goodsBack: { refundWhen: 'delivered', days: 10 },
          findings: [{ claim: 1, claimId: 'k1', result: 'established', words: 'The dial is red.', absence: null, exhibits: ['B-1', 'S-2'], spots: ['B-1.1 the dial'] }, { claim: 2, claimId: 'k2', result: 'not_established', words: null, absence: 'a photo of the open box', exhibits: [], spots: [] }],
          clauses: [{ code: '3.3', title: 'Wrong item', text: 'Where another item than the one ordered was sent, the buyer is refunded in full on return, or in part when they keep it.' }, { code: '9.9', title: null, text: null }],
          reasons: longGerman, followedSuggestion: 'partly', onAppeal: null, correction: null, frozenSha256: hash(8),
        },
      },
    ],
    appeals: [{ appealId: 'a-1', rulingId: 'r-1', by: 'seller', how: 'letter', newInformation: '新しい写真があります。', receivedAt: at(-10), state: 'open', result: null, decidedRulingId: null }],
    returns: [{ rulingId: 'r-1', state: 'ordered', dueAt: at(100), steps: [{ at: at(-28), kind: 'ordered', by: 'desk', words: null }] }],
    letters: [{ letterId: 'l-1', to: 'buyer', kind: 'ruling', language: 'ar', subject: 'قرار في القضية C-20417', state: 'sent', createdAt: at(-29), sentAt: at(-29), delivery: 'delivered', deliveredAt: at(-28), error: null }],
    log: Array.from({ length: 12 }, (_, index) => ({ seq: 9_000 + index * 17, at: at(-300 + index * 20), personName: 'Dana Ruiz', action: 'exhibit.opened', subject: `evidence:e-${index}`, words: `Dana Ruiz opened B-${index + 1}`, hash: hash(index + 90) })),
  });
}

/** So many decisions of three currencies and people of many scripts. */
export function fullDecisionsReport(count: number): DecisionsReport {
  const people = ['Dana Ruiz', 'محمد العربي', '山田太郎', 'Oleksandra Kowalczyk-Müller von Hohenstein', 'Zoë Ångström'];
  const outcomes = ['full_refund', 'partial_refund', 'no_refund'] as const;
  const reasons = ['not_received', 'wrong_item', 'damaged_in_transit', 'return_not_refunded'] as const;
  const currencies = ['USD', 'EUR', 'JPY'];
  const rows = Array.from({ length: count }, (_, index): DecisionRow => {
    const outcome = outcomes[index % 3] ?? 'no_refund';
    const amount = outcome === 'no_refund' ? null : { minor: String(1_234_567 + index * 101), currency: currencies[index % 5 === 0 ? 2 : index % 2] ?? 'USD' };
    return {
      rulingId: `r-${index}`, caseId: `c-${index}`, reference: `C-${20_001 + index}`, isSettlement: index % 17 === 0, stagedAt: at(-index), effectiveAt: at(-index + 1), personName: people[index % people.length] ?? '', reason: reasons[index % 4] ?? 'other', outcome, withReturn: index % 4 === 1, amount,
      second: index % 9 === 1 && amount ? { minor: '99', currency: 'CNY' } : null, paid: index % 2 ? amount : null, policyVersion: '2026-03', state: index % 23 === 3 ? 'undone' : 'effective',
      approval: index % 11 === 2 ? { action: 'approved', personName: 'Iris Adler', at: at(-index) } : null, appeal: index % 13 === 4 ? { by: 'seller', state: 'decided', result: 'partly' } : null, review: index % 7 === 3 ? { state: 'final', verdict: 'improve' } : null,
    };
  });
  return DecisionsReport.parse({ schema: 'decisions-report/1', made, filter: { from: start - 86_400_000 }, filterWords: ['Staged from 2026-06-09 09:00 UTC on.'], totals: totalsOf(rows), rows });
}
