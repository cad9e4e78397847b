import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Result } from './measure.ts';
import { tell } from './peers.ts';
import { loadText } from './settings.ts';

const runOne = fileURLToPath(new URL('./runOne.ts', import.meta.url));
/** A benchmark that takes longer hangs. */
const mostMs = 25 * 60_000;

/** Runs one benchmark in a process of its own, so that none sees what another left in memory, and none takes the others down. */
export async function runAside(name: string, bars: string, isQuick: boolean): Promise<Result[]> {
  const start = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', runOne, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own: what the benchmark started ends with it.
    detached: true,
    env: { ...process.env, ...(isQuick ? { BENCH_QUICK: '1' } : {}) },
  });
  const end = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  const stopAll = () => {
    end();
    process.exit(130);
  };
  const timer = setTimeout(end, mostMs);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stopAll);
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stopAll);
  tell(`${name}: ${((performance.now() - start) / 1_000).toFixed(0)} s, load average ${loadText()}.`);
  if (code === 0) return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '[]') as Result[];
  return [{ bench: name, bar: bars, why: code === null ? `it was ended after ${mostMs / 60_000} minutes or by the system` : 'it failed; what it said stands above' }];
}
