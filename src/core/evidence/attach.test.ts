import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { CaseFile } from '../../contract/caseFile.ts';
import { eachOperatedCore } from '../../testing/eachOperatedCore.ts';
import { neutralCase } from '../../testing/neutralCases.ts';
import { openOperatedCore } from '../../testing/operatedCore.ts';
import { sha256 } from '../ids.ts';
import { openBundle } from '../intake/bundle/openBundle.ts';
import { writeBundle } from '../intake/bundle/writeBundle.ts';

const here = eachOperatedCore();
let made = 0;

type Attached = { name: string; type?: string; body: string | Buffer };

function mailOf(subject: string, attached: Attached[]): string {
  const boundary = `b-${sha256(subject).slice(0, 8)}`;
  const parts = attached.flatMap(({ name, type = 'text/csv', body }) => {
    const isMail = type === 'message/rfc822';
    const content = typeof body === 'string' ? body : body.toString('base64');
    return [`--${boundary}`, `Content-Type: ${type}`, `Content-Disposition: attachment; filename="${name}"`, ...(isMail || typeof body === 'string' ? [] : ['Content-Transfer-Encoding: base64']), '', content];
  });
  return ['From: Shop <shop@example.com>', 'To: ada@example.com', `Subject: ${subject}`, 'MIME-Version: 1.0', `Content-Type: multipart/mixed; boundary=${boundary}`, '', `--${boundary}`, 'Content-Type: text/plain', '', `Words of ${subject}`, ...parts, `--${boundary}--`].join('\r\n');
}

type Given = { id: string; side?: 'buyer' | 'seller'; text: string };

async function bundleOf(given: Given[], change: Parameters<typeof neutralCase>[0] = {}): Promise<string> {
  made += 1;
  const files = given.map(({ id, side = 'buyer', text }, index) => {
    const bytes = Buffer.from(text);
    const open = async function* () {
      yield bytes;
    };
    return { id, side, path: `evidence/${side}/${index}.eml`, size: bytes.length, sha256: sha256(bytes), open };
  });
  const evidence = files.map(({ id, side, path, size, sha256 }) => ({ id, side, kind: 'email' as const, fileName: `${id.slice(0, 20)}.eml`, path, size, sha256, claimIds: ['c1'], handedInAt: '2026-05-10T11:00:00Z' }));
  const out = join(here.files, `${made}.zip`);
  await writeBundle(out, { caseDocument: neutralCase({ sourceId: `mails-${made}`, evidence, ...change }), files, baggedAt: 0 }, { as: 'zip' });
  return out;
}

async function importOne(path: string, at = here.desk): Promise<string> {
  const report = await at.importPaths(path);
  return report.cases[0]?.caseId ?? '';
}

/** The case once nothing of it is waiting and it holds as many exhibits as expected. */
async function settled(caseId: string, exhibits: number, at = here.desk): Promise<CaseFile> {
  await expect
    .poll(async () => {
      const file = await at.ask('cases.get', { caseId });
      return file.exhibits.map((exhibit) => exhibit.state === 'waiting').join();
    }, { timeout: 25_000 })
    .toBe(Array.from({ length: exhibits }, () => 'false').join());
  return at.ask('cases.get', { caseId });
}
const idle = (at = here.desk) => expect.poll(async () => (({ waiting, running }) => waiting + running)((await at.ask('desk.status', {})).jobs), { timeout: 25_000 }).toBe(0);
const brief = (file: CaseFile) => file.exhibits.map(({ label, sourceEvidenceId, kind, fileName }) => [label, sourceEvidenceId, kind, fileName]);

const photo = () => sharp({ create: { width: 80, height: 60, channels: 3, background: '#c33' } }).jpeg().toBuffer();

describe('what is attached to mails', () => {
  it('becomes exhibits of the mail\'s side, in the order of the mails however fast each was read', async () => {
    const slow = mailOf('first', [{ name: 'photo.jpg', type: 'image/jpeg', body: await photo() }, { name: 'a.csv', body: `a${'\n'.repeat(20_000)}` }]);
    const path = await bundleOf([{ id: 'e1', text: slow }, { id: 'e2', side: 'seller', text: mailOf('second', [{ name: 'b.csv', body: 'b' }]) }, { id: 'e3', text: mailOf('third', [{ name: 'c.csv', body: 'c' }]) }]);
    const counted: Promise<number>[] = [];
    here.desk.core.on((event) => {
      if (event.type === 'exhibits.changed') counted.push(here.desk.ask('cases.get', { caseId: event.caseId }).then((seen) => seen.exhibits.length));
    });
    const caseId = await importOne(path);
    const file = await settled(caseId, 7);
    // A screen that only looks again when it is told must end up with all of them.
    await expect.poll(async () => (await Promise.all(counted)).at(-1)).toBe(7);
    expect(brief(file)).toEqual([
      ['B-1', 'e1', 'email', 'e1.eml'],
      ['S-1', 'e2', 'email', 'e2.eml'],
      ['B-2', 'e3', 'email', 'e3.eml'],
      ['B-3', 'e1/attachment-1', 'photo', 'photo.jpg'],
      ['B-4', 'e1/attachment-2', 'document', 'a.csv'],
      ['S-2', 'e2/attachment-1', 'document', 'b.csv'],
      ['B-5', 'e3/attachment-1', 'document', 'c.csv'],
    ]);
    expect(file.exhibits[3]).toMatchObject({ attachedTo: file.exhibits[0]?.evidenceId, show: 'image', claimIds: ['c1'], admissibility: 'admitted', handedInAt: Date.parse('2026-05-10T11:00:00Z'), flags: [] });
    const log = await here.desk.ask('audit.ofCase', { caseId });
    expect(log.filter(({ action }) => action === 'evidence.attachmentsFound')).toHaveLength(1);
    expect((await here.desk.importPaths(path)).cases[0]?.result).toBe('unchanged');
    await idle();
    expect(brief(await here.desk.ask('cases.get', { caseId }))).toEqual(brief(file));
    expect((await here.desk.ask('audit.verify', {})).ok).toBe(true);
  });

  it('stays out of the exported document and comes out of the mail again, judged as it was', async () => {
    const caseId = await importOne(await bundleOf([{ id: 'e1', text: mailOf('one', [{ name: 'a.csv', body: 'a' }, { name: 'b.csv', body: 'b' }]) }]));
    const file = await settled(caseId, 3);
    const sessionId = await here.desk.seat('Mia', 'mediator');
    await here.desk.ask('cases.claim', { requestId: randomUUID(), caseId }, sessionId);
    const judge = (place: number, reason: string) => here.desk.ask('cases.setAdmissibility', { requestId: randomUUID(), caseId, evidenceId: file.exhibits[place]?.evidenceId ?? '', admissibility: 'forged', reason }, sessionId);
    await judge(1, 'The bill is made up.');
    await judge(0, 'So is the mail.');
    const zip = await here.desk.exportCase(caseId);
    const path = join(here.files, 'out.zip');
    await writeFile(path, zip);
    const bundle = await openBundle(path, { quarantineDir: join(here.files, 'quarantine') });
    expect([bundle.caseDocument?.evidence.map(({ id }) => id), bundle.files.map((file) => file.path)]).toEqual([['e1'], ['data/case.json', 'data/evidence/buyer/0.eml', 'data/triage.json']]);
    await bundle.dispose();
    const other = await openOperatedCore();
    try {
      const copy = await settled(await importOne(path, other), 3, other);
      expect(brief(copy)).toEqual(brief(file));
      expect(copy.exhibits.map(({ admissibility, admissibilityReason }) => [admissibility, admissibilityReason])).toEqual([
        ['forged', 'So is the mail.'],
        ['forged', 'The bill is made up.'],
        ['admitted', null],
      ]);
      // The anchor is of the desk that wrote the bundle; all else is the same to the byte.
      const again = join(here.files, 'again.zip');
      await writeFile(again, await other.exportCase(copy.caseId));
      const [before, after] = await Promise.all([path, again].map((one) => openBundle(one, { quarantineDir: null })));
      const within = (one: typeof before) => [one?.caseJson, one?.triageJson, one?.files.map((part) => [part.path, part.sha256])];
      expect(within(after)).toEqual(within(before));
      expect([before?.anchorText === null, before?.anchorText === after?.anchorText]).toEqual([false, false]);
      await other.importPaths(path);
      const log = await other.ask('audit.ofCase', { caseId: copy.caseId });
      expect(log.filter(({ action }) => action === 'case.triageCame')).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it('appears in every case that holds the same mail, also in one that comes later', async () => {
    const text = mailOf('same', [{ name: 'same.csv', body: 'x' }]);
    await settled(await importOne(await bundleOf([{ id: 'e1', text }])), 2);
    const later = await settled(await importOne(await bundleOf([{ id: 'mail', text }])), 2);
    expect(later.exhibits[1]).toMatchObject({ sourceEvidenceId: 'mail/attachment-1', state: 'good', attachedTo: later.exhibits[0]?.evidenceId });
  });

  it('is opened three mails deep and no deeper, also when a mail within is known already', async () => {
    let text = mailOf('deepest', [{ name: 'x.csv', body: 'x' }]);
    for (const depth of [4, 3, 2, 1]) text = mailOf(`depth ${depth}`, [{ name: `${depth}.eml`, type: 'message/rfc822', body: text }]);
    const names = ['e1.eml', '1.eml', '2.eml', '3.eml'];
    const first = await settled(await importOne(await bundleOf([{ id: 'e1', text }])), 4);
    expect(first.exhibits.map((exhibit) => exhibit.fileName)).toEqual(names);
    const second = await settled(await importOne(await bundleOf([{ id: 'e1', text }])), 4);
    expect(second.exhibits.map((exhibit) => exhibit.fileName)).toEqual(names);
  });

  it('is replaced when the mail is sent again with another one, and does not come back once erased', async () => {
    const sent = (body: string, status: string) => bundleOf([{ id: 'e1', text: mailOf('again', [{ name: 'a.csv', body }, { name: 'b.csv', body: 'b' }]) }], { sourceId: 'again', sourceStatus: status });
    const caseId = await importOne(await sent('first', '1'));
    const before = await settled(caseId, 3);
    expect(before.exhibits[1]?.text).toContain('first');
    // Its mail holds the same bytes: to say that nobody can read them would be false.
    expect(await here.desk.ask('cases.eraseExhibit', { requestId: randomUUID(), caseId, evidenceId: before.exhibits[2]?.evidenceId ?? '', reason: 'her right' })).toMatchObject({ stillIn: ['B-1'] });
    await importOne(await sent('second', '2'));
    await expect.poll(async () => (await here.desk.ask('cases.get', { caseId })).exhibits[1]?.text, { timeout: 25_000 }).toContain('second');
    await idle();
    const after = await here.desk.ask('cases.get', { caseId });
    expect(after.exhibits.map(({ evidenceId, state }) => [evidenceId, state])).toEqual(before.exhibits.map(({ evidenceId }, place) => [evidenceId, place === 2 ? 'erased' : 'good']));
  });

  it('keeps a case readable whose mail has the longest id there is', async () => {
    const id = 'x'.repeat(200);
    const file = await settled(await importOne(await bundleOf([{ id, text: mailOf('long', [{ name: 'a.csv', body: 'a' }]) }])), 2);
    expect(file.exhibits[1]).toMatchObject({ label: 'B-2', fileName: 'a.csv' });
  });

  it('is found by its words, by how they begin, in any writing; and no sign of a search is a command', async () => {
    const caseId = await importOne(await bundleOf([{ id: 'e1', text: mailOf('Rechnung 4711', [{ name: 'beleg.csv', body: 'Schäden am Gehäuse; 商品が破損していた; 50% "off"' }]) }]));
    await settled(caseId, 2);
    await importOne(await bundleOf([{ id: 'e1', text: mailOf('nothing', [] ) }]));
    const found = async (words: string) => (await here.desk.ask('cases.list', { scope: 'all', query: words })).rows.map((row) => row.caseId);
    await expect.poll(() => found('gehäuse'), { timeout: 20_000 }).toEqual([caseId]);
    for (const words of ['gehä', '破損して', 'Rechnung 47', 'beleg.csv', '50% "off"', 'am Gehäuse']) expect(await found(words), words).toEqual([caseId]);
    for (const words of ['gehause OR nothing', '*', 'text:x', 'NEAR(a b)', '4711-0']) expect(await found(words), words).toEqual([]);
  });
});
