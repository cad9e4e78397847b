import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root, say } from './setUp.mjs';

/** Runs a program in the foreground and ends with its exit code; signals reach it, so that Ctrl-C ends it cleanly. */
export function runInForeground(program, args, env = process.env) {
  const child = spawn(program, args, { stdio: 'inherit', env });
  // A terminal sends Ctrl-C to both; this process only waits for the other one to end.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    say(`It could not be started: ${error.message}`);
    process.exitCode = 2;
  });
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1);
  });
}

/** The built command line. */
export const builtDesk = join(root, 'out', 'main', 'cli', 'main.js');
