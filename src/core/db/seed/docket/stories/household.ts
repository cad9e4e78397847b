import { cameras, file, listingPicture, photo } from '../exhibits.ts';
import { invoicePdf } from '../papers.ts';
import { buyers, sellers } from '../people.ts';
import { due, money, remedy, say, scan, tell, type Story } from '../story.ts';
import type { Times } from '../times.ts';

const eur = (sum: string) => money(sum, 'EUR');
const jpy = (sum: string) => money(sum, 'JPY');
const kwd = (sum: string) => money(sum, 'KWD');

/** A rug too short, and seven offers back and forth. */
export function rugManyOffers({ day, hours }: Times): Story {
  const title = 'Handgewebter Teppich „Nigde“, 200 × 130 cm, Wolle, rot';
  const attributes = [{ name: 'Maße', value: '200 × 130 cm' }, { name: 'Material', value: 'Schurwolle' }, { name: 'Herkunft', value: 'Türkei' }];
  const description = 'Von Hand gewebt, jedes Stück ein Unikat. Maße ohne Fransen, Abweichung höchstens 3 %.';
  return tell('rug-too-short-seven-offers', {
    sourceId: 'SMP-20412', openedAt: day(-15, '10:00'), escalatedAt: day(-2, '10:00'), escalationCause: 'Offers exhausted', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.yilmaz, sellers.anadolu],
    order: { id: 'AR-40213', currency: 'EUR', paid: eur('420.00'), captured: eur('420.00'), shipping: eur('35.00'), tax: eur('0.00'), placedAt: day(-40, '09:00'), paidAt: day(-40, '09:02'), shippedAt: day(-36, '12:00'), deliveredAt: day(-18, '15:40') },
    items: [{ id: 'i1', title, sku: 'NIG-200', unitPrice: eur('385.00'), listing: { capturedAt: day(-40, '09:00'), title, description, attributes } }],
    claims: [{ id: 'c1', reason: 'not_as_described', subReason: 'Smaller than listed', words: 'Der Teppich misst 170 statt 200 cm. Unter unserem Esstisch steht jetzt jeder zweite Stuhl auf dem Parkett.', language: 'de', amount: eur('420.00'), itemId: 'i1', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'partly', words: 'Hand-woven rugs vary. We accept that this one is short, but not that it is worthless.', at: day(-14, '07:00') }] }],
    remedies: [
      remedy('buyer', day(-15, '10:00'), 'full_refund', eur('420.00'), 'rejected', { withReturn: true, answeredAt: day(-14, '07:00') }),
      remedy('seller', day(-14, '07:00'), 'partial_refund', eur('30.00'), 'rejected', { withReturn: false, answeredAt: day(-13, '18:20') }),
      remedy('buyer', day(-13, '18:20'), 'partial_refund', eur('210.00'), 'rejected', { withReturn: false, answeredAt: day(-12, '06:40') }),
      remedy('seller', day(-12, '06:40'), 'partial_refund', eur('60.00'), 'rejected', { withReturn: false, answeredAt: day(-11, '19:05'), words: 'Fifteen percent, as the length.' }),
      remedy('buyer', day(-11, '19:05'), 'partial_refund', eur('150.00'), 'rejected', { withReturn: false, answeredAt: day(-9, '08:00') }),
      remedy('seller', day(-9, '08:00'), 'partial_refund', eur('85.00'), 'rejected', { withReturn: false, answeredAt: day(-6, '20:30') }),
      remedy('buyer', day(-6, '20:30'), 'full_refund', eur('420.00'), 'pending', { withReturn: true, words: 'Dann lieber ganz zurück, auf Ihre Kosten.' }),
    ],
    messages: [say('buyer', day(-17, '11:20'), 'de', 'Guten Tag, der Teppich ist 30 cm zu kurz. Bitte sehen Sie sich das Foto mit dem Maßband an.', 'Hello, the rug is 30 cm too short. Please look at the photo with the tape measure.', ['e1']), say('seller', day(-16, '08:10'), 'en', 'Dear Selin, every piece is unique. A small difference is normal for hand weaving.'), say('buyer', day(-16, '18:00'), 'de', 'Drei Prozent wären 6 cm. Das hier sind 15 Prozent.', 'Three percent would be 6 cm. This is 15 percent.'),
      say('buyer', day(-6, '20:28'), 'de', [
        'Guten Abend, ich fasse noch einmal zusammen, weil wir uns seit zehn Tagen im Kreis drehen.',
        'Bestellt habe ich einen Teppich von 200 × 130 cm. In Ihrer Beschreibung steht ausdrücklich: „Maße ohne Fransen, Abweichung höchstens 3 %“. Gemessen habe ich, ohne Fransen, auf dem Parkett liegend und mit einem Stahlmaßband: 170 cm an der linken und 171 cm an der rechten Längsseite. Das sind 15 Prozent zu wenig, also das Fünffache dessen, was Sie selbst als Höchstabweichung zusagen.',
        'Sie haben mir zuerst 30 Euro, dann 60 Euro und zuletzt 85 Euro angeboten. Eine Kürzung nach der Fläche wären rund 63 Euro, das sehe ich ein; nur lag der Sinn dieses Kaufs gerade in der Länge. Unser Esstisch misst 180 cm, und jeder zweite Stuhl steht jetzt mit zwei Beinen auf dem Parkett und mit zweien auf der Wolle. Einen Teppich, der nicht unter den Tisch passt, kann ich nicht behalten, auch nicht mit Nachlass.',
        'Ich bitte deshalb um die Rücknahme auf Ihre Kosten und um die volle Erstattung von 420,00 Euro einschließlich des Versands. Die Rolle liegt originalverpackt bereit; ein Abholtermin ist werktags ab 17 Uhr möglich. Mit freundlichen Grüßen, Selin Yılmaz-Krüger',
      ].join('\n\n'), [
        'Good evening, let me sum up once more, because we have been going round in circles for ten days.',
        'I ordered a rug of 200 × 130 cm. Your description says expressly: “Measured without fringes, deviation 3% at most”. I measured it without fringes, lying on the parquet, with a steel tape: 170 cm along the left and 171 cm along the right side. That is 15 percent too little, five times what you yourself promise as the greatest deviation.',
        'You first offered me 30 euros, then 60 euros and last 85 euros. A reduction by area would be about 63 euros, I see that; but the point of this purchase was the length. Our dining table measures 180 cm, and every second chair now stands with two legs on the parquet and two on the wool. I cannot keep a rug that does not fit under the table, not even at a discount.',
        'I therefore ask you to take it back at your cost and to refund the full 420.00 euros including shipping. The roll is ready in its original wrapping; it can be collected on working days from 5 pm. Kind regards, Selin Yılmaz-Krüger',
      ].join('\n\n'))],
    goodsReturn: { state: 'agreed', labelPaidBy: 'seller', dueAt: day(9, '22:59'), conditionOnArrival: null, refundTrigger: 'inspected' },
    deadlines: [due('mediator', 'Decide the dispute', hours(22))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-17, '11:19'), says: 'Maßband an der Längsseite: 170 cm.' }, 'massband.jpg', 'rug-measured', { takenAt: day(-17, '11:02'), offset: '+01:00', camera: cameras.lumo, lens: { tilt: 0.08, roll: 0 } }),
    listingPicture({ id: 'e2', side: 'buyer', at: day(-15, '10:02'), says: 'Angeboten mit 200 cm.' }, 'angebot.jpg', { hero: 'rug', shop: 'Anadolu Rugs', title, price: '385,00 €', attributes, description }),
    photo({ id: 'e3', side: 'seller', at: day(-14, '06:55'), says: 'The rug in our shop before shipping.' }, 'shop-nigde.jpg', 'rug-in-shop', { takenAt: day(-37, '09:30'), offset: '+03:00', camera: cameras.north }),
  ]);
}

/** A broken tea bowl; the mediator's own deadline has passed. */
export function teaBowlOverdue({ day, hours }: Times): Story {
  return tell('tea-bowl-overdue', {
    sourceId: 'SMP-20413', openedAt: day(-13, '01:00'), escalatedAt: day(-6, '01:00'), escalationCause: 'No agreement within 7 days', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.sato, sellers.kiln],
    order: { id: 'TB-0093817', currency: 'JPY', paid: jpy('8200'), captured: jpy('8200'), shipping: jpy('700'), tax: jpy('745'), placedAt: day(-21, '04:00'), paidAt: day(-21, '04:00'), shippedAt: day(-19, '06:00'), deliveredAt: day(-17, '02:15') },
    items: [{ id: 'i1', title: '丹波焼 抹茶碗 青釉 手作り 木箱なし', sku: 'TB-AO', unitPrice: jpy('7500') }],
    claims: [{ id: 'c1', reason: 'damaged_in_transit', subReason: 'Broken on arrival', words: '箱を開けたら茶碗の縁が大きく欠けていました。緩衝材は新聞紙一枚だけでした。', language: 'ja', amount: jpy('8200'), itemId: 'i1', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'denies', words: '発送時は無傷でした。受け取り後の破損ではないでしょうか。', at: day(-11, '03:30') }] }],
    remedies: [remedy('buyer', day(-13, '01:00'), 'full_refund', jpy('8200'), 'rejected', { withReturn: false, answeredAt: day(-11, '03:30') }), remedy('seller', day(-11, '03:30'), 'partial_refund', jpy('2000'), 'rejected', { answeredAt: day(-10, '12:00') })],
    messages: [say('buyer', day(-17, '02:50'), 'ja', '届いた茶碗が割れていました。写真をご確認ください。', 'The tea bowl arrived broken. Please look at the photo.', ['e1']), say('seller', day(-16, '00:20'), 'ja', 'ご不便をおかけしております。運送会社に確認いたします。', 'We apologise for the trouble. We will check with the carrier.'), say('buyer', day(-13, '00:48'), 'ja', 'その後ご連絡がないため、申し立てをいたします。', 'As I have not heard from you since, I am filing a dispute.')],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'Miyako Express', trackingNumber: '4418-0932-7751', shippedAt: day(-19, '06:00'), deliveredAt: day(-17, '02:15'), scans: [scan(day(-19, '06:00'), 'accepted', '丹波篠山市'), scan(day(-18, '15:40'), 'in_transit', '大阪市'), scan(day(-18, '23:05'), 'in_transit', '東京都江東区'), scan(day(-17, '00:10'), 'out_for_delivery', '東京都杉並区'), scan(day(-17, '02:15'), 'delivered', '東京都杉並区')] }],
    deadlines: [due('mediator', 'Decide the dispute', hours(-2))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-17, '02:48'), says: '縁が欠けた茶碗と破片。' }, '茶碗.jpg', 'tea-bowl-broken', { takenAt: day(-17, '02:31'), offset: '+09:00', camera: cameras.hana }),
    photo({ id: 'e2', side: 'seller', at: day(-11, '03:28'), says: '梱包前の写真、傷なし。' }, '梱包前.jpg', 'tea-bowl-wrapped', { takenAt: day(-19, '04:10'), offset: '+09:00', camera: cameras.lumo }),
  ]);
}

/** Perfume broken and leaked; three decimals; the buyer writes Arabic. */
export function perfumeLeaked({ day, hours }: Times): Story {
  const title = 'عطر عود ملكي ١٠٠ مل مع علبة هدية';
  return tell('perfume-broken-arabic', {
    sourceId: 'SMP-20409', openedAt: day(-6, '10:00'), escalatedAt: day(-1, '06:00'), escalationCause: 'Seller offers a third only', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.alkhaled, sellers.bayt],
    order: { id: 'BO-88203', currency: 'KWD', paid: kwd('48.750'), captured: kwd('48.750'), shipping: kwd('2.500'), placedAt: day(-14, '16:00'), paidAt: day(-14, '16:01'), shippedAt: day(-12, '09:00'), deliveredAt: day(-7, '15:20') },
    items: [{ id: 'i1', title, sku: 'BO-100', unitPrice: kwd('46.250') }],
    claims: [{ id: 'c1', reason: 'damaged_in_transit', subReason: 'Broken, leaked', words: 'وصلت الزجاجة مكسورة والعطر منسكب بالكامل داخل الكرتون. كانت هدية لوالدتي ولم أستطع تقديمها.', language: 'ar', amount: kwd('48.750'), itemId: 'i1', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'partly', words: 'نعتذر عما حدث، لكن التغليف كان جيدًا والمسؤولية على شركة الشحن.', at: day(-4, '11:00') }] }],
    remedies: [remedy('buyer', day(-6, '10:00'), 'full_refund', kwd('48.750'), 'rejected', { withReturn: false, answeredAt: day(-4, '11:00') }), remedy('seller', day(-4, '11:00'), 'partial_refund', kwd('16.250'), 'rejected', { localAmount: money('195.00', 'AED'), answeredAt: day(-3, '17:00') })],
    messages: [say('buyer', day(-7, '15:58'), 'ar', 'مساء الخير، وصل الطلب والزجاجة مكسورة. أرفقت الصور.', 'Good evening, the order came and the bottle is broken. I attach the photos.', ['e1', 'e2']), say('seller', day(-6, '07:30'), 'ar', 'أهلًا بكِ أختي نورة، نأسف جدًا. هل كان الكرتون مبللًا عند الاستلام؟', 'Welcome, sister Noura, we are very sorry. Was the carton wet when you received it?'), say('buyer', day(-6, '09:41'), 'ar', 'نعم، كان مبللًا من الأسفل والرائحة واضحة، والمندوب رفض الانتظار.', 'Yes, it was wet at the bottom and the smell was plain, and the courier would not wait.')],
    deadlines: [due('mediator', 'Decide the dispute', hours(18))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-7, '15:55'), says: 'الزجاجة المكسورة والعطر المنسكب.' }, 'الزجاجة.jpg', 'flask-broken', { takenAt: day(-7, '15:38'), offset: '+03:00', camera: cameras.pico }),
    photo({ id: 'e2', side: 'buyer', at: day(-7, '15:56'), says: 'الكرتون مبلل من الأسفل.' }, 'الكرتون.jpg', 'flask-wet-box', { takenAt: day(-7, '15:31'), offset: '+03:00', camera: cameras.pico }),
    listingPicture({ id: 'e3', side: 'seller', at: day(-4, '10:58'), says: 'صفحة المنتج.' }, 'listing.jpg', { hero: 'flask', shop: 'بيت العود', title, price: 'KWD 46.250', attributes: [{ name: 'الحجم', value: '١٠٠ مل' }, { name: 'التغليف', value: 'علبة هدية' }], description: 'عود طبيعي مع لمسة من العنبر، يُشحن في علبة هدية.' }),
  ]);
}

/** A scratched chair; part of the price was given back before. */
export function chairRefundedBefore({ day, hours }: Times): Story {
  return tell('chair-partly-refunded-before', {
    sourceId: 'SMP-20419', openedAt: day(-11, '09:30'), escalatedAt: day(-3, '12:30'), escalationCause: 'Buyer asks for the rest', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.moreau, sellers.tischlerei],
    order: { id: 'TH-1187', currency: 'EUR', paid: eur('268.00'), captured: eur('268.00'), refundedBefore: eur('80.00'), cap: eur('188.00'), shipping: eur('29.00'), tax: eur('42.79'), placedAt: day(-30, '08:00'), paidAt: day(-30, '08:00'), shippedAt: day(-25, '07:00'), deliveredAt: day(-22, '10:10') },
    items: [{ id: 'i1', title: 'Stuhl „Alma“, Nussbaum massiv, geölt, einzeln gefertigt in unserer Werkstatt in Detmold', sku: 'ALMA-N', unitPrice: eur('239.00') }],
    claims: [{ id: 'c1', reason: 'not_as_described', subReason: 'Scratched', words: 'Das linke Vorderbein ist tief verkratzt, man sieht das helle Holz. Die 80 Euro decken nicht einmal den Tischler.', language: 'de', amount: eur('188.00'), itemId: 'i1', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'partly', words: 'Mit den 80 Euro war die Sache nach unserem Verständnis erledigt.', at: day(-9, '07:45') }] }],
    remedies: [remedy('seller', day(-19, '09:00'), 'partial_refund', eur('80.00'), 'accepted', { withReturn: false, answeredAt: day(-18, '20:00') }), remedy('buyer', day(-11, '09:30'), 'full_refund', eur('188.00'), 'rejected', { withReturn: true, answeredAt: day(-9, '07:45') })],
    messages: [say('buyer', day(-21, '17:00'), 'de', 'Der Stuhl ist wunderschön, aber ein Bein ist zerkratzt.', 'The chair is beautiful, but one leg is scratched.', ['e1']), say('seller', day(-19, '08:58'), 'de', 'Das ärgert uns. Wir überweisen 80 Euro, dann kann es ein Tischler vor Ort richten.', 'That annoys us. We will transfer 80 euros, so that a joiner near you can fix it.'), say('buyer', day(-11, '09:25'), 'de', 'Der Tischler verlangt 240 Euro. Dafür gebe ich den Stuhl lieber zurück.', 'The joiner asks 240 euros. I would rather return the chair.')],
    deadlines: [due('mediator', 'Decide the dispute', hours(70))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-21, '16:58'), says: 'Kratzer am linken Vorderbein.' }, 'stuhlbein.jpg', 'chair-leg-close', { takenAt: day(-22, '10:45'), offset: '+01:00' }),
    photo({ id: 'e2', side: 'buyer', at: day(-21, '16:59'), says: 'Der ganze Stuhl.' }, 'stuhl.jpg', 'chair-scratched', { takenAt: day(-22, '10:43'), offset: '+01:00' }),
    file({ id: 'e3', side: 'seller', at: day(-9, '07:44'), says: 'Rechnung mit Gutschrift über 80 €.' }, 'document', 'rechnung-1187.pdf', 'application/pdf', () => Promise.resolve(invoicePdf({ seller: ['Tischlerei Hollmann', 'Am Gelskamp 3', '32758 Detmold'], buyer: ['Tobias Feldkirchner', 'Kaigasse 22', '5020 Salzburg'], heading: 'Rechnung', number: 'Nr. TH-1187', date: day(-25, '12:00').slice(0, 10), dateWord: 'Datum', columns: ['Leistung', 'Menge', 'Betrag'], lines: [['Stuhl Alma, Nussbaum massiv', '1', '239,00 €'], ['Versand', '1', '29,00 €'], ['Gutschrift aus Kulanz', '', '-80,00 €']], sums: [['Rechnung', '268,00 €'], ['Gutschrift', '-80,00 €'], ['Verbleibt', '188,00 €']], foot: 'Preise enthalten 19 % Umsatzsteuer.' }))),
  ]);
}

/** Four lines, shipping and tax; a broken plate and a wrong colour. */
export function platesManyLines({ day, hours }: Times): Story {
  return tell('dinner-set-two-claims', {
    sourceId: 'SMP-20420', openedAt: day(-7, '21:00'), escalatedAt: day(-1, '21:00'), escalationCause: 'No agreement within 5 days', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.almeida, sellers.terra],
    order: { id: 'TF-20994', currency: 'EUR', paid: eur('231.35'), captured: eur('231.35'), refundedBefore: eur('0.00'), shipping: eur('18.50'), tax: eur('39.85'), placedAt: day(-22, '14:00'), paidAt: day(-22, '14:03'), shippedAt: day(-20, '10:00'), deliveredAt: day(-9, '17:00') },
    items: [{ id: 'i1', title: 'Prato raso Ria, borda azul, 27 cm', sku: 'RIA-27-A', quantity: 6, unitPrice: eur('14.50') }, { id: 'i2', title: 'Prato de sobremesa Ria, borda azul, 21 cm', sku: 'RIA-21-A', quantity: 4, unitPrice: eur('9.50') }, { id: 'i3', title: 'Travessa oval Ria, 38 cm', sku: 'RIA-38', quantity: 1, unitPrice: eur('32.00') }, { id: 'i4', title: 'Pano de mesa em linho', sku: 'LIN-150', quantity: 1, unitPrice: eur('16.00') }],
    claims: [
      { id: 'c1', reason: 'damaged_in_transit', subReason: 'One of six broken', words: 'Um dos pratos rasos chegou partido ao meio.', language: 'pt', amount: eur('14.50'), itemId: 'i1', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'accepts', words: 'Aceitamos, devolvemos o valor do prato.', at: day(-5, '10:00') }] },
      { id: 'c2', reason: 'wrong_item', subReason: 'Green rim instead of blue', words: 'Os pratos de sobremesa vieram com a borda verde. Pedi azul, para combinar com os outros.', language: 'pt', amount: eur('38.00'), itemId: 'i2', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'denies', words: 'A cor pode variar de fornada para fornada, está na página.', at: day(-5, '10:01') }] },
    ],
    remedies: [remedy('buyer', day(-7, '21:00'), 'partial_refund', eur('52.50'), 'rejected', { withReturn: false, answeredAt: day(-5, '10:00') }), remedy('seller', day(-5, '10:00'), 'partial_refund', eur('14.50'), 'rejected', { withReturn: false, answeredAt: day(-4, '20:10') })],
    messages: [say('buyer', day(-8, '20:00'), 'pt', 'Olá, um prato chegou partido e os de sobremesa são verdes em vez de azuis.', 'Hello, one plate came broken and the dessert plates are green instead of blue.', ['e1', 'e2']), say('seller', day(-7, '09:30'), 'pt', 'Boa tarde, lamentamos. O prato partido devolvemos já. Quanto à cor, é artesanal.', 'Good afternoon, we are sorry. We will refund the broken plate at once. As for the colour, it is handmade.')],
    deadlines: [due('mediator', 'Decide the dispute', hours(48))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-8, '19:58'), says: 'O prato partido ao meio.', claims: ['c1'] }, 'prato-partido.jpg', 'plate-broken', { takenAt: day(-9, '17:40'), offset: '+00:00', camera: cameras.lumo }),
    photo({ id: 'e2', side: 'buyer', at: day(-8, '19:59'), says: 'A borda é verde.', claims: ['c2'] }, 'borda-verde.jpg', 'plates-green-rim', { takenAt: day(-9, '17:44'), offset: '+00:00', camera: cameras.lumo }),
    listingPicture({ id: 'e3', side: 'platform', at: day(-3, '09:00'), says: 'Anúncio na data da encomenda.', claims: ['c2'] }, 'anuncio.jpg', { hero: 'plates', shop: 'Terra e Fogo', title: 'Prato de sobremesa Ria, borda azul, 21 cm', price: '9,50 €', attributes: [{ name: 'Cor da borda', value: 'Azul' }, { name: 'Diâmetro', value: '21 cm' }], description: 'Feito à mão. O tom do vidrado pode variar ligeiramente.' }),
    file({ id: 'e4', side: 'seller', at: day(-5, '09:58'), says: 'Fatura da encomenda.', claims: ['c1', 'c2'] }, 'document', 'fatura-20994.pdf', 'application/pdf', () => Promise.resolve(invoicePdf({ seller: ['Terra e Fogo Cerâmica', 'Rua do Forno 7', '3810-193 Aveiro'], buyer: ['Rafael Almeida Santos', 'Av. da República 88', '1600-205 Lisboa'], heading: 'Fatura', number: 'N.º TF-20994', date: day(-20, '12:00').slice(0, 10), dateWord: 'Data', columns: ['Artigo', 'Qtd.', 'Valor'], lines: [['Prato raso Ria, 27 cm', '6', '87,00 €'], ['Prato de sobremesa Ria, 21 cm', '4', '38,00 €'], ['Travessa oval Ria', '1', '32,00 €'], ['Pano de mesa em linho', '1', '16,00 €'], ['Portes', '1', '18,50 €']], sums: [['Base', '191,50 €'], ['IVA', '39,85 €'], ['Total', '231,35 €']], foot: 'Obrigado pela sua preferência.' }))),
  ]);
}

/** The lamp came without its shade; one file of this bundle was changed after it was packed. */
export function lampDamagedFile({ day, hours }: Times): Story {
  return tell('lamp-shade-missing-damaged-file', {
    sourceId: 'SMP-20415', openedAt: day(-6, '08:00'), escalatedAt: day(-1, '17:00'), escalationCause: 'Seller refused', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.hughes, sellers.tischlerei],
    order: { id: 'TH-1204', currency: 'EUR', paid: eur('92.00'), captured: eur('92.00'), shipping: eur('12.00'), placedAt: day(-16, '19:00'), paidAt: day(-16, '19:00'), shippedAt: day(-14, '08:00'), deliveredAt: day(-8, '13:00') },
    items: [{ id: 'i1', title: 'Brass table lamp with linen shade', sku: 'LMP-BR', unitPrice: eur('80.00') }],
    claims: [{ id: 'c1', reason: 'missing_parts', subReason: 'No shade', words: 'The lamp came without the shade. The box was big enough for it, but it was simply not in there.', language: 'en', amount: eur('45.00'), itemId: 'i1', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'denies', words: 'Der Schirm lag im Karton, siehe Foto aus der Werkstatt.', at: day(-4, '08:00') }] }],
    remedies: [remedy('buyer', day(-6, '08:00'), 'partial_refund', eur('45.00'), 'rejected', { answeredAt: day(-4, '08:00') })],
    messages: [say('buyer', day(-8, '18:00'), 'en', 'Hello, lovely lamp, but where is the shade?', undefined, ['e1']), say('seller', day(-7, '07:00'), 'de', 'Der Schirm liegt unter dem Einlegeboden. Bitte noch einmal nachsehen.', 'The shade lies under the false floor. Please look again.'), say('buyer', day(-7, '19:12'), 'en', 'I looked. There is no false floor in this box.')],
    deadlines: [due('mediator', 'Decide the dispute', hours(64))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-8, '17:58'), says: 'Lamp without shade, box empty.' }, 'lamp.jpg', 'lamp-without-shade', { takenAt: day(-8, '13:40'), offset: '+00:00', camera: cameras.pico }),
    photo({ id: 'e2', side: 'seller', at: day(-4, '07:58'), says: 'Lampe mit Schirm vor dem Verpacken.' }, 'werkstatt.jpg', 'lamp-complete', { takenAt: day(-14, '06:40'), offset: '+01:00', camera: cameras.north }),
  ], { damagedId: 'e2' });
}
