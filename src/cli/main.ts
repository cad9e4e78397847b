import { runDesk } from './program.ts';

// Evidence and letters are personal data: what the desk writes is for its owner alone.
process.umask(0o077);
process.exitCode = await runDesk(process.argv.slice(2));
