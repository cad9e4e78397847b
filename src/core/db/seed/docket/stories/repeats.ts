import { cameras, listingPicture, photo } from '../exhibits.ts';
import { buyers, sellers } from '../people.ts';
import { due, money, remedy, say, scan, tell, type Story } from '../story.ts';
import type { Times } from '../times.ts';

const eur = (sum: string) => money(sum, 'EUR');
const usd = (sum: string) => money(sum, 'USD');

/** The same bytes in two cases of two buyers. */
function crackedVase(id: string, at: string, says: string, takenAt: string) {
  return photo({ id, side: 'buyer', at, says }, 'vase.jpg', 'vase-cracked', { takenAt, offset: '+00:00', camera: cameras.lumo, sameAs: 'cracked vase' });
}

/** First case with the photo of the cracked vase. */
export function vaseFirst({ day, hours }: Times): Story {
  return tell('vase-cracked', {
    sourceId: 'SMP-20416', openedAt: day(-12, '09:00'), escalatedAt: day(-5, '09:00'), escalationCause: 'No agreement within 7 days', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.okafor, sellers.terra],
    order: { id: 'TF-20871', currency: 'USD', paid: usd('118.00'), captured: usd('118.00'), shipping: usd('14.00'), placedAt: day(-32, '10:00'), paidAt: day(-32, '10:00'), shippedAt: day(-30, '09:00'), deliveredAt: day(-14, '15:00') },
    items: [{ id: 'i1', title: 'Hand-painted porcelain vase, cobalt flowers, 42 cm', sku: 'VAS-42', unitPrice: usd('104.00') }],
    claims: [{ id: 'c1', reason: 'damaged_in_transit', subReason: 'Cracked', words: 'There is a crack from the neck to the foot and a piece has fallen in.', language: 'en', amount: usd('118.00'), itemId: 'i1', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'partly', words: 'A embalagem foi reforçada. Oferecemos metade.', at: day(-10, '10:00') }] }],
    remedies: [remedy('buyer', day(-12, '09:00'), 'full_refund', usd('118.00'), 'rejected', { withReturn: false, answeredAt: day(-10, '10:00') }), remedy('seller', day(-10, '10:00'), 'partial_refund', usd('59.00'), 'rejected', { answeredAt: day(-9, '21:00') })],
    messages: [say('buyer', day(-13, '19:40'), 'en', 'The vase arrived cracked, photo attached.', undefined, ['e1']), say('seller', day(-12, '08:10'), 'pt', 'Lamentamos muito! Pode enviar também uma foto da caixa?', 'We are very sorry. Can you also send a photo of the box?'), say('buyer', day(-12, '08:55'), 'en', 'I threw the box away, sorry.')],
    deadlines: [due('mediator', 'Decide the dispute', hours(11))],
  }, [
    crackedVase('e1', day(-13, '19:39'), 'The crack, neck to foot.', day(-13, '19:20')),
    photo({ id: 'e2', side: 'seller', at: day(-10, '09:58'), says: 'O vaso antes do envio.' }, 'antes-do-envio.jpg', 'vase-whole', { takenAt: day(-30, '08:20'), offset: '+00:00', camera: cameras.north }),
  ]);
}

/** Second case with the same photo, another buyer, another shop. */
export function vaseAgain({ day, hours }: Times): Story {
  return tell('vase-same-photo', {
    sourceId: 'SMP-20426', openedAt: day(-4, '14:00'), escalatedAt: day(-1, '14:00'), escalationCause: 'Buyer asked for a decision', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.kowalczyk, sellers.shenhe],
    order: { id: '8190079931207', currency: 'USD', paid: usd('96.50'), captured: usd('96.50'), shipping: usd('9.50'), placedAt: day(-28, '03:00'), paidAt: day(-28, '03:00'), shippedAt: day(-26, '05:00'), deliveredAt: day(-15, '20:00') },
    items: [{ id: 'i1', title: '青花瓷花瓶 手绘 42厘米', sku: 'SH-VASE-42', unitPrice: usd('87.00') }],
    claims: [{ id: 'c1', reason: 'damaged_in_transit', subReason: 'Cracked', words: 'Vase was broken when I opened the parcel.', language: 'en', amount: usd('96.50'), itemId: 'i1', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'denies', words: '这张照片的花纹和我们的产品不一样，怀疑是别处的图片。', at: day(-2, '02:00') }] }],
    remedies: [remedy('buyer', day(-4, '14:00'), 'full_refund', usd('96.50'), 'rejected', { withReturn: false, answeredAt: day(-2, '02:00') })],
    messages: [say('buyer', day(-5, '16:00'), 'en', 'Broken vase. Refund please.', undefined, ['e1']), say('seller', day(-4, '03:20'), 'zh', '请提供包裹外箱和面单的照片。', 'Please provide photos of the outer box and the label.'), say('buyer', day(-4, '13:55'), 'en', 'I do not have the box any more.')],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'YunExpress', trackingNumber: 'YT2630118877', shippedAt: day(-26, '05:00'), deliveredAt: day(-15, '20:00'), scans: [scan(day(-26, '05:00'), 'accepted', 'Jingdezhen, CN'), scan(day(-20, '11:00'), 'customs', 'Chicago, US'), scan(day(-16, '10:00'), 'in_transit', 'Naperville IL, US'), scan(day(-15, '20:00'), 'delivered', 'Naperville IL, US')] }],
    deadlines: [due('mediator', 'Decide the dispute', hours(86))],
  }, [crackedVase('e1', day(-5, '15:58'), 'Broken on arrival.', day(-13, '19:20'))]);
}

/** A collector's figure without its sword arm, handed over as an archive. */
export function figurineArm({ day, hours }: Times): Story {
  const title = 'Статуэтка «Рыцарь ордена», роспись вручную, 24 см';
  return tell('figurine-arm-missing', {
    sourceId: 'SMP-20428', openedAt: day(-6, '15:00'), escalatedAt: day(-1, '15:00'), escalationCause: 'Seller asks for the video of unpacking', stage: 'arbitration', sourceStatus: 'wait_platform', whoseTurn: 'mediator',
    parties: [buyers.petrov, sellers.kiln],
    order: { id: 'TB-0094402', currency: 'JPY', paid: money('23400', 'JPY'), captured: money('23400', 'JPY'), shipping: money('3400', 'JPY'), placedAt: day(-25, '06:00'), paidAt: day(-25, '06:00'), shippedAt: day(-23, '06:00'), deliveredAt: day(-8, '08:00') },
    items: [{ id: 'i1', title, sku: 'KN-24', unitPrice: money('20000', 'JPY') }],
    claims: [{ id: 'c1', reason: 'missing_parts', subReason: 'Sword arm not in the box', words: 'В коробке нет правой руки с мечом. Под неё есть отверстие, но самой детали нигде нет.', language: 'ru', amount: money('20000', 'JPY'), itemId: 'i1', isGoodsReceived: true, answers: [{ by: 'seller', stance: 'partly', words: '部品は同梱しました。見つからない場合は補修部品をお送りします。', at: day(-4, '01:00') }] }],
    remedies: [remedy('buyer', day(-6, '15:00'), 'partial_refund', money('12000', 'JPY'), 'rejected', { withReturn: false, answeredAt: day(-4, '01:00') }), remedy('seller', day(-4, '01:00'), 'resend', null, 'pending', { words: '右腕の部品を無料で再送します。' })],
    messages: [say('buyer', day(-7, '17:10'), 'ru', 'Здравствуйте, в наборе не хватает руки с мечом. Фото прилагаю.', 'Hello, the sword arm is missing from the set. Photo attached.', ['e1']), say('seller', day(-6, '02:00'), 'ja', '開封時の動画はございますか。', 'Do you have a video of the unpacking?'), say('buyer', day(-6, '14:50'), 'ru', 'Видео нет, я не думал, что оно понадобится.', 'There is no video, I did not think it would be needed.')],
    deadlines: [due('buyer', 'Answer the offer of a spare part', hours(30)), due('mediator', 'Decide the dispute', hours(120))],
  }, [
    photo({ id: 'e1', side: 'buyer', at: day(-7, '17:08'), says: 'Правой руки нет.' }, 'рыцарь.jpg', 'figurine-armless', { takenAt: day(-8, '08:50'), offset: '+04:00', camera: cameras.hana }),
    photo({ id: 'e2', side: 'seller', at: day(-4, '00:58'), says: '発送前、右腕あり。' }, '発送前.jpg', 'figurine-whole', { takenAt: day(-23, '03:30'), offset: '+09:00', camera: cameras.hana }),
    listingPicture({ id: 'e3', side: 'seller', at: day(-4, '01:02'), says: '商品ページ。' }, 'listing.jpg', { hero: 'figurine', shop: '丹波窯 直売所', title, price: 'JPY 20,000', attributes: [{ name: '高さ', value: '24 cm' }, { name: '部品', value: '本体、右腕（剣）、台座' }], description: '一体ずつ手描きで仕上げています。' }),
  ], { as: 'zip' });
}

/** A phone that came cracked, paid in reais, handed over as an archive. */
export function phoneCracked({ day, hours }: Times): Story {
  return tell('phone-cracked', {
    sourceId: 'SMP-20429', openedAt: day(-4, '20:00'), escalatedAt: day(0, '02:00'), escalationCause: 'Buyer asked for a decision', stage: 'arbitration', sourceStatus: 'wait_seller', whoseTurn: 'seller',
    parties: [buyers.duarte, sellers.shenhe],
    order: { id: '8190081120944', currency: 'BRL', paid: money('1847.30', 'BRL'), captured: money('1847.30', 'BRL'), shipping: money('58.00', 'BRL'), tax: money('289.30', 'BRL'), placedAt: day(-23, '23:00'), paidAt: day(-23, '23:01'), shippedAt: day(-21, '04:00'), deliveredAt: day(-5, '18:00') },
    items: [{ id: 'i1', title: 'Celular SH P256, 256 GB, dois chips, preto', sku: 'SH-P256-BR', unitPrice: money('1500.00', 'BRL') }],
    claims: [{ id: 'c1', reason: 'damaged_in_transit', subReason: 'Screen cracked', words: 'O celular chegou com a tela trincada. A caixa estava inteira, mas sem nenhum plástico bolha.', language: 'pt', amount: money('1847.30', 'BRL'), itemId: 'i1', isGoodsReceived: true, answers: [] }],
    remedies: [remedy('buyer', day(-4, '20:00'), 'full_refund', money('1847.30', 'BRL'), 'pending', { withReturn: true, localAmount: eur('296.00') })],
    messages: [say('buyer', day(-5, '19:30'), 'pt', 'Oi, o celular chegou com a tela trincada. E agora?', 'Hi, the phone came with a cracked screen. What now?', ['e1']), say('seller', day(-4, '02:40'), 'zh', '您好，我们需要三天时间向仓库核实。', 'Hello, we need three days to check with the warehouse.')],
    parcels: [{ id: 'p1', direction: 'outbound', carrier: 'Correio Sul', trackingNumber: 'NL880412277BR', shippedAt: day(-21, '04:00'), deliveredAt: day(-5, '18:00'), scans: [scan(day(-21, '04:00'), 'accepted', 'Shenzhen, CN'), scan(day(-15, '10:00'), 'customs', 'Curitiba PR', 'Tax paid'), scan(day(-9, '03:00'), 'in_transit', 'Salvador BA'), scan(day(-5, '11:00'), 'out_for_delivery', 'Recife PE'), scan(day(-5, '18:00'), 'delivered', 'Recife PE')] }],
    deadlines: [due('seller', 'Answer the dispute', hours(23)), due('mediator', 'Decide the dispute', hours(150), false)],
  }, [photo({ id: 'e1', side: 'buyer', at: day(-5, '19:29'), says: 'A tela trincada.' }, 'tela.jpg', 'phone-cracked', { takenAt: day(-5, '18:20'), offset: '-03:00', camera: cameras.lumo })], { as: 'zip' });
}
