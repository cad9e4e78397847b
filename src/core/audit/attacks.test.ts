import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deskItself } from '../desk.ts';
import { openAttacked, type Attacked } from './attacked.testing.ts';
import { readWords } from './entries.ts';
import { keepAnchors, ownCheckpoints } from './keepAnchors.ts';
import { readAnchors, statementOf } from './checkpointText.ts';
import { createSigner } from './signer.ts';
import { startSigning } from './startSigning.ts';

let log: Attacked;
/** 250 entries, the second of them with the key, checkpoints at 2, 100 and 200. */
beforeEach(async () => {
  log = await openAttacked();
});
afterEach(() => log.close());

const said = (check: Awaited<ReturnType<Attacked['check']>>) => check.proof.sentences.map(({ tone, words }) => `${tone}: ${words}`).join('\n');

/** As the owner of machine and keys, who also owns the folder. */
async function alsoRewriteFile(): Promise<void> {
  log.anchorFile.remove();
  await startSigning(log.temp.desk);
}

describe('an honest log', () => {
  it('would be called broken, or proven further than it is', async () => {
    const check = await log.check();
    expect(check).toMatchObject({ ok: true, entries: 250, firstBroken: null, proof: { unbrokenTo: 250, signedTo: 200, outsideTo: 0, keys: [{ isOwn: true, checkpoints: 3, upTo: 200 }] } });
    expect(said(check)).toContain('open: Nothing outside of this desk vouches for any entry');
    expect(said(check)).toContain('open: Entries 201 to 250 are not signed yet');
    expect(await log.check(await log.anchor())).toMatchObject({ ok: true, proof: { outsideTo: 200, anchors: [{ heldBy: 'Eva of the works council', place: 'given', upTo: 200, verdict: 'holds' }, { place: 'folder', agree: 3 }] } });
  });
});

describe('found by the chain alone', () => {
  it.each([
    ['edit', `update audit_entry set action = 'case.skipped' where seq = 150`, 150, 'Entry 150 was changed'],
    ['delete', `delete from audit_entry where seq = 150`, 151, 'Entry 150 is missing before entry 151.'],
    ['insert', `update audit_entry set seq = -seq where seq >= 150; update audit_entry set seq = 1 - seq where seq < 0; insert into audit_entry select 150, at, person_id, session_id, action, subject, case_id, subject_version, payload_sha256, rows, previous_hash, hash from audit_entry where seq = 151`, 151, 'Entry 151'],
    ['reorder', `update audit_entry set seq = 999 where seq = 150; update audit_entry set seq = 150 where seq = 151; update audit_entry set seq = 151 where seq = 999`, 150, 'Entry 150 does not follow'],
  ])('%s', async (_attack, statements, seq, message) => {
    await log.tamper(...statements.split('; '));
    const check = await log.check();
    expect(check).toMatchObject({ ok: false, firstBroken: { seq } });
    expect(check.firstBroken?.message).toContain(message);
    expect(check.firstBroken?.safe).toBe(`Entries 1 to ${check.proof.unbrokenTo} follow from each other, and up to entry 100 they are as signed.`);
    expect([149, 150]).toContain(check.proof.unbrokenTo);
    expect(check.proof.signedTo).toBe(100);
  });
});

describe('claimed no further than proven', () => {
  it('would call the first entries vouched for by an anchor behind a break, although they are the ones that were rewritten', async () => {
    const anchor = await log.anchor();
    await log.tamper(`update audit_entry set action = 'case.skipped' where seq = 3`);
    const kept = await log.temp.database.all<{ previous_hash: string; hash: string; seq: bigint }>('select seq, previous_hash, hash from audit_entry where seq >= 150');
    await log.rehash(3);
    for (const { seq, previous_hash: before, hash } of kept) await log.temp.database.run(`update audit_entry set previous_hash = '${before}', hash = '${hash}' where seq = ${seq}`);
    await log.resign(3);
    const check = await log.check(anchor);
    expect(check).toMatchObject({ ok: false, firstBroken: { seq: 150 }, proof: { unbrokenTo: 149, outsideTo: 0, anchors: [{ verdict: 'behind', agree: 0 }, {}] } });
    expect(said(check)).not.toContain('Held against');
  });
});

describe('found by an anchor', () => {
  it('cut tail, with all its rows and checkpoints, when somebody else holds an anchor', async () => {
    const anchor = await log.anchor();
    await log.tamper('delete from audit_entry where seq > 180', 'delete from audit_payload where seq > 180', 'delete from checkpoint where size > 180');
    const found = await log.check(anchor);
    expect(found).toMatchObject({ ok: false, firstBroken: { seq: 181, safe: 'No older anchor from outside vouches for any entry.' } });
    expect(found.firstBroken?.message).toMatch(/^Eva of the works council holds an anchor of entry 200, .* the log ends with entry 180: its newest entries were cut off, or an older copy/);
    // The folder's own file tells it too, as long as nobody cut that with the log.
    expect((await log.check()).faults.map(({ message }) => message).join()).toContain('The anchor file of this data folder holds an anchor of entry 200');
    await alsoRewriteFile();
    expect((await log.check()).ok).toBe(true);
  });

  it('cut tail by somebody who forgot the checkpoints', async () => {
    await log.tamper('delete from audit_entry where seq > 180', 'delete from audit_payload where seq > 180');
    log.anchorFile.remove();
    expect((await log.check()).firstBroken).toMatchObject({ seq: 181, message: expect.stringContaining('the log ends with entry 180: its newest entries were cut off') as string });
  });

  it('roll back to an older copy of the database', async () => {
    const putBack = await log.copy();
    await log.add(60);
    const anchor = await log.anchor();
    await putBack();
    expect((await log.check()).faults[0]?.kind).toBe('anchor');
    await alsoRewriteFile();
    expect((await log.check()).ok).toBe(true);
    expect((await log.check(anchor)).firstBroken).toMatchObject({ seq: 252, message: expect.stringContaining('an older copy of the database was put back') as string });
  });

  it('roll back, which a start notes in the log itself', async () => {
    const putBack = await log.copy();
    await log.add(60);
    await putBack();
    await startSigning(log.temp.desk);
    await startSigning(log.temp.desk);
    const rows = await log.temp.database.all<{ subject: string }>(`select subject from audit_entry where action = 'log.foundOlder'`);
    expect(rows).toEqual([{ subject: 'anchor:300' }]);
  });

  it('fork: two continuations of one log, both signed by its key', async () => {
    const putBack = await log.copy();
    await log.add(60);
    const anchor = await log.anchor();
    await putBack();
    log.anchorFile.remove();
    await log.add(61);
    await alsoRewriteFile();
    expect((await log.check()).ok).toBe(true);
    const found = await log.check(anchor);
    expect(found.firstBroken).toMatchObject({ seq: 1, message: expect.stringContaining('two continuations of one log') as string });
    const older = { heldBy: 'Max', text: log.anchorFile.read().split('\n')[2] ?? '' };
    expect((await log.check(anchor, older)).firstBroken).toMatchObject({ seq: 201, safe: 'Entries 1 to 200 are as an anchor saw them.' });
  });

  it('full rewrite with hashes and signatures made anew, when somebody else holds an anchor', async () => {
    const anchor = await log.anchor();
    await log.tamper(`update audit_entry set action = 'case.skipped' where seq = 3`);
    await log.rehash(3);
    await log.resign(3);
    await alsoRewriteFile();
    const found = await log.check(anchor);
    expect(found).toMatchObject({ ok: false, firstBroken: { message: expect.stringContaining('it is of another entry 200 than this log has') as string } });
  });

  it('full rewrite without an anchor is NOT found, and the check says so in words', async () => {
    await log.tamper(`update audit_entry set action = 'case.skipped' where seq = 3`);
    await log.rehash(3);
    await log.resign(3);
    await alsoRewriteFile();
    const check = await log.check();
    expect(check.ok).toBe(true);
    expect(said(check)).toContain('who owns this machine and its keys can have written the whole log anew, with rows, hashes and signatures, and this check would not notice');
  });

  it('rewrite under a new id of the log', async () => {
    const anchor = await log.anchor();
    await log.tamper(`update setting set value = '"${'a'.repeat(32)}"' where name = 'logId'`);
    await log.resign(1);
    await alsoRewriteFile();
    expect((await log.check()).ok).toBe(true);
    expect((await log.check(anchor)).firstBroken?.message).toContain('this log was rewritten from its first entry, or started over');
  });

  it('an anchor kept here, after the database was rewritten around it', async () => {
    const { text } = await log.anchor();
    await log.temp.desk.write((tx) => keepAnchors(tx, readAnchors(text).checkpoints, 'Eva', { personId: 'desk', name: 'Ann', role: 'admin', sessionId: 's' }));
    expect((await log.check()).proof).toMatchObject({ outsideTo: 200, anchors: [{ heldBy: 'Eva', place: 'kept' }, { place: 'folder' }] });
    await log.tamper(`update audit_entry set action = 'case.skipped' where seq = 150`);
    await log.rehash(150);
    await log.resign(150);
    expect((await log.check()).faults.map(({ message }) => message).join()).toContain('Eva holds an anchor of entry 200');
  });
});

describe('found by the checkpoints', () => {
  it('tail rewritten with its hashes, by somebody without the key', async () => {
    await log.tamper(`update audit_entry set action = 'case.skipped' where seq = 150`);
    await log.rehash(150);
    expect((await log.check()).firstBroken).toMatchObject({ seq: 101, message: expect.stringContaining('entries 101 to 200 were rewritten after that') as string, safe: 'Entries 1 to 100 are as they were when they were signed.' });
  });

  it('checkpoint missing where there must be one', async () => {
    await log.tamper('delete from checkpoint where size = 100');
    log.anchorFile.remove();
    expect((await log.check()).firstBroken).toMatchObject({ seq: 100, message: expect.stringContaining('The checkpoint of entry 100 is missing') as string });
  });

  it('checkpoint with a foreign key', async () => {
    await log.resign(200, new Uint8Array(32).fill(9)).catch(() => undefined);
    await log.tamper();
    await log.resign(200, new Uint8Array(32).fill(9));
    expect((await log.check()).faults.map(({ message }) => message).join()).toContain('is by a foreign key: no entry of the log before it brings that key in');
  });

  it('bad signature', async () => {
    await log.tamper(`update checkpoint set signature = '${'0'.repeat(128)}' where size = 100`);
    expect((await log.check()).firstBroken).toMatchObject({ seq: 100, message: expect.stringContaining('has a signature that does not fit') as string });
  });

  it('id of the log taken out of the settings', async () => {
    await log.tamper(`delete from setting where name = 'logId'`);
    expect((await log.check()).firstBroken?.message).toContain('the id of the log that they sign is gone from the settings');
  });

  it('owner of a shared database without the keys: checkpoints dropped, then rewritten and marked as if a desk without a key had been at work', async () => {
    await log.tamper(`update audit_entry set action = 'case.skipped' where seq = 150`, `update checkpoint set public_key = '', signature = '' where size = 200`);
    await log.rehash(150);
    const found = await log.check();
    expect(found.ok).toBe(false);
    expect(found.faults.map(({ message }) => message).join('\n')).toMatch(/The anchor file of this data folder holds an anchor of entry 200.*\n?.*another entry 200/);
    expect(found.faults.map(({ message }) => message).join('\n')).toContain('is not in the database any more: taken out past the desk');
    expect(found.proof).toMatchObject({ signedTo: 100 });
  });
});

describe('what nobody but an attacker writes', () => {
  it.each([
    ['a row that is nothing', `update audit_entry set rows = '[null]' where seq = 150`],
    ['a row that says more, which another verifier reads in another order', `update audit_entry set rows = '[{"id":"a","sha256":"b","table":"ruling","\\uffff":1,"😀":2}]' where seq = 150`],
    ['a row without an id', `update audit_entry set rows = '[{"table":"ruling"}]' where seq = 150`],
  ])('%s would end the check without a word', async (_attack, statement) => {
    await log.tamper(statement);
    await log.rehash(150);
    expect((await log.check()).firstBroken).toMatchObject({ seq: 150, message: expect.stringContaining('Entry 150 covers what is no row') as string });
  });

  it('a row of a table that is only a name of the language would end the check', async () => {
    await log.tamper(`update audit_entry set rows = '[{"id":"a","sha256":"b","table":"constructor"}]' where seq = 150`);
    await log.rehash(150);
    expect((await log.check()).firstBroken?.message).toContain('were rewritten after that');
  });

  it('words that are no words would make the list of the log fail', async () => {
    expect(readWords('note.added', 'no JSON')).toEqual({ personName: 'unreadable', words: 'note.added (its words cannot be read)' });
    expect(readWords('note.added', '{"personName":5}')).toEqual({ personName: 'unreadable', words: 'note.added (its words cannot be read)' });
  });
});

describe('the anchor file', () => {
  it('would be cut without being noticed by a check, or by the next start', async () => {
    await log.add(250);
    const lines = log.anchorFile.read().trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    log.anchorFile.write(`${lines.slice(0, 2).join('\n')}\n${lines[2]?.slice(0, 40)}`);
    const check = await log.check();
    expect(check).toMatchObject({ ok: false, firstBroken: { seq: 0, message: 'The anchor file of this data folder lacks 4 of 6 checkpoints, the first of entry 200: it was cut or changed.' } });
    await startSigning(log.temp.desk);
    expect(await log.check()).toMatchObject({ ok: true });
    expect(await log.temp.database.all(`select seq from audit_entry where action = 'log.anchorsMended'`)).toHaveLength(1);
    log.anchorFile.remove();
    expect((await log.check()).firstBroken?.message).toBe('The anchor file of this data folder is gone.');
  });

  it('would be taken as whole where it lacks a line that is read in a later piece', async () => {
    const [first] = readAnchors(log.anchorFile.read()).checkpoints;
    const { logId = '', publicKey = '' } = first?.checkpoint ?? {};
    const pieces = async (atOnce: number) => {
      const sizes: number[] = [];
      for await (const some of ownCheckpoints(log.temp.desk.db, logId, publicKey, atOnce)) sizes.push(...some.map(({ size }) => size));
      return sizes;
    };
    for (const atOnce of [1, 2, 3, 500]) expect(await pieces(atOnce)).toEqual([2, 100, 200]);
  });

  it('would lose the line of a crash between commit and write, or count it as cut', async () => {
    const lines = log.anchorFile.read().trimEnd().split('\n');
    log.anchorFile.write(`${lines.slice(0, 2).join('\n')}\n`);
    expect((await log.check()).ok).toBe(true);
    await startSigning(log.temp.desk);
    expect(log.anchorFile.read().trimEnd().split('\n')).toEqual(lines);
    expect(await log.temp.database.all(`select seq from audit_entry where action = 'log.anchorsMended'`)).toHaveLength(0);
  });

  it('would be kept from a stranger who knows the id of the log, and every check fail from then on', async () => {
    const [own] = readAnchors((await log.anchor()).text).checkpoints;
    if (!own) throw new Error('There is an anchor.');
    const stranger = createSigner(new Uint8Array(32).fill(3), log.temp.desk.dataDir, () => undefined);
    const made = ['a', 'b'].map((letter, line) => {
      const statement = { ...own.checkpoint, size: 100 + 900 * line, head: letter.repeat(64), publicKey: stranger.publicKey };
      return { line: line + 1, checkpoint: { ...statement, signature: stranger.sign(statementOf(statement)) } };
    });
    const came = await log.temp.desk.write((tx) => keepAnchors(tx, made, 'the bundle of a stranger', deskItself));
    expect(came).toMatchObject({ kept: 0, refused: [{ line: 1, message: expect.stringContaining('no entry of this log brings that key in') as string }, {}] });
    expect((await log.check()).ok).toBe(true);
  });

  it('would make the desk note an older copy that never was, by a line somebody made up', async () => {
    const forged = (await log.anchor()).text.replace('"size":200', '"size":90000');
    log.anchorFile.write(`${log.anchorFile.read()}${forged}`);
    await startSigning(log.temp.desk);
    expect(await log.temp.database.all(`select seq from audit_entry where action = 'log.foundOlder'`)).toHaveLength(0);
    expect((await log.check()).faults[0]?.message).toContain('whose signature does not fit');
  });

  it('would be taken at its word when a line was made up', async () => {
    const anchor = await log.anchor();
    const forged = { heldBy: 'Mallory', text: anchor.text.replace(/"head":"[0-9a-f]{64}"/, `"head":"${'e'.repeat(64)}"`) };
    expect((await log.check(forged)).faults[0]?.message).toContain('Mallory holds an anchor of entry 200 whose signature does not fit');
    expect((await log.check({ heldBy: 'Max', text: 'no anchor' })).faults[0]?.message).toContain('damaged or no anchor file');
    expect((await log.check({ heldBy: 'Max', text: '' })).ok).toBe(false);
  });
});
