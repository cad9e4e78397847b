import { createHash, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NeutralCase } from '../../contract/neutralCase.ts';
import type { TriageDocument } from '../../contract/bundleDocuments.ts';
import { eachOperatedCore } from '../../testing/eachOperatedCore.ts';
import { neutralCase } from '../../testing/neutralCases.ts';
import { writeBundle } from './bundle/writeBundle.ts';

const here = eachOperatedCore();

async function write(name: string, content: string | object): Promise<string> {
  const path = join(here.files, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const most = { minor: '9'.repeat(18), currency: 'USD' };
const queue = () => here.desk.ask('cases.list', { scope: 'queue' });

describe('an import with hostile files', () => {
  it('takes the sound ones in, whatever lies beside them, and lets no statement of the database out', async () => {
    const [claim] = neutralCase().claims;
    const report = await here.desk.importPaths(
      await write('twice.json', { ...neutralCase(), sourceId: 'twice', claims: [claim, claim] }),
      await write('half.json', JSON.stringify({ ...neutralCase(), sourceId: 'half' }).replace('"parties":[', '"parties":[{"role":"carrier","language":"\\ud800"},')),
      await write('nul.json', { ...neutralCase(), sourceId: 'nul', unmapped: [{ path: '$', value: '\ud83d' }] }),
      await write('sound.json', { ...neutralCase(), sourceId: 'sound' }),
    );
    expect(report).toMatchObject({ state: 'finished', error: null, cases: [{ sourceId: 'sound' }] });
    expect(report.failed.map(({ code }) => code)).toEqual(['CASE_INVALID', 'CASE_INVALID', 'CASE_INVALID']);
    expect(JSON.stringify(report)).not.toContain('insert into');
  });

  it('shows the queue and the case when amounts add up to more than an amount can state', async () => {
    const [claim] = neutralCase().claims;
    const claims = Array.from({ length: 20 }, (_, index) => ({ ...claim, id: `c${index}`, amount: most }));
    const items = [{ id: 'i', title: 'Watch', quantity: Number.MAX_SAFE_INTEGER, unitPrice: most }];
    const report = await here.desk.importPaths(await write('much.json', { ...neutralCase(), claims, items }));
    expect((await queue()).rows).toMatchObject([{ amount: most }]);
    expect((await here.desk.ask('cases.get', { caseId: report.cases[0]?.caseId ?? '' })).refundRoom.lines.map(({ lineId }) => lineId)).toEqual(['shipping']);
  });

  it('does not let copies of one case that each name other files grow it until it cannot be exported', async () => {
    const copy = (from: string) => ({ ...neutralCase(), messages: [], evidence: Array.from({ length: 5_001 }, (_, index) => ({ id: `${from}${index}`, side: 'buyer', kind: 'photo', fileName: 'x.jpg' })) });
    const first = await here.desk.importPaths(await write('first.json', copy('a')));
    const second = await here.desk.importPaths(await write('second.json', copy('b')));
    expect(second).toMatchObject({ state: 'finished', cases: [], failed: [{ code: 'CASE_NOT_STORED', message: expect.stringMatching(/would hold 10002 exhibits; a case holds at most 10000\. The case stays as it was\.$/) as string }] });
    expect((await here.desk.exportCase(first.cases[0]?.caseId ?? '')).length).toBeGreaterThan(1_000_000);
  }, 90_000);

  it('opens a bag to look at although its identifier is no id', async () => {
    for (const [name, said] of [['empty', ''], ['long', 'x'.repeat(500)], ['nul', 'a\u0000b']]) {
      const bag = join(here.files, `${name}`);
      await mkdir(join(bag, 'data'), { recursive: true });
      await writeFile(join(bag, 'bagit.txt'), 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n');
      await writeFile(join(bag, 'bag-info.txt'), `External-Identifier: ${said}\n`);
      await writeFile(join(bag, 'data', 'a.txt'), 'a');
      expect(await here.desk.importPaths(bag)).toMatchObject({ state: 'finished', failed: [], cases: [{ sourceId: name, result: 'created' }] });
    }
  });
});

describe('notes and judgements that come with a bundle', () => {
  const caseDocument = (): NeutralCase => neutralCase({ evidence: [{ id: 'e1', side: 'seller', kind: 'document', fileName: 'packing.txt', path: 'evidence/seller/packing.txt' }] });

  async function bundle(name: string): Promise<string> {
    const bytes = Buffer.from('packed');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const open = async function* () {
      yield bytes;
    };
    const triage = (name === 'plain' ? undefined : { schema: 'dispute-triage/1', notes: [], admissibility: [{ evidenceId: 'e1', admissibility: 'forged', reason: name }], relabelled: [] }) satisfies TriageDocument | undefined;
    const out = join(here.files, name);
    await writeBundle(out, { caseDocument: caseDocument(), ...(triage ? { triage } : {}), files: [{ path: 'evidence/seller/packing.txt', size: bytes.length, sha256, open }], baggedAt: 0 }, { as: 'folder' });
    return out;
  }

  it('do not change the evidence under a mediator who has the case, and stand in the log where they do change it', async () => {
    const report = await here.desk.importPaths(await bundle('plain'));
    const caseId = report.cases[0]?.caseId ?? '';
    const admissibility = async () => (await here.desk.ask('cases.get', { caseId })).exhibits[0]?.admissibility;
    const sessionId = await here.desk.seat('Dana', 'mediator');
    await here.desk.ask('cases.claim', { requestId: randomUUID(), caseId }, sessionId);
    await here.desk.importPaths(await bundle('held'));
    expect(await admissibility()).toBe('admitted');
    await here.desk.ask('cases.handBack', { requestId: randomUUID(), caseId, note: null }, sessionId);
    await here.desk.importPaths(await bundle('waiting'));
    expect(await admissibility()).toBe('forged');
    expect((await here.desk.ask('audit.ofCase', { caseId })).filter(({ action }) => action === 'case.triageCame')).toHaveLength(1);
  });
});
