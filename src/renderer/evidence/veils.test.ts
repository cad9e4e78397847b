import { describe, expect, it } from 'vitest';
import { noVeils, readVeils, veiledKind } from './veils.ts';

describe('veils', () => {
  it('would fail over what is stored, or take what nobody can choose', () => {
    for (const text of [null, '', '{', 'null', '[]', '"x"', '{"photo":"pink","video":7}']) expect(readVeils(text)).toEqual(noVeils);
  });

  it('would forget a choice', () => {
    const chosen = { ...noVeils, photo: 'grey', words: 'blurred', isSoundOn: true } as const;
    expect(readVeils(JSON.stringify(chosen))).toEqual(chosen);
  });

  it('would show a photographed letter plainly to a person who blurs photos', () => {
    expect(veiledKind({ show: 'image' })).toBe('photo');
    expect(veiledKind({ show: 'email' })).toBe('words');
  });
});
