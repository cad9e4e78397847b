import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lena, openDoorDesk, session, type DoorDesk } from './door.testing.ts';
import { newRing, readRing, withWrap, writeRing } from './people/keyRing.ts';
import { drawOut } from './people/stretch.ts';

let desk: DoorDesk;
beforeEach(async () => {
  desk = await openDoorDesk();
});
afterEach(() => desk.remove());

it('a machine on a shared database would lose its own secrets at a restart, or ask for a key to open', async () => {
  const databaseUrl = pathToFileURL(desk.within('shared.db')).href;
  const keys: Uint8Array[] = [];
  const on = async (machine: string) => {
    await desk.shut();
    keys.length = 0;
    await desk.start({ dataDir: desk.within(machine), key: null, databaseUrl, holder: machine }, { onKey: (key) => keys.push(key) });
  };
  await on('one');
  const lead = session();
  await desk.ask('people.setUp', lena, lead);
  await desk.ask('people.add', { name: 'Dana', role: 'mediator', languages: [], skills: [], passphrase: 'given by Lena' }, lead);
  const [ofOne] = keys.map((key) => Buffer.from(key));
  await on('two');
  expect(await desk.ask('people.door', {})).toMatchObject({ state: 'open', person: null });
  await desk.ask('people.signIn', lena);
  const [ofTwo] = keys.map((key) => Buffer.from(key));
  expect(ofTwo).not.toEqual(ofOne);
  await on('two');
  // Dana was never here while the key was: it stays sealed for her, and she works all the same.
  await desk.ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' });
  expect(keys).toEqual([]);
  await desk.ask('people.signIn', lena);
  expect(keys.map((key) => Buffer.from(key))).toEqual([ofTwo]);
  await desk.ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' });
  await on('two');
  await desk.ask('people.signIn', { name: 'Dana', passphrase: 'given by Lena' });
  expect(keys.map((key) => Buffer.from(key))).toEqual([ofTwo]);
});

it('a machine on a shared database would never get a key, because another was faster with the set-up', async () => {
  const databaseUrl = pathToFileURL(desk.within('shared.db')).href;
  const two = desk.within('two');
  const keys: Uint8Array[] = [];
  await desk.start({ dataDir: desk.within('one'), key: null, databaseUrl, holder: 'one' });
  await desk.ask('people.setUp', lena);
  await desk.shut();
  await desk.start({ dataDir: two, key: null, databaseUrl, holder: 'two' }, { onKey: (key) => keys.push(key) });
  writeRing(two, withWrap(newRing(), 'Eve', await drawOut('known to Eve alone'), new Uint8Array(32).fill(7)));
  await desk.ask('people.signIn', lena);
  expect(keys).toHaveLength(1);
  expect(readRing(two)).toMatchObject({ isBeingMade: false, people: [{}] });
});
