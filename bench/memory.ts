import { readFileSync } from 'node:fs';
import { figure, rounds, short, type Limited } from './measure.ts';
import { PeerMissing } from './peers.ts';
import { knowOf, questions } from './questions.ts';
import { largest, openSized } from './sized.ts';
import { serveCopy } from './web.ts';

const mostMb = 300;
const turns = 4;

/** The memory of a served desk while every question of the screens is asked of it; the process holds the web shell, the core and its threads. */
export async function benchMemory(): Promise<Limited> {
  const sized = await openSized(largest);
  const known = await knowOf(sized);
  await sized.close();
  const web = await serveCopy(largest);
  try {
    const peaks: number[] = [];
    let highest = { all: 0, own: 0, mapped: 0 };
    for (let round = 0; round < rounds; round += 1) {
      let peak = 0;
      const watch = setInterval(() => {
        const now = residentMb(web.serving.child.pid ?? 0);
        peak = Math.max(peak, now.all);
        if (now.all > highest.all) highest = now;
      }, 50);
      for (let turn = 0; turn < turns; turn += 1) {
        for (const question of questions) {
          const answer = await web.ask(question.method, question.input(known, round * turns + turn)).catch(() => null);
          await question.after?.(web, answer);
        }
      }
      clearInterval(watch);
      peaks.push(peak);
    }
    const own = figure('peak of a round of questions', peaks);
    const parts = `At its highest ${highest.own.toFixed(0)} MB of its own (heaps of JavaScript, page caches of the database, stacks) and ${highest.mapped.toFixed(0)} MB of files it runs, which other processes may share`;
    const rise = `the first round reached ${short(peaks[0] ?? 0)} MB, the last ${short(peaks.at(-1) ?? 0)} MB`;
    const note = `VmRSS of the process that serves: the web shell, the core and its threads, nothing of the benchmark, which asks from outside. ${largest.toLocaleString('en')} cases, ${questions.length * turns} questions a round. ${parts}; ${rise}.`;
    return { bench: 'memory of a served desk', unit: 'MB', own, bar: `< ${mostMb} MB`, isMet: own.max < mostMb, note };
  } finally {
    await web.close();
  }
}

/** What a process holds in memory, as Linux tells it: all, and of that what is its own and what is mapped from files. */
function residentMb(pid: number): { all: number; own: number; mapped: number } {
  if (process.platform !== 'linux') throw new PeerMissing('Only Linux tells the memory of another process as it is read here.');
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1_024;
  return { all: mb('VmRSS'), own: mb('RssAnon'), mapped: mb('RssFile') + mb('RssShmem') };
}
