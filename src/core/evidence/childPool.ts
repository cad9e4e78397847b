import { fork, type ChildProcess } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join, parse } from 'node:path';
import { projectRoot } from '../projectRoot.ts';

/** What a child is asked: a look into a file, the attachments of a mail, all pixels of a picture, or how it looks by its thumbnail. */
export type Order = { task: 'look' | 'attachments' | 'pixels' | 'hash'; bytes: Uint8Array; fileName: string; size: number };

/** What a child says: that it has started, that it will be done so many milliseconds from now, what it has so far, or that it is done, with the bytes of memory it holds. */
export type FromChild = { started: true } | { within: number } | { soFar: unknown } | { done: unknown; memory: number };

/** What came of an order: the answer, or in words why there is none, with the last it had said. */
export type Outcome = { done: unknown } | { why: string; soFar: unknown };

export type Limits = { ms: number; memory: number };

const childFile = new URL(import.meta.url.endsWith('.ts') ? './lookChild.ts' : './lookChild.js', import.meta.url);
const mostChildren = 2;
/** A child that holds more than this when it is done is not kept: the next file is to have its whole share. */
const restingMemory = 350 * 1024 * 1024;
/** Of the environment a child gets what Windows cannot start without, and nothing that could be a secret. */
const inherited = ['SystemRoot', 'windir'];

/** Milliseconds a child may take to start on a busy machine; a file's own time begins after that. */
const startMs = 60_000;

/**
 * Where Node offers it, a child reads the program's own files and nothing else, writes nothing and starts nothing: a reader of PDFs or pages
 * that was tricked finds neither the key nor the vault. Electron's Node has no such walls.
 */
const hasWalls = process.versions['electron'] === undefined && process.allowedNodeEnvironmentFlags.has('--permission');
const readable = [projectRoot, realpathSync(join(projectRoot, 'node_modules'))].map((folder) => `--allow-fs-read=${join(folder, '*')}`);
const walls = hasWalls ? ['--permission', '--allow-addons', '--allow-worker', ...readable, '--disable-warning=PERM0001', '--disable-warning=PERM0006'] : [];

type Child = { process: ChildProcess; memory: number; isStarted: boolean };

const idle: Child[] = [];
const waiting: (() => void)[] = [];
let busy = 0;

/**
 * Has an order worked off by a child process, one at a time each; `load` is called when it is this one's turn. A child that takes too long or
 * too much memory, or dies, is replaced. Rejects when `load` does, and when the signal aborts. What a person waits for goes before an import.
 */
export async function askChild(load: () => Promise<Order>, limits: Limits, signal?: AbortSignal, isAwaited = false): Promise<Outcome> {
  if (busy >= mostChildren) await new Promise<void>((resolve) => (isAwaited ? waiting.unshift(resolve) : waiting.push(resolve)));
  else busy += 1;
  try {
    signal?.throwIfAborted();
    return await giveTo(takeChild(limits.memory), await load(), limits, signal);
  } finally {
    // The place is handed on and not freed, so that nobody who comes now takes it first.
    const next = waiting.shift();
    if (next) next();
    else busy -= 1;
  }
}

function giveTo(child: Child, order: Order, limits: Limits, signal: AbortSignal | undefined): Promise<Outcome> {
  const { process: worker } = child;
  return new Promise((resolve, reject) => {
    let soFar: unknown = null;
    let mostMs = child.isStarted ? limits.ms : startMs;
    let until = performance.now() + mostMs;
    let timer = setTimeout(late, mostMs);
    hold(worker);
    worker.on('message', hear).once('exit', die).once('error', die);
    signal?.addEventListener('abort', abort, { once: true });
    worker.send(order, (error) => error && die(null, null));

    function hear(message: unknown): void {
      const said = message as FromChild;
      if ('soFar' in said) soFar = said.soFar;
      else if ('started' in said) {
        child.isStarted = true;
        allow(limits.ms);
      } else if ('within' in said) {
        if (performance.now() + said.within < until) allow(said.within);
      } else {
        leave();
        if (said.memory > restingMemory) worker.kill('SIGKILL');
        else rest(child);
        resolve({ done: said.done });
      }
    }
    function allow(ms: number): void {
      clearTimeout(timer);
      mostMs = ms;
      until = performance.now() + ms;
      timer = setTimeout(late, ms);
    }
    function late(): void {
      end({ why: `it took more than ${mostMs / 1_000} seconds`, soFar });
    }
    /** Nobody else sends SIGKILL: it comes from the child's own guard, or from a system that is out of memory. */
    function die(_code: unknown, deathSignal: unknown): void {
      const isMemory = deathSignal === 'SIGKILL' || deathSignal === 'SIGABRT';
      end({ why: isMemory ? `it took more than ${Math.round(limits.memory / 1024 / 1024)} MB of memory` : 'reading it failed', soFar });
    }
    function abort(): void {
      leave();
      worker.kill('SIGKILL');
      reject(signal?.reason);
    }
    function end(outcome: Outcome): void {
      leave();
      worker.kill('SIGKILL');
      resolve(outcome);
    }
    function leave(): void {
      clearTimeout(timer);
      worker.off('message', hear).off('exit', die).off('error', die);
      signal?.removeEventListener('abort', abort);
    }
  });
}

function takeChild(memory: number): Child {
  for (;;) {
    const child = idle.pop();
    if (!child) return { process: startChild(memory), memory, isStarted: false };
    if (child.process.connected && child.memory === memory) return child;
    child.process.kill('SIGKILL');
  }
}

function startChild(memory: number): ChildProcess {
  const worker = fork(childFile, [String(memory)], {
    cwd: parse(process.execPath).root,
    execArgv: [...walls, `--max-old-space-size=${Math.round(memory / 1024 / 1024)}`],
    env: {
      VIPS_BLOCK_UNTRUSTED: '1',
      // One heap for all threads: memory that is given back is given back to the system.
      MALLOC_ARENA_MAX: '2',
      ...(process.versions['electron'] ? { ELECTRON_RUN_AS_NODE: '1' } : {}),
      ...Object.fromEntries(inherited.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    windowsHide: true,
  });
  // A child that cannot be reached says so once more when it is ended; an error nobody hears would end the core.
  worker.on('error', () => undefined);
  return worker;
}

/** Only a child at work may keep the desk's process up. */
function hold(worker: ChildProcess): void {
  worker.ref();
  worker.channel?.ref();
}

function rest(child: Child): void {
  child.process.unref();
  child.process.channel?.unref();
  idle.push(child);
}
