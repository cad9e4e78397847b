import type { Desk, SignedIn } from '../src/core/desk.ts';
import { findKeyFile } from '../src/core/keyFile.ts';
import { personCalled } from '../src/core/people/ensurePerson.ts';
import { openDeskAt } from './desk.ts';
import { deskOf } from './desks.ts';

/** A desk that is searched by one of its mediators; `key` opens its database for a bare connection. */
export type SearchDesk = { desk: Desk; key: Uint8Array; by: SignedIn; cases: number; close(): Promise<void> };

/** Opens the kept desk of so many cases, which is only read. */
export async function openSearchDesk(cases: number): Promise<SearchDesk> {
  const dataDir = deskOf(cases);
  const key = findKeyFile(dataDir);
  if (!key) throw new Error(`The desk in ${dataDir} has no key file.`);
  const { desk, close } = await openDeskAt({ dataDir, key });
  const person = await personCalled(desk.db, 'Dana', 'mediator');
  return { desk, key, by: { ...person, sessionId: 'bench' }, cases, close };
}
