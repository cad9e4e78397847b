import { fork, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { InputOf, MethodName, OutputOf } from '../../contract/methods.ts';
import type { Reply } from '../../contract/reply.ts';
import { DeskError } from '../../core/fault.ts';
import type { KillOrder } from './killPoints.ts';
import { compiledFolder, type DeskPlace, type FromDesk, type Opening, type ToDesk } from './orders.ts';

/** A desk that dies and is started again; calls that lost their answer are made again, as a screen does. */
export type DeskInTorture = {
  /** Calls a method, through as many deaths as it takes. Throws DeskError. */
  ask<Name extends MethodName>(method: Name, input: InputOf<Name>, sessionId: string): Promise<OutputOf<Name>>;
  admit(paths: string[]): Promise<{ batchId: string }>;
  /** Resolves when the desk serves. */
  opened(): Promise<void>;
  /** Ends it from outside, now; resolves when it is dead. */
  kill(): Promise<void>;
  /** Ends it from inside at a point, or from outside when that does not come within `mostMs`; true when the point came. */
  killAt(order: KillOrder, mostMs: number): Promise<boolean>;
  /** Closes it as a person does, for good. */
  close(): Promise<void>;
  /** Ends it by force, for good. */
  end(): Promise<void>;
  /** Every start that came to serving. */
  readonly openings: readonly Opening[];
  /** Calls that were made again because their answer was lost. */
  readonly repeats: number;
};

type Process = {
  child: ChildProcess;
  loaded: Promise<void>;
  dead: Promise<void>;
  isOpen: boolean;
  waiting: Map<number, (reply: Reply) => void>;
  onOpened(run: (opening: Opening) => void): void;
};

const program = new URL('./deskProcess.ts', import.meta.url);

/** Starts a desk; `onTrouble` hears of what no death explains. */
export async function startDesk(place: DeskPlace, onTrouble: (words: string) => void, env: NodeJS.ProcessEnv = {}): Promise<DeskInTorture> {
  let isClosing = false;
  let lastId = 0;
  let repeats = 0;
  const openings: Opening[] = [];
  // The next desk loads its program while this one works: a start after a death takes milliseconds instead of a second.
  let next = spawnDesk(onTrouble, env);
  let current = next;
  let opening = start();

  function start(): Promise<void> {
    current = next;
    next = spawnDesk(onTrouble, env);
    const own = current;
    const opened = new Promise<void>((resolve) => {
      own.onOpened((one) => {
        openings.push(one);
        own.isOpen = true;
        resolve();
      });
      void own.loaded.then(() => send(own, { type: 'open', place }));
      // Dead before it opened: whoever waits looks for the next one.
      void own.dead.then(resolve);
    });
    void own.dead.then(() => {
      if (!isClosing) opening = start();
    });
    return opened;
  }

  async function call(message: { type: 'call'; method: string; input: unknown; sessionId: string } | { type: 'admit'; paths: string[] }): Promise<unknown> {
    for (;;) {
      await opening;
      const own = current;
      // Nobody starts it again: asked on and on, it would keep the whole process from anything else.
      if (isClosing && isDead(own)) throw new Error('The desk is ended for good.');
      // It died while it opened: there is another one by now.
      if (!own.isOpen) continue;
      const id = (lastId += 1);
      const reply = await new Promise<Reply | null>((resolve) => {
        own.waiting.set(id, resolve);
        send(own, { ...message, id });
        void own.dead.then(() => resolve(null));
      });
      own.waiting.delete(id);
      if (reply === null) {
        repeats += 1;
        continue;
      }
      if (!reply.ok) throw new DeskError(reply.error.code, reply.error.message, reply.error.data);
      return reply.value;
    }
  }

  async function kill(): Promise<void> {
    const own = current;
    own.child.kill('SIGKILL');
    await own.dead;
  }

  await opening;
  return {
    ask: (method, input, sessionId) => call({ type: 'call', method, input, sessionId }) as never,
    admit: (paths) => call({ type: 'admit', paths }) as Promise<{ batchId: string }>,
    opened: () => opening,
    kill,
    killAt: async (order, mostMs) => {
      const own = current;
      send(own, { type: 'arm', order });
      let timer: NodeJS.Timeout | undefined;
      const isLate = await Promise.race([own.dead.then(() => false), new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(true), mostMs)))]);
      clearTimeout(timer);
      if (isLate) own.child.kill('SIGKILL');
      await own.dead;
      return !isLate;
    },
    close: async () => {
      await opening;
      isClosing = true;
      next.child.kill('SIGKILL');
      send(current, { type: 'close' });
      const timer = setTimeout(() => {
        onTrouble('The desk did not close within 20 seconds.');
        current.child.kill('SIGKILL');
      }, 20_000);
      await Promise.all([current.dead, next.dead]);
      clearTimeout(timer);
    },
    end: async () => {
      isClosing = true;
      for (const { child } of [current, next]) child.kill('SIGKILL');
      await Promise.all([current.dead, next.dead]);
    },
    openings,
    get repeats() {
      return repeats;
    },
  };
}

function isDead({ child }: Process): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function send({ child }: Process, message: ToDesk): void {
  // It may have died a moment ago: whoever waits for the answer hears that.
  if (child.connected) child.send(message, () => undefined);
}

function spawnDesk(onTrouble: (words: string) => void, env: NodeJS.ProcessEnv): Process {
  const child = fork(program, { execArgv: [], stdio: ['ignore', 'inherit', 'pipe', 'ipc'], env: { ...process.env, ...env, NODE_COMPILE_CACHE: compiledFolder } });
  const waiting: Process['waiting'] = new Map();
  let tellOpened: (opening: Opening) => void = () => {};
  let tellLoaded = () => {};
  const loaded = new Promise<void>((resolve) => (tellLoaded = resolve));
  const dead = new Promise<void>((resolve) => void child.once('exit', () => resolve()));
  if (child.stderr) {
    createInterface(child.stderr).on('line', (line) => {
      // What a start found is told by the desk itself, too.
      if (!line.includes('unclean')) onTrouble(`The desk said: ${line}`);
    });
  }
  child.on('message', (message: FromDesk) => {
    if (message.type === 'loaded') tellLoaded();
    else if (message.type === 'opened') tellOpened(message.opening);
    else if (message.type === 'answered') waiting.get(message.id)?.(message.reply);
    else if (message.type === 'refused') onTrouble(`The desk refused: ${message.message}`);
  });
  child.once('exit', (code, signal) => {
    if (signal !== 'SIGKILL' && code !== 0) onTrouble(`The desk ended by itself (${signal ?? code}).`);
  });
  return { child, loaded, dead, isOpen: false, waiting, onOpened: (run) => void (tellOpened = run) };
}
