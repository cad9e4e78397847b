import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../projectRoot.ts';
import { reportJsonSchemas } from './schemas.ts';

const folder = join(projectRoot, 'resources', 'reports');
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(reportJsonSchemas())) writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
