import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../projectRoot.ts';
import { caseJsonSchema } from './caseSchema.ts';

it('the published schema of case.json says what the desk really accepts (npm run schema writes it)', () => {
  expect(JSON.parse(readFileSync(join(projectRoot, 'resources', 'case.schema.json'), 'utf8'))).toEqual(JSON.parse(JSON.stringify(caseJsonSchema())));
});
