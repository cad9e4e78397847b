import { describe, expect, it } from 'vitest';
import { fromMoney } from '../db/schema/columns.ts';
import { convertTo } from './money.ts';
import { statedRates } from './rates.ts';

const usd = (minor: string) => ({ minor, currency: 'USD' });
const brl = (minor: string) => ({ minor, currency: 'BRL' });
const offer = (amount: ReturnType<typeof usd>, local: ReturnType<typeof brl> | null, at: number | null) => ({ ...fromMoney('amount', amount), ...fromMoney('localAmount', local), at });
const stated = (remedies: ReturnType<typeof offer>[], exchange: Parameters<typeof statedRates>[0]['order'] = null) => statedRates({ order: exchange, remedies, source: 'aliexpress' }, 'USD');

describe('statedRates', () => {
  it('works the rate out of an offer in two currencies, so that the same offer converts to the same sum', () => {
    const [rate] = stated([offer(usd('6665'), brl('40747'), 5)]);
    expect(rate).toMatchObject({ currency: 'BRL', rate: '6.113578394599', source: 'aliexpress: BRL 407.47 for USD 66.65', at: 5, for: 'buyer' });
    expect(convertTo(usd('6665'), 'BRL', rate?.rate ?? '').money).toEqual(brl('40747'));
  });

  it('takes the newest of each currency, whichever side of the pair is the order’s, and the order’s own before all', () => {
    expect(stated([offer(usd('100'), brl('500'), 1), offer(brl('600') as ReturnType<typeof usd>, usd('100') as ReturnType<typeof brl>, 2)]).map(({ rate }) => rate)).toEqual(['6']);
    const exchange = { currency: 'BRL', rate: '5.5', source: 'card network', at: '2026-06-01T00:00:00Z', for: 'seller' as const };
    expect(stated([offer(usd('100'), brl('500'), 1)], { exchange })).toEqual([{ ...exchange, at: Date.parse(exchange.at), pair: null }]);
  });

  it('knows no rate without a time, from nothing, or in one currency', () => {
    expect(stated([offer(usd('100'), brl('500'), null), offer(usd('0'), brl('500'), 1), offer(usd('100'), usd('100'), 1), offer(usd('100'), null, 1)])).toEqual([]);
  });

  it('minds the decimals of both currencies', () => {
    expect(statedRates({ order: null, source: 's', remedies: [{ ...fromMoney('amount', { minor: '16250', currency: 'KWD' }), ...fromMoney('localAmount', { minor: '8200', currency: 'JPY' }), at: 1 }] }, 'KWD')[0]?.rate).toBe('504.615384615385');
  });
});
