import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mostSavedFilters } from '../../contract/filters.ts';
import type { DecisionFilter } from '../../contract/rulings.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { savedFilter } from '../db/schema/savedFilter.ts';
import type { SignedIn } from '../desk.ts';
import { filterHandlers as filters } from './filterMethods.ts';

let temp: TempDesk;
let dana: SignedIn;
let lea: SignedIn;
let lou: SignedIn;

beforeEach(async () => {
  temp = await openTempDesk();
  [dana, lea, lou] = [await temp.seat('Dana'), await temp.seat('Lea', 'lead'), await temp.seat('Lou', 'lead')];
});
afterEach(() => temp.close());

const save = (by: SignedIn, name: string, filter: DecisionFilter = { state: 'effective' }, more: { isForTeam?: boolean; filterId?: string } = {}) =>
  filters['filters.save'](temp.desk, { requestId: randomUUID(), name, filter, isForTeam: false, ...more }, by);
const names = async (by: SignedIn) => (await filters['filters.list'](temp.desk, {}, by)).map((one) => one.name);

describe('saved filters', () => {
  it('would show those of others, or keep those of the team from anybody', async () => {
    await save(dana, 'Mine');
    const team = await save(lea, 'For all', { followed: 'no', lastDays: 30 }, { isForTeam: true });
    expect(await names(dana)).toEqual(['For all', 'Mine']);
    expect(await names(lou)).toEqual(['For all']);
    expect((await filters['filters.list'](temp.desk, {}, dana))[0]).toEqual({ ...team, isMine: false, personName: 'Lea' });
  });

  it('would let anybody keep a filter for the team, or take away one of somebody else', async () => {
    await expect(save(dana, 'For all', {}, { isForTeam: true })).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    const [team, own] = [await save(lea, 'For all', {}, { isForTeam: true }), await save(lea, 'Hers')];
    const remove = (filterId: string, by: SignedIn) => filters['filters.remove'](temp.desk, { requestId: randomUUID(), filterId }, by);
    await expect(remove(team.filterId, dana)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await expect(remove(own.filterId, lou)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(save(lou, 'x', {}, { filterId: team.filterId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await remove(team.filterId, lou);
    expect(await names(lea)).toEqual(['Hers']);
  });

  it('would write over a filter of the same name, and lose one that is renamed', async () => {
    const one = await save(dana, 'One');
    await save(dana, 'Two');
    await expect(save(dana, ' One ')).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(save(dana, 'Two', {}, { filterId: one.filterId })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await save(dana, 'First', { clause: '3.3' }, { filterId: one.filterId })).toMatchObject({ filterId: one.filterId, name: 'First', filter: { clause: '3.3' } });
    expect(await names(dana)).toEqual(['First', 'Two']);
    expect(temp.events.filter((event) => event.type === 'filters.changed')).toHaveLength(3);
  });

  it('would fail as a whole on one filter of another version, and keep any number', async () => {
    await save(dana, 'Good');
    await temp.database.insert(savedFilter).values({ filterId: 'odd', personId: dana.personId, list: 'decisions', name: 'Odd', isForTeam: false, filter: { colour: 'red' }, savedAt: 1 });
    expect((await filters['filters.list'](temp.desk, {}, dana)).map((one) => one.filter)).toEqual([{ state: 'effective' }, null]);
    for (let count = 2; count < mostSavedFilters; count += 1) await save(dana, `More ${count}`);
    await expect(save(dana, 'One more')).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });
});
