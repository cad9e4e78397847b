// A whole desk in a process of its own: takes calls as a screen makes them, and is ended by force, from outside or at an exact point.
import { flushCompileCache } from 'node:module';
import type { OutputOf } from '../../contract/methods.ts';
import { createApp } from '../../core/app.ts';
import type { Core } from '../../core/core.ts';
import { toFault } from '../../core/dispatch.ts';
import { createKillPoints } from './killPoints.ts';
import { operatorSession, seats, tortureKey, type DeskPlace, type FromDesk, type ToDesk } from './orders.ts';

const points = createKillPoints(() => process.kill(process.pid, 'SIGKILL'));
let core: Core | null = null;
const tell = (message: FromDesk) => void process.send?.(message);

async function open({ dataDir, undoMs }: DeskPlace): Promise<void> {
  const startedAt = performance.now();
  core = await createApp(
    { dataDir, key: tortureKey, mode: 'write', holder: 'the torture run', seats, undoWindowMs: undoMs },
    { around: points.around },
  );
  core.on((event) => {
    if (event.type === 'job.changed') points.passed('job.between');
  });
  const ms = performance.now() - startedAt;
  const status = await core.handle('desk.status', {}, { sessionId: operatorSession });
  if (!status.ok) throw new Error(status.error.message);
  tell({ type: 'opened', opening: { ms, recovered: (status.value as OutputOf<'desk.status'>).recovered?.words ?? null } });
}

async function obey(order: ToDesk): Promise<void> {
  if (order.type === 'open') return open(order.place);
  if (order.type === 'arm') return points.arm(order.order);
  if (!core) throw new Error('The desk is not open yet.');
  if (order.type === 'close') {
    await core.close();
    tell({ type: 'closed' });
    process.disconnect();
    return;
  }
  const reply = order.type === 'call' ? await core.handle(order.method, order.input, { sessionId: order.sessionId }) : { ok: true as const, value: await core.admit(order.paths) };
  tell({ type: 'answered', id: order.id, reply });
}

process.on('message', (order: ToDesk) => {
  obey(order).catch((error: unknown) => {
    const { message } = toFault(error, (unforeseen) => process.stderr.write(`${unforeseen instanceof Error ? String(unforeseen.stack) : String(unforeseen)}\n`));
    // A desk that cannot open is of no use: the driver starts the next one.
    process.send?.({ type: 'refused', message } satisfies FromDesk, undefined, undefined, () => core === null && process.exit(1));
  });
});
// The driver is gone: nobody would end this one.
process.on('disconnect', () => process.exit());
if (!process.connected) process.exit();
flushCompileCache();
tell({ type: 'loaded' });
