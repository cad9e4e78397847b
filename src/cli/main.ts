import { runDesk } from './program.ts';

process.exitCode = await runDesk(process.argv.slice(2));
