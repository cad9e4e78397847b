import { cameras, file, listingPicture, photo, record } from '../exhibits.ts';
import { writeChat } from '../email.ts';
import { buyers, sellers } from '../people.ts';
import { due, money, remedy, say, scan, tell, type Story } from '../story.ts';
import type { Times } from '../times.ts';

const usd = (sum: string) => money(sum, 'USD');
const eur = (sum: string) => money(sum, 'EUR');

/** Black instead of rose, and the second strap missing: two claims, and a weight that tells. */
export function watchWithoutStrap({ day, hours }: Times): Story {
  const title = 'HALDEN Classic 38 mm watch, rose gold case, with second strap';
  const attributes = [{ name: 'Case colour', value: 'Rose gold' }, { name: 'Straps in the box', value: '2 (rose leather, blue leather)' }, { name: 'Packed weight', value: '412 g' }];
  const description = 'A slim everyday watch with sapphire glass. Comes in a gift box with two straps that change without tools.';
  return tell('watch-wrong-colour-strap-missing', {
    sourceId: 'SMP-20417', openedAt: day(-8, '19:30'), escalatedAt: day(-2, '11:11'), escalationCause: 'No agreement within 7 days', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'seller',
    parties: [buyers.okafor, sellers.halden, { role: 'carrier', displayName: 'Parcelio', language: 'en', country: 'GB' }],
    order: { id: 'HT-2026-66504', currency: 'USD', paid: usd('66.65'), captured: usd('66.65'), shipping: usd('4.65'), tax: usd('0.00'), placedAt: day(-20, '13:40'), paidAt: day(-20, '13:41'), shippedAt: day(-18, '15:10'), deliveredAt: day(-10, '10:32') },
    items: [{ id: 'i1', title, sku: 'HC38-RG', unitPrice: usd('62.00'), listing: { capturedAt: day(-20, '13:40'), url: 'https://shop.example/item/hc38', title, description, attributes } }],
    claims: [
      { id: 'c1', reason: 'wrong_item', subReason: 'Wrong colour', words: 'The watch is black with a brown strap. I ordered rose gold as a wedding gift.', language: 'en', amount: usd('40.00'), itemId: 'i1', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'denies', words: 'We packed the rose gold model, see our photo.', at: day(-6, '09:20') }] },
      { id: 'c2', reason: 'missing_parts', subReason: 'Second strap', words: 'The slot for the second strap is empty.', language: 'en', amount: usd('26.65'), itemId: 'i1', isGoodsReceived: true, answers: [] },
    ],
    remedies: [remedy('buyer', day(-8, '19:30'), 'full_refund', usd('66.65'), 'rejected', { withReturn: true, answeredAt: day(-6, '09:20') }), remedy('seller', day(-6, '09:20'), 'partial_refund', usd('12.00'), 'rejected', { withReturn: false, answeredAt: day(-5, '20:45'), words: 'For the strap, without admitting anything.' })],
    messages: [
      say('buyer', day(-9, '18:02'), 'en', 'Hello, two things: the watch is black, not rose gold, and the second strap is not in the box.', undefined, ['e1']),
      say('seller', day(-8, '08:30'), 'en', 'Good morning Jude, that is odd. Our packer photographed a rose gold one with both straps.'),
      say('buyer', day(-8, '19:20'), 'en', 'The label says 412 g. I asked the depot, they weighed 268 g. A strap and a heavier case would explain it.'),
    ],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'Parcelio', trackingNumber: 'PC88120457GB', promisedAt: day(-12, '18:00'), shippedAt: day(-18, '15:10'), deliveredAt: day(-10, '10:32'), signedBy: 'OKAFOR', scans: [scan(day(-18, '15:10'), 'accepted', 'Birmingham, GB', 'Declared 0.412 kg'), scan(day(-17, '02:25'), 'in_transit', 'Coventry, GB', 'Weighed 0.268 kg'), scan(day(-16, '23:10'), 'other', 'Leeds, GB', 'Held: address check'), scan(day(-11, '17:40'), 'failed_attempt', 'Leeds, GB'), scan(day(-10, '08:05'), 'out_for_delivery', 'Leeds, GB'), scan(day(-10, '10:32'), 'delivered', 'Leeds LS6 2AA, GB')] }],
    deadlines: [due('seller', 'Answer the claim about the strap', hours(5)), due('mediator', 'Decide the dispute', hours(29))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-9, '18:00'), says: 'Black watch, empty slot for strap 2.', claims: ['c1', 'c2'] }, 'watch-in-box.jpg', 'watch-black-in-box', { takenAt: day(-10, '10:58'), offset: '+00:00', camera: cameras.pico }),
    listingPicture({ id: 'e2', side: 'buyer', at: day(-8, '19:31'), says: 'Rose gold, two straps.', claims: ['c1', 'c2'] }, 'listing-at-order.jpg', { hero: 'watch', shop: 'Halden Time Official', title, price: 'USD 62.00', attributes, description }),
    photo({ id: 'e3', side: 'seller', at: day(-6, '09:18'), says: 'Rose gold watch with both straps on the packing mat.' , claims: ['c1', 'c2'] }, 'packing-66504.jpg', 'watch-rose-packing', { takenAt: day(-18, '13:22'), offset: '+00:00', camera: cameras.depot }),
    photo({ id: 'e4', side: 'carrier', at: day(-4, '12:00'), says: 'Depot weighing: 268 g against 412 g on the label.', claims: ['c2'] }, 'depot-weighing.jpg', 'watch-on-scales', { takenAt: day(-17, '02:24'), offset: '+00:00', camera: cameras.depot }),
  ]);
}

/** The carrier says delivered, but in Zaragoza; the buyer lives in Valencia. */
export function deliveredElsewhere({ day, hours }: Times): Story {
  return tell('delivered-to-another-town', {
    sourceId: 'SMP-20404', openedAt: day(-9, '09:05'), escalatedAt: day(-3, '09:10'), escalationCause: 'Tracking shows delivered', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.ferrer, sellers.shenhe, { role: 'carrier', displayName: 'Iberpaq', language: 'es', country: 'ES' }],
    order: { id: '8190021198856', currency: 'EUR', paid: eur('43.98'), captured: eur('43.98'), shipping: eur('2.99'), tax: eur('7.11'), placedAt: day(-26, '20:15'), paidAt: day(-26, '20:15'), shippedAt: day(-24, '02:00'), deliveredAt: day(-12, '12:47') },
    items: [{ id: 'i1', title: '投影灯 星空卧室夜灯 可充电（西班牙语说明书）', sku: 'SH-STAR-ES', unitPrice: eur('40.99') }],
    claims: [{ id: 'c1', reason: 'not_received', subReason: 'Delivered to another town', words: 'El seguimiento dice «entregado», pero en Zaragoza. Yo vivo en Valencia y aquí no ha llegado nada.', language: 'es', amount: eur('43.98'), itemId: 'i1', isGoodsReceived: false,
      answers: [{ by: 'seller', stance: 'denies', words: '物流显示已签收，请买家联系当地邮局。', at: day(-7, '01:50') }, { by: 'carrier', stance: 'partly', words: 'Entregado en la dirección leída en la etiqueta: C/ Sueca 41.', at: day(-4, '10:30') }] }],
    remedies: [remedy('buyer', day(-9, '09:05'), 'full_refund', eur('43.98'), 'rejected', { answeredAt: day(-7, '01:50') })],
    messages: [
      say('buyer', day(-11, '18:20'), 'es', 'Hola, el paquete consta como entregado, pero yo no lo tengo. ¿Pueden comprobar la dirección?', 'Hello, the parcel is shown as delivered but I do not have it. Can you check the address?'),
      say('seller', day(-10, '02:05'), 'zh', '您好，系统显示包裹已经妥投，请问家人是否代收？', 'Hello, the system shows the parcel delivered. Could a family member have taken it?'),
      say('buyer', day(-10, '08:44'), 'es', 'Imposible: la oficina de reparto es de Zaragoza, a 300 km de mi casa.', 'Impossible: the delivery office is in Zaragoza, 300 km from my home.'),
    ],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'Iberpaq', trackingNumber: 'IB7750023119ES', promisedAt: day(-11, '23:59'), shippedAt: day(-24, '02:00'), deliveredAt: day(-12, '12:47'), signedBy: 'Vecino', scans: [scan(day(-24, '02:00'), 'accepted', 'Shenzhen, CN'), scan(day(-21, '18:00'), 'in_transit', 'Liège, BE'), scan(day(-18, '05:30'), 'customs', 'Madrid, ES'), scan(day(-15, '22:10'), 'in_transit', 'Madrid, ES'), scan(day(-13, '04:00'), 'in_transit', 'Zaragoza, ES'), scan(day(-12, '08:12'), 'out_for_delivery', 'Zaragoza, ES'), scan(day(-12, '12:47'), 'delivered', '50007 Zaragoza, ES', 'Left with a neighbour, C/ Sueca 41'), scan(day(-11, '07:20'), 'in_transit', 'Zaragoza, ES', 'Sorted again')] }],
    deadlines: [due('mediator', 'Decide the dispute', hours(9))],
  }, [
    photo({ id: 'e1', side: 'carrier', at: day(-4, '10:28'), says: 'Foto de la entrega.' }, 'entrega-IB7750023119.jpg', 'parcel-at-door', { takenAt: day(-12, '12:46'), offset: '+01:00', camera: cameras.depot, gps: { latitude: 41.6361, longitude: -0.8893 } }),
    record({ id: 'e2', side: 'buyer', at: day(-9, '09:10'), says: 'Vivo en Valencia.' }, 'document', 'Certificado de empadronamiento', 'Ayuntamiento de Valencia: Lucía Ferrer Soler, domiciliada en C/ Sueca 41, 46006 Valencia.'),
    file({ id: 'e3', side: 'seller', at: day(-7, '01:52'), says: '物流记录：已签收。' }, 'tracking', 'tracking-export.txt', 'text/plain', () => Promise.resolve(writeChat([{ at: day(-13, '04:00'), who: 'ZARAGOZA', words: 'ARRIVED AT DEPOT' }, { at: day(-12, '08:12'), who: 'ZARAGOZA', words: 'OUT FOR DELIVERY' }, { at: day(-12, '12:47'), who: 'ZARAGOZA', words: 'DELIVERED, NEIGHBOUR' }]))),
  ]);
}

/** The seller was served notice and let every deadline pass. */
export function silentSeller({ day, hours }: Times): Story {
  return tell('seller-never-answered', {
    sourceId: 'SMP-20411', openedAt: day(-14, '05:00'), escalatedAt: day(-7, '05:00'), escalationCause: 'Seller did not answer in 5 days', stage: 'arbitration', sourceStatus: 'seller_no_response', whoseTurn: 'mediator',
    parties: [buyers.nguyen, sellers.audio],
    order: { id: '8190038810077', currency: 'USD', paid: usd('54.20'), captured: usd('54.20'), shipping: usd('8.20'), placedAt: day(-48, '10:00'), paidAt: day(-48, '10:00'), shippedAt: day(-46, '06:00') },
    items: [{ id: 'i1', title: 'USB studio microphone with boom arm', sku: 'SB-MIC-B', unitPrice: usd('46.00') }],
    claims: [{ id: 'c1', reason: 'not_received', subReason: 'No movement since hand-over', words: 'Seven weeks, no parcel. The tracking has not moved since the label was made and the seller never writes back.', language: 'en', amount: usd('54.20'), itemId: 'i1', isGoodsReceived: false, answers: [] }],
    remedies: [remedy('buyer', day(-14, '05:00'), 'full_refund', usd('54.20'), 'pending')],
    messages: [
      say('buyer', day(-30, '09:15'), 'en', 'Hi, any news about my order? The tracking still says label created.'),
      say('buyer', day(-21, '21:40'), 'en', 'Second message. Has this been posted at all?'),
      say('buyer', day(-14, '04:50'), 'en', 'I am opening a dispute, since I get no answer.'),
      { from: 'platform', to: 'seller', sentAt: day(-14, '05:01'), readAt: day(-14, '08:12'), language: 'en', original: 'Notice of dispute SMP-20411. Please answer within 5 days. Without an answer the case is decided on the buyer’s evidence.' },
      { from: 'platform', to: 'seller', sentAt: day(-10, '05:01'), readAt: day(-10, '11:30'), language: 'en', original: 'Reminder: one day left to answer dispute SMP-20411.' },
    ],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'SwiftPost HK', trackingNumber: 'SP40019927HK', promisedAt: day(-22, '23:59'), shippedAt: day(-46, '06:00'), scans: [scan(day(-46, '06:00'), 'label_created', 'Hong Kong, HK')] }],
    deadlines: [due('seller', 'Answer the dispute', day(-9, '05:00')), due('mediator', 'Decide the dispute', hours(14))],
    history: [{ at: day(-14, '05:01'), by: 'platform', action: 'notice_served', words: 'By e-mail and in the shop console; opened by the seller 3 h later' }, { at: day(-9, '05:00'), by: 'seller', action: 'deadline_passed', words: 'No answer' }],
    contactBefore: { isTried: true, how: 'Shop chat, twice', answer: null, at: day(-30, '09:15') },
  }, [
    record({ id: 'e1', side: 'platform', at: day(-9, '05:05'), says: 'Proof of notice: delivered and opened.' }, 'document', 'Notice log', 'Notice sent, delivered after 2 s, opened after 3 h 11 min from an address used by the seller before. Reminder opened as well.'),
    record({ id: 'e2', side: 'buyer', at: day(-14, '05:02'), says: 'Nothing moved since the label.' }, 'tracking', 'Tracking SP40019927HK', 'Label created, Hong Kong. No further scan.'),
  ]);
}

/** Nothing but words on either side. */
export function wordsOnly({ day, hours }: Times): Story {
  return tell('words-against-words', {
    sourceId: 'SMP-20422', openedAt: day(-5, '12:00'), escalatedAt: day(-1, '12:00'), escalationCause: 'Buyer asked for a decision', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'buyer',
    parties: [buyers.petrov, sellers.atelier],
    order: { id: '8190064420915', currency: 'EUR', paid: eur('37.00'), captured: eur('37.00'), shipping: eur('0.00'), placedAt: day(-17, '15:00'), paidAt: day(-17, '15:01'), shippedAt: day(-16, '10:00'), deliveredAt: day(-7, '09:00') },
    items: [{ id: 'i1', title: 'Шарф ручной вязки, тёмно-зелёный', sku: 'SC-GRN', unitPrice: eur('37.00') }],
    claims: [{ id: 'c1', reason: 'not_received', subReason: 'Handed over in person, denied', words: 'Курьер не приезжал и не звонил. Шарфа у меня нет.', language: 'ru', amount: eur('37.00'), itemId: 'i1', isGoodsReceived: false, answers: [{ by: 'seller', stance: 'denies', words: 'Курьер передал пакет мужчине у подъезда, он назвал вашу фамилию.', at: day(-4, '08:00') }] }],
    remedies: [remedy('buyer', day(-5, '12:00'), 'full_refund', eur('37.00'), 'rejected', { answeredAt: day(-4, '08:00') })],
    messages: [
      say('buyer', day(-6, '17:00'), 'ru', 'Добрый вечер! В приложении написано «вручено», но мне никто ничего не передавал.', 'Good evening. The app says “handed over”, but nobody gave me anything.'),
      say('seller', day(-5, '07:30'), 'ru', 'Здравствуйте, курьер уверен, что отдал пакет вам лично.', 'Hello, the courier is sure that he gave the packet to you in person.'),
      say('buyer', day(-5, '11:48'), 'ru', 'В это время я был на работе, это могут подтвердить коллеги.', 'I was at work at that time; colleagues can confirm it.'),
    ],
    deadlines: [due('buyer', 'Name a witness or send a statement', hours(40), false), due('mediator', 'Decide the dispute', hours(110))],
  }, []);
}

/** Already settled at the source by an accepted offer. */
export function settledAtSource({ day }: Times): Story {
  return tell('dress-settled-at-source', {
    sourceId: 'SMP-20421', openedAt: day(-23, '19:00'), escalatedAt: day(-16, '19:00'), escalationCause: 'No agreement within 7 days', stage: 'closed', sourceStatus: 'finished_by_agreement',
    parties: [buyers.ferrer, sellers.terra],
    order: { id: '8190019920033', currency: 'EUR', paid: eur('86.00'), captured: eur('86.00'), refundedBefore: eur('43.00'), shipping: eur('6.00'), placedAt: day(-39, '18:10'), paidAt: day(-39, '18:10'), shippedAt: day(-37, '09:00'), deliveredAt: day(-28, '12:00') },
    items: [{ id: 'i1', title: 'Vestido Amapola, lino, talla M', sku: 'AMA-M', unitPrice: eur('80.00') }],
    claims: [{ id: 'c1', reason: 'wrong_item', subReason: 'Wrong size', words: 'Pedí la talla M y en la etiqueta pone XS. No me lo puedo ni probar.', language: 'es', amount: eur('86.00'), itemId: 'i1', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'accepts', words: 'Pedimos desculpa, foi um erro de expedição.', at: day(-20, '10:00') }] }],
    remedies: [remedy('buyer', day(-23, '19:00'), 'full_refund', eur('86.00'), 'rejected', { withReturn: true, answeredAt: day(-20, '10:00') }), remedy('seller', day(-20, '10:00'), 'partial_refund', eur('43.00'), 'accepted', { withReturn: false, answeredAt: day(-15, '08:00'), words: 'Fica com o vestido e devolvemos metade.' })],
    messages: [say('buyer', day(-27, '17:00'), 'es', 'Hola, el vestido es una XS, yo pedí una M.', 'Hello, the dress is an XS, I ordered an M.', ['e1']), say('seller', day(-20, '10:01'), 'pt', 'Olá! Pedimos desculpa. Pode ficar com o vestido e devolvemos 43 euros?', 'Hello. We apologise. Would you keep the dress and we return 43 euros?'), say('buyer', day(-15, '08:00'), 'es', 'De acuerdo, se lo queda mi hermana.', 'Agreed, my sister will have it.')],
    outcome: { decidedAt: day(-15, '08:00'), decidedBy: 'buyer', inFavourOf: 'buyer', kind: 'partial_refund', amount: eur('43.00'), bearer: 'seller', words: 'Settled by accepted offer.' },
  }, [photo({ id: 'e1', side: 'buyer', at: day(-27, '16:59'), says: 'La etiqueta dice XS.' }, 'etiqueta.jpg', 'dress-label', { takenAt: day(-28, '12:30'), offset: '+01:00' })]);
}
