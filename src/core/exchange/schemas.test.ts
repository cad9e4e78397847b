import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../projectRoot.ts';
import { exchangeJsonSchemas } from './schemas.ts';

it.each(Object.entries(exchangeJsonSchemas()))('%s in resources says what the desk reads; `npm run schema` writes it', (name, schema) => {
  expect(JSON.parse(readFileSync(join(projectRoot, 'resources', 'exchange', name), 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});
