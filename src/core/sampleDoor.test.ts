import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lena, openDoorDesk, type DoorDesk } from './door.testing.ts';
import { loadKeyFile } from './keyFile.ts';
import { newRing, withWrap, writeRing } from './people/keyRing.ts';
import { drawOut } from './people/stretch.ts';

let desk: DoorDesk;
beforeEach(async () => {
  desk = await openDoorDesk();
});
afterEach(() => desk.remove());

describe('a sample desk', () => {
  it('would name its people on a real desk, or not open by itself', async () => {
    await desk.start({ key: loadKeyFile(desk.path), sample: 'accounts' });
    const { state, sample } = await desk.ask('people.door', {});
    expect(state).toBe('open');
    for (const { name, role, passphrase } of sample ?? []) expect(await desk.ask('people.signIn', { name, passphrase })).toMatchObject({ name, role });
    await desk.shut();
    await desk.start();
    expect(await desk.ask('people.door', {})).toMatchObject({ state: 'open', sample: [{ name: 'Dana' }, {}, {}, {}, {}] });
  });

  it('would be made of a desk whose set-up was cut off, so that its first lead could never come in', async () => {
    writeRing(desk.path, withWrap(newRing(), lena.name, await drawOut(lena.passphrase), new Uint8Array(32).fill(5)));
    await desk.start({ key: null, sample: 'docket' });
    expect(await desk.ask('people.signIn', lena)).toMatchObject({ role: 'lead' });
    expect(await desk.ask('people.door', {})).toMatchObject({ sample: null });
  });

  it('would be made of a desk that has people', async () => {
    await desk.start();
    await desk.ask('people.setUp', lena);
    await desk.shut();
    await desk.start({ key: null, sample: 'docket' });
    await desk.ask('people.signIn', lena);
    expect(await desk.ask('people.door', {})).toMatchObject({ sample: null });
    expect(await desk.ask('desk.status', {}, await desk.signedIn())).toMatchObject({ cases: 0 });
  });
});
