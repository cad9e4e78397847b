import { randomBytes } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { and, ne } from 'drizzle-orm';
import type { TestStep } from '../../contract/marketplace.ts';
import { disputeCase } from '../db/schema/disputeCase.ts';
import type { Desk } from '../desk.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { AnsweredFault } from './answerFault.ts';
import { createClient, type Client } from './client.ts';
import { wantedBy, type Entered } from './entered.ts';

/** Difference of the clocks in ms from which it is said, and from which the signatures of pushed events no longer hold. */
const clockWarningMs = 60_000;
const clockFaultMs = 5 * 60_000;
const apiSteps = ['address', 'reach', 'token', 'source', 'clock', 'disputes'] as const;

/** Tries what was entered, without keeping any of it. Steps after the first fault are skipped. */
export async function testConnection(desk: Desk, entered: Entered): Promise<{ ok: boolean; steps: TestStep[] }> {
  const steps = entered.kind === 'folder' ? [await tryFolder(join(desk.dataDir, 'exchange', 'out'))] : await tryApi(desk, entered);
  return { ok: steps.every(({ verdict }) => verdict !== 'fault'), steps };
}

async function tryApi(desk: Desk, entered: Entered): Promise<TestStep[]> {
  const steps: TestStep[] = [];
  const good = (step: TestStep['step'], words: string, verdict: TestStep['verdict'] = 'good') => void steps.push({ step, verdict, words });
  const end = (step: TestStep['step'], words: string): TestStep[] => {
    good(step, words, 'fault');
    for (const left of apiSteps.filter((one) => !steps.some((done) => done.step === one))) good(left, 'A step before it failed.', 'skipped');
    return apiSteps.flatMap((one) => steps.filter(({ step: done }) => done === one));
  };
  const { url, secrets, fault } = await wantedBy(desk, entered);
  if (fault?.field === 'url') return end('address', fault.words);
  good('address', `${url} is an address the desk may use.`);
  if (fault) return end('token', fault.words);
  try {
    const client = createClient({ url: url ?? '', token: secrets?.token ?? '', isTrial: true });
    const asked = desk.clock();
    const found = await client.getMarketplace();
    good('reach', `${found.name} answers.`);
    good('token', 'It accepts the token.');
    steps.push(await saySource(desk, found.source), sayClock(Date.parse(found.now) - (asked + desk.clock()) / 2));
    steps.push(await sayDisputes(client, found.openDisputes));
    return steps;
  } catch (error) {
    if (!(error instanceof LineFault)) throw error;
    const reached = error instanceof AnsweredFault;
    const step = steps.some((one) => one.step === 'token') ? 'disputes' : reached && (error.status === 401 || error.status === 403) ? 'token' : 'reach';
    if (step === 'token') good('reach', 'A marketplace answers.');
    return end(step, error.message);
  }
}

async function saySource(desk: Desk, source: string): Promise<TestStep> {
  const others = Number(await desk.db.$count(disputeCase, and(ne(disputeCase.source, source), ne(disputeCase.state, 'closed'))));
  if (others === 0) return { step: 'source', verdict: 'good', words: `Its cases come in under the source name “${source}”.` };
  const cases = others === 1 ? '1 open case here is' : `${others} open cases here are`;
  return { step: 'source', verdict: 'warning', words: `Its cases come in under the source name “${source}”, but ${cases} of other sources: their money and letters cannot go by this connection.` };
}

function sayClock(difference: number): TestStep {
  const size = Math.abs(difference);
  const words = `Its clock is ${Math.round(size / 1_000)} s ${difference > 0 ? 'ahead of' : 'behind'} this machine's`;
  if (size > clockFaultMs) return { step: 'clock', verdict: 'fault', words: `${words}. Above 5 minutes the signatures of pushed events do not hold and deadlines are wrong; set the clock of this machine right.` };
  if (size > clockWarningMs) return { step: 'clock', verdict: 'warning', words: `${words}. Set the clock of this machine right: above 5 minutes the signatures of pushed events do not hold.` };
  return { step: 'clock', verdict: 'good', words: size < 1_000 ? 'Its clock agrees with that of this machine.' : `${words}.` };
}

async function sayDisputes(client: Client, openDisputes: number): Promise<TestStep> {
  await client.listDisputes({ limit: 1 });
  return { step: 'disputes', verdict: 'good', words: openDisputes === 1 ? '1 dispute is open there.' : `${openDisputes} disputes are open there.` };
}

async function tryFolder(folder: string): Promise<TestStep> {
  // Named as the gateway names what it has not finished, so that nobody takes it for an order.
  const probe = join(folder, `.unfinished-${randomBytes(8).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(probe, 'wx', 0o600);
    try {
      await handle.writeFile('test');
      await handle.sync();
    } finally {
      await handle.close();
    }
    return { step: 'folder', verdict: 'good', words: `Files can be written to ${folder}.` };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return { step: 'folder', verdict: 'fault', words: `Nothing can be written to ${folder} (${code}). Payouts and letters wait until that is mended.` };
  } finally {
    await rm(probe, { force: true }).catch(() => undefined);
  }
}
