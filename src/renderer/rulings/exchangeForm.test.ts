import { describe, expect, it } from 'vitest';
import { exchangeTexts, missingWords, noExchange, readExchange } from './exchangeForm.ts';

const at = Date.parse('2026-06-10T14:30:00Z');
const texts = { currency: 'eur', rate: '0,9137', source: ' ECB ', day: '2026-06-10' };

describe('the fields of a second currency', () => {
  it('read what people type, a comma and small letters too', () => {
    expect(readExchange(texts, 'seller', 'USD', null)).toEqual({ exchange: { currency: 'EUR', rate: '0.9137', source: 'ECB', at: Date.parse('2026-06-10'), for: 'seller' }, faults: {} });
  });
  it('keep the exact moment of a rate whose day nobody changed', () => {
    const stated = { currency: 'EUR', rate: '0.9137', source: 'ECB', at, for: 'buyer' as const };
    expect(readExchange(exchangeTexts(stated), 'buyer', 'USD', stated).exchange).toEqual(stated);
    expect(readExchange({ ...exchangeTexts(stated), day: '2026-06-09' }, 'buyer', 'USD', stated).exchange?.at).toBe(Date.parse('2026-06-09'));
  });
  it('give nothing to the draft while a part is missing or wrong, and say which', () => {
    for (const [change, field] of [[{ currency: 'EURO' }, 'currency'], [{ currency: 'usd' }, 'currency'], [{ rate: '0' }, 'rate'], [{ rate: '1e3' }, 'rate'], [{ rate: '-1' }, 'rate'], [{ day: '' }, 'day']] as const) {
      const read = readExchange({ ...texts, ...change }, 'buyer', 'USD', null);
      expect([read.exchange, Object.keys(read.faults)], JSON.stringify(change)).toEqual([null, [field]]);
    }
    expect(readExchange({ ...texts, source: ' ' }, 'buyer', 'USD', null).exchange).toBeNull();
    expect(missingWords(noExchange(at))).toBe('The second currency lacks its code, the rate and where the rate is from.');
    expect(missingWords({ ...texts, source: '' })).toBe('The second currency lacks where the rate is from.');
    expect(missingWords(texts)).toBeNull();
  });
});
