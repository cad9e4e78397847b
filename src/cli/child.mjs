import { spawn } from 'node:child_process';

/**
 * Runs a program in this one's place: same terminal, same folder; Ctrl-C and TERM are left to it. Resolves with its exit code.
 */
export function become(command, args, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env });
    // Only the child decides when it ends. A terminal sends Ctrl-C to both, other senders to this one alone; so it is handed on, and
    // the child takes two at once for one.
    const forward = (signal) => () => child.kill(signal);
    const onInterrupt = forward('SIGINT');
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
