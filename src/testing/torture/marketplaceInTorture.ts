import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { FaultOrder } from '../../marketplace/faults/faults.ts';
import { compiledFolder } from './orders.ts';

/** The reference marketplace, in a process that dies and is started again on the same data and port. */
export type MarketplaceInTorture = {
  readonly url: string;
  readonly token: string;
  /** Ends it by force and starts it again; resolves when it serves. */
  kill(): Promise<void>;
  escalate(documents: object[]): Promise<void>;
  /** Switches faults; while it is down nothing is switched. */
  fail(faults: FaultOrder[]): Promise<void>;
  /** Ends it, by force too: what it said must be on its disk. */
  end(): Promise<void>;
};

type Card = { url: string; token: string };

const program = fileURLToPath(new URL('../../marketplace/main.ts', import.meta.url));

/** Starts a marketplace without disputes. */
export async function startMarketplace(data: string, seed: number): Promise<MarketplaceInTorture> {
  let child: ChildProcess;
  let card: Card | null = null;
  await start();
  const { url, token } = card as unknown as Card;

  async function start(): Promise<void> {
    const port = card === null ? '0' : new URL(card.url).port;
    child = spawn(process.execPath, [program, '--data', data, '--port', port, '--seed', String(seed), '--disputes', '0', '--json'], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_COMPILE_CACHE: compiledFolder } });
    if (!child.stdout) throw new Error('The marketplace has no output.');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    card = JSON.parse(line) as Card;
  }

  async function end(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'close');
  }

  async function post(path: string, body: unknown): Promise<void> {
    const answer = await fetch(url + path, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`POST ${path}: ${answer.status} ${await answer.text()}`);
  }

  return {
    url,
    token,
    kill: async () => {
      await end();
      await start();
    },
    escalate: async (documents) => {
      for (let from = 0; from < documents.length; from += 500) await post('/control/escalate', { documents: documents.slice(from, from + 500) });
    },
    fail: (faults) => post('/faults', faults).catch(() => undefined),
    end,
  };
}

