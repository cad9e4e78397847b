import { sql } from 'drizzle-orm';
import { check, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { ExchangeSide, PostagePayer, type RefundSheet } from '../../../contract/refunds.ts';
import type { RulingInput } from '../../../contract/rulings.ts';
import { at, json, minor, money, oneOf, word } from './columns.ts';
import { ruling } from './ruling.ts';

/** How the refund of a ruling was worked out, in full; what money hangs on stands in columns of its own. Never edited. */
export const refundSheet = sqliteTable(
  'refund_sheet',
  {
    rulingId: text()
      .primaryKey()
      .references(() => ruling.rulingId),
    amountMinor: minor().notNull(),
    currency: text().notNull(),
    capMinor: minor().notNull(),
    tariffCode: text(),
    postagePaidBy: word(PostagePayer),
    postageMinor: minor(),
    ...money('second'),
    secondFor: word(ExchangeSide),
    rate: text(),
    rateSource: text(),
    rateAt: at(),
    sheet: json<RefundSheet>().notNull(),
  },
  (table) => [
    check('refund_sheet_amount', sql`amount_minor > 0 and amount_minor <= cap_minor`),
    check('refund_sheet_payer', sql`postage_paid_by is null or ${oneOf(table.postagePaidBy, PostagePayer.options)}`),
    check('refund_sheet_postage', sql`postage_minor is null or (postage_minor > 0 and postage_paid_by is not null and postage_paid_by <> 'buyer')`),
    check(
      'refund_sheet_second',
      sql`(second_minor is null and second_currency is null and second_for is null and rate is null and rate_source is null and rate_at is null)
        or (second_minor is not null and second_minor > 0 and second_currency is not null and second_currency <> currency and second_for is not null and second_for in ('buyer', 'seller')
          and rate is not null and rate glob '[0-9]*' and rate not glob '*[^0-9.]*' and rate glob '*[1-9]*' and rate_source is not null and trim(rate_source) <> '' and rate_at is not null)`,
    ),
  ],
);

/** The parts of a ruling that only its working keeps, as the mediator wrote them. */
export function termsOf(sheet: RefundSheet | null): Pick<RulingInput, 'tariffCode' | 'postage' | 'exchange'> {
  if (!sheet) return {};
  const { tariff, postage, exchange } = sheet;
  return {
    ...(tariff ? { tariffCode: tariff.code } : {}),
    ...(postage ? { postage: { paidBy: postage.paidBy, minor: postage.amount?.minor ?? null } } : {}),
    ...(exchange ? { exchange: { currency: exchange.currency, rate: exchange.rate, source: exchange.source, at: exchange.at, for: exchange.for } } : {}),
  };
}
