import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { recordAppeal, ruleOn } from '../../testing/appealed.ts';
import { placeCase } from '../../testing/builders.ts';
import { startSmallMarket, type SmallMarket } from '../../testing/smallMarket.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { ruleWithReturn } from '../../testing/returned.ts';
import { auditPayload } from '../db/schema/audit.ts';
import { request, setting } from '../db/schema/person.ts';
import { returnOrder } from '../db/schema/goodsBack.ts';
import { refund } from '../db/schema/ruling.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { openLine, readConnection } from './connection.ts';
import { credentialsFile } from './credentials.ts';
import { marketplaceHandlers } from './methods.ts';

let temp: TempDesk;
let lead: SignedIn;
let market: SmallMarket;

beforeEach(async () => {
  temp = await openTempDesk();
  lead = await temp.seat('Lou', 'lead');
  market = await startSmallMarket();
});
afterEach(async () => {
  temp.close();
  await market.close();
});

const replace = (value: string) => ({ change: 'replace', value }) as const;
const keep = { change: 'keep' } as const;
type Entry = Parameters<(typeof marketplaceHandlers)['marketplace.set']>[1];
const entry = (change: Partial<Entry> = {}): Entry => ({ requestId: randomUUID(), kind: 'api', url: market.url, token: replace(market.token), webhookSecret: keep, ...change });
const set = (change: Partial<Entry> = {}, desk: Desk = temp.desk) => marketplaceHandlers['marketplace.set'](desk, entry(change), lead);
const sealedPath = () => join(temp.desk.dataDir, credentialsFile);

it('would send by the folder after the API was chosen, or by the API after the folder was', async () => {
  const line = await openLine(temp.desk);
  expect(await line.readPayout('K-1')).toBeNull();
  expect([line.kind, market.calls]).toEqual(['folder', []]);
  expect(await set()).toMatchObject({ kind: 'api', url: market.url, name: 'Pandora Market', source: 'pandora', hasToken: true, hasWebhookSecret: false, whyNot: null, changedBy: 'Lou' });
  expect(await line.ledgerOf?.()).toEqual({ place: market.url, source: 'pandora' });
  market.calls.length = 0;
  expect(await line.readPayout('K-1')).toBeNull();
  expect([line.kind, market.calls]).toEqual(['api', ['GET /v1/refunds/K-1']]);
  await set({ kind: 'folder', url: null, token: keep });
  expect(await line.readPayout('K-1')).toBeNull();
  expect([line.kind, market.calls]).toEqual(['folder', ['GET /v1/refunds/K-1']]);
  expect(await line.ledgerOf?.()).toEqual({ place: null, source: null });
});

it('would leave a secret in the database, the log, an answer or a file that others can read', async () => {
  const secret = 'whsec_0123456789abcdefgh';
  const answers = [await set({ webhookSecret: replace(secret) }), await marketplaceHandlers['marketplace.get'](temp.desk, {}, lead)];
  expect(answers[1]).toMatchObject({ hasToken: true, hasWebhookSecret: true });
  const kept = [answers, await temp.desk.db.select().from(auditPayload), await temp.desk.db.select().from(setting), await temp.desk.db.select().from(request), temp.events];
  for (const word of [market.token, secret]) expect(JSON.stringify(kept)).not.toContain(word);
  expect(JSON.stringify(kept[1])).toMatch(/Lou connected the desk to Pandora Market/);
  for (const name of readdirSync(temp.desk.dataDir)) {
    const path = join(temp.desk.dataDir, name);
    if (statSync(path).isFile()) for (const word of [market.token, secret]) expect(readFileSync(path).includes(word), name).toBe(false);
  }
  expect(statSync(sealedPath()).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(temp.desk.dataDir, 'tmp'))).toEqual([]);
});

it('would use credentials of which a byte was flipped, or that were sealed under another key', async () => {
  await set();
  const line = await openLine(temp.desk);
  const whole = readFileSync(sealedPath());
  for (const at of [0, 30, 45, whole.length - 20, whole.length - 1]) {
    const flipped = Buffer.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    writeFileSync(sealedPath(), flipped);
    market.calls.length = 0;
    await expect(line.readPayout('K-1')).rejects.toMatchObject({ verdict: 'notNow', code: 'CREDENTIALS_MISSING', message: expect.stringMatching(/damaged.*Settings.*waits/) });
    expect(market.calls).toEqual([]);
  }
  writeFileSync(sealedPath(), whole);
  const otherKey = await openLine({ ...temp.desk, sealingKey: new Uint8Array(32).fill(8) });
  await expect(otherKey.readPayout('K-1')).rejects.toThrow(LineFault);
  const noKey = { ...temp.desk, sealingKey: null };
  await expect((await openLine(noKey)).readPayout('K-1')).rejects.toMatchObject({ verdict: 'notNow', message: expect.stringContaining('without the key') });
  expect(await marketplaceHandlers['marketplace.get'](noKey, {}, lead)).toMatchObject({ hasToken: false, canKeepSecrets: false, whyNot: expect.stringContaining('without the key') });
  await expect(set({}, noKey)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW', message: expect.stringContaining('key') });
  expect(await line.readPayout('K-1')).toBeNull();
});

it('would send the token of one marketplace to another', async () => {
  await set();
  const other = await startSmallMarket({ token: 'another-token-987654321' });
  try {
    await expect(set({ url: other.url, token: keep })).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('belongs to another address') });
    await marketplaceHandlers['marketplace.test'](temp.desk, { kind: 'api', url: other.url, token: keep, webhookSecret: keep }, lead);
    // Another desk on the same database changed the address; this machine still has the secrets of the old one.
    const before = await readConnection(temp.desk);
    await temp.desk.write((tx) => tx.update(setting).set({ value: { ...before, url: other.url } }).where(eq(setting.name, 'connection')));
    await expect((await openLine(temp.desk)).readPayout('K-1')).rejects.toMatchObject({ code: 'CREDENTIALS_MISSING' });
    expect([...other.tokens]).toEqual([]);
  } finally {
    await other.close();
  }
});

it('would save a connection that does not work, and leave the desk with none', async () => {
  await set();
  for (const bad of [{ token: replace('wrong-token-0123456789') }, { url: 'http://127.0.0.1:1' }, { url: 'https://no-such-host.invalid' }]) {
    await expect(set({ token: replace('wrong-token-0123456789'), ...bad })).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW', message: expect.stringContaining('does not work and was not saved') });
  }
  await expect(set({ url: 'http://market.example' })).rejects.toMatchObject({ code: 'BAD_INPUT', data: { field: 'url' } });
  await expect(set({ token: { change: 'remove' } })).rejects.toMatchObject({ code: 'BAD_INPUT', data: { field: 'token' } });
  expect(await (await openLine(temp.desk)).readPayout('K-1')).toBeNull();
});

it('would take a damaged setting for the folder and pay there, or not start at all', async () => {
  await set();
  await temp.desk.write((tx) => tx.update(setting).set({ value: { kind: 'post' } }).where(eq(setting.name, 'connection')));
  await expect((await openLine(temp.desk)).readPayout('K-1')).rejects.toMatchObject({ verdict: 'notNow', code: 'CONNECTION_DAMAGED' });
});

it('would undo what another lead had just set', async () => {
  const { changedAt } = await set();
  temp.clock.now += 1_000;
  await set({ seenAt: changedAt, webhookSecret: replace('whsec_new') });
  await expect(set({ seenAt: changedAt, webhookSecret: { change: 'remove' } })).rejects.toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('Lou') });
  await expect(set({ seenAt: null })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(await marketplaceHandlers['marketplace.get'](temp.desk, {}, lead)).toMatchObject({ hasWebhookSecret: true });
});

it('would put an old token back when a request came a second time', async () => {
  const first = entry();
  await marketplaceHandlers['marketplace.set'](temp.desk, first, lead);
  market.token = 'rotated-token-0123456789';
  await set();
  await marketplaceHandlers['marketplace.set'](temp.desk, first, lead);
  expect(await (await openLine(temp.desk)).readPayout('K-1')).toBeNull();
  await expect(marketplaceHandlers['marketplace.set'](temp.desk, { ...first, token: replace('x'.repeat(20)) }, lead)).rejects.toMatchObject({ code: 'BAD_INPUT' });
});

it('would change a webhook secret only while the marketplace answers, or lose the token with it', async () => {
  await set({ webhookSecret: replace('whsec_first') });
  await market.close();
  expect(await set({ token: keep, webhookSecret: { change: 'remove' } })).toMatchObject({ hasToken: true, hasWebhookSecret: false });
  expect(await set({ token: keep, webhookSecret: replace('whsec_second') })).toMatchObject({ hasToken: true, hasWebhookSecret: true, name: 'Pandora Market' });
});

it('would forget what was handed over by one line and pay it again on another', async () => {
  await set();
  const caseId = await placeCase(temp.desk);
  await ruleOn(temp, caseId, await temp.seat('Dana'));
  const [paid] = await temp.desk.db.select().from(refund);
  const inState = (state: 'sent' | 'unknown' | 'settled' | 'failed') => temp.desk.write((tx) => tx.update(refund).set({ state }));
  const other = await startSmallMarket();
  try {
    for (const state of ['sent', 'unknown'] as const) {
      await inState(state);
      expect((await marketplaceHandlers['marketplace.get'](temp.desk, {}, lead)).underWay).toEqual([expect.objectContaining({ kind: 'payout', reference: expect.stringMatching(/^C-\d+$/), words: expect.stringContaining('USD') })]);
      for (const change of [{ kind: 'folder', url: null, token: keep }, { url: other.url }] as const) {
        await expect(set(change)).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW', message: expect.stringMatching(/C-\d+ \(Payout of USD .*paid twice/) });
      }
      expect(await readConnection(temp.desk)).toMatchObject({ kind: 'api', url: market.url });
      // The same line with a new token is no other line.
      await expect(set()).resolves.toMatchObject({ kind: 'api' });
    }
    // The marketplace moved: the new address knows the payout by its key.
    other.refunds.set(paid?.refundId ?? '', { state: 'settled', order: { disputeId: 'D', orderId: null, amount: { minor: '1', currency: 'USD' }, shares: [{ bearer: 'seller', amount: { minor: '1', currency: 'USD' } }], for: 'order', rulingId: 'R', decidedAt: '2026-06-10T09:00:00Z' } });
    await expect(set({ url: other.url })).resolves.toMatchObject({ url: other.url });
    await inState('settled');
    await expect(set({ kind: 'folder', url: null, token: keep })).resolves.toMatchObject({ kind: 'folder' });
  } finally {
    await other.close();
  }
});

it('would lose sight of goods on their way back, so that the refund lapses though they were sent', async () => {
  await set();
  const { returnId } = await ruleWithReturn(temp, await temp.seat('Ada'));
  expect((await marketplaceHandlers['marketplace.get'](temp.desk, {}, lead)).underWay).toEqual([expect.objectContaining({ kind: 'return', words: expect.stringContaining('way back') })]);
  await expect(set({ kind: 'folder', url: null, token: keep })).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW', message: expect.stringContaining('way back') });
  await temp.desk.write((tx) => tx.update(returnOrder).set({ state: 'done' }).where(eq(returnOrder.returnId, returnId)));
  await expect(set({ kind: 'folder', url: null, token: keep })).resolves.toMatchObject({ kind: 'folder', underWay: [] });
});

it('would tell by what is under way how a case under appeal was ruled', async () => {
  await set();
  const ada = await temp.seat('Ada');
  const { caseId } = await ruleWithReturn(temp, ada);
  await recordAppeal(temp, caseId, ada);
  const { underWay } = await marketplaceHandlers['marketplace.get'](temp.desk, {}, lead);
  expect(underWay).toEqual([{ kind: 'hidden', reference: '', words: '1 in cases whose rulings are hidden from you' }]);
  await expect(set({ kind: 'folder', url: null, token: keep })).rejects.toMatchObject({ code: 'NOT_ALLOWED_NOW', message: expect.not.stringMatching(/C-\d/) });
});

it('would show a mediator the secrets, or let one change where money goes', async () => {
  const { methods } = await import('../../contract/methods.ts');
  expect(methods['marketplace.set'].roles).toEqual(['lead', 'admin']);
  expect(methods['marketplace.test'].roles).toEqual(['lead', 'admin']);
  expect(existsSync(sealedPath())).toBe(false);
});

it('would tell of a test nothing but that it failed, or go on after the step that failed', async () => {
  const test = async (change: Partial<Entry> = {}) => {
    const { requestId: _, ...entered } = entry(change);
    const { ok, steps } = await marketplaceHandlers['marketplace.test'](temp.desk, entered, lead);
    return [ok, ...steps.map(({ step, verdict }) => `${step} ${verdict}`)];
  };
  market.who.now = () => temp.clock.now;
  const goodStart = ['address good', 'reach good', 'token good', 'source good'];
  expect(await test()).toEqual([true, ...goodStart, 'clock good', 'disputes good']);
  expect(await test({ token: replace('wrong-token-0123456789') })).toEqual([false, 'address good', 'reach good', 'token fault', 'source skipped', 'clock skipped', 'disputes skipped']);
  expect(await test({ token: keep })).toContain('token fault');
  expect(await test({ url: 'http://market.example' })).toEqual([false, 'address fault', 'reach skipped', 'token skipped', 'source skipped', 'clock skipped', 'disputes skipped']);
  expect(await test({ url: 'http://127.0.0.1:1' })).toContain('reach fault');
  market.who.now = () => temp.clock.now + 90_000;
  expect(await test()).toEqual([true, ...goodStart, 'clock warning', 'disputes good']);
  market.who.now = () => temp.clock.now - 6 * 60_000;
  expect(await test()).toEqual([false, ...goodStart, 'clock fault', 'disputes good']);
  await placeCase(temp.desk);
  expect(await test()).toContain('source warning');
  expect(await test({ kind: 'folder', url: null })).toEqual([true, 'folder good']);
  rmSync(join(temp.desk.dataDir, 'exchange'), { recursive: true });
  writeFileSync(join(temp.desk.dataDir, 'exchange'), 'a file in the way');
  expect(await test({ kind: 'folder', url: null })).toEqual([false, 'folder fault']);
  expect(existsSync(sealedPath())).toBe(false);
});
