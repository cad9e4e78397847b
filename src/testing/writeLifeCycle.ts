import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawInto } from './lifeCycleDocs.ts';
import { projectRoot } from '../core/projectRoot.ts';

// `npm run lifecycle`: draws the table of the life of a case into the README.
const readme = join(projectRoot, 'README.md');
writeFileSync(readme, drawInto(readFileSync(readme, 'utf8')));
