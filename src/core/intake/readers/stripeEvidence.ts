import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';
import type { EvidenceKind, Side } from '../../../contract/vocabulary.ts';
import { readMoment } from './moments.ts';
import type { Source } from './source.ts';
import { kindOfFile, spoken } from './words.ts';

type Evidence = NonNullable<NeutralCaseInput['evidence']>[number];
type Parcel = NonNullable<NeutralCaseInput['parcels']>[number];

/** Stripe's evidence fields that name an uploaded file, and what use it has. */
const fileFields: { [field: string]: EvidenceKind } = {
  cancellation_policy: 'document',
  customer_communication: 'chat',
  customer_signature: 'photo',
  duplicate_charge_documentation: 'document',
  receipt: 'document',
  refund_policy: 'document',
  service_documentation: 'document',
  shipping_documentation: 'tracking',
  uncategorized_file: 'document',
};

/** The fields that are words; together with the files they are the 27 of the API. */
const textFields: { [field: string]: EvidenceKind } = {
  access_activity_log: 'document',
  billing_address: 'other',
  cancellation_policy_disclosure: 'document',
  cancellation_rebuttal: 'document',
  customer_email_address: 'other',
  customer_name: 'other',
  customer_purchase_ip: 'other',
  duplicate_charge_explanation: 'document',
  duplicate_charge_id: 'other',
  product_description: 'listing_snapshot',
  refund_policy_disclosure: 'document',
  refund_refusal_explanation: 'document',
  service_date: 'other',
  shipping_address: 'other',
  shipping_carrier: 'tracking',
  shipping_date: 'tracking',
  shipping_tracking_number: 'tracking',
  uncategorized_text: 'document',
};

/** The seller's evidence: every filled field is one item; shipping fields make a parcel too. */
export function sellerEvidence(evidence: Source): {
  items: Evidence[];
  parcels: Parcel[];
  customerName: string | null;
  customerEmail: string | null;
  product: string | null;
} {
  const files = Object.keys(fileFields).flatMap((field) => fileItem(evidence, field, 'seller', fileFields[field]));
  const words = Object.keys(textFields).flatMap((field): Evidence[] => {
    const text = evidence.text(field);
    return text === null ? [] : [{ id: field, side: 'seller', kind: textFields[field] ?? 'document', fileName: spoken(field), text }];
  });
  const number = evidence.peek('shipping_tracking_number');
  const carrier = evidence.peek('shipping_carrier');
  const shippedAt = readMoment(evidence.at('shipping_date').value)?.iso ?? null;
  return {
    items: [...files, ...words],
    parcels: number === null && carrier === null ? [] : [{ id: 'parcel-1', direction: 'outbound', carrier, trackingNumber: number, shippedAt }],
    customerName: evidence.text('customer_name'),
    customerEmail: evidence.text('customer_email_address'),
    product: evidence.text('product_description'),
  };
}

/** A file field: an id, or the file object when it was expanded. */
export function fileItem(evidence: Source, field: string, side: Side, kind?: EvidenceKind): Evidence[] {
  const file = evidence.at(field);
  const id = evidence.id(field) ?? file.id('id');
  if (id === null) return [];
  const name = file.text('filename');
  return [
    {
      id: field,
      side,
      kind: kind ?? (name === null ? 'document' : kindOfFile(name)),
      fileName: name ?? `${spoken(field)} (${id})`,
      statement: spoken(field),
      size: file.whole('size'),
      handedInAt: file.instant('created'),
      url: file.text('url'),
    },
  ];
}
