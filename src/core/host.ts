import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { compiledEnv } from './compiled.ts';
import { createEvents } from './events.ts';
import type { Core, DeskOptions } from './core.ts';
import { DeskError } from './fault.ts';
import { sayUnforeseen } from './sayUnforeseen.ts';
import { streamsOf, type FromCore, type HopAnswer, type HopArguments, type HopName } from './hop.ts';

const threadFile = new URL(import.meta.url.endsWith('.ts') ? './thread.ts' : './thread.js', import.meta.url);
/** Room for what lives only a moment, MB; by itself the thread would take several times as much and keep it, and be no faster. */
const youngMb = 12;
/** Ten times what the core holds with a million cases, MB. The more is allowed, the longer V8 lets garbage grow before it looks for it. */
const oldMb = 512;
/** A core that dies this often within a minute stays down: something is wrong that a restart does not mend. */
const mostRestarts = 3;

const stoppedWords = 'The back office stopped before it answered.';

type Pending = { resolve(answer: unknown): void; reject(error: Error): void };

/**
 * Starts a desk on a thread of its own, watches it and starts it again when it dies, as open as it was and with the same sessions.
 * `onKey` hears the vault key when somebody opened the desk. Throws DeskError when it refuses to start (DATA_FOLDER_BUSY, DATABASE_KEY_WRONG).
 */
export async function startCore(given: DeskOptions, onKey: (key: Uint8Array) => void = () => undefined): Promise<Core> {
  let options = { ...given, runId: given.runId ?? randomUUID() };
  const events = createEvents();
  const pending = new Map<number, Pending>();
  const deaths: number[] = [];
  let lastId = 0;
  let isClosing = false;
  let isDown = false;
  let isGivenUp = false;
  let restarting = Promise.resolve();
  // Declared first: a core that refuses to start ends its thread before there is one to speak of.
  let worker: Worker;
  worker = await start();

  function start(): Promise<Worker> {
    const started = new Worker(threadFile, { workerData: options, env: { ...process.env, ...compiledEnv }, resourceLimits: { maxYoungGenerationSizeMb: youngMb, maxOldGenerationSizeMb: oldMb } });
    return new Promise((resolve, reject) => {
      started.on('message', (message: FromCore) => {
        if (message.type === 'started') resolve(started);
        else if (message.type === 'opened') keep(message.key);
        else if (message.type === 'refused') reject(new DeskError(message.fault.code, message.fault.message, message.fault.data));
        else hear(message);
      });
      started.once('error', (error) => process.stderr.write(`mediation desk: the core stopped: ${sayUnforeseen(error)}\n`));
      started.once('exit', (code) => {
        reject(new Error(`The core ended with code ${code} before it had started.`));
        isDown = true;
        letGo();
        if (!isClosing && started === worker) restarting = restart();
      });
    });
  }

  function keep(key: Uint8Array): void {
    options = { ...options, key };
    onKey(key);
  }

  function hear(message: Exclude<FromCore, { type: 'started' | 'opened' | 'refused' }>): void {
    if (message.type === 'event') return events.emit(message.event);
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.type === 'answered') waiting?.resolve(message.answer);
    else waiting?.reject(new Error(message.message));
  }

  function letGo(): void {
    for (const { reject } of pending.values()) reject(new Error(stoppedWords));
    pending.clear();
  }

  async function restart(): Promise<void> {
    deaths.push(Date.now());
    isGivenUp = deaths.filter((at) => at > Date.now() - 60_000).length > mostRestarts;
    if (isGivenUp) return;
    try {
      worker = await start();
      isDown = false;
      events.emit({ type: 'queue.changed' });
    } catch (error) {
      isGivenUp = true;
      process.stderr.write(`mediation desk: the core did not start again: ${error instanceof DeskError ? error.message : sayUnforeseen(error)}\n`);
    }
  }

  function call<Name extends HopName>(name: Name, args: HopArguments<Name>): Promise<HopAnswer<Name>> {
    // One that has ended would never answer.
    if (isDown) return Promise.reject(new Error(stoppedWords));
    const id = (lastId += 1);
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve: resolve as (answer: unknown) => void, reject });
      worker.postMessage({ id, name, args }, args.flatMap(streamsOf) as never);
    });
  }

  const stopped = () => {
    const message = isGivenUp
      ? 'The back office stopped and could not be started again. What was saved is safe; close the desk and open it again.'
      : 'The back office stopped and is being started again. What was saved is safe; try again.';
    return { ok: false, error: { code: 'INTERNAL', message } } as const;
  };

  return {
    handle: (...args) => call('handle', args).catch(stopped),
    on: events.on,
    openFile: (...args) => call('openFile', args).catch(stopped),
    admit: (...args) => call('admit', args),
    receive: (...args) => call('receive', args).catch(stopped),
    hear: (...args) => call('hear', args).catch(() => 'failed' as const),
    close: async () => {
      isClosing = true;
      await restarting;
      // Its thread ends by itself then: ended from outside in the middle of a call of libSQL it would take the process along.
      const ended = isDown ? null : new Promise((resolve) => worker.once('exit', resolve));
      await call('close', []).catch(() => undefined);
      await ended;
    },
  };
}
