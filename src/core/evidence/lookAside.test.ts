import { spawnSync } from 'node:child_process';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { attachmentsAside, lookAside } from './lookAside.ts';

const order = (content: string | Buffer, fileName = 'chat.txt') => {
  const bytes = Buffer.from(content);
  return async () => ({ bytes, fileName, size: bytes.length });
};
const goesOn = async () => {
  for (const name of ['one', 'two', 'three']) expect(await lookAside(order(name))).toMatchObject({ show: 'text', text: name });
};
/** Takes every HTML reader minutes: each element is looked for in all those around it. */
const stalling = `<html><body>Words${'<div>'.repeat(19_000)}`;
const drawing = (width: number, height: number) => sharp({ create: { width, height, channels: 4, background: '#39c' } }).png({ progressive: true, compressionLevel: 9 }).toBuffer();
/** The children of this process that were started with so much memory; none is no fault. */
const childrenWith = (memory: number) => spawnSync('pgrep', ['-P', String(process.pid), '-f', ` ${memory}$`], { encoding: 'utf8' }).stdout.split('\n').filter(Boolean).map(Number);

describe('a look in a process of its own', () => {
  it('says of a file that takes too long what was found before, leaves the desk awake, and goes on with the next one', async () => {
    const look = lookAside(order(stalling, 'a.html'), { limits: { ms: 3_000 } });
    let beats = 0;
    const heart = setInterval(() => (beats += 1), 50);
    expect(await look).toMatchObject({ show: 'text', page: null, text: 'Words', error: expect.stringContaining('took more than 3 seconds') as string });
    clearInterval(heart);
    expect(beats).toBeGreaterThan(10);
    await goesOn();
  });

  it('ends a child that takes too much memory, and gives the next file a fresh one (memory bomb)', async () => {
    const bomb = await drawing(8_000, 7_000);
    const found = await lookAside(order(bomb, 'a.png'), { limits: { memory: 200 * 1024 * 1024 } });
    expect(found).toMatchObject({ show: 'none', mediaType: 'image/png', preview: null, error: expect.stringContaining('took more than 200 MB of memory') as string });
    await goesOn();
  });

  it.skipIf(process.platform === 'win32')('lives on when a child dies in the middle of a file (fault in a native decoder)', async () => {
    // Memory as no other asks for it makes it a fresh child that is known by it: other tests have children in this process too.
    const memory = 500 * 1024 * 1024 + 1;
    const look = lookAside(order(stalling, 'a.html'), { limits: { memory } });
    let own: number[] = [];
    await expect.poll(() => (own = childrenWith(memory)), { timeout: 20_000 }).not.toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    for (const pid of own) process.kill(pid, 'SIGSEGV');
    expect((await look).error).toContain('reading it failed');
    await goesOn();
  });

  it('draws in the child what the environment closes by default, and refuses what nobody needs', async () => {
    expect(await lookAside(order('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>', 'a.svg'))).toMatchObject({ show: 'image', width: 40 });
    expect(await lookAside(order('id=ImageMagick version=1.0\n', 'a.miff'))).toMatchObject({ show: 'text' });
  });

  it('stops at once when the desk closes', async () => {
    const control = new AbortController();
    const look = lookAside(order(stalling, 'a.html'), { signal: control.signal });
    setTimeout(() => control.abort(new Error('closing')), 500);
    await expect(look).rejects.toThrow('closing');
    await goesOn();
  });

  it('passes on what kept the file from being read', async () => {
    await expect(lookAside(() => Promise.reject(new Error('the seal is broken')))).rejects.toThrow('the seal is broken');
    await goesOn();
  });

  it('keeps its children: three hundred small files, in any order, are looked into in a few', async () => {
    const before = new Set(childrenWith(512 * 1024 * 1024));
    const looks = await Promise.all(Array.from({ length: 300 }, (_one, index) => lookAside(order(`note ${index}`))));
    expect(looks.map((look) => look.text)).toEqual(Array.from({ length: 300 }, (_one, index) => `note ${index}`));
    expect(childrenWith(512 * 1024 * 1024).filter((pid) => !before.has(pid)).length).toBeLessThanOrEqual(2);
  });

  it('gives the attachments of a mail out, and none of one that is no mail', async () => {
    const mail = 'From: a\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Disposition: attachment; filename=a.csv\r\nContent-Type: text/csv\r\n\r\nx\r\n--b--';
    expect(await attachmentsAside(order(mail))).toMatchObject([{ fileName: 'a.csv', kind: 'document' }]);
    expect(await attachmentsAside(order('x'))).toEqual([]);
  });
});
