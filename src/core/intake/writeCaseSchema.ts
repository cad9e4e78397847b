import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../projectRoot.ts';
import { caseJsonSchema } from './caseSchema.ts';

writeFileSync(join(projectRoot, 'resources', 'case.schema.json'), `${JSON.stringify(caseJsonSchema(), null, 2)}\n`);
