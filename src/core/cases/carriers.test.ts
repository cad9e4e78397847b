import { describe, expect, it } from 'vitest';
import { carrierName } from './carriers.ts';

describe('carrierName', () => {
  it('would show one carrier under several names, because sources write it with other blanks, cases and scripts', () => {
    expect(['YUN EXPRESS', 'yunexpress', '云途物流', 'Yun-Express'].map(carrierName)).toEqual(['YunExpress', 'YunExpress', 'YunExpress', 'YunExpress']);
    expect(carrierName('Почта России')).toBe('Russian Post');
    expect(carrierName('Correos de España')).toBe('Correos');
    expect(carrierName('ヤマト運輸')).toBe('Yamato');
  });

  it('would miss a carrier because the source adds its service in brackets', () => {
    expect(carrierName('USPS (First Class)')).toBe('USPS');
  });

  it('would take a carrier for another whose name begins alike', () => {
    expect(carrierName('UPS Store 4411')).toBe('UPS Store 4411');
    expect(carrierName('DHL Express')).toBe('DHL Express');
  });

  it('would invent a name where there is none', () => {
    expect(carrierName(null)).toBeNull();
    expect(carrierName(' Miyako Express ')).toBe('Miyako Express');
  });
});
