import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAllExhibits } from '../../testing/builders.ts';
import { verifyLog } from '../audit/verify.ts';
import { openApprovalDesk, type ApprovalDesk } from './approvalDesk.testing.ts';

let temp: ApprovalDesk['temp'];
let dana: ApprovalDesk['dana'];
let iris: ApprovalDesk['iris'];
let file: ApprovalDesk['file'];
let look: ApprovalDesk['look'];
let approve: ApprovalDesk['approve'];
let rulingOf: ApprovalDesk['rulingOf'];
let held: ApprovalDesk['held'];
beforeEach(async () => void ({ temp, dana, iris, file, look, approve, rulingOf, held } = await openApprovalDesk()));
afterEach(() => temp.close());

describe('the schema, past the desk', () => {
  const run = (words: ReturnType<typeof sql>) => temp.database.run(words);
  const saying = (words: string) => ({ cause: { message: expect.stringMatching(new RegExp(`SQLITE_CONSTRAINT.*${words}`)) } });
  const insert = (rulingId: string, change: { personId?: string; authorId?: string; sha256?: string } = {}, hash = '') => {
    const { personId = iris.personId, authorId = dana.personId, sha256 = hash } = change;
    return run(sql`insert into approval values (${randomUUID()}, ${rulingId}, 1, 'approved', ${personId}, 'x', ${authorId}, ${sha256}, null, 1)`);
  };

  it('would let a held ruling take effect without an approval, or from its hold', async () => {
    const rulingId = await held();
    const effect = () => run(sql`update ruling set state = 'effective' where ruling_id = ${rulingId}`);
    await expect(effect()).rejects.toMatchObject(saying('second person'));
    await run(sql`update ruling set state = 'staged' where ruling_id = ${rulingId}`);
    await expect(effect()).rejects.toMatchObject(saying('second person'));
    expect(await rulingOf(rulingId)).toMatchObject({ state: 'staged' });
  });

  it('would let the author in as approver, under a false author, or another hash', async () => {
    const rulingId = await held();
    const { sha256 } = await look(rulingId);
    await expect(insert(rulingId, { personId: dana.personId }, sha256)).rejects.toMatchObject(saying('approval_second_person'));
    await expect(insert(rulingId, { personId: dana.personId, authorId: iris.personId }, sha256)).rejects.toMatchObject(saying('names the author'));
    await expect(insert(rulingId, { sha256: '1'.repeat(64) })).rejects.toMatchObject(saying('only what was held'));
    await insert(rulingId, {}, sha256);
  });

  it('would let what was held or approved be rewritten', async () => {
    const rulingId = await held();
    await openAllExhibits(temp.desk, file.caseId, iris);
    await approve(rulingId);
    for (const words of [sql`update approval set person_id = 'x'`, sql`delete from approval`, sql`update ruling_hold set total_minor = 9999999`, sql`delete from ruling_hold`, sql`update ruling set reasons = 'x'`]) {
      await expect(run(words)).rejects.toMatchObject(saying(''));
    }
  });

  it('would not notice in the log that a limit was raised past the desk', async () => {
    await held();
    await run(sql`update ruling_limit set minor = 99999999`);
    expect(await verifyLog(temp.desk.db)).toMatchObject({ ok: false, firstBroken: { message: expect.stringContaining('ruling_limit') } });
  });
});
