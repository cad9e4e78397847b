import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';
import type { EvidenceKind, Side } from '../../../contract/vocabulary.ts';
import type { Source } from './source.ts';
import { kindOfFile, spoken } from './words.ts';

export type Evidence = NonNullable<NeutralCaseInput['evidence']>[number];
type Parcel = NonNullable<NeutralCaseInput['parcels']>[number];

/** PayPal's `evidences` and `supporting_info`: each document an item, notes and tracking without a document items of their own. */
export function paypalEvidence(dispute: Source): { items: Evidence[]; parcels: Parcel[] } {
  const parcels: Parcel[] = [];
  const entries = [...dispute.list('evidences'), ...dispute.list('supporting_info')];
  const items = entries.flatMap((entry, index) => {
    const type = entry.text('evidence_type') ?? 'supporting information';
    const isAsked = /^REQUESTED_FROM/.test(entry.peek('source') ?? '');
    const source = entry.text('source');
    const side = sideOf(source);
    const handedInAt = entry.instant('date') ?? entry.instant('provided_time');
    const notes = entry.text('notes');
    const id = `evidence-${index + 1}`;
    const trackings = entry
      .at('evidence_info')
      .list('tracking_info')
      .map((tracking, place) => {
        const named = tracking.text('carrier_name');
        const carrier = tracking.text('carrier_name_other') ?? named;
        const number = tracking.text('tracking_number');
        const isReturn = /RETURN/.test(type);
        parcels.push({ id: `${id}-parcel-${place + 1}`, direction: isReturn ? 'return' : 'outbound', carrier, trackingNumber: number });
        return { words: [carrier, number].filter((part) => part !== null).join(' '), url: tracking.text('tracking_url') };
      });
    const refunds = entry
      .at('evidence_info')
      .list('refund_ids')
      .map((refund) => refund.text('refund_id') ?? refund.text());
    const words = [
      ...trackings.map((tracking) => `Tracking ${tracking.words}`),
      ...refunds.flatMap((refund) => (refund === null ? [] : [`Refund ${refund}`])),
    ].join('\n');
    const statement = [isAsked ? `Asked of the ${side}` : null, spoken(type), notes].filter((part) => part !== null).join(': ');
    const common = { side, statement, handedInAt };
    const documents = entry.list('documents').map((file, place): Evidence => {
      const name = file.text('name');
      return {
        ...common,
        id: `${id}-file-${place + 1}`,
        kind: kindOfFile(name),
        fileName: name ?? `Document ${place + 1}`,
        size: file.whole('size'),
        url: file.text('url'),
      };
    });
    const kind: EvidenceKind = trackings.length > 0 ? 'tracking' : 'other';
    const record = { ...common, id, kind, fileName: spoken(type), url: trackings[0]?.url ?? null, text: words || notes };
    return documents.length === 0 || words !== '' ? [record, ...documents] : documents;
  });
  return { items, parcels };
}

function sideOf(source: string | null): Side {
  if (source === null) return 'platform';
  return source.includes('BUYER') ? 'buyer' : source.includes('SELLER') ? 'seller' : 'platform';
}
