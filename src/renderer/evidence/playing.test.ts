import { describe, expect, it } from 'vitest';
import { clockWords, failureWords, playKey } from './playing.ts';

const press = (key: string, change = {}) => playKey({ key, shiftKey: false, altKey: false, ctrlKey: false, metaKey: false, ...change });

describe('keys of a film', () => {
  it('would take the arrows that move the picture, or combinations that belong to the browser', () => {
    expect([press('ArrowLeft'), press('ArrowLeft', { altKey: true, shiftKey: true }), press(' ', { ctrlKey: true }), press('x')]).toEqual([null, null, null, null]);
    expect([press('.'), press(','), press(' '), press('ArrowRight', { shiftKey: true })]).toEqual([0.04, -0.04, 'play', 5]);
  });
});

describe('words of a film', () => {
  it('would round a moment up into the next picture, or show sixty seconds', () => {
    expect([0, 0.04, 59.99, 60, 65.2, 3_600].map(clockWords)).toEqual(['0:00.0', '0:00.0', '0:59.9', '1:00.0', '1:05.2', '60:00.0']);
  });

  it('would leave a failure without a reason', () => {
    expect(failureWords({ error: { code: 3 } })).toBe('Why: its content is damaged.');
    expect(failureWords(null)).toBe('Why: no reason was given.');
  });
});
