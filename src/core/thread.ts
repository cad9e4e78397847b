import { parentPort, workerData } from 'node:worker_threads';
import { keepCompiled } from './compiled.ts';
import type { Core } from './core.ts';
import { toFault } from './dispatch.ts';
import { openDoor } from './door.ts';
import { sayUnforeseen } from './sayUnforeseen.ts';
import { streamsOf, type FromCore, type ThreadData, type ToCore } from './hop.ts';

// The core's own thread: the database client is synchronous with a file, so a long query stops this thread and no window.

function openPort() {
  if (!parentPort) throw new Error('The core thread is started by startCore alone.');
  return parentPort;
}

const port = openPort();
const tell = (message: FromCore, streams: ReadableStream[] = []) => port.postMessage(message, streams as never);

async function answer(core: Core, { id, name, args }: ToCore): Promise<void> {
  try {
    const call = core[name] as (...given: unknown[]) => Promise<unknown>;
    const value = await call(...args);
    tell({ type: 'answered', id, answer: value }, streamsOf(value));
  } catch (error) {
    tell({ type: 'broke', id, message: error instanceof Error ? error.message : String(error) });
  }
  if (name === 'close') process.exit();
}

try {
  const core = await openDoor(workerData as ThreadData, { onKey: (key) => tell({ type: 'opened', key }) });
  core.on((event) => tell({ type: 'event', event }));
  port.on('message', (message: ToCore) => void answer(core, message));
  tell({ type: 'started' });
  keepCompiled();
} catch (error) {
  const fault = toFault(error, (unforeseen) => process.stderr.write(`mediation desk: the core did not start: ${sayUnforeseen(unforeseen)}\n`));
  tell({ type: 'refused', fault });
  port.close();
}
