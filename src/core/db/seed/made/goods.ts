import type { GoodsKind, Reason } from '../../../../contract/vocabulary.ts';

/** What the generated cases are about: title, the range of its price in US cents, and the docket's pictures that show it. */
export interface Goods {
  title: string;
  kind: GoodsKind;
  cents: readonly [number, number];
  reasons: readonly Reason[];
  /** Paths below resources/docket of the buyer's and the seller's photo; null where there is none that fits. */
  buyerPhoto: string | null;
  sellerPhoto: string | null;
}

const withPictures = (title: string, kind: GoodsKind, cents: readonly [number, number], reasons: readonly Reason[], buyerPhoto: string | null, sellerPhoto: string | null = null): Goods => ({ title, kind, cents, reasons, buyerPhoto, sellerPhoto });

/** The catalogue. A photo is only used for the reasons it can show. */
export const goods: readonly Goods[] = [
  withPictures('Running shoe Tempo 3', 'clothing', [4900, 9900], ['wrong_item'], '01-wrong-colour-shoes/data/evidence/buyer/IMG_2210.jpg', '01-wrong-colour-shoes/data/evidence/seller/bench_0412.jpg'),
  withPictures('Classic 38 mm watch with two straps', 'jewellery', [5200, 14900], ['missing_parts', 'wrong_item'], '02-watch-wrong-colour-strap-missing/data/evidence/buyer/watch-in-box.jpg', '02-watch-wrong-colour-strap-missing/data/evidence/seller/packing-66504.jpg'),
  withPictures('Tablet 11 inch, 128 GB', 'electronics', [21900, 45900], ['damaged_in_transit'], '03-tablet-cracked-in-transit/data/evidence/buyer/IMG_0418.jpg', '03-tablet-cracked-in-transit/data/evidence/seller/warenausgang.jpg'),
  withPictures('Electric kettle 1.7 l, steel', 'household', [2900, 7900], ['defective'], '05-kettle-does-not-heat/data/evidence/buyer/lampe.jpg'),
  withPictures('Wireless headphones Solenne 2', 'electronics', [9900, 24900], ['counterfeit'], '06-counterfeit-headphones/data/evidence/buyer/IMG_7751.jpg'),
  withPictures('Wool coat, grey, size 50', 'clothing', [12900, 28900], ['not_as_described'], '07-coat-listing-changed/data/evidence/buyer/этикетка.jpg'),
  withPictures('Lens 50 mm f/1.2', 'electronics', [39900, 289900], ['defective', 'not_as_described'], '08-hazy-lens/data/evidence/buyer/lens_front.jpg', '08-hazy-lens/data/evidence/seller/vor-versand.jpg'),
  withPictures('Oud perfume 100 ml in gift box', 'beauty', [6900, 18900], ['damaged_in_transit'], '09-perfume-broken-arabic/data/evidence/buyer/الزجاجة.jpg'),
  withPictures('Hand-woven rug 200 x 130 cm', 'household', [18900, 59900], ['not_as_described'], '12-rug-too-short-seven-offers/data/evidence/buyer/massband.jpg', '12-rug-too-short-seven-offers/data/evidence/seller/shop-nigde.jpg'),
  withPictures('Tea bowl, blue glaze', 'fragile', [3900, 12900], ['damaged_in_transit'], '13-tea-bowl-overdue/data/evidence/buyer/茶碗.jpg', '13-tea-bowl-overdue/data/evidence/seller/梱包前.jpg'),
  withPictures('Graphics card 16 GB, refurbished', 'electronics', [39900, 89900], ['defective'], '14-graphics-card-chargeback/data/evidence/buyer/artefacts.jpg', '14-graphics-card-chargeback/data/evidence/seller/outgoing-v4080.jpg'),
  withPictures('Brass table lamp with linen shade', 'household', [5900, 15900], ['missing_parts'], '15-lamp-shade-missing-damaged-file/data/evidence/buyer/lamp.jpg'),
  withPictures('Porcelain vase, cobalt flowers', 'fragile', [6900, 19900], ['damaged_in_transit'], '16-vase-cracked/data/evidence/buyer/vase.jpg', '16-vase-cracked/data/evidence/seller/antes-do-envio.jpg'),
  withPictures('Waterproof speaker, petrol blue', 'electronics', [4900, 12900], ['defective', 'damaged_in_transit'], '18-speaker-photo-before-order/data/evidence/buyer/bocina.jpg'),
  withPictures('Walnut chair, oiled', 'household', [14900, 32900], ['not_as_described', 'damaged_in_transit'], '19-chair-partly-refunded-before/data/evidence/buyer/stuhlbein.jpg'),
  withPictures('Dinner plates, set of six', 'fragile', [4900, 14900], ['damaged_in_transit'], '20-dinner-set-two-claims/data/evidence/buyer/prato-partido.jpg'),
  withPictures('Smartphone 256 GB, black', 'electronics', [24900, 89900], ['wrong_item'], '24-soap-in-phone-box/data/evidence/buyer/صورة-العلبة.jpg', '24-soap-in-phone-box/data/evidence/seller/outbound-imei.jpg'),
  withPictures('Coffee grinder with 40 steps', 'household', [6900, 16900], ['not_as_described'], '26-grinder-wrong-plug/data/evidence/buyer/plug.jpg'),
  withPictures('Court shoe Classic, white', 'clothing', [3900, 8900], ['return_not_refunded'], null, '25-shoes-returned-worn/data/evidence/seller/return-inspection.jpg'),
  withPictures('Robot vacuum R7', 'household', [14900, 38900], ['return_not_refunded'], '10-vacuum-returned-not-refunded/data/evidence/buyer/caixa.jpg'),
  withPictures('Star projector night light', 'electronics', [1900, 5900], ['not_received'], null),
  withPictures('USB studio microphone', 'electronics', [2900, 9900], ['not_received'], null),
  withPictures('Linen scarf, dark green', 'clothing', [1900, 5900], ['not_received', 'other'], null),
  withPictures('Engraved pendant, silver', 'jewellery', [3900, 11900], ['other'], '23-pendant-engraving/data/evidence/buyer/anhaenger.jpg'),
  withPictures('Phone case, three pieces', 'other', [590, 2490], ['not_received', 'other'], null),
];
