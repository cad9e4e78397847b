import type { JobKind } from '../contract/jobs.ts';
import { append } from './audit/append.ts';
import { takeAwayUnbegun } from './bulk/layOut.ts';
import type { Holder } from './db/lock.ts';
import { job } from './db/schema/job.ts';
import type { Tx } from './db/write.ts';
import { deskItself, type Desk } from './desk.ts';
import { leftRunning } from './jobs/leases.ts';
import { takeUpPayouts } from './refunds/takeUpPayouts.ts';

const hourMs = 3_600_000;

/** What was found, in words of one and of many, and what becomes of it. */
const found: [JobKind[], string, string, string][] = [
  [['intake.import'], 'import', 'imports', 'goes on'],
  [['letter.send'], 'letter', 'letters', 'sent, once'],
];

/**
 * Looks at what the last end of the desk left half done, before the job queue starts; what it found goes into the log and comes back in one
 * sentence, null after a clean end. Payouts that nobody would take up any more are given their job back at every start.
 */
export async function recover(desk: Desk, leftBy: Holder | null): Promise<NonNullable<Desk['recovered']> | null> {
  return desk.write(async (tx) => {
    const running = await runningJobs(tx, desk.isShared);
    // Desks that share a database have no lock of their own: jobs whose lease ran out are what a dead one leaves.
    const isUnclean = leftBy !== null || (desk.isShared && running.length > 0);
    const payouts = await takeUpPayouts(tx, isUnclean);
    await takeAwayUnbegun(tx, desk.isShared ? tx.now - hourMs : tx.now);
    if (!isUnclean) return null;
    const parts = payouts > 0 ? [`${many(payouts, 'payout', 'payouts')} on ${payouts === 1 ? 'its' : 'their'} way (asked about again)`] : [];
    let rest = running.filter(({ kind }) => kind !== 'refund.payOut').length;
    for (const [kinds, one, more, what] of found) {
      const count = running.filter(({ kind }) => kinds.includes(kind)).length;
      if (count > 0) parts.push(`${many(count, one, more)} (${what})`);
      rest -= count;
    }
    if (rest > 0) parts.push(`${many(rest, 'job', 'jobs')} taken up`);
    const who = leftBy ? ` of ${leftBy.name} (at work since ${leftBy.since.slice(0, 16).replace('T', ' ')} UTC)` : '';
    const words = parts.length === 0 ? `Nothing was left half done after an unclean end${who}.` : `Found after an unclean end${who}: ${parts.join(', ')}.`;
    if (parts.length > 0) await append(tx, { by: deskItself, action: 'desk.recovered', subject: 'desk:start', words, data: { payouts, running: running.map(({ kind }) => kind) } });
    return { at: tx.now, words };
  });
}

async function runningJobs(tx: Tx, isShared: boolean): Promise<{ kind: JobKind }[]> {
  return tx.select({ kind: job.kind }).from(job).where(leftRunning(isShared, tx.now));
}

function many(count: number, one: string, more: string): string {
  return `${count} ${count === 1 ? one : more}`;
}
