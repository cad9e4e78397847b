// A program that takes a bundle into a data folder and stays: tests end it by force in the middle. Arguments: data folder, key in hex, bundle.
import { randomUUID } from 'node:crypto';
import { createApp } from '../core/app.ts';

const [dataDir = '', key = '', bundle = ''] = process.argv.slice(2);
const sessionId = randomUUID();
const core = await createApp({ dataDir, key: Buffer.from(key, 'hex'), mode: 'write', holder: 'a test', seats: [{ sessionId, name: 'Operator', role: 'admin' }] });
core.on((event) => {
  if (event.type === 'import.changed') process.stdout.write(`${event.isFinished ? 'finished' : 'reading'}\n`);
});
const { batchId } = await core.admit([bundle]);
await core.handle('intake.import', { requestId: randomUUID(), batchId }, { sessionId });
