import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startSmallMarket, type SmallMarket } from '../testing/smallMarket.ts';
import { tempFolder } from '../testing/tempFolder.ts';
import { runDesk } from './program.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
let market: SmallMarket;
let out: string;
let err: string;
beforeEach(async () => {
  folder = await tempFolder();
  market = await startSmallMarket();
  out = '';
  err = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await market.close();
  await folder.remove();
});

async function desk(...words: string[]): Promise<number> {
  out = '';
  err = '';
  return runDesk([...words, '--data', join(folder.path, 'data')]);
}

it('would connect a desk with a token that does not fit, print a token, or need the words of the command to get one', async () => {
  const tokenFile = join(folder.path, 'token');
  await writeFile(tokenFile, 'wrong-token-0123456789\n');
  expect(await desk('demo', '--cases', '1')).toBe(0);
  expect(await desk('marketplace', '--url', market.url, '--token-file', tokenFile)).toBe(2);
  expect(err).toMatch(/was not saved.*does not accept/);
  expect(await desk('marketplace', '--test', '--json', '--url', market.url, '--token-file', tokenFile)).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ ok: false, steps: expect.arrayContaining([expect.objectContaining({ step: 'token', verdict: 'fault' })]) as unknown });
  await writeFile(tokenFile, `${market.token}\n`);
  expect(await desk('marketplace', '--url', market.url, '--token-file', tokenFile), err).toBe(0);
  expect(out).toMatch(/connected +by the API of the marketplace\n.*token +kept/s);
  expect(out + err).not.toContain(market.token);
  expect(await desk('marketplace', '--test')).toBe(0);
  expect(out).toMatch(/token +good/);
  expect(await desk('marketplace', '--folder')).toBe(0);
  expect(await desk('marketplace', '--json')).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ kind: 'folder', url: market.url });
});

it('would take an empty file for a token, or both connections at once', async () => {
  const tokenFile = join(folder.path, 'token');
  await writeFile(tokenFile, '\n');
  expect(await desk('demo', '--cases', '1')).toBe(0);
  expect(await desk('marketplace', '--url', market.url, '--token-file', tokenFile)).toBe(2);
  expect(err).toContain('no secret');
  expect(await desk('marketplace', '--folder', '--url', market.url)).toBe(2);
  expect(market.calls).toEqual([]);
});
