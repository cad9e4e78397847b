import { fillDemo } from '../src/core/demo.ts';
import { migrate } from '../src/core/db/migrate.ts';
import { openConnection } from '../src/core/db/open.ts';
import { disputeCase } from '../src/core/db/schema/disputeCase.ts';
import type { Desk, SignedIn } from '../src/core/desk.ts';
import { findKeyFile } from '../src/core/keyFile.ts';
import { createLongRead } from '../src/core/longRead.ts';
import { ensurePerson } from '../src/core/people/ensurePerson.ts';
import { indexInBulk } from '../src/core/search/indexInBulk.ts';
import { openBench } from './desk.ts';

export type SearchDesk = { desk: Desk; key: Uint8Array; by: SignedIn; cases: number; close(): Promise<void> };

const made = 2_000;

/** The desk in the folder that BENCH_SEARCH_DESK names, brought up to this version and indexed whole; without one a small one. */
export async function openSearchDesk(): Promise<SearchDesk> {
  const bench = await openBench();
  const folder = process.env['BENCH_SEARCH_DESK'];
  if (folder === undefined) await fillDemo(bench.desk, { cases: made, seed: 'search', decided: 10 });
  const dataDir = folder ?? bench.desk.dataDir;
  const key = folder === undefined ? bench.key : findKeyFile(folder);
  if (!key) throw new Error(`The desk in ${dataDir} has no key file.`);
  const writing = await openConnection({ dataDir, key }, 'write');
  await migrate(writing);
  const longRead = createLongRead({ dataDir, key });
  await indexInBulk(writing, (numbers) => longRead('searchRows', { numbers }));
  const reading = await openConnection({ dataDir, key }, 'read');
  const person = await bench.desk.write((tx) => ensurePerson(tx, 'Bench', 'mediator'));
  return {
    desk: { ...bench.desk, db: reading.db, dataDir, longRead },
    key,
    by: { ...person, sessionId: 'bench' },
    cases: Number(await reading.db.$count(disputeCase)),
    close: async () => {
      await longRead.close();
      reading.close();
      writing.close();
      await bench.close();
    },
  };
}
