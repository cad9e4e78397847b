import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tempFolder } from '../../testing/tempFolder.ts';
import { beginTry, triesFile, tryIsRight } from './tries.ts';

let folder: Awaited<ReturnType<typeof tempFolder>>;
beforeEach(async () => {
  folder = await tempFolder();
});
afterEach(() => folder.remove());

const start = Date.parse('2026-06-10T09:00:00Z');
const waitOf = (name: string, now: number) => {
  try {
    beginTry(folder.path, name, now);
    return 0;
  } catch (error) {
    return ((error as { data: { until: number } }).data.until - now) / 1_000;
  }
};

it('guessing a passphrase would go on at full speed, or begin anew after a restart', () => {
  for (let at = 0; at < 5; at += 1) expect(waitOf('Dana', start)).toBe(0);
  expect(waitOf('DANA', start)).toBe(30);
  let now = start;
  for (const seconds of [30, 60, 120, 240, 480, 900, 900]) {
    expect(waitOf('Dana', now)).toBe(seconds);
    now += seconds * 1_000;
    expect(waitOf('Dana', now)).toBe(0);
  }
  expect(waitOf('Bo', now)).toBe(0);
});

it('the right passphrase would not make good the wrong ones before it, or not tell how many there were', () => {
  for (let at = 0; at < 4; at += 1) beginTry(folder.path, 'Dana', start);
  beginTry(folder.path, 'Dana', start + 1);
  expect(tryIsRight(folder.path, 'Dana')).toBe(4);
  beginTry(folder.path, 'Dana', start + 2);
  expect(tryIsRight(folder.path, 'Dana')).toBe(0);
});

it('trying one passphrase on name after name would never be slowed down', () => {
  for (let at = 0; at < 50; at += 1) expect(waitOf(`name ${at}`, start)).toBe(0);
  expect(waitOf('Dana', start)).toBe(30);
  expect(waitOf('Dana', start + 30_000)).toBe(0);
});

it('a clock that was set back would keep somebody out for longer than the longest wait', () => {
  for (let at = 0; at < 6; at += 1) waitOf('Dana', start);
  expect(waitOf('Dana', start - 30 * 24 * 3_600_000)).toBeLessThanOrEqual(900);
});

it('the file would name who was tried, or a damaged one keep everybody out', async () => {
  beginTry(folder.path, 'Dana Ruiz', start);
  expect(await readFile(join(folder.path, triesFile), 'utf8')).not.toMatch(/dana|ruiz/i);
  await writeFile(join(folder.path, triesFile), 'x');
  beginTry(folder.path, 'Dana Ruiz', start);
});
