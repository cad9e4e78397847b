import { describe, expect, it } from 'vitest';
import { firstChoices, readChoices } from './recordChoices.ts';

describe('readChoices', () => {
  it('would forget what a person chose', () => {
    const kept = { tab: 'parcel', kinds: ['message'], parties: ['buyer'], texts: 'translation' } as const;
    expect(readChoices(JSON.stringify(kept))).toEqual(kept);
  });

  it('would open a tab that is no longer there, or fail over broken text', () => {
    expect(readChoices('{"tab":"gone","kinds":[1,"message"],"texts":7}')).toEqual({ ...firstChoices(), kinds: ['message'] });
    for (const text of [null, '', 'null', '{', '[]']) expect(readChoices(text)).toEqual(firstChoices());
  });
});
