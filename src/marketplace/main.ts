// `npm run marketplace`: a marketplace to connect a desk to, in a process of its own.
import { Command, InvalidArgumentError } from 'commander';
import { join } from 'node:path';
import { startMarketplace } from './start.ts';

const whole = (text: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It is to be a whole number.');
  return Number(text);
};

const program = new Command('marketplace')
  .description('A reference marketplace on this machine: disputes, refunds, letters, returns and a ledger, with faults to switch on.')
  .option('--port <number>', 'port on 127.0.0.1; 0 for any', whole, 7420)
  .option('--data <folder>', 'where its store lies', join('data', 'marketplace'))
  .option('--seed <text>', 'decides the sample disputes and the draws of the faults')
  .option('--disputes <count>', 'how many sample disputes there are at least', whole, 24)
  .option('--token <text>', 'the token of the desk; made up and kept when left out')
  .option('--secret <text>', 'the secret of its webhooks, whsec_...; made up and kept when left out')
  .option('--webhook <url>', 'where to push events')
  .option('--json', 'print one line of JSON when it listens');

type Given = { port: number; data: string; seed?: string; disputes: number; token?: string; secret?: string; webhook?: string; json?: true };

const { json, ...options } = program.parse().opts<Given>();
try {
  const running = await startMarketplace(options);
  const { url, token, secret } = running;
  process.stdout.write(json ? `${JSON.stringify({ url, token, secret, pid: process.pid })}\n` : `The marketplace listens.\n\n  Page     ${url}/#token=${token}\n  API      ${url}/v1\n  Token    ${token}\n  Secret   ${secret}\n\nCtrl-C ends it.\n`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void running.close().then(() => process.exit(0)));
} catch (error) {
  process.stderr.write(`The marketplace did not start: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
