import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectRoot } from '../projectRoot.ts';
import { openAttacked, type Attacked } from './attacked.testing.ts';
import { exportLog, orderExport } from './exportLog.ts';
import { startSigning } from './startSigning.ts';

let log: Attacked;
beforeEach(async () => {
  log = await openAttacked();
});
afterEach(() => log.close());

async function exported(withWords = true): Promise<string> {
  const { db, clock } = log.temp.desk;
  let text = '';
  for await (const page of exportLog(db, await orderExport(db, { at: clock(), withWords }))) text += page;
  return text;
}

/** What the verifier in Python says to an export and to anchors: its exit code and its lines. */
async function inPython(text: string, ...anchors: { text: string }[]): Promise<{ code: number | null; said: string }> {
  const file = (name: string, content: string) => {
    const path = join(log.temp.desk.dataDir, name);
    writeFileSync(path, content);
    return path;
  };
  const files = [file('log.jsonl', text), ...anchors.map((one, index) => file(`anchor-${index}.jsonl`, one.text))];
  const run = spawnSync('python3', [join(projectRoot, 'docs', 'verify_log.py'), ...files], { encoding: 'utf8' });
  return { code: run.status, said: run.stdout + run.stderr };
}

describe('an export of the log', () => {
  it('would miss an entry, a checkpoint or a word, or keep words it was asked to leave out', async () => {
    const lines = (await exported()).trimEnd().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines[0]).toMatchObject({ format: 'mediation-desk-log/1', entries: 250, withWords: true, unsigned: [] });
    expect(lines.filter((line) => 'entry' in line)).toHaveLength(250);
    expect(lines.flatMap((line) => (line['format'] === 'mediation-desk-checkpoint/1' ? [line['size']] : []))).toEqual([2, 100, 200]);
    const bare = await exported(false);
    expect(bare).not.toContain('of the log');
    expect(bare).toContain('"payload":null');
  });

  it('would need the whole log in memory, or lose its place between two pages', async () => {
    await log.add(900);
    const order = await orderExport(log.temp.desk.db, { at: 0, withWords: true });
    const pages: string[] = [];
    for await (const page of exportLog(log.temp.desk.db, order)) pages.push(page);
    expect(pages).toHaveLength(4);
    expect(pages.join('').trimEnd().split('\n')).toHaveLength(1 + 1_150 + 12);
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Each attack of a log whose traces an export shows, by name: what is done, and whether an anchor from before is held. */
const attacks: [string, (log: Attacked) => Promise<void>, boolean][] = [
  ['nothing', async () => undefined, false],
  ['nothing, with an anchor', async () => undefined, true],
  ['edit', (one) => one.tamper(`update audit_entry set action = 'x' where seq = 150`), false],
  ['edited words', (one) => one.tamper(`update audit_payload set payload = replace(payload, 'Line', 'Lime') where seq = 150`), false],
  ['erased words', (one) => one.tamper(`delete from audit_payload where seq = 150`), false],
  ['delete', (one) => one.tamper(`delete from audit_entry where seq = 150`, `delete from audit_payload where seq = 150`), false],
  ['reorder', (one) => one.tamper(`update audit_entry set seq = 999 where seq = 150`, `update audit_entry set seq = 150 where seq = 151`, `update audit_entry set seq = 151 where seq = 999`), false],
  ['covered rows that are no list', (one) => one.tamper(`update audit_entry set rows = '[{' where seq = 150`), false],
  ['cut tail, with an anchor', (one) => one.tamper('delete from audit_entry where seq > 180', 'delete from audit_payload where seq > 180', 'delete from checkpoint where size > 180'), true],
  ['cut tail, without one', (one) => one.tamper('delete from audit_entry where seq > 180', 'delete from audit_payload where seq > 180', 'delete from checkpoint where size > 180'), false],
  ['tail rewritten without the key', (one) => one.tamper(`update audit_entry set action = 'x' where seq = 150`).then(() => one.rehash(150)), false],
  ['checkpoint missing', (one) => one.tamper('delete from checkpoint where size = 100'), false],
  ['bad signature', (one) => one.tamper(`update checkpoint set signature = '${'0'.repeat(128)}' where size = 100`), false],
  ['foreign key', (one) => one.tamper().then(() => one.resign(200, new Uint8Array(32).fill(9))), false],
  ['full rewrite, with an anchor', (one) => one.tamper(`update audit_entry set action = 'x' where seq = 3`).then(() => one.rehash(3)).then(() => one.resign(3)), true],
  ['full rewrite, without one', (one) => one.tamper(`update audit_entry set action = 'x' where seq = 3`).then(() => one.rehash(3)).then(() => one.resign(3)), false],
  ['new id of the log, with an anchor', (one) => one.tamper(`update setting set value = '"${'a'.repeat(32)}"' where name = 'logId'`).then(() => one.resign(1)), true],
];

describe(`the verifier in Python (docs/verify_log.py)${hasPython ? '' : ' is not run: there is no python3 on this machine'}`, () => {
  it.each(hasPython ? attacks : [])('would judge otherwise than the core after: %s', async (_name, attack, isAnchored) => {
    const anchors = isAnchored ? [await log.anchor()] : [];
    await attack(log);
    // The file in the folder is the core's alone to compare.
    log.anchorFile.remove();
    await startSigning({ ...log.temp.desk, sealingKey: null });
    const core = await log.check(...anchors);
    const isOk = core.faults.every(({ kind }) => kind === 'file');
    const python = await inPython(await exported(), ...anchors);
    expect(python, python.said).toMatchObject({ code: isOk ? 0 : 1 });
    expect((await inPython(await exported(false), ...anchors)).code).toBe(isOk || core.faults[0]?.kind === 'words' ? 0 : 1);
  });

  it('would call an entry whole whose rows were blotted out', async () => {
    await log.tamper(`update audit_entry set rows = '' where seq = 150`);
    expect(await log.check()).toMatchObject({ ok: false, firstBroken: { seq: 150 } });
    expect(await inPython(await exported())).toMatchObject({ code: 1, said: expect.stringContaining('Entry 150 was changed') as string });
  });

  it('would take a cut export, a forged anchor or another file for a proof', async () => {
    if (!hasPython) return;
    const text = await exported();
    expect((await inPython(text.split('\n').slice(0, -60).join('\n'))).said).toContain('it was cut');
    const anchor = await log.anchor();
    expect((await inPython(text, { text: anchor.text.replace(/"at":\d+/, '"at":1') })).said).toContain('whose signature does not fit');
    expect((await inPython('{}')).code).toBe(2);
    expect((await inPython(text, anchor)).said).toContain('Anchors from outside vouch for entries 1 to 200.');
  });
});
