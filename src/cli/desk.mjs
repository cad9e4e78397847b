#!/usr/bin/env node
// `desk`: sets up when needed, then hands over to the command line on the project's own Node.
import { join } from 'node:path';
import { become } from './child.mjs';
import { pinnedNode, projectRoot, say, setUp } from './setUp.mjs';

try {
  await setUp();
  process.exitCode = await become(pinnedNode(), [join(projectRoot, 'out', 'main', 'cli', 'main.js'), ...process.argv.slice(2)]);
} catch (error) {
  say(`desk: ${error.message}`);
  process.exitCode = 2;
}
