import { eq } from 'drizzle-orm';
import { randomUUID } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eachOperatedCore } from '../../testing/eachOperatedCore.ts';
import { neutralCase } from '../../testing/neutralCases.ts';
import { openConnection } from '../db/open.ts';
import { vaultFile } from '../db/schema/evidence.ts';
import { sha256 } from '../ids.ts';
import { writeBundle } from '../intake/bundle/writeBundle.ts';

const here = eachOperatedCore();

const words = 'Her passport number is 998877.';
let made = 0;

/** A bundle with one text file of the buyer, as a zip. */
async function bundleOf(text: string, sourceId?: string, more: string[] = []): Promise<string> {
  made += 1;
  const bytes = Buffer.from(text);
  const file = { path: 'evidence/buyer/passport.txt', size: bytes.length, sha256: sha256(bytes), open: async () => once(bytes) };
  const evidence = [{ id: 'passport', side: 'buyer' as const, kind: 'document' as const, fileName: 'passport.txt', path: file.path, sha256: file.sha256, size: file.size }];
  const out = join(here.files, `${made}.zip`);
  await writeBundle(out, { caseDocument: neutralCase({ sourceId: sourceId ?? `erase-${made}`, sourceStatus: `sent ${made}`, evidence }), files: [file, ...more.map((path) => ({ ...file, path }))], baggedAt: 0 }, { as: 'zip' });
  return out;
}
async function* once(bytes: Uint8Array) {
  yield bytes;
}

async function importOne(path: string): Promise<string> {
  const report = await here.desk.importPaths(path);
  return report.cases[0]?.caseId ?? '';
}
async function exhibitOf(caseId: string) {
  const [exhibit] = (await here.desk.ask('cases.get', { caseId })).exhibits;
  if (!exhibit) throw new Error('no exhibit');
  return exhibit;
}
async function inspected(caseId: string) {
  await expect.poll(async () => (await exhibitOf(caseId)).state, { timeout: 20_000 }).toBe('good');
  return exhibitOf(caseId);
}
const erase = async (caseId: string) => here.desk.ask('cases.eraseExhibit', { requestId: randomUUID(), caseId, evidenceId: (await exhibitOf(caseId)).evidenceId, reason: 'her right' });
/** Whether the desk still holds the key of these bytes. */
async function holds(text: string): Promise<boolean> {
  const { db, close } = await openConnection({ dataDir: here.desk.dataDir, key: new Uint8Array(32).fill(7) }, 'read');
  const found = await db.select().from(vaultFile).where(eq(vaultFile.sha256, sha256(Buffer.from(text))));
  await close();
  return found.length > 0;
}
const sealedFiles = () => readdirSync(join(here.desk.dataDir, 'vault'), { recursive: true }).filter((name) => String(name).length > 10).length;
const open = async (caseId: string) => here.desk.core.openFile({ caller: { sessionId: here.desk.sessionId }, kind: 'evidence', evidenceId: (await exhibitOf(caseId)).evidenceId, variant: 'original' });

describe('an exhibit that is erased', () => {
  it('takes along the words of it that a spot quotes', async () => {
    const caseId = await importOne(await bundleOf(words));
    const { evidenceId } = await inspected(caseId);
    const mediator = await here.desk.seat('Dana', 'mediator');
    const ask = { requestId: randomUUID(), caseId };
    await here.desk.ask('cases.claim', ask, mediator);
    await here.desk.ask('cases.addSpot', { ...ask, requestId: randomUUID(), evidenceId, name: 'the number', place: { type: 'lines', from: 1, to: 1, quote: words } }, mediator);
    await erase(caseId);
    expect((await here.desk.ask('cases.get', { caseId })).spots).toMatchObject([{ label: 'B-1.1', name: 'the number', place: { quote: '(erased)' } }]);
    expect(JSON.stringify(await here.desk.ask('audit.ofCase', { caseId }))).not.toContain('998877');
  });

  it('loses file, words and place in the search, keeps label and name, and says who did it and why', async () => {
    const before = sealedFilesOrNone();
    const caseId = await importOne(await bundleOf(words));
    expect((await inspected(caseId)).text).toContain('998877');
    await expect.poll(async () => (await here.desk.ask('cases.list', { scope: 'queue', query: '998877' })).rows.length, { timeout: 20_000 }).toBe(1);
    await erase(caseId);
    const erased = await exhibitOf(caseId);
    expect(erased).toMatchObject({ label: 'B-1', fileName: 'passport.txt', state: 'erased', text: null, stateWords: expect.stringMatching(/Operator: her right$/) as string });
    expect((await here.desk.ask('cases.list', { scope: 'queue', query: '998877' })).rows).toHaveLength(0);
    expect(await open(caseId)).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    // Its bundle documents stay; the file itself is gone from the disk.
    expect(sealedFiles() - before).toBe(1);
    const history = await here.desk.ask('audit.ofCase', { caseId });
    expect(history.map(({ action }) => action)).toContain('exhibit.erased');
    expect((await here.desk.ask('audit.verify', {})).ok).toBe(true);
  });

  it('leaves the same bytes of another case alone until they are erased there too', async () => {
    const [one, other] = [await importOne(await bundleOf(words)), await importOne(await bundleOf(words))];
    await inspected(one);
    const { reference } = await here.desk.ask('cases.get', { caseId: other });
    expect(await erase(one)).toMatchObject({ stillIn: [reference] });
    expect((await open(other)).ok).toBe(true);
    expect(await erase(other)).toMatchObject({ stillIn: [] });
    expect((await open(other)).ok).toBe(false);
  });

  it('does not come back with the same bundle or a newer one', async () => {
    const path = await bundleOf(words, 'erased');
    const caseId = await importOne(path);
    await inspected(caseId);
    await erase(caseId);
    const after = sealedFiles();
    expect((await here.desk.importPaths(path)).cases[0]?.result).toBe('unchanged');
    expect((await exhibitOf(caseId)).state).toBe('erased');
    expect(sealedFiles()).toBe(after);
    expect((await here.desk.importPaths(await bundleOf(words, 'erased'))).cases[0]?.result).toBe('updated');
    expect(await exhibitOf(caseId)).toMatchObject({ state: 'erased', text: null });
    // The newer case.json is kept, the file is not.
    expect(sealedFiles()).toBe(after + 1);
  });

  it('leaves no key of a file that it had replaced before (erasing could not reach it any more)', async () => {
    await importOne(await bundleOf(words, 'replaced'));
    const caseId = await importOne(await bundleOf('Something else.', 'replaced'));
    await inspected(caseId);
    await erase(caseId);
    expect([await holds(words), await holds('Something else.')]).toEqual([false, false]);
  });

  it('leaves no copy that came along in its bundle uncited, and takes none in again with the same bundle', async () => {
    const path = await bundleOf(words, 'copied', ['notes/copy.txt']);
    const caseId = await importOne(path);
    await inspected(caseId);
    expect(await erase(caseId)).toMatchObject({ stillIn: [] });
    expect(await holds(words)).toBe(false);
    await importOne(path);
    expect(await holds(words)).toBe(false);
  });

  it('is refused when there is no file, and to everybody but leads', async () => {
    const report = await here.desk.importPaths(await write(JSON.stringify(neutralCase({ sourceId: 'bare' }))));
    const caseId = report.cases[0]?.caseId ?? '';
    await expect(erase(caseId)).rejects.toThrow('NOT_ALLOWED_NOW');
    const sessionId = await here.desk.seat('Mia', 'mediator');
    const { evidenceId } = await exhibitOf(caseId);
    await expect(here.desk.ask('cases.eraseExhibit', { requestId: randomUUID(), caseId, evidenceId, reason: 'no' }, sessionId)).rejects.toThrow('NOT_PERMITTED');
  });
});

function sealedFilesOrNone(): number {
  try {
    return sealedFiles();
  } catch {
    return 0; // No vault before the first file.
  }
}

async function write(text: string): Promise<string> {
  const path = join(here.files, 'case.json');
  writeFileSync(path, text);
  return path;
}
