import { describe, expect, it } from 'vitest';
import { lookAside } from './lookAside.ts';

const order = (text: string, fileName = 'chat.txt') => {
  const bytes = Buffer.from(text);
  return async () => ({ bytes, fileName, size: bytes.length });
};

describe('a look on a thread of its own', () => {
  it('says of a file that takes too long that it is not shown, and goes on with the next one', async () => {
    const stalling = lookAside(order(`From: a\r\nTo: b\r\nContent-Type: text/html\r\n\r\n${'\n'.repeat(1_000_000)}x`, 'a.eml'), { limits: { ms: 1_500 } });
    let beats = 0;
    const heart = setInterval(() => (beats += 1), 50);
    expect(await stalling).toMatchObject({ show: 'none', error: expect.stringContaining('took more than 1.5 seconds') as string });
    clearInterval(heart);
    expect(beats).toBeGreaterThan(10);
    for (const name of ['one', 'two', 'three']) expect(await lookAside(order(name))).toMatchObject({ show: 'text', text: name });
  });
});
