import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from './store/store.ts';
import { tempFolder } from './started.testing.ts';

type Card = { url: string; token: string; pid: number };

/** Starts the real program on a folder and waits until it listens. */
async function run(data: string): Promise<Card & { child: ChildProcess }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), '--data', data, '--port', '0', '--disputes', '4', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  for await (const line of createInterface({ input: child.stdout })) return { ...(JSON.parse(line) as Card), child };
  throw new Error('The marketplace ended before it listened.');
}

async function kill({ child }: { child: ChildProcess }): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}

test('killed at any moment, the ledger holds each refund that was answered, none twice, and nothing that no key stands for', async () => {
  const data = tempFolder();
  const keys = Array.from({ length: 25 }, (_, index) => `key-${index}`);
  const waiting = new Set(keys);
  const answered = new Map<string, string>();

  for (let life = 0; life < 3 && waiting.size > 0; life += 1) {
    const { url, token, child } = await run(data);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const ask = async (path: string, body?: unknown, key = ''): Promise<Response> => fetch(`${url}${path}`, { method: body ? 'POST' : 'GET', headers: { ...headers, ...(key === '' ? {} : { 'idempotency-key': key }) }, ...(body ? { body: JSON.stringify(body) } : {}) });
    await ask('/control/setBehaviour', { settleAfterMs: life % 2 === 0 ? 0 : 5 });
    const { disputeId, orderId, order } = ((await (await ask('/control/disputes')).json()) as { disputeId: string; orderId: string; order: { currency: string } }[])[0] ?? { disputeId: '', orderId: '', order: { currency: '' } };
    const amount = { minor: '2', currency: order.currency };
    const body = { disputeId, orderId, amount, shares: [{ bearer: 'seller', amount }], for: 'order', rulingId: 'r', decidedAt: '2026-11-20T10:00:00Z' };
    const isLast = life === 2;
    // Killed while requests are on their way; the last life does what is left.
    const killed = isLast ? null : new Promise((resolve) => setTimeout(resolve, 15 + life * 20)).then(() => kill({ child }));
    await Promise.all(
      [...waiting].map(async (key) => {
        const text = await ask('/v1/refunds', body, key).then((response) => (response.status === 201 ? response.text() : null), () => null);
        if (text === null) return;
        const { key: echoed } = JSON.parse(text) as { key: string };
        answered.set(echoed, text);
        // Sent again in the next life as if the answer had been lost.
        if (isLast || life > 0) waiting.delete(key);
      }),
    );
    if (killed) await killed;
    else {
      await expect.poll(async () => ((await (await ask('/control/refunds')).json()) as { state: string }[]).every(({ state }) => state === 'settled'), { timeout: 10_000 }).toBe(true);
      await kill({ child });
    }
  }

  const store = openStore(data);
  const ledger = store.all<{ key: string; amount: number }>("SELECT key, amount FROM ledger WHERE kind = 'refund' ORDER BY key");
  const refunds = store.all<{ key: string; amount: number }>("SELECT key, amount FROM refund WHERE state = 'settled' ORDER BY key");
  const requests = store.all<{ key: string }>("SELECT key FROM request WHERE operation = 'createRefund' AND status = 201 ORDER BY key");
  store.close();
  expect(answered.size).toBe(25);
  expect(ledger).toEqual(refunds);
  expect(ledger.map(({ key }) => key)).toEqual([...keys].sort());
  expect(requests.map(({ key }) => key)).toEqual([...keys].sort());
});

test('a second marketplace on the same folder does not start: two would each believe they alone pay', () => {
  const data = tempFolder();
  const first = openStore(data);
  expect(() => openStore(data)).toThrow('another marketplace');
  first.close();
  openStore(data).close();
});
