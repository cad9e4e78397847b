import { cameras, file, listingPicture, photo, record } from '../exhibits.ts';
import { invoicePdf, letterPdf } from '../papers.ts';
import { buyers, sellers } from '../people.ts';
import { due, money, remedy, say, scan, tell, type Story } from '../story.ts';
import type { Times } from '../times.ts';

const eur = (sum: string) => money(sum, 'EUR');
const usd = (sum: string) => money(sum, 'USD');
const kwd = (sum: string) => money(sum, 'KWD');

/** A tablet came with a shattered screen in a crushed carton. */
export function tabletCracked({ day, hours }: Times): Story {
  const title = 'Tablet 11 Zoll, 128 GB, WLAN, graphit, mit Displayschutz';
  return tell('tablet-cracked-in-transit', {
    sourceId: 'SMP-20403', openedAt: day(-7, '17:30'), escalatedAt: day(-2, '09:12'), escalationCause: 'Carrier and seller each refuse', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.brandt, sellers.lenz, { role: 'carrier', displayName: 'Nordpaket', language: 'de', country: 'DE' }],
    order: { id: 'LZ-2026-90417', currency: 'EUR', paid: eur('349.00'), captured: eur('349.00'), shipping: eur('0.00'), tax: eur('55.72'), placedAt: day(-13, '18:44'), paidAt: day(-13, '18:45'), shippedAt: day(-11, '15:00'), deliveredAt: day(-8, '12:18') },
    items: [{ id: 'i1', title, sku: 'R52T-128', unitPrice: eur('349.00') }],
    claims: [{ id: 'c1', reason: 'damaged_in_transit', subReason: 'Screen broken on arrival', words: 'Der Karton war an der Ecke eingedrückt und aufgerissen. Beim Auspacken war das Display schon komplett gesplittert.', language: 'de', amount: eur('349.00'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'denies', words: 'Das Gerät hat unser Haus unversehrt verlassen. Für Transportschäden ist der Paketdienst zuständig.', at: day(-6, '10:05') }, { by: 'carrier', stance: 'denies', words: 'Die Innenverpackung war nach unserem Prüfbericht nicht ausreichend.', at: day(-4, '14:20') }] }],
    remedies: [remedy('buyer', day(-7, '17:30'), 'full_refund', eur('349.00'), 'rejected', { withReturn: true, answeredAt: day(-6, '10:05') }), remedy('seller', day(-5, '08:50'), 'repair', null, 'rejected', { answeredAt: day(-5, '19:00'), words: 'Reparatur gegen Kostenbeteiligung von 80 Euro.' })],
    messages: [
      say('buyer', day(-8, '12:55'), 'de', 'Guten Tag, das Tablet ist heute mit gesplittertem Display angekommen. Der Karton war sichtbar beschädigt, der Fahrer hat das nur mit den Schultern quittiert.', 'Hello, the tablet arrived today with a shattered screen. The carton was visibly damaged; the driver only shrugged.', ['e1', 'e2']),
      say('seller', day(-7, '09:10'), 'de', 'Das tut uns leid. Haben Sie den Schaden beim Paketdienst gemeldet? Ohne Schadensprotokoll können wir leider nichts erstatten.', 'We are sorry. Have you reported the damage to the carrier? Without a damage report we cannot refund anything.'),
      say('buyer', day(-7, '17:12'), 'de', 'Ja, noch am selben Tag. Den Vertrag mit dem Paketdienst haben aber Sie geschlossen, nicht ich.', 'Yes, the same day. But the contract with the carrier is yours, not mine.'),
    ],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'Nordpaket', trackingNumber: 'NP60118834DE', promisedAt: day(-9, '18:00'), shippedAt: day(-11, '15:00'), deliveredAt: day(-8, '12:18'), signedBy: 'BRANDT', scans: [scan(day(-11, '15:00'), 'accepted', 'Köln, DE', '1.310 kg'), scan(day(-10, '02:40'), 'in_transit', 'Hagen, DE'), scan(day(-9, '03:15'), 'other', 'Leipzig, DE', 'Parcel repacked: carton damaged'), scan(day(-8, '07:50'), 'out_for_delivery', 'Leipzig, DE'), scan(day(-8, '12:18'), 'delivered', '04229 Leipzig, DE', 'Signed with remark')] }],
    deadlines: [due('mediator', 'Decide the dispute', hours(3))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-8, '12:54'), says: 'Das Display ist vom rechten Rand aus gesplittert.' }, 'IMG_0418.jpg', 'tablet-cracked', { takenAt: day(-8, '12:40'), offset: '+01:00' }),
    photo({ id: 'e2', side: 'buyer', at: day(-8, '12:55'), says: 'Der Karton bei der Übergabe.' }, 'IMG_0415.jpg', 'parcel-crushed', { takenAt: day(-8, '12:22'), offset: '+01:00' }),
    photo({ id: 'e3', side: 'seller', at: day(-6, '10:04'), says: 'Das Gerät vor dem Verpacken, Display ohne Schaden.' }, 'warenausgang.jpg', 'tablet-before-packing', { takenAt: day(-11, '10:31'), offset: '+01:00', camera: cameras.depot }),
    file({ id: 'e4', side: 'seller', at: day(-6, '10:04'), says: 'Rechnung zur Bestellung.' }, 'document', 'rechnung-90417.pdf', 'application/pdf', () => Promise.resolve(invoicePdf({ seller: ['Elektro Lenz', 'Gereonstraße 14', '50670 Köln'], buyer: ['Annegret Brandt', 'Lindenweg 8', '04229 Leipzig'], heading: 'Rechnung', number: 'Nr. LZ-2026-90417', date: day(-13, '12:00').slice(0, 10), dateWord: 'Datum', columns: ['Artikel', 'Menge', 'Preis'], lines: [['Tablet 11 Zoll, 128 GB, graphit', '1', '293,28 €']], sums: [['Zwischensumme', '293,28 €'], ['USt. 19 %', '55,72 €'], ['Gesamt', '349,00 €']], foot: 'Gefahrübergang auf Verbraucher erst mit Übergabe (§ 475 BGB).' }))),
    file({ id: 'e5', side: 'carrier', at: day(-4, '14:18'), says: 'Prüfbericht: Karton eingedrückt, Polster nur 1 cm.' }, 'document', 'pruefbericht.pdf', 'application/pdf', () => Promise.resolve(letterPdf({ head: ['Nordpaket AG', 'Schadenstelle Leipzig'], date: day(-4, '12:00').slice(0, 10), heading: 'Prüfbericht zur Sendung NP60118834DE', paragraphs: ['Die Sendung wurde im Umschlag Leipzig mit eingedrückter rechter oberer Ecke festgestellt und nachverklebt.', 'Die Innenpolsterung bestand aus einer Lage Luftpolsterfolie von etwa 1 cm. Für Geräte mit Glasfläche verlangen unsere Bedingungen mindestens 5 cm.', 'Gewicht bei Annahme 1,310 kg, bei Prüfung 1,308 kg. Es fehlt kein Inhalt.'], signed: ['R. Pohl', 'Schadenstelle'] }))),
  ]);
}

/** A bar of soap in a phone box; the depot weighed the parcel. */
export function soapInPhoneBox({ day, hours }: Times): Story {
  const title = 'هاتف ذكي 256 جيجابايت، شريحتان، أسود';
  return tell('soap-in-phone-box', {
    sourceId: 'SMP-20424', openedAt: day(-5, '14:00'), escalatedAt: day(-1, '10:45'), escalationCause: 'High value', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.alsabah, sellers.shenhe, { role: 'carrier', displayName: 'Gulf Post', language: 'en', country: 'KW' }],
    order: { id: '8190077240011', currency: 'KWD', paid: kwd('189.500'), captured: kwd('189.500'), shipping: kwd('4.250'), placedAt: day(-18, '07:12'), paidAt: day(-18, '07:13'), shippedAt: day(-16, '03:00'), deliveredAt: day(-6, '12:30') },
    items: [{ id: 'i1', title, sku: 'SH-P256-BLK', unitPrice: kwd('185.250') }],
    claims: [{ id: 'c1', reason: 'wrong_item', subReason: 'Box holds something else', words: 'فتحت العلبة ووجدت قطعة صابون بدل الهاتف. الغلاف الخارجي كان سليمًا لكن وزن الطرد أقل بكثير من المكتوب على الملصق.', language: 'ar', amount: kwd('189.500'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'denies', words: '出库时手机和IMEI均已拍照，包裹封条完好。', at: day(-4, '02:15') }] }],
    remedies: [remedy('buyer', day(-5, '14:00'), 'full_refund', kwd('189.500'), 'pending', { withReturn: false })],
    messages: [
      say('buyer', day(-6, '13:40'), 'ar', 'السلام عليكم، وصل الطرد اليوم وفيه صابونة بدل الهاتف! أرجو الرد بسرعة.', 'Hello, the parcel came today with a bar of soap instead of the phone. Please answer quickly.', ['e1']),
      say('seller', day(-5, '02:30'), 'zh', '您好，出库称重0.612公斤，视频和照片都有。请联系快递公司。', 'Hello, the outgoing weight was 0.612 kg; we have video and photos. Please contact the carrier.'),
      say('buyer', day(-5, '06:10'), 'ar', 'شركة الشحن وزنت الطرد عندها 0.184 كيلو. هذا يثبت أن الهاتف لم يكن بداخله.', 'The carrier weighed it at 0.184 kg. That proves the phone was not in it.'),
    ],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'Gulf Post', trackingNumber: 'GP400718KW', shippedAt: day(-16, '03:00'), deliveredAt: day(-6, '12:30'), signedBy: 'Y. Alenezi', scans: [scan(day(-16, '03:00'), 'accepted', 'Shenzhen, CN', '0.612 kg'), scan(day(-13, '22:10'), 'in_transit', 'Dubai, AE'), scan(day(-9, '05:00'), 'customs', 'Kuwait City, KW'), scan(day(-8, '08:20'), 'other', 'Kuwait City, KW', 'Weighed 0.184 kg'), scan(day(-6, '08:00'), 'out_for_delivery', 'Salmiya, KW'), scan(day(-6, '12:30'), 'delivered', 'Salmiya, KW')] }],
    deadlines: [due('mediator', 'Decide the dispute', hours(7)), due('carrier', 'Send the depot record', hours(-5), false)],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-6, '13:38'), says: 'صابونة في مكان الهاتف.' }, 'صورة-العلبة.jpg', 'phone-box-soap', { takenAt: day(-6, '13:05'), offset: '+03:00', camera: cameras.pico }),
    photo({ id: 'e2', side: 'seller', at: day(-4, '02:12'), says: '出库照片：手机与IMEI标签。' }, 'outbound-imei.jpg', 'phone-packed', { takenAt: day(-16, '01:44'), offset: '+08:00', camera: cameras.depot }),
    photo({ id: 'e3', side: 'carrier', at: day(-3, '09:00'), says: 'Depot scale, first weighing in Kuwait.' }, 'depot-scale.jpg', 'phone-parcel-scales', { takenAt: day(-8, '08:19'), offset: '+03:00', camera: cameras.depot }),
  ]);
}

/** Headphones the brand itself calls a copy. */
export function counterfeitHeadphones({ day, hours }: Times): Story {
  const title = 'AUDELLE Solenne 2 wireless headphones, black, new and sealed';
  const attributes = [{ name: 'Brand', value: 'AUDELLE' }, { name: 'Model', value: 'Solenne 2' }, { name: 'Condition', value: 'New, sealed' }, { name: 'Ships from', value: 'Hong Kong' }];
  return tell('counterfeit-headphones', {
    sourceId: 'SMP-20406', openedAt: day(-16, '20:00'), escalatedAt: day(-4, '20:05'), escalationCause: 'Claim of counterfeit', stage: 'arbitration', sourceStatus: 'under_review', whoseTurn: 'mediator',
    parties: [buyers.kowalczyk, sellers.audio],
    order: { id: '8190031184920', currency: 'USD', paid: usd('189.00'), captured: usd('189.00'), shipping: usd('0.00'), placedAt: day(-36, '02:20'), paidAt: day(-36, '02:20'), shippedAt: day(-34, '04:00'), deliveredAt: day(-20, '18:45') },
    items: [{ id: 'i1', title, sku: 'AUD-SOL2-BLK', unitPrice: usd('189.00'), listing: { capturedAt: day(-36, '02:20'), title, description: 'Original product with one year of maker’s warranty.', attributes } }],
    claims: [{ id: 'c1', reason: 'counterfeit', subReason: 'Brand confirms a copy', words: 'The name on the cups is misspelt, the serial is all zeros and the label says “Desinged in Lyon, Frence”. The brand says it is a fake.', language: 'en', amount: usd('189.00'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'denies', words: 'All goods are from authorised factory. The buyer sent photo of another product.', at: day(-13, '06:30') }] }],
    remedies: [remedy('buyer', day(-16, '20:00'), 'full_refund', usd('189.00'), 'rejected', { withReturn: false, answeredAt: day(-13, '06:30'), words: 'I will not post a counterfeit back.' }), remedy('seller', day(-13, '06:30'), 'full_refund', usd('189.00'), 'rejected', { withReturn: true, answeredAt: day(-12, '14:00'), words: 'Return to Hong Kong at your cost.' })],
    messages: [
      say('buyer', day(-19, '15:22'), 'en', 'The cups say AUDIELLE. The real brand is AUDELLE. Is this a genuine pair?'),
      say('seller', day(-18, '03:10'), 'en', 'Dear friend, it is the export version. Sound is same. Please enjoy.'),
      say('buyer', day(-12, '14:02'), 'en', 'I wrote to the brand and attach their letter. There is no export version.', undefined, ['e2']),
    ],
    deadlines: [due('seller', 'Prove the source of the goods', hours(-30)), due('mediator', 'Decide the dispute', hours(20))],
    contactBefore: { isTried: true, how: 'Shop chat', answer: '“Export version”', at: day(-19, '15:22') },
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-16, '20:04'), says: 'AUDIELLE on both cups, serial 000000000, two misspelt words.' }, 'IMG_7751.jpg', 'headphones-misprint', { takenAt: day(-19, '15:10'), offset: '-06:00' }),
    file({ id: 'e2', side: 'buyer', at: day(-12, '14:02'), says: 'The brand’s letter: not made by us.' }, 'document', 'brand-letter.pdf', 'application/pdf', () => Promise.resolve(letterPdf({ head: ['AUDELLE SAS', 'Brand protection', '18 quai Rambaud, 69002 Lyon'], date: day(-13, '12:00').slice(0, 10), heading: 'Examination of product photographs, file BP-2217', paragraphs: ['Dear Mr Kowalczyk, thank you for the photographs you sent us of a headset sold to you as Solenne 2.', 'The product shown was not made by us or under licence. Our mark is written AUDELLE. Every headset carries an individual serial number of eleven characters; a serial of zeros is never issued. We sell no “export version”.', 'You may use this letter in your dispute with the seller. Please do not resell the product.'], signed: ['Hélène Carrier', 'Brand protection'] }))),
    photo({ id: 'e3', side: 'seller', at: day(-13, '06:28'), says: 'Photo of our stock.' }, 'stock.jpg', 'headphones-original', { takenAt: null }),
    listingPicture({ id: 'e4', side: 'buyer', at: day(-16, '20:06'), says: 'Listed as the original brand, sealed.' }, 'listing.jpg', { hero: 'headphones', shop: 'SoundBargain Direct', title, price: 'USD 189.00', attributes, description: 'Original product with one year of maker’s warranty.' }),
  ]);
}

/** A very dear lens with haze inside; the longest title and the largest sum. */
export function hazyLens({ day, hours }: Times): Story {
  const title = 'AURIGA 50 mm f/1.2 ASPH. 単焦点レンズ 大口径 手動フォーカス フルサイズ対応 初期ロット 元箱・前後キャップ・専用フード・保証書・革ケース付属 点検整備済み 動作確認済み 希少品 コレクター放出品 光学系カビ・クモリなし 外観美品 シリアル番号一致 前玉後玉とも無傷 絞り羽根油染みなし ヘリコイド適度なトルク 返品条件は説明欄参照 送料込み 即日発送可 匿名配送';
  return tell('hazy-lens', {
    sourceId: 'SMP-20408', openedAt: day(-9, '02:30'), escalatedAt: day(-3, '23:10'), escalationCause: 'Seller asks for an expert', stage: 'arbitration', sourceStatus: 'under_review', whoseTurn: 'mediator',
    parties: [buyers.tanaka, sellers.kamera],
    order: { id: 'KV-5512-88', currency: 'JPY', paid: money('1234567', 'JPY'), captured: money('1234567', 'JPY'), shipping: money('8200', 'JPY'), placedAt: day(-24, '11:00'), paidAt: day(-24, '11:04'), shippedAt: day(-22, '14:00'), deliveredAt: day(-12, '03:40') },
    items: [{ id: 'i1', title: title.slice(0, 180), sku: 'AUR-50-12', unitPrice: money('1226367', 'JPY') }],
    claims: [{ id: 'c1', reason: 'defective', subReason: 'Fungus in the optics', words: '商品説明には「カビ・クモリなし」とありましたが、ライトを当てると前群の内側に糸状のカビがはっきり見えます。', language: 'ja', amount: money('1234567', 'JPY'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'denies', words: 'Das Objektiv wurde vor dem Versand durchleuchtet. Der Pilz muss danach entstanden sein.', at: day(-7, '09:00') }] }],
    remedies: [remedy('buyer', day(-9, '02:30'), 'full_refund', money('1234567', 'JPY'), 'rejected', { withReturn: true, answeredAt: day(-7, '09:00') }), remedy('seller', day(-7, '09:00'), 'partial_refund', money('96000', 'JPY'), 'rejected', { localAmount: eur('560.00'), answeredAt: day(-6, '01:15'), words: 'Kosten einer Reinigung.' })],
    messages: [
      say('buyer', day(-11, '12:20'), 'ja', '本日レンズを確認したところ、内部にカビのようなものが見えます。写真を添付します。', 'I checked the lens today and see something like fungus inside. A photo is attached.', ['e1']),
      say('seller', day(-10, '08:05'), 'de', 'Guten Tag, vor dem Versand war das Objektiv klar, siehe Foto. Wie haben Sie es gelagert?', 'Hello, the lens was clear before it left, see the photo. How did you store it?', ['e2']),
      say('buyer', day(-10, '11:48'), 'ja', '受け取ってから防湿庫に入れていました。数日でここまで広がることはありません。', 'It was in a dry cabinet from the day it came. It cannot spread this far in a few days.'),
    ],
    deadlines: [due('mediator', 'Decide the dispute', hours(44))],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'Intercourier', trackingNumber: 'IC 5588 0192 77', shippedAt: day(-22, '14:00'), deliveredAt: day(-12, '03:40'), signedBy: 'TANAKA', scans: [scan(day(-22, '14:00'), 'accepted', 'Wetzlar, DE'), scan(day(-20, '01:00'), 'in_transit', 'Frankfurt, DE'), scan(day(-17, '07:30'), 'customs', 'Narita, JP'), scan(day(-12, '03:40'), 'delivered', 'Setagaya, Tokyo, JP')] }],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-9, '02:34'), says: '前群内側の糸状のカビ。' }, 'lens_front.jpg', 'lens-haze', { takenAt: day(-11, '12:02'), offset: '+09:00', camera: cameras.hana }),
    photo({ id: 'e2', side: 'seller', at: day(-7, '08:58'), says: 'Frontlinse vor dem Versand, klar.' }, 'vor-versand.jpg', 'lens-clear', { takenAt: day(-22, '10:15'), offset: '+01:00', camera: cameras.north }),
    record({ id: 'e3', side: 'seller', at: day(-7, '09:00'), says: null }, 'other', 'Erklärung', 'Die Durchleuchtung hat unser Meister am Versandtag vorgenommen. Ein Protokoll führen wir nicht.'),
  ]);
}
