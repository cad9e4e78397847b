import type { CaseFile } from '../../contract/caseFile.ts';
import { deadline } from './fakeDeadlines.ts';
import { watchCase } from './fakeCaseWatch.ts';
import { claim, dayMs, eur, exhibit, hourMs, jpy, message, moment, started } from './fakeParts.ts';

const lensOrdered = started - 60 * dayMs;

/** A costly parcel that never came, overdue, in yen, with a party that writes Arabic and evidence that is damaged or missing. */
const lensCase: CaseFile = {
  ...watchCase,
  caseId: 'case-lens', reference: 'C-20411', version: 2, sourceId: 'PP-R-QXM-531004411', source: 'paypal', stage: 'dispute', sourceStatus: 'UNDER_REVIEW',
  integrity: {
    kind: 'bundle', valid: false, complete: false,
    faults: [{ code: 'FILE_CHECKSUM', path: 'data/evidence/seller/receipt.png', message: 'receipt.png does not match its SHA-256.' }, { code: 'BAG_FILE_MISSING', path: 'data/evidence/carrier/pod.pdf', message: 'pod.pdf is listed but not there.' }],
  },
  turn: { party: 'seller', action: 'Prove delivery', dueAt: started - 2 * hourMs, isOverdue: true },
  servedBecause: [{ code: 'overdue', words: 'Overdue by 2 h', points: 80 }, { code: 'value', words: 'JPY 1,234,567 in dispute', points: 30 }],
  points: 110,
  openedAt: started - 20 * dayMs, escalatedAt: started - 4 * dayMs, escalationCause: 'No agreement within 20 days.', receivedAt: started - 4 * dayMs,
  parties: [
    { role: 'buyer', id: 'b-22', displayName: 'عبد الرحمن الخطيب', language: 'ar', timeZone: 'Asia/Dubai', country: 'AE' },
    { role: 'seller', id: 's-88', displayName: 'Фотомагазин «Северное сияние» и партнёры', language: 'ru', timeZone: 'Europe/Moscow', country: 'RU' },
  ],
  order: {
    orderId: '5XJ81234AB', currency: 'JPY', paid: jpy(1234567), captured: jpy(1234567), refundedBefore: jpy(34567), chargedBack: jpy(0), shipping: jpy(4800), tax: null,
    placedAt: lensOrdered, paidAt: lensOrdered, shippedAt: lensOrdered + 3 * dayMs, deliveredAt: null, receiptConfirmedAt: null,
  },
  items: [{ id: 'i1', title: 'Telephoto lens 400 mm f/2.8, with case and hood', sku: null, quantity: 1, unitPrice: jpy(1229767), goods: null, goodsBy: null, listing: null }],
  claims: [claim({
    claimId: 'c1', reason: 'not_received', language: 'ar', amount: jpy(1200000), itemId: 'i1', isGoodsReceived: false, words: 'لم يصل الطرد أبداً. رقم التتبع يظهر التسليم في مدينة لا أسكن فيها.',
    answers: [{ by: 'seller', stance: 'denies', words: 'Отслеживание показывает доставку.', at: started - 15 * dayMs }], standing: 'contested',
    missing: [{ side: 'carrier', words: 'Proof of delivery with a signature' }], facts: [{ code: 'tracking', words: 'Last scan: delivered, Sharjah; the address is in Dubai', tone: 'attention' }],
  })],
  remedies: [{ remedyId: 'r1', by: 'buyer', type: 'request', kind: 'full_refund', amount: jpy(1200000), localAmount: { minor: '3012000', currency: 'AED' }, withReturn: false, state: 'pending', at: started - 20 * dayMs, answeredAt: null, words: null }],
  messages: [message('m1', 'buyer', started - 20 * dayMs, 'أين الطرد؟', { language: 'ar', translation: 'Where is the parcel?' }), message('m2', 'seller', started - 19 * dayMs, 'Посылка доставлена.', { language: 'ru', translation: 'The parcel was delivered.' })],
  exhibits: [
    exhibit({ evidenceId: 'l-b1', label: 'B-1', side: 'buyer', fileName: 'شاشة.png', mediaType: 'image/png', statement: 'Tracking page with the wrong city', handedInAt: started - 18 * dayMs, claimIds: ['c1'], width: 600, height: 1300 }),
    exhibit({ evidenceId: 'l-s1', label: 'S-1', side: 'seller', fileName: 'receipt.png', mediaType: 'image/png', state: 'damaged', stateWords: 'The file does not match its SHA-256: it was changed or cut on its way.', show: 'none', claimIds: ['c1'], width: null, height: null }),
    exhibit({ evidenceId: 'l-c1', label: 'C-1', side: 'carrier', fileName: 'pod.pdf', kind: 'document', mediaType: 'application/pdf', state: 'missing', stateWords: 'Listed in the bundle, but not there.', show: 'none', sha256: null, size: null, claimIds: ['c1'], width: null, height: null }),
  ],
  parcels: [{
    parcelId: 'p1', direction: 'outbound', carrier: 'EMS', carrierName: 'EMS', deliveredCountry: null, trackingNumber: 'EE123456789RU', promisedAt: lensOrdered + 14 * dayMs, shippedAt: lensOrdered + 3 * dayMs, deliveredAt: lensOrdered + 13 * dayMs, signedBy: null,
    scans: [{ at: lensOrdered + 3 * dayMs, place: 'Москва', status: 'accepted', words: null }, { at: lensOrdered + 13 * dayMs, place: 'Sharjah', status: 'delivered', words: 'Left at the door' }],
    warnings: [],
  }],
  listings: [],
  deadlines: [deadline({ deadlineId: 'd1', party: 'seller', action: 'Prove delivery', dueAt: started - 2 * hourMs })],
  contactBefore: null,
  timeline: [moment(lensOrdered, 'order', 'buyer', 'Order placed, JPY 1,234,567'), moment(lensOrdered + 13 * dayMs, 'parcel', 'carrier', 'Delivered in Sharjah'), moment(started - 20 * dayMs, 'remedy', 'buyer', 'Asked for a full refund', 'r1'), moment(started - 4 * dayMs, 'case', null, 'Escalated to the desk')],
  notes: [], unmapped: [],
  refundRoom: { currency: 'JPY', cap: jpy(1200000), captured: jpy(1234567), refundedBefore: jpy(34567), chargedBack: jpy(0), refundedHere: jpy(0), blockedBy: null, lines: [{ lineId: 'i1', words: 'Telephoto lens 400 mm f/2.8', amount: jpy(1229767) }, { lineId: 'shipping', words: 'Shipping', amount: jpy(4800) }] },
};

/** A case another person holds, in euros, with an open chargeback. */
const kettleCase: CaseFile = {
  ...watchCase,
  caseId: 'case-kettle', reference: 'C-20398', version: 6, state: 'in_review', source: 'mercadolibre', sourceId: '5100412345', stage: 'claim', sourceStatus: 'opened',
  lease: { personId: 'p-iris', personName: 'Iris Adler', isMine: false, endsAt: started + 8 * 60_000 },
  readOnlyBecause: 'Iris Adler is working on it.',
  turn: { party: 'mediator', action: 'Decide the case', dueAt: started + 2 * dayMs, isOverdue: false },
  servedBecause: [{ code: 'age', words: 'Waiting for 5 d', points: 10 }],
  points: 10,
  parties: [
    { role: 'buyer', id: 'b-3', displayName: 'Jürgen Müller-Lüdenscheidt', language: 'de', timeZone: 'Europe/Berlin', country: 'DE' },
    { role: 'seller', id: 's-3', displayName: 'Küchenbedarfsgroßhandelsgesellschaft mbH', language: 'de', timeZone: 'Europe/Berlin', country: 'DE' },
  ],
  order: { ...watchCase.order!, orderId: '2000007712', currency: 'EUR', paid: eur(4990), captured: eur(4990), refundedBefore: eur(0), chargedBack: eur(0), shipping: eur(490), tax: null },
  items: [{ id: 'i1', title: 'Wasserkocher 1,7 l, Edelstahl', sku: 'WK-17', quantity: 1, unitPrice: eur(4500), goods: null, goodsBy: null, listing: null }],
  claims: [claim({ claimId: 'c1', reason: 'damaged_in_transit', language: 'de', amount: eur(4990), itemId: 'i1', words: 'Der Wasserkocher kam verbeult an, der Karton war nass.', answers: [{ by: 'seller', stance: 'accepts', words: 'Wir erstatten gern, sobald der Paketdienst den Schaden anerkennt.', at: started - 3 * dayMs }], standing: 'agreed' })],
  remedies: [], messages: [message('m1', 'buyer', started - 5 * dayMs, 'Siehe Foto.', { language: 'de', translation: null, attachments: ['k-b1'] })],
  listings: [],
  exhibits: [exhibit({ evidenceId: 'k-b1', label: 'B-1', side: 'buyer', fileName: 'verbeult.jpg', statement: 'Dent on the side', handedInAt: started - 5 * dayMs, claimIds: ['c1'] })],
  chargeback: { isOpen: true, reference: 'CB-99120', openedAt: new Date(started - 2 * dayMs).toISOString(), amount: eur(4990) },
  refundRoom: { currency: 'EUR', cap: eur(0), captured: eur(4990), refundedBefore: eur(0), chargedBack: eur(0), refundedHere: eur(0), blockedBy: 'A chargeback is open at the bank (CB-99120).', lines: [{ lineId: 'i1', words: 'Wasserkocher 1,7 l', amount: eur(4500) }, { lineId: 'shipping', words: 'Shipping', amount: eur(490) }] },
  unmapped: [], notes: [],
};

/** The cases the fake starts with. */
export const fakeCases: CaseFile[] = [watchCase, lensCase, kettleCase];
