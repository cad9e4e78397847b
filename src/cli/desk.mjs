#!/usr/bin/env node
import { builtDesk, runInForeground } from './runDesk.mjs';
import { ownNode, say, setUp } from './setUp.mjs';

// The command `desk`: sets the project up when needed, then runs the built command line on the project's own Node.
try {
  setUp();
  runInForeground(ownNode, [builtDesk, ...process.argv.slice(2)]);
} catch (error) {
  say(`desk: ${error.message}`);
  process.exitCode = 2;
}
