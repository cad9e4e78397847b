import { cameras, listingPicture, photo, record } from '../exhibits.ts';
import { buyers, sellers } from '../people.ts';
import { due, money, remedy, say, scan, tell, type Story } from '../story.ts';
import type { Times } from '../times.ts';

const usd = (sum: string) => money(sum, 'USD');

/** Ordered navy shoes, red ones came. */
export function wrongColourShoes({ day, hours }: Times): Story {
  const title = 'Fleetfoot Tempo 3 running shoe, navy, EU 39';
  const attributes = [{ name: 'Colour', value: 'Navy' }, { name: 'Size', value: 'EU 39 / US 8' }, { name: 'Upper', value: 'Engineered mesh' }, { name: 'Weight', value: '248 g' }];
  const description = 'Light daily trainer with a rocker sole. The colour you choose is the colour you get; no substitutes.';
  return tell('wrong-colour-shoes', {
    sourceId: 'SMP-20401', openedAt: day(-9, '16:20'), escalatedAt: day(-3, '08:02'), escalationCause: 'Seller refused a free return', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.whitfield, sellers.fleetfoot],
    order: { id: '8190044172260131', currency: 'USD', paid: usd('78.40'), captured: usd('78.40'), shipping: usd('6.40'), tax: usd('0.00'), placedAt: day(-27, '03:14'), paidAt: day(-27, '03:15'), shippedAt: day(-25, '09:40'), deliveredAt: day(-11, '20:05') },
    items: [{ id: 'i1', title, sku: 'FT3-NVY-39', quantity: 1, unitPrice: usd('72.00'), listing: { capturedAt: day(-27, '03:14'), url: 'https://shop.example/item/ft3', title, description, attributes } }],
    claims: [{ id: 'c1', reason: 'wrong_item', subReason: 'Wrong colour', words: 'I ordered the navy pair for my club and got a bright red one. The size is right, the colour is not.', language: 'en', amount: usd('78.40'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'denies', words: 'The warehouse packed navy, see the photo of the bench. The buyer may have bought red from another shop.', at: day(-6, '07:30') }] }],
    remedies: [remedy('buyer', day(-9, '16:20'), 'full_refund', usd('78.40'), 'rejected', { withReturn: true, answeredAt: day(-8, '02:11'), words: 'Refund and a prepaid label, please.' }), remedy('seller', day(-8, '02:11'), 'partial_refund', usd('10.00'), 'rejected', { withReturn: false, answeredAt: day(-7, '18:40') })],
    messages: [
      say('buyer', day(-10, '21:30'), 'en', 'Hi, the shoes arrived today but they are red. I ordered navy. How do we fix this?'),
      say('seller', day(-9, '01:12'), 'zh', '您好，我们仓库发的是藏青色，发货前都有拍照。请您再确认一下收到的包裹。', 'Hello, our warehouse sent navy; every parcel is photographed before it leaves. Please check the parcel again.'),
      say('buyer', day(-9, '16:02'), 'en', 'I have only one parcel from you. Photo attached, with your box in the background.', undefined, ['e1']),
      say('seller', day(-8, '02:10'), 'zh', '为了不耽误您使用，我们可以补偿10美元，鞋子您留着。', 'So that you lose no time we can give you 10 dollars and you keep the shoes.'),
    ],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'YunExpress', trackingNumber: 'YT2630921104', promisedAt: day(-9, '23:59'), shippedAt: day(-25, '09:40'), deliveredAt: day(-11, '20:05'), scans: [scan(day(-25, '09:40'), 'accepted', 'Dongguan, CN'), scan(day(-22, '14:02'), 'in_transit', 'Shenzhen, CN'), scan(day(-17, '06:44'), 'customs', 'Los Angeles, US'), scan(day(-12, '11:20'), 'in_transit', 'Portland OR, US'), scan(day(-11, '20:05'), 'delivered', 'Portland OR 97214, US')] }],
    deadlines: [due('mediator', 'Decide the dispute', hours(26))],
    contactBefore: { isTried: true, how: 'Shop chat', answer: 'Offered USD 10.00', at: day(-10, '21:30') },
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-9, '16:02'), says: 'The pair that came out of the box is red.' }, 'IMG_2210.jpg', 'red-shoes-on-table', { takenAt: day(-10, '21:22'), offset: '-08:00' }),
    photo({ id: 'e2', side: 'seller', at: day(-6, '07:28'), says: 'Bench photo of a navy pair beside the labelled carton.' }, 'bench_0412.jpg', 'navy-shoes-packing-bench', { takenAt: day(-26, '08:55'), offset: '+08:00', camera: cameras.depot }),
    listingPicture({ id: 'e3', side: 'buyer', at: day(-9, '16:05'), says: 'The page I ordered from shows navy.' }, 'listing-at-order.jpg', { hero: 'shoes', shop: 'Fleetfoot Sports', title, price: 'USD 72.00', attributes, description }),
  ]);
}

/** The listing said all wool; the label says a third; the page was changed after the order. */
export function coatListingChanged({ day, hours }: Times): Story {
  const title = 'Пальто мужское «Северин», серое, 100% шерсть';
  const before = [{ name: 'Материал', value: '100% шерсть' }, { name: 'Цвет', value: 'Серый' }, { name: 'Размер', value: '50' }];
  return tell('coat-listing-changed', {
    sourceId: 'SMP-20407', openedAt: day(-12, '10:40'), escalatedAt: day(-2, '07:00'), escalationCause: 'No agreement within 7 days', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.sokolova, sellers.atelier],
    order: { id: '8190051220418', currency: 'EUR', paid: money('214.00', 'EUR'), captured: money('214.00', 'EUR'), shipping: money('15.00', 'EUR'), placedAt: day(-33, '12:05'), paidAt: day(-33, '12:07'), shippedAt: day(-31, '08:00'), deliveredAt: day(-15, '13:30') },
    items: [{ id: 'i1', title, sku: 'SEV-50-G', quantity: 1, unitPrice: money('199.00', 'EUR'), listing: { capturedAt: day(-33, '12:05'), url: 'https://shop.example/item/severin', title, description: 'Тёплое пальто из чистой шерсти. Подкладка — вискоза.', attributes: before } }],
    claims: [{ id: 'c1', reason: 'not_as_described', subReason: 'Material', words: 'В описании было указано 100% шерсть. На этикетке — 35% шерсти и 60% полиэстера. После моей жалобы продавец изменил описание товара.', language: 'ru', amount: money('214.00', 'EUR'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'partly', words: 'В объявлении указано «смесовая шерсть». Готовы вернуть 20 евро за недоразумение.', at: day(-9, '15:10') }] }],
    remedies: [remedy('buyer', day(-12, '10:40'), 'full_refund', money('214.00', 'EUR'), 'rejected', { withReturn: true, answeredAt: day(-9, '15:10') }), remedy('seller', day(-9, '15:10'), 'partial_refund', money('20.00', 'EUR'), 'rejected', { answeredAt: day(-8, '06:20') })],
    messages: [
      say('buyer', day(-13, '09:02'), 'ru', 'Здравствуйте! На этикетке указан состав 35% шерсти, а в объявлении было 100%. Хочу вернуть пальто.', 'Hello. The label says 35% wool, the listing said 100%. I want to return the coat.'),
      say('seller', day(-12, '08:15'), 'ru', 'Добрый день! Посмотрите, пожалуйста, описание: там написано «смесовая шерсть».', 'Good day. Please look at the description: it says “wool blend”.'),
      say('buyer', day(-12, '10:31'), 'ru', 'Сейчас — да. Но когда я покупала, было написано иначе, у меня есть снимок страницы.', 'Now it does. But when I bought it, it said something else, and I have a picture of the page.'),
    ],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'EMS', trackingNumber: 'EE118204466RS', shippedAt: day(-31, '08:00'), deliveredAt: day(-15, '13:30'), scans: [scan(day(-31, '08:00'), 'accepted', 'Belgrade, RS'), scan(day(-26, '18:20'), 'in_transit', 'Vienna, AT'), scan(day(-19, '04:12'), 'customs', 'Almaty, KZ'), scan(day(-15, '13:30'), 'delivered', 'Almaty 050010, KZ', 'Handed to the addressee')] }],
    deadlines: [due('mediator', 'Decide the dispute', hours(52))],
    history: [{ at: day(-12, '19:44'), by: 'seller', action: 'listing_changed', words: 'Material: “100% wool” became “wool blend”' }],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-12, '10:45'), says: 'Этикетка, пришитая внутри: 35% шерсти.' }, 'этикетка.jpg', 'care-label', { takenAt: day(-13, '08:40'), offset: '+05:00', camera: cameras.lumo }),
    photo({ id: 'e2', side: 'buyer', at: day(-12, '10:46'), says: 'Пальто целиком.' }, 'пальто.jpg', 'coat-on-door', { takenAt: day(-13, '08:36'), offset: '+05:00', camera: cameras.lumo }),
    listingPicture({ id: 'e3', side: 'buyer', at: day(-12, '10:48'), says: 'Страница в день заказа: 100% шерсть.' }, 'listing-on-order-day.jpg', { hero: 'coat', shop: 'Atelier Severin', title, price: '199,00 €', attributes: before, description: 'Тёплое пальто из чистой шерсти. Подкладка — вискоза.' }),
    listingPicture({ id: 'e4', side: 'seller', at: day(-9, '15:12'), says: 'Объявление, как оно выглядит на сайте.' }, 'listing-now.jpg', { hero: 'coat', shop: 'Atelier Severin', title: 'Пальто мужское «Северин», серое, смесовая шерсть', price: '199,00 €', attributes: [{ name: 'Материал', value: 'Смесовая шерсть' }, { name: 'Цвет', value: 'Серый' }, { name: 'Размер', value: '50' }], description: 'Тёплое пальто из смесовой ткани. Подкладка — вискоза.' }),
    record({ id: 'e5', side: 'platform', at: day(-2, '07:05'), says: 'Words of the page when the dispute came to us.' }, 'listing_snapshot', 'Listing at escalation', 'Название: Пальто мужское «Северин», серое, смесовая шерсть\nЦена: 199,00 €\nМатериал: Смесовая шерсть\nЦвет: Серый\nРазмер: 50\nУход: Только химчистка\nОписание: Тёплое пальто из смесовой ткани. Подкладка — вискоза.'),
  ]);
}

/** Returned shoes came back worn, says the seller, and keeps the money. */
export function shoesReturnedWorn({ day, hours }: Times): Story {
  const title = 'Fleetfoot Court Classic, white, EU 43';
  return tell('shoes-returned-worn', {
    sourceId: 'SMP-20425', openedAt: day(-8, '11:00'), escalatedAt: day(-1, '19:20'), escalationCause: 'Seller withheld the refund', stage: 'arbitration', sourceStatus: 'return_disputed', whoseTurn: 'mediator',
    parties: [buyers.kowalczyk, sellers.fleetfoot],
    order: { id: '8190060017733', currency: 'USD', paid: usd('64.90'), captured: usd('64.90'), shipping: usd('4.90'), placedAt: day(-44, '22:10'), paidAt: day(-44, '22:10'), shippedAt: day(-42, '05:30'), deliveredAt: day(-30, '17:00') },
    items: [{ id: 'i1', title, sku: 'FCC-WHT-43', unitPrice: usd('60.00') }],
    claims: [{ id: 'c1', reason: 'return_not_refunded', subReason: 'Condition on arrival disputed', words: 'They approved the return, I sent the shoes back unworn with the tags on, and now they say the soles are used and keep my money.', language: 'en', amount: usd('60.00'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'denies', words: '退回的鞋子鞋底磨损，鞋帮有裂口，已无法再次销售。', at: day(-6, '03:40') }] }],
    remedies: [remedy('buyer', day(-8, '11:00'), 'full_refund', usd('60.00'), 'rejected', { answeredAt: day(-6, '03:40') }), remedy('seller', day(-6, '03:40'), 'partial_refund', usd('15.00'), 'pending', { words: 'For goodwill only.' })],
    messages: [
      say('seller', day(-26, '02:20'), 'zh', '同意退货，请保持吊牌完整，使用我们提供的退货标签。', 'We agree to the return. Keep the tags on and use the return label we provide.'),
      say('buyer', day(-9, '15:05'), 'en', 'You have had the parcel for a week. When will I see the refund?'),
      say('seller', day(-8, '04:00'), 'zh', '仓库检查后发现鞋底有明显磨损，照片已经上传。', 'The warehouse found clear wear on the soles; the photo is uploaded.', ['e1']),
    ],
    parcels: [
      { id: 'p1', direction: 'outbound', carrier: '云途物流', trackingNumber: 'YT2629110027', shippedAt: day(-42, '05:30'), deliveredAt: day(-30, '17:00'), scans: [scan(day(-42, '05:30'), 'accepted', 'Dongguan, CN'), scan(day(-34, '09:00'), 'customs', 'Chicago, US'), scan(day(-31, '14:00'), 'out_for_delivery', 'Naperville IL, US'), scan(day(-30, '17:00'), 'delivered', 'Naperville IL 60540, US')] },
      { id: 'p2', direction: 'return', carrier: 'USPS', trackingNumber: '9400 1118 9956 2204 8831 07', shippedAt: day(-24, '20:00'), deliveredAt: day(-16, '06:10'), scans: [scan(day(-24, '20:00'), 'accepted', 'Naperville IL, US', 'Weight 0.94 kg'), scan(day(-20, '12:00'), 'in_transit', 'Los Angeles CA, US'), scan(day(-16, '06:10'), 'delivered', 'Returns hub, Carson CA, US')] },
    ],
    goodsReturn: { state: 'inspected', labelPaidBy: 'seller', dueAt: day(-16, '23:59'), conditionOnArrival: 'Soles worn, split at the toe (seller)', refundTrigger: 'inspected', parcelIds: ['p2'] },
    deadlines: [due('buyer', 'Answer the seller’s condition report', hours(20), false), due('mediator', 'Decide the dispute', hours(76))],
  }, [
    photo({ id: 'e1', side: 'seller', at: day(-8, '03:58'), says: 'Both soles are worn and split.' }, 'return-inspection.jpg', 'worn-soles', { takenAt: day(-15, '02:30'), offset: '+08:00', camera: cameras.depot }),
    record({ id: 'e2', side: 'buyer', at: day(-8, '11:02'), says: 'I never wore them outside.' }, 'other', 'Statement', 'I tried them on once on carpet. The tags were on when I closed the box. My drop-off receipt shows 0.94 kg.'),
  ]);
}

/** A pendant engraved as typed, which is not as meant. */
export function pendantMisspelt({ day, hours }: Times): Story {
  const title = 'Engraved pendant, sterling silver, name up to 12 letters';
  const attributes = [{ name: 'Material', value: 'Silver 925' }, { name: 'Engraving', value: 'As typed by the buyer' }, { name: 'Returns', value: 'Not for engraved goods' }];
  return tell('pendant-engraving', {
    sourceId: 'SMP-20423', openedAt: day(-6, '18:12'), escalatedAt: day(-1, '08:30'), escalationCause: 'Buyer asked for a decision', stage: 'arbitration', sourceStatus: 'under_review', whoseTurn: 'mediator',
    parties: [buyers.brandt, sellers.emmel],
    order: { id: 'EM-70418', currency: 'EUR', paid: money('58.50', 'EUR'), captured: money('58.50', 'EUR'), shipping: money('3.50', 'EUR'), placedAt: day(-19, '19:20'), paidAt: day(-19, '19:21'), shippedAt: day(-14, '12:00'), deliveredAt: day(-8, '10:40') },
    items: [{ id: 'i1', title, sku: 'PEN-925', unitPrice: money('55.00', 'EUR'), listing: { capturedAt: day(-19, '19:20'), title, description: 'Hand finished in Dublin. Your text is engraved exactly as you type it.', attributes } }],
    claims: [{ id: 'c1', reason: 'other', subReason: 'Engraving differs from what was asked in chat', words: 'Ich habe im Chat „Katharina“ geschrieben, graviert wurde „Katarina“. So kann ich das meiner Tochter nicht schenken.', language: 'de', amount: money('58.50', 'EUR'), itemId: 'i1', isGoodsReceived: true,
      answers: [{ by: 'seller', stance: 'denies', words: 'The order form says Katarina. We sent a proof and had no answer, so we engraved the form.', at: day(-5, '09:15') }] }],
    remedies: [remedy('buyer', day(-6, '18:12'), 'replacement', null, 'rejected', { answeredAt: day(-5, '09:15') }), remedy('seller', day(-5, '09:15'), 'partial_refund', money('20.00', 'EUR'), 'rejected', { answeredAt: day(-4, '20:00'), words: 'Half the engraving fee.' }), remedy('buyer', day(-4, '20:00'), 'full_refund', money('58.50', 'EUR'), 'pending', { withReturn: true })],
    messages: [
      say('buyer', day(-18, '06:55'), 'de', 'Bitte graviere „Katharina“, mit h. Im Formular habe ich mich vertippt.', 'Please engrave “Katharina”, with an h. I made a slip in the form.'),
      say('seller', day(-17, '10:02'), 'en', 'Thanks for your order! A proof is on its way to your inbox.'),
      say('buyer', day(-8, '12:10'), 'de', 'Der Anhänger ist da, aber das h fehlt. Hast du meine Nachricht nicht gelesen?', 'The pendant is here, but the h is missing. Did you not read my message?'),
      say('seller', day(-7, '09:00'), 'en', 'We engrave what the form says. The chat is not part of the order, I am sorry.'),
    ],
    deadlines: [due('mediator', 'Decide the dispute', hours(98))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-6, '18:14'), says: 'Graviert ist „Katarina“ ohne h.' }, 'anhaenger.jpg', 'pendant-engraving', { takenAt: day(-8, '12:02'), offset: '+01:00', camera: cameras.pico }),
    photo({ id: 'e2', side: 'seller', at: day(-5, '09:12'), says: 'Workshop slip with the text from the order form.' }, 'slip-5518.jpg', 'pendant-order-slip', { takenAt: day(-15, '11:30'), offset: '+00:00', camera: cameras.lumo }),
    listingPicture({ id: 'e3', side: 'platform', at: day(-5, '09:30'), says: 'Listing as kept at order time.' }, 'listing.jpg', { hero: 'pendant', shop: 'Emmeline Engraving', title, price: '55,00 €', attributes, description: 'Hand finished in Dublin. Your text is engraved exactly as you type it.' }),
  ]);
}
