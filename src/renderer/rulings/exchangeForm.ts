import { CurrencyCode } from '../../contract/money.ts';
import { RateText, type Exchange, type ExchangeSide, type StatedRate } from '../../contract/refunds.ts';

/** What stands in the fields of the second currency, as typed; `day` as the browser's date field writes it. */
export type ExchangeTexts = { currency: string; rate: string; source: string; day: string };
/** Faults by field. */
export type ExchangeFaults = Partial<Record<keyof ExchangeTexts, string>>;

const dayMs = 86_400_000;

/** Empty fields, with today as the day of the rate. */
export function noExchange(now: number): ExchangeTexts {
  return { currency: '', rate: '', source: '', day: dayOf(now) };
}

/** Fields for a second currency that came from a saved draft or from the case. */
export function exchangeTexts({ currency, rate, source, at }: Exchange): ExchangeTexts {
  return { currency, rate, source, day: dayOf(at) };
}

/** The second currency of a rate the case states. */
export function takeRate({ pair: _pair, ...exchange }: StatedRate): Exchange {
  return exchange;
}

/**
 * Reads the fields; `exchange` null while one of them cannot be read or is empty. `before` keeps the exact moment of a rate whose day was
 * not changed.
 */
export function readExchange(texts: ExchangeTexts, side: ExchangeSide, orderCurrency: string, before: Exchange | null): { exchange: Exchange | null; faults: ExchangeFaults } {
  const currency = texts.currency.trim().toUpperCase();
  const rate = texts.rate.trim().replace(',', '.');
  const source = texts.source.trim();
  const at = Date.parse(texts.day);
  const faults: ExchangeFaults = {};
  if (currency !== '' && !CurrencyCode.safeParse(currency).success) faults.currency = 'Three letters, like EUR.';
  if (currency === orderCurrency) faults.currency = `The order is in ${orderCurrency} already.`;
  if (rate !== '' && !RateText.safeParse(rate).success) faults.rate = 'A number above zero, up to 12 decimals, like 6.1135.';
  if (source.length > 200) faults.source = 'At most 200 characters.';
  if (Number.isNaN(at)) faults.day = 'The day of the rate.';
  const isWhole = currency !== '' && rate !== '' && source !== '' && Object.keys(faults).length === 0;
  if (!isWhole) return { exchange: null, faults };
  return { exchange: { currency, rate, source, at: before && dayOf(before.at) === texts.day ? before.at : at, for: side }, faults };
}

/** What is still missing before the second currency counts, in words; null when nothing is. */
export function missingWords({ currency, rate, source }: ExchangeTexts): string | null {
  const missing = [currency.trim() === '' && 'its code', rate.trim() === '' && 'the rate', source.trim() === '' && 'where the rate is from'].filter((part) => part !== false);
  return missing.length === 0 ? null : `The second currency lacks ${missing.join(', ').replace(/, ([^,]*)$/, ' and $1')}.`;
}

function dayOf(at: number): string {
  return new Date(Math.floor(at / dayMs) * dayMs).toISOString().slice(0, 10);
}
