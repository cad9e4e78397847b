import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { untilTaken } from '../../contract/cases.ts';
import { Tag } from '../../contract/tags.ts';
import { neutralCase, placeCase, takeCase } from '../../testing/builders.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { ruleOn, recordAppeal } from '../../testing/appealed.ts';
import { noteActivity } from '../audit/activity.ts';
import { deskItself, type SignedIn } from '../desk.ts';
import { changeAccount } from '../people/changeAccount.ts';
import { handBack, loadCase } from './lease.ts';
import { listCases } from './list.ts';
import { isUnread, maybeUnread, readMarks } from './marks.ts';
import { caseHandlers } from './methods.ts';
import { serveNext } from './next.ts';
import { tagHandlers } from './tagMethods.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import { and, sql } from 'drizzle-orm';

let temp: TempDesk;
let dana: SignedIn;
let noel: SignedIn;
let lead: SignedIn;
let caseId: string;

beforeEach(async () => {
  temp = await openTempDesk();
  [dana, noel, lead] = [await temp.seat('Dana'), await temp.seat('Noel'), await temp.seat('Lou', 'lead')];
  caseId = await placeCase(temp.desk);
});
afterEach(() => temp.close());

const later = () => (temp.clock.now += 1_000);
const id = () => ({ requestId: randomUUID(), caseId });
const marksOf = async (by: SignedIn) => (await readMarks(temp.desk.db, [caseId], by, temp.clock.now)).get(caseId);
const note = (by: SignedIn) => (later(), caseHandlers['cases.addNote'](temp.desk, { ...id(), text: 'Look at the label.' }, by));
const seen = (by: SignedIn) => (later(), tagHandlers['cases.seen'](temp.desk, { caseId }, by));
const assign = (personId: string | null, by = lead) => (later(), tagHandlers['cases.assign'](temp.desk, { ...id(), personId }, by));
const tag = (tags: string[], by = dana) => (later(), tagHandlers['cases.tag'](temp.desk, { ...id(), tags }, by));
const unread = async (by: SignedIn) => {
  const rows = await temp.desk.db.select({ caseId: disputeCase.caseId }).from(disputeCase).where(and(sql`${disputeCase.caseId} in (${maybeUnread(by, temp.clock.now)})`, isUnread(by, temp.clock.now)));
  return rows.length === 1;
};

describe('what is unread', () => {
  it('would mark a case that a person never looked at, or their own doing, or what they have seen', async () => {
    expect(await marksOf(dana)).toMatchObject({ isUnread: false, lastActivity: 'came in' });
    await seen(dana);
    expect(await unread(dana)).toBe(false);
    await note(dana);
    expect(await marksOf(dana)).toMatchObject({ isUnread: false, lastActivity: 'note by Dana', lastActivityAt: temp.clock.now });
    await note(noel);
    expect([await marksOf(dana), await unread(dana), await unread(noel)]).toMatchObject([{ isUnread: true, lastActivity: 'note by Noel' }, true, false]);
    await seen(dana);
    expect(await unread(dana)).toBe(false);
  });

  it('would call it news that somebody took the case and handed it back, or gave it a tag', async () => {
    await seen(noel);
    later();
    await takeCase(temp.desk, caseId, dana);
    await temp.desk.write(async (tx) => handBack(tx, await loadCase(tx, caseId), dana, null));
    await tag(['safety']);
    expect(await marksOf(noel)).toMatchObject({ isUnread: false, lastActivity: 'came in', tags: ['safety'] });
  });
});

describe('what happened last', () => {
  it('would tell of a ruling under appeal to who may come to decide it, or mark the case unread for it', async () => {
    await takeCase(temp.desk, caseId, dana);
    await ruleOn(temp, caseId, dana);
    later();
    await recordAppeal(temp, caseId, lead);
    await seen(noel);
    await seen(dana);
    later();
    await temp.desk.write((tx) => noteActivity(tx, { by: deskItself, action: 'refund.settled', caseId }));
    expect(await marksOf(noel)).toMatchObject({ isUnread: false, lastActivity: null, lastActivityAt: null });
    expect([await marksOf(dana), await unread(noel)]).toMatchObject([{ isUnread: true, lastActivity: 'refund paid' }, false]);
  });
});

describe('a case assigned by a lead', () => {
  it('would be served to others, or not be marked for the person it is kept for, or be kept on after they took it', async () => {
    await assign(dana.personId);
    expect(await unread(dana)).toBe(true);
    expect(await temp.desk.write((tx) => serveNext(tx, noel))).toMatchObject({ served: false });
    await seen(dana);
    expect(await unread(dana)).toBe(false);
    temp.clock.now += 400 * 86_400_000;
    expect(await temp.desk.write((tx) => serveNext(tx, dana))).toMatchObject({ served: true, caseId });
    expect(await loadCase(temp.desk.db, caseId)).toMatchObject({ keptForPersonId: null, keptUntil: null });
  });

  it('would let a mediator hand cases to others, or to somebody who must not decide them', async () => {
    await expect(assign(noel.personId, dana)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    const admin = await temp.seat('Root', 'admin');
    await expect(assign(admin.personId)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
    await assign(dana.personId);
    await expect(assign(null, noel)).rejects.toMatchObject({ code: 'NOT_PERMITTED' });
    await assign(null, dana);
    expect(await temp.desk.write((tx) => serveNext(tx, noel))).toMatchObject({ served: true, caseId });
    await expect(assign(dana.personId)).rejects.toMatchObject({ message: 'Noel works on it now.' });
  });

  it('would be lost for good when the person it is kept for leaves the desk', async () => {
    await assign(dana.personId);
    expect(await loadCase(temp.desk.db, caseId)).toMatchObject({ keptUntil: untilTaken });
    await temp.desk.write((tx) => changeAccount(tx, dana.personId, { role: 'mediator', languages: [], skills: [], isActive: false }, lead));
    expect(await temp.desk.write((tx) => serveNext(tx, noel))).toMatchObject({ served: true, caseId });
  });
});

describe('tags', () => {
  it('would keep one tag in two writings, count wrongly, or turn away a ruling by a new version', async () => {
    const { version } = await loadCase(temp.desk.db, caseId);
    expect(Tag.parse('  Straße \u00a0 GRU\u0308N ')).toBe('straße grün');
    await tag(['safety', 'safety', '安全']);
    expect(await tag(['safety'])).toEqual({ tags: ['safety', '安全'] });
    const otherId = await placeCase(temp.desk, neutralCase());
    await tagHandlers['cases.tag'](temp.desk, { requestId: randomUUID(), caseId: otherId, tags: ['safety'] }, lead);
    expect(await tagHandlers['cases.tags'](temp.desk, {}, dana)).toEqual([{ tag: 'safety', cases: 2 }, { tag: '安全', cases: 1 }]);
    await tagHandlers['cases.untag'](temp.desk, { ...id(), tags: ['安全', 'never given'] }, dana);
    expect(await tagHandlers['cases.tags'](temp.desk, {}, dana)).toEqual([{ tag: 'safety', cases: 2 }]);
    expect((await loadCase(temp.desk.db, caseId)).version).toBe(version);
  });

  it('would not find by a query what is typed with its accents apart, as some keyboards do', async () => {
    expect(Tag.parse('J\u030cUKE')).toBe(Tag.parse('\u01f0uke'));
    await tag(['caf\u00e9']);
    for (const query of ['tag:caf\u00e9', 'tag:CAFE\u0301']) expect([query, (await listCases(temp.desk.db, { scope: 'all', query, sort: 'age', cursor: null, limit: 10 }, dana, temp.clock.now)).total]).toEqual([query, 1]);
  });

  it('would let through what nobody sees or a query cannot name, or more than a case can show', async () => {
    for (const bad of ['', ' ', '\u200d', 'a,b', 'say "x"', 'a\u202eb', 'x'.repeat(41)]) expect(Tag.safeParse(bad).success, bad).toBe(false);
    for (const good of ['می\u200cخواهم', '👩\u200d👧', 'безопасность', 'x'.repeat(40)]) expect(Tag.safeParse(good).success, good).toBe(true);
    await tag(Array.from({ length: 20 }, (_one, index) => `tag ${index}`));
    await expect(tag(['one more'])).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW' });
  });
});
