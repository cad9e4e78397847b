import { append } from '../src/core/audit/append.ts';
import { verifyLog } from '../src/core/audit/verify.ts';
import { deskItself } from '../src/core/desk.ts';
import { sha256 } from '../src/core/ids.ts';
import { openBench } from './desk.ts';
import { compare, type Comparison } from './measure.ts';

const entries = 5_000;

/** Checking the hash-chained log, against a bare loop of as many hashes over as much text. */
export async function benchLog(): Promise<Comparison> {
  const { desk, close } = await openBench();
  await desk.write(async (tx) => {
    for (let one = 0; one < entries; one += 1) await append(tx, { by: deskItself, action: 'bench', subject: `case:${one}`, words: 'A line of the log' });
  });
  const text = 'x'.repeat(420);
  try {
    const result = await compare(
      { name: 'desk: verify every entry', operations: entries, run: async () => void (await verifyLog(desk.db)) },
      {
        name: 'a bare hash loop',
        operations: entries,
        run: async () => {
          let last = '';
          for (let one = 0; one < entries; one += 1) last = sha256(last + text);
        },
      },
    );
    return { bench: 'audit chain check', unit: 'entries/s', ...result, bar: '1,000,000 entries in 10 s (100,000 entries/s)', note: 'Chain, payload hashes and covered rows.' };
  } finally {
    await close();
  }
}
