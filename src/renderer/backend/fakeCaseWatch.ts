import type { CaseFile } from '../../contract/caseFile.ts';
import { fakeClauses, fakeTariff } from './fakeClauses.ts';
import { deadline } from './fakeDeadlines.ts';
import { claim, dayMs, exhibit, hourMs, message, minuteMs, moment, started, usd } from './fakeParts.ts';

const ordered = started - 24 * dayMs;
const received = started - 9 * dayMs;

/** A full case: two claims, one contested and one the seller is silent on, evidence of all four sides. */
export const watchCase: CaseFile = {
  caseId: 'case-watch', reference: 'C-20417', version: 4, state: 'queued', readOnlyBecause: null,
  integrity: { kind: 'bundle', valid: true, complete: true, faults: [] },
  lease: null,
  turn: { party: 'mediator', action: 'Decide the case', dueAt: started + 3 * hourMs + 10 * minuteMs, isOverdue: false },
  servedBecause: [{ code: 'due_soon', words: 'Due in 3 h', points: 40 }, { code: 'value', words: 'USD 66.65 in dispute', points: 12 }, { code: 'age', words: 'Waiting for 2 d', points: 4 }],
  points: 56, harm: null, skips: 1, queue: null,
  source: 'aliexpress', sourceId: '680600210012345', stage: 'arbitration', sourceStatus: 'wait_platform_decide',
  openedAt: started - 6 * dayMs, escalatedAt: started - 2 * dayMs, escalationCause: 'The seller rejected the request for a refund without return.', receivedAt: started - 2 * dayMs + hourMs,
  parties: [
    { role: 'buyer', id: 'b-7781', displayName: 'Katarzyna Wiśniewska', language: 'pl', timeZone: 'Europe/Warsaw', country: 'PL' },
    { role: 'seller', id: 's-1029', displayName: 'Shenzhen Bright Time Store', language: 'zh', timeZone: 'Asia/Shanghai', country: 'CN' },
  ],
  order: {
    orderId: '8163920475512345', currency: 'USD', paid: usd(6665), captured: usd(6665), refundedBefore: usd(0), chargedBack: usd(0), shipping: usd(450), tax: usd(615),
    placedAt: ordered, paidAt: ordered + 4 * minuteMs, shippedAt: ordered + 2 * dayMs, deliveredAt: received, receiptConfirmedAt: received + 2 * hourMs,
  },
  items: [{
    id: 'i1', title: 'Men\'s Automatic Mechanical Wrist Watch Waterproof 5ATM Sapphire Crystal Luminous Calendar Stainless Steel Case with Interchangeable Leather Strap and Milanese Bracelet Gift Box 2026 Edition',
    sku: 'BT-5521-BLU', quantity: 1, unitPrice: usd(5600), goods: null, goodsBy: null,
    listing: {
      capturedAt: new Date(ordered).toISOString(), url: 'https://example.com/item/100500', title: 'Men\'s Automatic Watch 5ATM, blue dial, two straps', description: 'Blue sunburst dial. In the box: watch, leather strap, Milanese bracelet, tool.',
      attributes: [{ name: 'Dial colour', value: 'Blue' }, { name: 'Straps in the box', value: '2' }, { name: 'Water resistance', value: '5 ATM' }],
    },
  }],
  claims: [
    claim({
      claimId: 'c1', reason: 'wrong_item', subReason: 'Wrong colour', sourceReason: 'Color does not match', language: 'pl', amount: usd(4000), itemId: 'i1',
      words: 'Zamówiłam zegarek z niebieską tarczą, a dostałam czarną. Na zdjęciu widać etykietę z napisem BLACK.',
      answers: [{ by: 'seller', stance: 'denies', words: 'We sent the blue version. Under warm light the dial looks dark. See the packing photo.', at: started - 5 * dayMs }],
      standing: 'contested',
      facts: [{ code: 'listing_attribute', words: 'Listing at the order: dial colour blue', tone: 'plain' }, { code: 'delivered', words: 'Delivered, signed K. W.', tone: 'good' }],
    }),
    claim({
      claimId: 'c2', reason: 'missing_parts', subReason: 'Second strap missing', amount: usd(1200), itemId: 'i1', words: 'The Milanese bracelet from the description was not in the box.',
      standing: 'unanswered', missing: [{ side: 'seller', words: 'An answer or a packing list. The seller has sent nothing on this since the claim was opened.' }],
      facts: [{ code: 'listing_attribute', words: 'Listing at the order: 2 straps in the box', tone: 'attention' }],
    }),
  ],
  remedies: [
    { remedyId: 'r1', by: 'buyer', type: 'request', kind: 'partial_refund', amount: usd(5200), localAmount: null, withReturn: false, state: 'rejected', at: started - 6 * dayMs, answeredAt: started - 5 * dayMs, words: 'I keep the watch for a partial refund.' },
    { remedyId: 'r2', by: 'seller', type: 'offer', kind: 'partial_refund', amount: usd(800), localAmount: null, withReturn: false, state: 'rejected', at: started - 5 * dayMs, answeredAt: started - 4 * dayMs, words: 'USD 8 as a gesture.' },
    { remedyId: 'r3', by: 'seller', type: 'offer', kind: 'full_refund', amount: usd(6665), localAmount: null, withReturn: true, state: 'pending', at: started - 3 * dayMs, answeredAt: null, words: 'Return it to us for a full refund, buyer pays postage.' },
  ],
  messages: [
    message('m1', 'buyer', started - 6 * dayMs, 'Dzień dobry, tarcza jest czarna, zamówiłam niebieską. Brakuje też bransolety.', { language: 'pl', translation: 'Hello, the dial is black, I ordered blue. The bracelet is missing too.', attachments: ['e-b1'] }),
    message('m2', 'seller', started - 6 * dayMs + 7 * hourMs, '您好，发货的是蓝色表盘，请在自然光下查看。', { language: 'zh', translation: 'Hello, the dial we sent is blue, please look at it in daylight.' }),
    message('m3', 'buyer', started - 5 * dayMs, 'W świetle dziennym też jest czarna. Na pudełku jest naklejka BLACK.', { language: 'pl', translation: 'It is black in daylight too. The box has a sticker that says BLACK.', attachments: ['e-b2'] }),
    message('m4', 'seller', started - 3 * dayMs, 'Please return the watch and we will refund. Return postage is on your side.'),
  ],
  exhibits: [
    exhibit({ evidenceId: 'e-b1', label: 'B-1', side: 'buyer', fileName: 'tarcza.jpg', statement: 'The dial is black', handedInAt: started - 6 * dayMs, claimIds: ['c1'], takenAt: received + 5 * hourMs, metadata: [{ name: 'Camera', value: 'Pixel 8' }, { name: 'Taken', value: '2026:11:14 18:22:10' }] }),
    exhibit({ evidenceId: 'e-b2', label: 'B-2', side: 'buyer', fileName: 'etykieta-pudełko.jpg', statement: 'Label on the box: BLACK', handedInAt: started - 5 * dayMs, claimIds: ['c1'], takenAt: received + 5 * hourMs }),
    exhibit({ evidenceId: 'e-b3', label: 'B-3', side: 'buyer', fileName: 'zawartość.jpg', statement: 'Everything that was in the box', handedInAt: started - 5 * dayMs, claimIds: ['c2'] }),
    exhibit({
      evidenceId: 'e-s1', label: 'S-1', side: 'seller', fileName: 'packing_0912.jpg', statement: 'Blue watch before packing', handedInAt: started - 5 * dayMs, claimIds: ['c1'], takenAt: ordered - 40 * dayMs, width: 900, height: 1200,
      flags: [{ code: 'taken_before_order', words: 'The photo says it was taken 40 d before the order was placed.' }],
    }),
    exhibit({ evidenceId: 'e-s2', label: 'S-2', side: 'seller', fileName: 'invoice.pdf', kind: 'document', mediaType: 'application/pdf', show: 'pdf', size: 48_220, statement: 'Commercial invoice', handedInAt: started - 5 * dayMs, claimIds: ['c1'], width: null, height: null }),
    exhibit({ evidenceId: 'e-p1', label: 'P-1', side: 'platform', fileName: 'listing at the order', kind: 'listing_snapshot', mediaType: 'text/plain', show: 'text', size: null, state: 'record', sha256: null, width: null, height: null, text: 'Men\'s Automatic Watch 5ATM, blue dial, two straps\nDial colour: Blue\nIn the box: watch, leather strap, Milanese bracelet, tool', claimIds: ['c1', 'c2'] }),
    exhibit({ evidenceId: 'e-c1', label: 'C-1', side: 'carrier', fileName: 'tracking LP00612345678', kind: 'tracking', mediaType: 'text/plain', show: 'text', size: null, state: 'record', sha256: null, width: null, height: null, text: 'Delivered to Warszawa, signed K. W.', claimIds: [] }),
  ],
  parcels: [{
    parcelId: 'p1', direction: 'outbound', carrier: 'Cainiao Standard', carrierName: 'Cainiao', deliveredCountry: null, trackingNumber: 'LP00612345678', promisedAt: ordered + 20 * dayMs, shippedAt: ordered + 2 * dayMs, deliveredAt: received, signedBy: 'K. W.',
    scans: [
      { at: ordered + 2 * dayMs, place: 'Shenzhen', status: 'accepted', words: null },
      { at: ordered + 5 * dayMs, place: 'Shenzhen', status: 'in_transit', words: 'Left the country' },
      { at: ordered + 12 * dayMs, place: 'Warszawa', status: 'customs', words: null },
      { at: received - 5 * hourMs, place: 'Warszawa Wola', status: 'out_for_delivery', words: null },
      { at: received, place: 'Warszawa', status: 'delivered', words: 'Signed K. W.' },
    ],
    warnings: [],
  }],
  listings: [{
    itemId: 'i1', pictureIds: [], changes: [{ at: started - 5 * dayMs, by: 'seller', words: 'Straps in the box: “2” became “1”' }],
    versions: [
      { evidenceId: null, by: 'platform', changed: [], at: ordered, url: 'https://example.com/item/100500', title: 'Men\'s Automatic Watch 5ATM, blue dial, two straps', price: 'USD 56.00', description: 'Blue sunburst dial. In the box: watch, leather strap, Milanese bracelet, tool.', attributes: [{ name: 'Dial colour', value: 'Blue' }, { name: 'Straps in the box', value: '2' }, { name: 'Water resistance', value: '5 ATM' }] },
      { evidenceId: 'e-p1', by: 'platform', changed: ['description', 'Straps in the box'], at: started - 2 * dayMs, url: null, title: 'Men\'s Automatic Watch 5ATM, blue dial, two straps', price: 'USD 56.00', description: 'Blue sunburst dial. In the box: watch, leather strap, tool.', attributes: [{ name: 'Dial colour', value: 'Blue' }, { name: 'Straps in the box', value: '1' }, { name: 'Water resistance', value: '5 ATM' }] },
    ],
  }],
  deadlines: [deadline({ deadlineId: 'd1', party: 'mediator', action: 'Decide the case', dueAt: started + 3 * hourMs + 10 * minuteMs })],
  defaults: [],
  goodsReturn: null, outcome: null,
  contactBefore: { isTried: true, how: 'Messages in the order', answer: 'The seller offered USD 8.', at: new Date(started - 6 * dayMs).toISOString() },
  chargeback: null,
  timeline: [
    moment(ordered, 'order', 'buyer', 'Order placed, USD 66.65'),
    moment(ordered + 4 * minuteMs, 'payment', 'buyer', 'Paid USD 66.65'),
    moment(ordered + 2 * dayMs, 'parcel', 'carrier', 'Accepted in Shenzhen'),
    moment(received, 'parcel', 'carrier', 'Delivered in Warszawa, signed K. W.'),
    moment(started - 6 * dayMs, 'remedy', 'buyer', 'Asked for a partial refund of USD 52.00', 'r1'),
    moment(started - 6 * dayMs, 'evidence', 'buyer', 'Handed in B-1', 'e-b1'),
    moment(started - 6 * dayMs + 7 * hourMs, 'message', 'seller', 'Wrote: the dial we sent is blue', 'm2'),
    moment(started - 5 * dayMs, 'evidence', 'seller', 'Handed in S-1 and S-2', 'e-s1'),
    moment(started - 3 * dayMs, 'remedy', 'seller', 'Offered a full refund with return', 'r3'),
    moment(started - 2 * dayMs, 'case', 'buyer', 'Escalated to the desk'),
  ],
  reminder: null,
  tags: ['photo check'],
  spots: [],
  contradictions: [],
  questions: [], answers: [], offers: [], disclosures: [], cameBack: null,
  notes: [{ noteId: 'n1', personName: 'Noor (triage)', at: started - 1 * dayMs, text: 'Bundle complete. S-1 looks like a catalogue photo, please check its date.', isHandover: false }],
  unmapped: [{ path: '$.issue_reason_id', value: 1003 }, { path: '$.extra.flags', value: ['x1'] }],
  refundRoom: {
    currency: 'USD', cap: usd(6665), captured: usd(6665), refundedBefore: usd(0), chargedBack: usd(0), refundedHere: usd(0), blockedBy: null,
    lines: [{ lineId: 'i1', words: 'Automatic watch, blue', amount: usd(5600) }, { lineId: 'shipping', words: 'Shipping', amount: usd(450) }, { lineId: 'tax', words: 'Tax', amount: usd(615) }],
  },
  policyVersion: '2026-09', clauses: fakeClauses, tariff: fakeTariff, steps: [], draft: null, draftVersion: 0, rulings: [], refunds: [], returns: [], approvals: [], hold: null, exit: null, mergedFrom: [], escalation: null, timeLimits: { appeal: 7, returnShipment: 10 },
  corrections: [], appealUntil: null, appeals: [], appeal: null, mayNotDecide: null, othersBarred: 0,
};
