import { describe, expect, it } from 'vitest';
import { factRecord } from './factRecord.ts';

describe('factRecord', () => {
  it('would lead from a fact to a record that does not hold it', () => {
    expect([factRecord('listing'), factRecord('parcel_after_delivery'), factRecord('delivered'), factRecord('no_tracking')]).toEqual(['listing', 'parcel', 'parcel', null]);
  });
});
