import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tempFolder } from '../testing/tempFolder.ts';
import { runDesk } from './program.ts';

describe('desk report', () => {
  let folder: Awaited<ReturnType<typeof tempFolder>>;
  let err: string;
  beforeEach(async () => {
    folder = await tempFolder();
    err = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await folder.remove();
  });

  it.each([
    [['--out', 'x.pdf'], 'Name one case'],
    [['C-1', '--decisions', '--out', 'x.pdf'], 'Name one case'],
    [['C-1', '--out', 'x.docx'], '.pdf, .csv, .json'],
    [['C-1', '--out', 'x.csv'], 'is a .pdf or a .json'],
    [['C-1', '--from', '2026-06-01', '--out', 'x.pdf'], 'go with --decisions'],
    [['--decisions', '--from', 'June', '--out', 'x.csv'], 'June is no day'],
  ])('would open the desk, and perhaps make one, for words that cannot be meant: %s', async (words, said) => {
    expect(await runDesk(['report', ...words, '--data', folder.path])).toBe(2);
    expect(err).toContain(said);
  });
});
