import type { PolicyClause, Tariff } from '../../contract/policy.ts';

/** A short policy book for the fake. */
export const fakeClauses: PolicyClause[] = [
  { code: 'WI-1', title: 'Wrong item or variant', text: 'When the item received differs from the one ordered in colour, size, model or quantity, the buyer may return it at the seller\'s cost for a full refund or keep it for a partial refund both agree on.', reasons: ['wrong_item'] },
  { code: 'ND-2', title: 'Item not as described', text: 'The listing at the time of the order binds the seller. A difference a careful buyer would not accept counts even when the item can be used.', reasons: ['not_as_described', 'counterfeit'] },
  { code: 'MP-1', title: 'Missing parts', text: 'A missing part is refunded with its share of the price, or with the whole price when the item cannot be used without it.', reasons: ['missing_parts'] },
  { code: 'NR-1', title: 'Item not received', text: 'The seller proves delivery to the buyer\'s address. A scan without a place or a signature above USD 150 is no proof.', reasons: ['not_received'] },
  { code: 'DT-1', title: 'Damage in transit', text: 'The seller bears damage until the parcel is handed over; the carrier bears it where the packing was sound.', reasons: ['damaged_in_transit', 'defective'] },
  { code: 'RT-3', title: 'Return not refunded', text: 'A refund is due within 5 days of the return being delivered back.', reasons: ['return_not_refunded'] },
  { code: 'GN-1', title: 'Whoever claims, proves', text: 'A side that states a fact hands in what shows it. Silence after notice lets the other side\'s account stand.', reasons: ['other'] },
];

/** The tariff that goes with it. */
export const fakeTariff: Tariff[] = [
  { code: 'T-1', clause: 'WI-1', reasons: ['wrong_item'], goods: null, words: 'Another item, sent back', fromPercent: 100, upToPercent: 100, withReturn: true },
  { code: 'T-2', clause: 'WI-1', reasons: ['wrong_item'], goods: null, words: 'Another colour or size, kept', fromPercent: 0, upToPercent: 50, withReturn: false },
  { code: 'T-3', clause: 'MP-1', reasons: ['missing_parts'], goods: null, words: 'The price of what is missing', fromPercent: 0, upToPercent: 60, withReturn: null },
];
