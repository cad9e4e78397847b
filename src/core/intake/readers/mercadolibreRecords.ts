import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';
import type { Source } from './source.ts';
import { kindOfFile, spoken } from './words.ts';

type Evidence = NonNullable<NeutralCaseInput['evidence']>[number];
type Parcel = NonNullable<NeutralCaseInput['parcels']>[number];

const facts = [
  'shipping_company_name',
  'shipping_method',
  'tracking_number',
  'destination_agency',
  'receiver_name',
  'receiver_id',
  'receiver_email',
  'date_shipped',
  'date_delivered',
];

/** The seller's evidence records: the record itself as words, its files as items, and a shipped parcel. */
export function evidenceRecords(entries: readonly Source[]): { evidence: Evidence[]; parcels: Parcel[] } {
  const evidence: Evidence[] = [];
  const parcels: Parcel[] = [];
  for (const [index, entry] of entries.entries()) {
    const type = entry.text('type') ?? 'evidence';
    const id = `record-${index + 1}`;
    const isShipping = /shipping/.test(type);
    const words = facts.flatMap((fact) => {
      const value = entry.peek(fact);
      return value === null ? [] : [`${spoken(fact)}: ${value}`];
    });
    evidence.push({
      id,
      side: 'seller',
      kind: isShipping ? 'tracking' : 'other',
      fileName: spoken(type),
      statement: spoken(type),
      text: words.join('\n') || null,
    });
    const shippedAt = entry.instant('date_shipped');
    const deliveredAt = entry.instant('date_delivered');
    const parcel: Parcel = {
      id: `${id}-parcel`,
      direction: 'outbound',
      carrier: [entry.text('shipping_company_name'), entry.text('shipping_method')].filter((part) => part !== null).join(', ') || null,
      trackingNumber: entry.text('tracking_number'),
      shippedAt,
      deliveredAt,
      signedBy: entry.text('receiver_name'),
    };
    for (const fact of facts.slice(3, 7)) entry.text(fact);
    if (isShipping && (parcel.carrier || parcel.trackingNumber || shippedAt)) parcels.push(parcel);
    for (const [place, file] of entry.list('attachments').entries()) {
      const stored = file.text('filename') ?? file.text();
      const name = file.text('original_filename') ?? stored ?? `Attachment ${place + 1}`;
      const mediaType = file.text('type');
      evidence.push({
        id: (stored ?? `${id}-file-${place + 1}`).slice(0, 200),
        side: 'seller',
        kind: kindOfFile(name, mediaType),
        fileName: name,
        statement: spoken(type),
        size: file.whole('size'),
        mediaType: mediaType?.slice(0, 200) ?? null,
        handedInAt: file.instant('date_created'),
      });
    }
  }
  return { evidence, parcels };
}

const states: { [word: string]: NonNullable<NonNullable<NeutralCaseInput['goodsReturn']>['state']> } = {
  pending: 'requested',
  label_generated: 'agreed',
  ready_to_ship: 'agreed',
  shipped: 'shipped',
  delivered: 'delivered',
  closed: 'inspected',
  failed: 'refused',
  not_delivered: 'refused',
  cancelled: 'expired',
  expired: 'expired',
};

/** Returns v2: the goods on their way back, what sets the refund off, and the items with their order. */
export function returnOf(entries: readonly Source[]): {
  goodsReturn: NeutralCaseInput['goodsReturn'];
  parcels: Parcel[];
  items: NonNullable<NeutralCaseInput['items']>;
  orderId: string | null;
} {
  const parcels: Parcel[] = [];
  const items: NonNullable<NeutralCaseInput['items']> = [];
  let orderId: string | null = null;
  let goodsReturn: NeutralCaseInput['goodsReturn'] = null;
  for (const entry of entries) {
    const word = entry.text('status');
    const trigger = entry.peek('refund_at');
    const refundTrigger = trigger === 'shipped' || trigger === 'delivered' ? trigger : null;
    if (refundTrigger) entry.text('refund_at');
    const mine = entry.list('shipments').map((shipment, index): Parcel => {
      const status = shipment.text('status');
      const words = [status === null ? null : spoken(status), destinationOf(shipment)].filter((part) => part !== null).join(', ') || null;
      return {
        id: shipment.id('shipment_id') ?? shipment.id('id') ?? `return-${index + 1}`,
        direction: 'return',
        trackingNumber: shipment.text('tracking_number'),
        scans: words === null ? [] : [{ status: status === 'delivered' ? 'delivered' : status === 'shipped' ? 'in_transit' : 'other', words }],
      };
    });
    parcels.push(...mine);
    for (const order of entry.list('orders')) {
      orderId ??= order.id('order_id');
      const id = order.id('item_id');
      if (id === null) continue;
      const quantity = order.whole('return_quantity') ?? order.whole('total_quantity') ?? 1;
      items.push({ id, title: `Item ${id}`, sku: order.text('variation_id'), quantity });
    }
    goodsReturn ??= {
      state: (word !== null && Object.hasOwn(states, word) ? states[word] : undefined) ?? 'requested',
      refundTrigger,
      parcelIds: mine.map(({ id }) => id),
    };
    entry.id('claim_id');
  }
  return { goodsReturn, parcels, items, orderId };
}

function destinationOf(shipment: Source): string | null {
  const name = shipment.at('destination').text('name');
  return name === null ? null : `to ${spoken(name).toLowerCase()}`;
}
