import { createClient } from '@hey-api/openapi-ts';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(import.meta.dirname, '..', '..');
/** The description the marketplace's engineers read; types and schemas come from it and from nowhere else. */
export const describedIn = join(root, 'resources', 'marketplace', 'openapi.yaml');

/** Writes `types.gen.ts` and `zod.gen.ts` of the marketplace API into a folder. */
export async function generate(folder: string): Promise<void> {
  await createClient({
    input: describedIn,
    logs: { level: 'silent' },
    output: { path: folder, module: { extension: '.ts' }, postProcess: [], clean: false, entryFile: false },
    plugins: ['@hey-api/typescript', { name: 'zod', dates: { offset: true } }],
  });
  await rm(join(folder, 'index.ts'), { force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await generate(import.meta.dirname);
