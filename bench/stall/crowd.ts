// People at a web desk, as a thread that only speaks HTTP: told what to do, it does it until told "stop", and then says how often it was done.
import { parentPort, workerData } from 'node:worker_threads';
import type { InputOf, MethodName, OutputOf } from '../../src/contract/methods.ts';
import { randomFrom } from '../../src/core/db/seed/docket/random.ts';
import { verdictOn } from '../../src/core/db/seed/made/verdicts.ts';

/** What the crowd can be told to do. */
export type CrowdWork = 'search' | 'rule';
/** Where it works, and as whom. */
export type CrowdSeat = { link: string; name: string; passphrase: string };

const { link, name, passphrase } = workerData as CrowdSeat;
const { origin } = new URL(link);
const welcome = await fetch(link, { redirect: 'manual' });
const cookie = welcome.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
const random = randomFrom('crowd');
let isStopped = true;

async function ask<Name extends MethodName>(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
  const response = await fetch(`${origin}/api/${method}`, { method: 'POST', headers: { cookie, origin, 'content-type': 'application/json' }, body: JSON.stringify(input) });
  const reply = (await response.json()) as { ok: true; value: OutputOf<Name> } | { ok: false; error: { code: string; message: string } };
  if (!reply.ok) throw new Error(`${method}: ${reply.error.code} ${reply.error.message}`);
  return reply.value;
}

const queries = ['parcel', 'vase cracked', 'Schäfer', 'reason:wrong_item amount>50', 'RX-', 'days', '收到', 'is:overdue', 'state:ruled currency:EUR', 'the'];

/** One of each: a page of a list, a search, the counts beside it, a case. */
async function search(): Promise<void> {
  for (const query of queries) {
    if (isStopped) return;
    const [{ rows }] = await Promise.all([ask('cases.list', { scope: 'all', query, limit: 50 }), ask('search.find', { query }), ask('cases.facets', { scope: 'all', query })]);
    const row = rows[0];
    if (row) await ask('cases.get', { caseId: row.caseId });
  }
}

/** One case from being served to a ruling that takes effect at once: letters and the payout follow as jobs. */
async function rule(): Promise<void> {
  const next = await ask('cases.next', { requestId: crypto.randomUUID() });
  if (!next.served) throw new Error(`Nobody was served: ${next.why}.`);
  const { caseId } = next;
  for (const { evidenceId } of (await ask('cases.get', { caseId })).exhibits) await ask('cases.openExhibit', { caseId, evidenceId });
  const file = await ask('cases.get', { caseId });
  try {
    await ask('rulings.stage', { requestId: crypto.randomUUID(), caseId, expectedVersion: file.version, ruling: verdictOn(file, random) });
  } catch {
    // Some cases cannot be ruled on yet: a person skips them.
    await ask('cases.skip', { requestId: crypto.randomUUID(), caseId, reason: 'Cannot be ruled on yet' });
  }
}

const works: Record<CrowdWork, () => Promise<void>> = { search, rule };

await ask('people.signIn', { name, passphrase });
parentPort?.on('message', async (told: CrowdWork | 'stop') => {
  if (told === 'stop') return void (isStopped = true);
  isStopped = false;
  let done = 0;
  for (; !isStopped; done += 1) await works[told]();
  parentPort?.postMessage({ done });
});
parentPort?.postMessage({ done: 0 });
