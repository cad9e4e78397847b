import type { Money } from '../../../contract/money.ts';
import type { NeutralCaseInput } from '../../../contract/neutralCase.ts';
import type { JsonValue } from '../parseJson.ts';
import { aliexpressZone, englishStatus, stageOfStatus } from './aliexpressWords.ts';
import { readMoment } from './moments.ts';
import { hasKeys, placesIn, type Place, type Reader } from './reader.ts';
import type { Source } from './source.ts';
import { fileNameOf, spoken } from './words.ts';

const isLine = (entry: JsonValue): boolean => hasKeys(entry, 'reverseOrderLineId', 'reverseStatus');

/** A line of the AliExpress seller centre's list of returns and refunds, alone or in its pages of `sellerReverseOrderLines`. */
export const aliexpressReverseOrderLine: Reader = {
  source: 'aliexpress',
  recognise(payload) {
    if (isLine(payload)) return [[]];
    const pages: [JsonValue, Place][] = Array.isArray(payload) ? payload.map((page, index) => [page, [index]]) : [[payload, []]];
    const inPages = pages.flatMap(([page, place]) =>
      hasKeys(page, 'sellerReverseOrderLines')
        ? placesIn(page.sellerReverseOrderLines, [...place, 'sellerReverseOrderLines'], isLine)
        : isLine(page)
          ? [place]
          : [],
    );
    return inPages.length > 0 || pages.some(([page]) => hasKeys(page, 'sellerReverseOrderLines')) ? inPages : null;
  },
  read(line) {
    const status = line.text('reverseStatus') ?? '';
    const standing = stageOfStatus(status);
    if (!standing) line.warn('CASE_STATUS_UNKNOWN', `The status "${status.slice(0, 60)}" is not known; the case was taken in as an open claim.`);
    const translated = englishStatus(status);
    const type = line.text('reverseType');
    const withReturn = type === null ? null : /return/i.test(type);
    line.warn(
      'CASE_REASON_GUESSED',
      'The seller centre line names no reason; it was taken in as "other". Label it when the buyer\'s words are known.',
    );
    const openedAt = clock(line, 'gmtCreate');
    const item = readItem(line);
    return {
      source: 'aliexpress',
      sourceId: line.id('reverseOrderLineId') ?? '',
      openedAt,
      stage: standing?.stage ?? 'claim',
      sourceStatus: translated ? `${status} (${translated})` : status,
      whoseTurn: standing?.whoseTurn ?? null,
      parties: [{ role: 'buyer' }, { role: 'seller' }],
      order: orderOf(line, item.price),
      items: item.items,
      claims: [
        { id: 'claim-1', reason: 'other', sourceReason: type, subReason: type === null ? null : spoken(type), itemId: item.items[0]?.id ?? null },
      ],
      remedies:
        withReturn === null
          ? []
          : [
              {
                id: 'request-1',
                by: 'buyer',
                type: 'request',
                kind: 'other',
                withReturn,
                state: standing?.ending ? 'expired' : 'pending',
                at: openedAt,
                words: `${spoken(type ?? '')} (no amount named)`,
              },
            ],
      evidence: item.evidence,
      outcome: outcomeOf(line, standing?.ending ?? null, translated),
      history: [
        { at: openedAt, by: 'buyer', action: 'Return or refund asked for', words: null },
        { at: clock(line, 'gmtModified'), action: 'Status', words: translated ? `${status} (${translated})` : status },
      ],
    };
  },
};

/** A time with its exact `...Timestamp` beside it; the zone is only assumed, and flagged, where the two do not confirm each other. */
function clock(line: Source, key: string): string | null {
  const exact = line.instant(`${key}Timestamp`);
  if (exact === null) return isZoneConfirmed(line) ? takeKnown(line, key) : line.instant(key, aliexpressZone);
  const told = readMoment(line.at(key).value, aliexpressZone);
  if (told && Math.floor(Date.parse(told.iso) / 1000) === Math.floor(Date.parse(exact) / 1000)) line.repeats(key, line.peek(key));
  return exact;
}

function isZoneConfirmed(line: Source): boolean {
  const told = readMoment(line.at('gmtCreate').value, aliexpressZone);
  const exact = readMoment(line.at('gmtCreateTimestamp').value);
  return told !== null && exact !== null && Math.abs(Date.parse(told.iso) - Date.parse(exact.iso)) < 1000;
}

function takeKnown(line: Source, key: string): string | null {
  const known = readMoment(line.at(key).value, aliexpressZone);
  if (known) line.repeats(key, line.peek(key));
  return known?.iso ?? null;
}

function orderOf(line: Source, price: Money | null): NeutralCaseInput['order'] {
  const parentId = line.id('tradeOrderId');
  const id = line.id('tradeOrderLineId') ?? parentId;
  return id === null ? null : { id, parentId, currency: price?.currency ?? null, paid: price, placedAt: clock(line, 'tradeOrderGmtCreate') };
}

type Item = { items: NonNullable<NeutralCaseInput['items']>; evidence: NonNullable<NeutralCaseInput['evidence']>; price: Money | null };

function readItem(line: Source): Item {
  const item = hasKeys(line.at('item').value, 'itemTitle') ? line.at('item') : line.at('aeItemDTO');
  const title = item.text('itemTitle');
  if (title === null) return { items: [], evidence: [], price: null };
  const cents = item.at('itemUnitPrice');
  const currency = cents.currency('currency');
  const minor = cents.whole('cent');
  const unitPrice = currency === null || minor === null ? null : { minor: String(minor), currency };
  if (unitPrice) cents.text('formatMoney');
  const quantity = item.whole('itemCount') ?? 1;
  const id = item.id('itemId') ?? 'item-1';
  const skus = item.list('skuDTOList').map((sku) => ({ id: sku.text('skuId'), value: sku.text('skuValue') }));
  const picture = item.text('itemPicUrl');
  repeatAll(line.at('aeItemDTO'), item);
  return {
    price: unitPrice ? { minor: String(BigInt(unitPrice.minor) * BigInt(quantity)), currency: unitPrice.currency } : null,
    items: [
      {
        id,
        title,
        sku: skus.map((sku) => sku.value ?? sku.id).join(', ') || null,
        quantity,
        unitPrice,
        listing: {
          title,
          attributes: skus.flatMap((sku) => (sku.value === null ? [] : [{ name: `SKU ${sku.id ?? ''}`.trim(), value: sku.value }])),
        },
      },
    ],
    evidence:
      picture === null
        ? []
        : [
            {
              id: 'listing-picture',
              side: 'platform',
              kind: 'listing_snapshot',
              fileName: fileNameOf(picture, 'Listing picture'),
              statement: title,
              url: picture,
            },
          ],
  };
}

/** The seller centre sends the item twice, as `item` and `aeItemDTO`: what the second copy repeats is accounted for, what differs stays listed. */
function repeatAll(copy: Source, original: Source): void {
  if (copy.path === original.path) return;
  const plain = ['itemTitle', 'itemPicUrl', 'itemCount', 'itemId'];
  const price = ['cent', 'currency', 'formatMoney'];
  for (const key of plain) copy.repeats(key, original.peek(key));
  for (const key of price) copy.at('itemUnitPrice').repeats(key, original.at('itemUnitPrice').peek(key));
  for (const [index, sku] of copy.list('skuDTOList').entries()) {
    for (const key of ['skuId', 'skuValue']) sku.repeats(key, original.at('skuDTOList', index).peek(key));
  }
}

function outcomeOf(line: Source, ending: 'refunded' | 'cancelled' | 'ended' | null, translated: string | null): NeutralCaseInput['outcome'] {
  if (ending === null) return null;
  const decidedAt = isZoneConfirmed(line) ? takeKnown(line, 'gmtModified') : line.instant('gmtModified', aliexpressZone);
  const kind = ending === 'cancelled' ? 'no_refund' : null;
  return { decidedAt, inFavourOf: ending === 'refunded' ? 'buyer' : null, kind, words: translated ?? 'The status says it has ended.' };
}
