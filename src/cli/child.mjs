import { spawn } from 'node:child_process';

/**
 * Runs a program in this one's place: same terminal, same folder; Ctrl-C and TERM are left to it. Resolves with its exit code.
 */
export function become(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env });
    // A terminal sends Ctrl-C to both; only the child decides when it ends. A TERM comes to this one alone and is handed on.
    const forward = (signal) => () => child.kill(signal);
    const onInterrupt = () => undefined;
    const onTerminate = forward('SIGTERM');
    const onHangUp = forward('SIGHUP');
    process.on('SIGINT', onInterrupt);
    process.on('SIGTERM', onTerminate);
    process.on('SIGHUP', onHangUp);
    const leave = () => {
      process.off('SIGINT', onInterrupt);
      process.off('SIGTERM', onTerminate);
      process.off('SIGHUP', onHangUp);
    };
    child.once('error', (error) => {
      leave();
      reject(error);
    });
    child.once('exit', (code) => {
      leave();
      resolve(code ?? 1);
    });
  });
}
