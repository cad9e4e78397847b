import { randomUUID } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { eachOperatedCore } from '../testing/eachOperatedCore.ts';
import { neutralCase } from '../testing/neutralCases.ts';

const here = eachOperatedCore();
const request = () => ({ requestId: randomUUID() });

it('would forget the last check, or run on after it was stopped', async () => {
  const { ask } = here.desk;
  expect(await ask('audit.lastVerified', {})).toBeNull();
  const running = ask('audit.verify', {});
  // Whoever asks while a check runs gets its answer, and its end.
  const joined = ask('audit.verify', {});
  const ends = Promise.allSettled([running, joined]);
  await ask('audit.stopVerify', {});
  for (const end of await ends) expect(end).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('NOT_ALLOWED_NOW The check was stopped.') as string } });
  const result = await ask('audit.verify', {});
  expect(result).toMatchObject({ ok: true, proof: { keys: [{ isOwn: true }] } });
  expect((await ask('audit.lastVerified', {}))?.result).toEqual(result);
});

it('would start without signing its log, or leave the anchor file open to other accounts', async () => {
  const file = join(here.desk.dataDir, 'anchors.jsonl');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const before = readFileSync(file, 'utf8').split('\n').length;
  const signed = await here.desk.ask('audit.sign', request());
  const newest = await here.desk.ask('audit.anchor', {});
  expect(newest).toMatchObject({ size: signed.size });
  expect(readFileSync(file, 'utf8').endsWith(newest?.text ?? 'x')).toBe(true);
  // The same log signed again is the same checkpoint.
  expect(await here.desk.ask('audit.sign', request())).toEqual(signed);
  expect(readFileSync(file, 'utf8').split('\n').length - before).toBeLessThanOrEqual(1);
});

it('would send a bundle off without an anchor, or not know the anchor again when the bundle comes back', async () => {
  const { ask, importPaths, exportCase } = here.desk;
  writeFileSync(join(here.files, 'case.json'), JSON.stringify(neutralCase()));
  const { cases } = await importPaths(join(here.files, 'case.json'));
  const bundle = join(here.files, 'back.zip');
  writeFileSync(bundle, await exportCase(cases[0]?.caseId ?? ''));
  expect(await exportCase(cases[0]?.caseId ?? '')).toEqual(readFileSync(bundle));
  expect(await ask('audit.anchors', {})).toEqual([]);
  await importPaths(bundle);
  const newest = await ask('audit.anchor', {});
  expect(await ask('audit.anchors', {})).toMatchObject([{ heldBy: 'the bundle back.zip', size: newest?.size, isOfThisLog: true }]);
  expect((await ask('audit.verify', {})).proof).toMatchObject({ outsideTo: newest?.size });
});

it("would keep another desk's anchor, or take one that was changed, without a word", async () => {
  const { ask } = here.desk;
  const newest = await ask('audit.anchor', {});
  const text = newest?.text ?? '';
  const bring = (content: string) => ask('audit.importAnchors', { ...request(), heldBy: 'Eva', text: content });
  await expect(bring('no anchor')).rejects.toThrow('BAD_INPUT');
  expect(await bring(`${text}x\n`)).toMatchObject({ kept: 1, known: 0, refused: [{ line: 2 }] });
  expect(await bring(text)).toMatchObject({ kept: 0, known: 1, refused: [] });
  const noise = await bring(`${text}${'x\n'.repeat(300_000)}`);
  expect(noise.refused).toHaveLength(101);
  expect(noise.refused.at(-1)).toEqual({ line: 102, message: 'This line is no anchor. 299,899 lines behind it were not kept either.' });
  expect((await bring(text.replace(/"at":\d+/, '"at":5'))).refused[0]?.message).toContain('Its signature does not fit');
});

it('would lose an entry between two pages of the log, or answer a filter with entries that do not fit', async () => {
  const { ask } = here.desk;
  for (let one = 0; one < 12; one += 1) await ask('settings.set', { undoSeconds: one });
  const seen: number[] = [];
  for (let before: number | null | undefined; before !== null; ) {
    const page: Awaited<ReturnType<typeof ask<'audit.entries'>>> = await ask('audit.entries', { limit: 5, ...(before === undefined ? {} : { before }) });
    seen.push(...page.entries.map(({ seq }) => seq));
    before = page.next;
  }
  expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => seen.length - index));
  const set = await ask('audit.entries', { action: 'settings.changed' });
  expect(set.entries).toHaveLength(12);
  expect(set.actions).toEqual(expect.arrayContaining(['log.keyAdded', 'person.added', 'settings.changed']));
  expect((await ask('audit.entries', { reference: 'C-99999' })).entries).toEqual([]);
});

it('would hand the log to whoever is neither lead nor admin, or write it otherwise than its size says', async () => {
  const { core } = here.desk;
  const sessionId = await here.desk.seat('Dana', 'mediator');
  expect(await core.openFile({ kind: 'log', withWords: true, caller: { sessionId } })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } });
  const reply = await core.openFile({ kind: 'log', withWords: true, caller: { sessionId: here.desk.sessionId } });
  if (!reply.ok) throw new Error(reply.error.message);
  const parts: Uint8Array[] = [];
  for await (const part of reply.value.stream) parts.push(part);
  const text = Buffer.concat(parts).toString('utf8');
  expect(Buffer.byteLength(text)).toBe(reply.value.size);
  const lines = text.trimEnd().split('\n');
  expect(lines.at(-2)).toContain('"action":"log.exported"');
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ format: 'mediation-desk-checkpoint/1' });
});
