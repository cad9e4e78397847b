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

/** The next case over HTTP, by itself and while a bundle of 1 GiB is imported; each is handed back, which is not timed. */
export async function benchNextAtShell(): Promise<Spread[]> {
  const bundle = join(tmpdir(), `bench-next-${randomUUID()}.zip`);
  execFileSync(process.execPath, [bundleWriter, bundle, String(files)]);
  const web = await serveCopy(largest);
  try {
    await serveSome(web, 20, () => true);
    const alone = await serveSome(web, asked, () => true);
    const batchId = randomUUID();
    await web.upload(batchId, 'bundle.zip', await openAsBlob(bundle));
    const { importId } = (await web.ask('intake.import', { requestId: randomUUID(), batchId })) as { importId: string };
    let isRunning = true;
    const ended = endOf(web, importId).finally(() => (isRunning = false));
    const meanwhile = await serveSome(web, Infinity, () => isRunning);
    await ended;
    const note = `${largest.toLocaleString('en')} cases, through HTTP with the session of a lead.`;
    return [
      spread({ bench: 'next case at the shell', unit: 'ms', bar: 'p95 <= 2 ms', note }, alone, ({ p95 }) => p95 <= 2),
      spread({ bench: 'next case at the shell, while 1 GiB is imported', unit: 'ms', bar: 'p95 <= 25 ms', note: `${note} One after the other without a pause, until the import had ended.` }, meanwhile, ({ p95 }) => p95 <= 25),
    ];
  } finally {
    rmSync(bundle, { force: true });
    await web.close();
  }
}

async function serveSome({ ask }: Web, most: number, isOn: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (times.length < most && isOn()) {
    let answer: { served: boolean; caseId?: string } = { served: false };
    const ms = await timeOf(async () => (answer = (await ask('cases.next', { requestId: randomUUID() })) as typeof answer));
    if (!answer.served) throw new Error('There was no case to be served.');
    times.push(ms);
    await ask('cases.handBack', { requestId: randomUUID(), caseId: answer.caseId });
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
