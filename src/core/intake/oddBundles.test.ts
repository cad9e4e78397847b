import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { NeutralCaseInput } from '../../contract/neutralCase.ts';
import { eachOperatedCore } from '../../testing/eachOperatedCore.ts';
import { neutralCase } from '../../testing/neutralCases.ts';
import { openOperatedCore } from '../../testing/operatedCore.ts';
import { bag, manifestOf, putFolder, putZip, type Files } from './bundle/bagBuilder.testing.ts';
import { checkPath } from './bundle/checkPath.ts';

const here = eachOperatedCore();

type Evidence = NonNullable<NeutralCaseInput['evidence']>[number];
const exhibit = (id: string, path: string): Evidence => ({ id, side: 'buyer', kind: 'document', fileName: 'x.txt', path });

function bundleOf(payload: Files) {
  return bag({ ...payload, 'data/a.txt': undefined, 'data/b/c.txt': undefined, 'manifest-sha256.txt': manifestOf(payload), 'bag-info.txt': 'Contact-Name: x\n' });
}

const bundle = (evidence: Evidence[], payload: Files = {}) =>
  putZip(here.files, bundleOf({ 'data/case.json': JSON.stringify({ ...neutralCase(), evidence, messages: [] }), ...payload }));

/** What a desk that gets the exported case finds in it. */
async function sendOn(caseId: string) {
  const path = join(here.files, 'out.zip');
  await writeFile(path, await here.desk.exportCase(caseId));
  const there = await openOperatedCore();
  try {
    const report = await there.importPaths(path);
    const file = await there.ask('cases.get', { caseId: report.cases[0]?.caseId ?? '' });
    return { check: await checkPath(path), hashes: file.exhibits.map(({ sha256 }) => sha256?.slice(0, 8)) };
  } finally {
    await there.close();
  }
}

describe('a case that may always travel on', () => {
  it('would be impossible to export after an honest update that names another file on the same path', async () => {
    await here.desk.importPaths(await bundle([exhibit('e1', 'evidence/buyer/x.txt')], { 'data/evidence/buyer/x.txt': 'hello' }));
    const { cases } = await here.desk.importPaths(await bundle([exhibit('e2', 'evidence/buyer/x.txt')], { 'data/evidence/buyer/x.txt': 'hello 2' }));
    const { check, hashes } = await sendOn(cases[0]?.caseId ?? '');
    expect(check).toMatchObject({ valid: true, faults: [] });
    expect(hashes.toSorted()).toEqual(['2cf24dba', 'bf949020']);
  });

  it('would be impossible to export when two exhibits name one file, or one names the case itself', async () => {
    const { cases } = await here.desk.importPaths(await bundle([exhibit('e1', 'evidence/buyer/x.txt'), exhibit('e2', 'evidence/buyer/x.txt'), exhibit('e3', 'case.json')], { 'data/evidence/buyer/x.txt': 'hello' }));
    const { check, hashes } = await sendOn(cases[0]?.caseId ?? '');
    expect(check.faults.filter(({ code }) => code !== 'CASE_FILE_NOT_IN_BAG')).toEqual([]);
    expect(hashes.slice(0, 2)).toEqual(['2cf24dba', '2cf24dba']);
  });
});

describe('a file that is here', () => {
  it('would be shown missing because a Mac spells its name in another Unicode form than the case', async () => {
    const path = await bundle([exhibit('e1', 'evidence/buyer/caf\u00e9.txt')], { 'data/evidence/buyer/cafe\u0301.txt': 'hello' });
    const { cases } = await here.desk.importPaths(path);
    expect(cases).toMatchObject([{ faults: [], bundle: { valid: true, files: [{ of: 'buyer', good: 1, missing: 0 }, { of: 'document' }] } }]);
    const { exhibits } = await here.desk.ask('cases.get', { caseId: cases[0]?.caseId ?? '' });
    expect(exhibits.map(({ sha256, state }) => [sha256?.slice(0, 8), state === 'missing'])).toEqual([['2cf24dba', false]]);
  });

  it('would be shown as an exhibit although it is the case itself', async () => {
    const { cases } = await here.desk.importPaths(await bundle([exhibit('e1', 'case.json')]));
    const { exhibits } = await here.desk.ask('cases.get', { caseId: cases[0]?.caseId ?? '' });
    expect(exhibits.map(({ sha256, state }) => [sha256, state])).toEqual([[null, 'missing']]);
  });
});

describe('a bag without a case', () => {
  it('would be kept out as a whole by one file whose name is blank', async () => {
    const { cases, failed } = await here.desk.importPaths(await putFolder(here.files, bundleOf({ 'data/\u00a0': 'x', 'data/good.txt': 'y' })));
    expect(failed).toEqual([]);
    const { exhibits } = await here.desk.ask('cases.get', { caseId: cases[0]?.caseId ?? '' });
    expect(exhibits.map(({ fileName }) => fileName)).toEqual(['good.txt', 'file-2']);
  });

  it('would be kept out as a whole by a list that names more files than a case may hold', async () => {
    const payload = { 'data/good.txt': 'y' };
    const listed = Array.from({ length: 10_500 }, (_, index) => `${'0'.repeat(64)}  data/gone-${index}.txt\n`).join('');
    const { cases, failed } = await here.desk.importPaths(await putFolder(here.files, { ...bundleOf(payload), 'manifest-sha256.txt': manifestOf(payload) + listed }));
    expect([failed, cases[0]?.bundle?.files[0]?.good]).toEqual([[], 1]);
  });
});
