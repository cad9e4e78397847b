import type { Scene } from './photo.ts';

type Words = { en: string; de?: string; ja?: string; es?: string };
type Picture = { scene: Scene; says: string; name: string };

/** What a dispute is about. Prices are whole US dollars and are converted; a null answer is a seller who says nothing. */
export type Story = {
  reason: 'not_received' | 'not_as_described' | 'wrong_item' | 'defective' | 'damaged_in_transit' | 'missing_parts' | 'counterfeit' | 'return_not_refunded' | 'other';
  subReason: string;
  goods: 'electronics' | 'clothing' | 'household' | 'fragile' | 'beauty' | 'food' | 'jewellery' | 'collectible' | 'other';
  title: string;
  sku: string;
  describes: string;
  attributes: readonly (readonly [string, string])[];
  price: readonly [number, number];
  buyer: Words;
  seller: { stance: 'accepts' | 'partly' | 'denies'; words: string };
  buyerPictures: readonly Picture[];
  sellerPictures: readonly Picture[];
  asks: 'full_refund' | 'partial_refund';
  /** The part of the price that is in dispute, in percent. */
  share: number;
  isDelivered: boolean;
  withReturn: boolean;
};

/** The stories the sample disputes are told from: every reason at least once. */
export const stories: readonly [Story, ...Story[]] = [
  {
    reason: 'not_received', subReason: 'Tracking stands still', goods: 'clothing', title: 'Rain jacket, men, dark green, size L', sku: 'RJ-L-GR',
    describes: 'Taped seams, two-way zip, packs into its own pocket.', attributes: [['Size', 'L'], ['Colour', 'Dark green'], ['Packed weight', '540 g']], price: [48, 92],
    buyer: { en: 'The parcel has not moved for three weeks. Nobody at the depot knows where it is.', de: 'Das Paket bewegt sich seit drei Wochen nicht. Im Depot weiß niemand, wo es ist.', ja: '荷物の追跡が三週間止まったままです。営業所でも所在が分かりません。' },
    seller: { stance: 'denies', words: 'We handed it to the carrier in time. Please wait, parcels are slow at this time of the year.' },
    buyerPictures: [], sellerPictures: [{ scene: 'label', says: 'The label, taken when it was handed over.', name: 'handover-label.png' }], asks: 'full_refund', share: 100, isDelivered: false, withReturn: false,
  },
  {
    reason: 'not_received', subReason: 'Shown as delivered, nothing came', goods: 'electronics', title: 'Bluetooth speaker, splash-proof, blue', sku: 'BS-20-BL',
    describes: '20 W, 14 hours, floats.', attributes: [['Power', '20 W'], ['Colour', 'Blue']], price: [35, 70],
    buyer: { en: 'It says delivered at my door at noon. I was at home, nobody rang, and there was nothing.', es: 'Dice entregado en mi puerta a mediodía. Yo estaba en casa, nadie llamó y no había nada.' },
    seller: { stance: 'denies', words: 'The carrier confirms the delivery with a photo of the door. Please ask your neighbours.' },
    buyerPictures: [{ scene: 'doorstep', says: 'My door: it has another colour than on the carrier\'s photo.', name: 'my-door.png' }],
    sellerPictures: [{ scene: 'doorstep', says: 'The carrier\'s photo of the delivery.', name: 'carrier-photo.png' }], asks: 'full_refund', share: 100, isDelivered: true, withReturn: false,
  },
  {
    reason: 'not_as_described', subReason: 'Smaller than the listing says', goods: 'household', title: 'Wool rug, hand-woven, 160 x 230 cm', sku: 'RUG-160',
    describes: 'Pure wool, woven by hand, 160 x 230 cm, 12 mm high.', attributes: [['Size', '160 x 230 cm'], ['Material', '100 % wool']], price: [120, 260],
    buyer: { en: 'I measured it three times: 140 x 200 cm. It does not cover the floor it was bought for.', de: 'Dreimal nachgemessen: 140 x 200 cm. Er bedeckt die Fläche nicht, für die er gekauft wurde.' },
    seller: { stance: 'partly', words: 'Hand-woven rugs differ by some centimetres, the listing says so. We offered 10 %.' },
    buyerPictures: [{ scene: 'whole', says: 'With a tape measure beside it.', name: 'tape-measure.png' }], sellerPictures: [], asks: 'partial_refund', share: 35, isDelivered: true, withReturn: false,
  },
  {
    reason: 'wrong_item', subReason: 'Another colour', goods: 'clothing', title: 'Running shoes, women, coral, EU 39', sku: 'RS-39-CO',
    describes: 'Light trainer with a knitted upper.', attributes: [['Colour', 'Coral'], ['Size', 'EU 39']], price: [55, 110],
    buyer: { en: 'I ordered coral and got grey. The box says coral, the shoes in it are not.', ja: 'コーラルを注文しましたが、届いたのはグレーです。箱にはコーラルと書いてあります。' },
    seller: { stance: 'denies', words: 'Our packing photo shows the coral pair. Colours look different on some screens.' },
    buyerPictures: [{ scene: 'other_colour', says: 'What was in the box.', name: 'unboxing.png' }, { scene: 'label', says: 'The label on the box.', name: 'box-label.png' }],
    sellerPictures: [{ scene: 'packed', says: 'The pair as we packed it.', name: 'packing.png' }], asks: 'full_refund', share: 100, isDelivered: true, withReturn: true,
  },
  {
    reason: 'defective', subReason: 'Does not switch on', goods: 'electronics', title: 'Electric kettle, 1.7 l, steel', sku: 'KT-17',
    describes: '2,200 W, switches off by itself, two years of guarantee.', attributes: [['Power', '2200 W'], ['Volume', '1.7 l']], price: [28, 64],
    buyer: { en: 'It worked for two days. Now the light comes on, but the water stays cold.', de: 'Er lief zwei Tage. Jetzt leuchtet die Lampe, aber das Wasser bleibt kalt.' },
    seller: { stance: 'partly', words: 'Please send it in for repair; a refund for a used kettle is not foreseen.' },
    buyerPictures: [{ scene: 'whole', says: 'Plugged in, the light on, the water cold.', name: 'kettle-on.png' }], sellerPictures: [], asks: 'full_refund', share: 100, isDelivered: true, withReturn: true,
  },
  {
    reason: 'defective', subReason: 'Battery does not hold', goods: 'electronics', title: 'Cordless drill with two batteries', sku: 'CD-18-2',
    describes: '18 V, two batteries of 2.0 Ah, charger, case.', attributes: [['Voltage', '18 V'], ['Batteries', '2']], price: [70, 140],
    buyer: { en: 'One of the two batteries is empty after four screws. The other one is fine.' },
    seller: { stance: 'accepts', words: 'One battery may well be weak. We agree to give back what a battery costs.' },
    buyerPictures: [{ scene: 'part_missing', says: 'The battery that does not hold, after a night in the charger.', name: 'battery.png' }], sellerPictures: [], asks: 'partial_refund', share: 25, isDelivered: true, withReturn: false,
  },
  {
    reason: 'damaged_in_transit', subReason: 'Cracked', goods: 'fragile', title: 'Stoneware vase, glazed, 32 cm', sku: 'VS-32',
    describes: 'Thrown by hand, glazed inside and outside.', attributes: [['Height', '32 cm'], ['Material', 'Stoneware']], price: [40, 95],
    buyer: { en: 'It came with a crack from the rim to the belly. There was hardly any padding in the box.', es: 'Llegó con una grieta desde el borde. Apenas había relleno en la caja.' },
    seller: { stance: 'denies', words: 'It left us whole, in 8 cm of padding. Please claim it from the carrier.' },
    buyerPictures: [{ scene: 'cracked', says: 'The crack, taken beside the box it came in.', name: 'crack.png' }, { scene: 'empty_box', says: 'All the padding there was.', name: 'padding.png' }],
    sellerPictures: [{ scene: 'packed', says: 'Packed, before the lid was closed.', name: 'packed.png' }], asks: 'full_refund', share: 100, isDelivered: true, withReturn: false,
  },
  {
    reason: 'missing_parts', subReason: 'Second strap', goods: 'jewellery', title: 'Wrist watch, 38 mm, with second strap', sku: 'W38-2S',
    describes: 'Comes in a gift box with two straps that change without tools.', attributes: [['Straps in the box', '2'], ['Packed weight', '412 g']], price: [60, 150],
    buyer: { en: 'The slot of the second strap is empty. The watch itself is fine.', ja: '替えベルトの場所が空でした。時計本体は問題ありません。' },
    seller: { stance: 'denies', words: 'Both straps were in the box; our scale says 412 g, as on the label.' },
    buyerPictures: [{ scene: 'part_missing', says: 'The open box, the slot empty.', name: 'open-box.png' }], sellerPictures: [{ scene: 'packed', says: 'The box before it was closed.', name: 'before-closing.png' }],
    asks: 'partial_refund', share: 30, isDelivered: true, withReturn: false,
  },
  {
    reason: 'counterfeit', subReason: 'Serial number unknown to the maker', goods: 'electronics', title: 'Headphones, noise-cancelling, black', sku: 'HP-NC-BK',
    describes: 'New, sealed, with the guarantee of the maker.', attributes: [['Condition', 'New, sealed'], ['Serial number', 'On the box']], price: [110, 240],
    buyer: { en: 'The maker says this serial number was never given out. The print on the box is blurred too.', de: 'Laut Hersteller wurde diese Seriennummer nie vergeben. Auch der Druck der Schachtel ist unscharf.' },
    seller: { stance: 'denies', words: 'We buy from a wholesaler and have an invoice. These are originals.' },
    buyerPictures: [{ scene: 'label', says: 'The serial number on the box.', name: 'serial-number.png' }], sellerPictures: [{ scene: 'label', says: 'The label of our delivery.', name: 'delivery-label.png' }],
    asks: 'full_refund', share: 100, isDelivered: true, withReturn: true,
  },
  {
    reason: 'return_not_refunded', subReason: 'Sent back three weeks ago', goods: 'household', title: 'Vacuum cleaner, bagless, 700 W', sku: 'VC-700',
    describes: 'Bagless, 700 W, 2 l, with four nozzles.', attributes: [['Power', '700 W'], ['Nozzles', '4']], price: [80, 180],
    buyer: { en: 'They agreed to take it back, got it three weeks ago, and I have not seen any money.' },
    seller: { stance: 'partly', words: 'It came back with dust in it. We keep 40 % for cleaning and loss of value.' },
    buyerPictures: [{ scene: 'label', says: 'The label of the parcel back.', name: 'return-label.png' }], sellerPictures: [{ scene: 'stained', says: 'As it arrived here.', name: 'arrived-back.png' }],
    asks: 'full_refund', share: 100, isDelivered: true, withReturn: false,
  },
  {
    reason: 'not_as_described', subReason: 'Stained fabric', goods: 'clothing', title: 'Linen summer dress, white, size M', sku: 'LD-M-W',
    describes: 'Washed linen, white, midi length.', attributes: [['Size', 'M'], ['Material', '100 % linen']], price: [40, 85],
    buyer: { en: 'There are brown stains on the front. It was sold as new.', es: 'Tiene manchas marrones por delante. Se vendía como nuevo.' },
    seller: { stance: 'denies', words: 'It was new and clean when it left us. Stains come from wearing.' },
    buyerPictures: [{ scene: 'stained', says: 'The stains, on the day it came.', name: 'stains.png' }], sellerPictures: [{ scene: 'packed', says: 'Folded and clean.', name: 'folded.png' }], asks: 'full_refund', share: 100, isDelivered: true, withReturn: true,
  },
  {
    reason: 'other', subReason: 'Best before passed', goods: 'food', title: 'Green tea, sencha, 3 x 100 g', sku: 'TEA-3',
    describes: 'This year\'s first harvest, in three tins of 100 g.', attributes: [['Harvest', 'This year'], ['Content', '3 x 100 g']], price: [26, 58],
    buyer: { en: 'Two of the three tins are past their date by half a year.' },
    seller: { stance: 'accepts', words: 'We picked two old tins by mistake and are sorry. We give back two thirds.' },
    buyerPictures: [{ scene: 'label', says: 'The dates on the tins.', name: 'dates.png' }], sellerPictures: [], asks: 'partial_refund', share: 66, isDelivered: true, withReturn: false,
  },
];

/** Where a buyer lives: the currency they pay in, how many of its minor units a US dollar is, and how much a cent of it rounds to. */
export const homes = [
  { country: 'US', language: 'en', zone: 'America/Chicago', currency: 'USD', rate: 100, step: 1, city: 'Madison', names: ['Maya Fischer', 'Owen Park', 'Tessa Boyd'] },
  { country: 'DE', language: 'de', zone: 'Europe/Berlin', currency: 'EUR', rate: 92, step: 1, city: 'Leipzig', names: ['Jonas Weber', 'Käthe Öztürk', 'Lina Brandt'] },
  { country: 'JP', language: 'ja', zone: 'Asia/Tokyo', currency: 'JPY', rate: 150, step: 10, city: 'Sendai', names: ['佐藤 由美', '高橋 健', '中村 葵'] },
  { country: 'KW', language: 'en', zone: 'Asia/Kuwait', currency: 'KWD', rate: 307, step: 5, city: 'Hawalli', names: ['Noor Al-Sabah', 'Yousef Al-Rashid', 'Huda Al-Enezi'] },
  { country: 'GB', language: 'en', zone: 'Europe/London', currency: 'GBP', rate: 79, step: 1, city: 'Leeds', names: ['Jude Okafor', 'Isla Grant', 'Rhys Morgan'] },
  { country: 'ES', language: 'es', zone: 'Europe/Madrid', currency: 'EUR', rate: 92, step: 1, city: 'Zaragoza', names: ['Lucía Herrero', 'Álvaro Núñez', 'Marta Gil'] },
  { country: 'BR', language: 'en', zone: 'America/Sao_Paulo', currency: 'BRL', rate: 540, step: 1, city: 'Curitiba', names: ['Rafael Souza', 'Bruna Lima', 'Caio Duarte'] },
] as const;

export const shops = ['Northfield Goods', 'Halden Time Official', 'Blue Pier Store', 'Sun & Son Trading', 'Atelier Morrow', 'Kestrel Outdoor', 'Lantern Market', 'Rosewood Home'] as const;
