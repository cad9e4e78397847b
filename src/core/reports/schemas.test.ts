import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../projectRoot.ts';
import { reportJsonSchemas } from './schemas.ts';

it.each(Object.entries(reportJsonSchemas()))('%s in resources says what the desk writes; `npm run schema` writes it', (name, schema) => {
  expect(JSON.parse(readFileSync(join(projectRoot, 'resources', 'reports', name), 'utf8'))).toEqual(JSON.parse(JSON.stringify(schema)));
});
