import { describe, expect, it } from 'vitest';
import type { RulingLimit } from '../../contract/limits.ts';
import { nearestLimit } from './nearestLimit.ts';

const dana = { personId: 'dana', role: 'mediator' as const };
const everyone: RulingLimit = { holder: { everyone: true }, currency: 'USD', minor: '10000' };
const mediators: RulingLimit = { holder: { role: 'mediator' }, currency: 'USD', minor: '20000' };
const own: RulingLimit = { holder: { personId: 'dana' }, currency: 'USD', minor: '5000' };

describe('nearestLimit', () => {
  it('would hold rulings of a desk where nobody set a limit', () => {
    expect(nearestLimit([], dana, 'USD')).toBeNull();
  });
  it('would bind a person by limits of others', () => {
    expect(nearestLimit([{ ...own, holder: { personId: 'sam' } }, { ...mediators, holder: { role: 'lead' } }], dana, 'USD')).toBeNull();
  });
  it('would let a wider limit stand above a nearer one, whichever is set first', () => {
    expect(nearestLimit([everyone, mediators, own], dana, 'USD')?.minor).toBe('5000');
    expect(nearestLimit([mediators, everyone], dana, 'USD')?.minor).toBe('20000');
  });
  it('would take a missing currency for no limit', () => {
    expect(nearestLimit([own], dana, 'JPY')).toEqual({ minor: '0', currency: 'JPY' });
    expect(nearestLimit([own, { ...everyone, currency: 'JPY' }], dana, 'JPY')?.minor).toBe('10000');
  });
});
