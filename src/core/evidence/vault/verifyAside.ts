import { createThreadPool } from '../../threadPool.ts';

/** One sealed file to be compared with the hash of what was sealed. */
export type VerifyOrder = { path: string; key: Uint8Array; size: number; sha256: string };

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './verifyThread.ts' : './verifyThread.js', import.meta.url);
const pool = createThreadPool<VerifyOrder, boolean>(threadFile, 1);

/** `verifySealed` on a thread of its own, one file at a time: a check of the vault never delays the desk. */
export function verifyAside(order: VerifyOrder, signal: AbortSignal): Promise<boolean> {
  return pool.run(order, { signal });
}
