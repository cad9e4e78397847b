import { keepCompiled } from '../core/compiled.ts';

// Evidence and letters are personal data: what the desk writes is for its owner alone.
process.umask(0o077);
keepCompiled();
const { runDesk } = await import('./program.ts');
process.exitCode = await runDesk(process.argv.slice(2));
