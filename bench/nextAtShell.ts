import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { openAsBlob, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isQuick, spread, timeOf, type Spread } from './measure.ts';
import { largest } from './sized.ts';
import { serveCopy, type Web } from './web.ts';

const asked = isQuick ? 20 : 200;
const files = 200;
const bundleWriter = fileURLToPath(new URL('./writeLargeBundle.ts', import.meta.url));

/** The next case over HTTP: right after a start with much to catch up on, by itself, and while a bundle of 1 GiB is imported. */
export async function benchNextAtShell(): Promise<Spread[]> {
  const late = await afterStart();
  const bundle = join(tmpdir(), `bench-next-${randomUUID()}.zip`);
  execFileSync(process.execPath, [bundleWriter, bundle, String(files)]);
  const web = await serveCopy(largest, true);
  try {
    await untilIdle(web);
    await serveSome(web, 20, () => true);
    const alone = await serveSome(web, asked, () => true);
    const batchId = randomUUID();
    await web.upload(batchId, 'bundle.zip', await openAsBlob(bundle));
    const { importId } = (await web.ask('intake.import', { requestId: randomUUID(), batchId })) as { importId: string };
    let isRunning = true;
    const ended = endOf(web, importId).finally(() => (isRunning = false));
    const meanwhile = await serveSome(web, Infinity, () => isRunning);
    await ended;
    const note = `${largest.toLocaleString('en')} cases, through HTTP with the session of a lead, one after the other without a pause.`;
    return [
      spread({ bench: 'next case at the shell', unit: 'ms', bar: 'p95 <= 2 ms', note }, alone, ({ p95 }) => p95 <= 2),
      spread({ bench: 'next case at the shell, while 1 GiB is imported', unit: 'ms', bar: 'p95 <= 25 ms', note: `${note} Until the import had ended.` }, meanwhile, ({ p95 }) => p95 <= 25),
      spread({ bench: 'next case at the shell, right after a start', unit: 'ms', bar: 'none', note: `${note} While what has fallen due since the desk was last open is weighed and sent.` }, late, () => true),
    ];
  } finally {
    rmSync(bundle, { force: true });
    await web.close();
  }
}

async function afterStart(): Promise<number[]> {
  const web = await serveCopy(largest);
  try {
    return await serveSome(web, asked, () => true);
  } finally {
    await web.close();
  }
}

/** Until no job is due or runs. */
async function untilIdle({ ask }: Web): Promise<void> {
  for (;;) {
    const { rows, counts } = (await ask('jobs.list', { state: 'waiting', limit: 1 })) as { rows: { runAfter: number }[]; counts: { running: number } };
    if (counts.running === 0 && !rows.some(({ runAfter }) => runAfter <= Date.now())) return;
    await sleep(200);
  }
}

async function serveSome({ ask }: Web, most: number, isOn: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (times.length < most && isOn()) {
    let answer: { served: boolean } = { served: false };
    const ms = await timeOf(async () => (answer = (await ask('cases.next', { requestId: randomUUID() })) as typeof answer));
    if (!answer.served) throw new Error('There was no case to be served.');
    times.push(ms);
  }
  return times;
}

async function endOf({ ask }: Web, importId: string): Promise<void> {
  for (;;) {
    const { state, error } = (await ask('intake.report', { importId })) as { state: string; error: string | null };
    if (state === 'finished') return;
    if (state !== 'running') throw new Error(`The import ended as ${state}: ${error}`);
    await sleep(100);
  }
}
