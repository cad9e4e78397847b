import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generate } from '../marketplaceApi/generate.ts';

const kept = join(import.meta.dirname, '..', 'marketplaceApi');

test('types and schemas are what the description of the marketplace makes them; run `npm run api` after a change', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'marketplace-api-'));
  try {
    await generate(folder);
    const names = readdirSync(folder).sort();
    expect(names).toEqual(readdirSync(kept).filter((name) => name.endsWith('.gen.ts')).sort());
    for (const name of names) expect(readFileSync(join(folder, name), 'utf8'), name).toBe(readFileSync(join(kept, name), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
