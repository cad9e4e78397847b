import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { startCore } from '../../src/core/host.ts';
import { projectRoot } from '../../src/core/projectRoot.ts';
import { startWebShell } from '../../src/server/index.ts';
import { builtPages } from '../../src/server/pages.ts';
import { setUpLead } from '../../e2e/fixtures/process.ts';
import { findKeyFile } from '../../src/core/keyFile.ts';
import { teamPassphrase } from '../../src/testing/team.ts';
import { isQuick, spread, type Spread } from '../measure.ts';
import { sizes } from '../sized.ts';
import { writeFortyExhibits } from '../ui/bundle.ts';
import { seatedCopy } from '../web.ts';
import type { CrowdSeat, CrowdWork } from './crowd.ts';
import { gapsUntil } from './gaps.ts';

const cases = sizes[1] ?? 0;
const seconds = isQuick ? 2 : 12;
const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/**
 * Gaps in the event loop of the thread that owns the windows, with the core on its own thread under each kind of load. Beside it the gaps of a
 * thread of the same process that does nothing: what the machine itself takes from everybody.
 */
export async function benchStall(): Promise<Spread[]> {
  const { data: dataDir, remove } = await seatedCopy(cases);
  const work = mkdtempSync(join(tmpdir(), 'bench-stall-'));
  const core = await startCore({ dataDir, key: findKeyFile(dataDir), mode: 'write', holder: 'the benchmark', undoWindowMs: 0 });
  const shell = await startWebShell({ core, dataDir, port: 0, pages: builtPages(join(projectRoot, 'out', 'renderer')) });
  const crowd = new Worker(file('./crowd.ts'), { workerData: { link: shell.newLink(), name: 'Dana', passphrase: teamPassphrase } satisfies CrowdSeat });
  const lead = { sessionId: crypto.randomUUID() };
  const ask = async (method: string, input: object): Promise<unknown> => {
    const reply = await core.handle(method, input, lead);
    if (!reply.ok) throw new Error(`${method}: ${reply.error.message}`);
    return reply.value;
  };
  /** Takes a bundle in and waits until its files were looked into. */
  async function takeIn(bundle: string): Promise<void> {
    const { batchId } = await core.admit([bundle]);
    const { importId } = (await ask('intake.import', { requestId: crypto.randomUUID(), batchId })) as { importId: string };
    const isOver = async () => {
      const { state } = (await ask('intake.report', { importId })) as { state: string };
      if (state !== 'running' && state !== 'finished') throw new Error(`The import ended as ${state}.`);
      const { counts } = (await ask('jobs.list', { state: 'running', limit: 1 })) as { counts: { running: number } };
      return state === 'finished' && counts.running === 0;
    };
    while (!(await isOver())) await sleep(50);
  }
  /** Lets the crowd work for a while; says how often it did. */
  async function crowdDoes(what: CrowdWork): Promise<string> {
    crowd.postMessage(what);
    await sleep(seconds * 1_000);
    crowd.postMessage('stop');
    const [{ done }] = (await once(crowd, 'message')) as [{ done: number }];
    return what === 'search' ? `${done * 10} rounds of list, search, counts and case` : `${done} cases served and ruled on, with their letters and payouts`;
  }
  try {
    await once(crowd, 'message');
    await ask('people.signIn', { name: setUpLead, passphrase: teamPassphrase });
    const bundle = join(work, 'bundle.zip');
    execFileSync(process.execPath, [file('../writeLargeBundle.ts'), bundle, '200']);
    const photos = Array.from({ length: 4 }, (_, index) => join(work, `photos-${index}`));
    for (const [index, folder] of photos.entries()) await writeFortyExhibits(folder, `STALL-${index}`, [4_000, 3_000], [4_000, 3_000]);
    return [
      await measure('nothing', 16, () => sleep(seconds * 1_000).then(() => 'nobody works')),
      await measure('search', 16, () => crowdDoes('search')),
      await measure('rulings and payouts', 16, () => crowdDoes('rule')),
      await measure('import of 1 GiB', 16, () => takeIn(bundle).then(() => '200 files read, checked, hashed, encrypted')),
      await measure('import with thumbnails', 35, () => takeAll(photos, takeIn)),
    ];
  } finally {
    await crowd.terminate();
    await shell.close();
    await core.close();
    remove();
    rmSync(work, { recursive: true, force: true });
  }
}

async function takeAll(bundles: readonly string[], takeIn: (bundle: string) => Promise<void>): Promise<string> {
  for (const bundle of bundles) await takeIn(bundle);
  return `${bundles.length} cases with photos of 12 megapixels, each looked into`;
}

/** Watches this thread and one that does nothing while `load` runs. */
async function measure(name: string, limitMs: number, load: () => Promise<string>): Promise<Spread> {
  const idle = new Worker(file('./idleThread.ts'));
  await once(idle, 'online');
  let isOver = false;
  const watched = gapsUntil(() => isOver);
  const did = await load();
  isOver = true;
  const gaps = await watched;
  idle.postMessage('over');
  const [others] = (await once(idle, 'message')) as [number[]];
  const most = others.reduce((longest, gap) => Math.max(longest, gap), 0);
  const note = `${did}. A thread that does nothing had gaps of up to ${most.toFixed(1)} ms meanwhile.`;
  return spread({ bench: `gaps of the thread that owns the windows, ${cases.toLocaleString('en')} cases, ${name}`, unit: 'ms', bar: `max <= ${limitMs} ms`, note }, gaps, ({ max }) => max <= limitMs);
}
