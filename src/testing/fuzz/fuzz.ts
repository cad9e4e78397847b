import { fork, type ChildProcess } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { mostMs, warmUpMs, type Tried } from './tryOne.ts';

/** How many mutations of which seed, from which index on; `seconds` ends it earlier. */
export type FuzzOptions = { mutations: number; seed: number; from?: number; seconds?: number; onFinding?: (finding: Finding) => void };
/** One thing that must not happen; seed and index do it again. */
export type Finding = { what: 'crash' | 'hang' | 'escape' | 'disagreement'; seed: number; index: number; kind: string; why: string };
export type FuzzReport = { mutations: number; seed: number; crashes: number; hangs: number; escapes: number; disagreements: number; findings: Finding[] };

type FromChild = { ready: string } | { index: number; tried: Tried };

const children = 2;
/** A child tries twice what is slow; one that does not even say so is stalled itself. */
const stalledMs = 3 * mostMs + warmUpMs;

/** Tries mutations in child processes; one that dies or stalls is a finding and is replaced. */
export async function fuzz({ mutations, seed, from = 0, seconds = Infinity, onFinding }: FuzzOptions): Promise<FuzzReport> {
  const findings: Finding[] = [];
  const until = performance.now() + seconds * 1_000;
  let next = from;
  let done = 0;
  const take = () => (next < from + mutations && performance.now() < until ? next++ : null);
  const tell = (finding: Finding) => {
    findings.push(finding);
    onFinding?.(finding);
  };
  const count = ({ index, tried: { kind, ...tried } }: { index: number; tried: Tried }) => {
    done += 1;
    for (const what of ['crash', 'hang', 'escape', 'disagreement'] as const) if (tried[what] !== undefined) tell({ what, seed, index, kind, why: tried[what] });
  };
  const work = async () => {
    for (let index = take(); index !== null; ) index = await useChild(index, seed, take, count);
  };
  await Promise.all(Array.from({ length: Math.min(children, mutations) }, work));
  const number = (what: Finding['what']) => findings.filter((finding) => finding.what === what).length;
  return { mutations: done, seed, crashes: number('crash'), hangs: number('hang'), escapes: number('escape'), disagreements: number('disagreement'), findings };
}

/** Has one child try from `first` on until there is nothing left (null) or it is spent (the next index, for another child). */
function useChild(first: number, seed: number, take: () => number | null, count: (done: { index: number; tried: Tried }) => void): Promise<number | null> {
  const child = fork(new URL('./fuzzChild.ts', import.meta.url), { execArgv: [], serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  return new Promise((resolve) => {
    let index = first;
    let root: string | null = null;
    let said = '';
    let timer: NodeJS.Timeout | undefined;
    child.stderr?.on('data', (text: Buffer) => void (said = (said + text.toString()).slice(-4_000)));
    const order = () => {
      timer = setTimeout(() => spend({ kind: 'unknown', hang: `no answer in ${stalledMs / 1_000} seconds` }), stalledMs);
      child.send({ seed, index });
    };
    const spend = (tried: Tried) => {
      child.off('exit', die);
      end(child, root);
      count({ index, tried });
      leave(take());
    };
    const die = (code: number | null, signal: string | null) => spend({ kind: 'unknown', crash: `the process ended (${signal ?? code}): ${said}` });
    const leave = (after: number | null) => {
      clearTimeout(timer);
      resolve(after);
    };
    child.on('message', (message: FromChild) => {
      if ('ready' in message) {
        root = message.ready;
        return order();
      }
      clearTimeout(timer);
      count(message);
      const after = take();
      if (after === null) {
        child.off('exit', die).once('exit', () => leave(null)).disconnect();
        return;
      }
      index = after;
      order();
    });
    child.once('exit', die);
  });
}

function end(child: ChildProcess, root: string | null): void {
  child.removeAllListeners('message');
  child.kill('SIGKILL');
  if (root !== null) void rm(root, { recursive: true, force: true });
}
