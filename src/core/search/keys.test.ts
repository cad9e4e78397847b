import { describe, expect, it } from 'vitest';
import { backOf, isLikeId, keyOf } from './keys.ts';
import { piecesOf } from './near.ts';

describe('the key of an id', () => {
  it('would be cut in the middle of a sign, as text that libSQL stores and aborts the process on when it reads it', () => {
    const id = `a1x${'𠀀'.repeat(60)}`;
    expect([keyOf(id).isWellFormed(), backOf(keyOf(id)).isWellFormed(), keyOf(id).length]).toEqual([true, true, 63]);
    expect(keyOf('𠀀'.repeat(60))).toBe('𠀀'.repeat(32));
  });

  it('would be looked for in pieces when it has fewer signs than one piece, which the index takes for a broken query', () => {
    for (const text of ['𠀀a', '1𠀀', '𠀀𠀀']) expect([text, isLikeId(text), piecesOf(keyOf(text))]).toEqual([text, false, '""']);
    expect(piecesOf('𠀀1a')).toBe('"𠀀1a"');
  });
});
