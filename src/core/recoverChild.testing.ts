import { createMemoryGateway } from '../testing/memoryGateway.ts';
import { createApp } from './app.ts';

// A desk of its own process on the data folder given, whose marketplace takes a payout and never answers; it waits to be killed.

const dataDir = process.argv[2] ?? '';
const gateway = createMemoryGateway();
gateway.payOut = () => {
  process.stdout.write('paying\n');
  return new Promise(() => {});
};
await createApp({ dataDir, key: new Uint8Array(32).fill(7), mode: 'write', holder: 'the desk that is killed' }, { gateway });
