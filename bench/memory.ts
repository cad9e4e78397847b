import { readFileSync } from 'node:fs';
import { figure, rounds, type Limited } from './measure.ts';
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
    for (let round = 0; round < rounds; round += 1) {
      let peak = 0;
      const watch = setInterval(() => (peak = Math.max(peak, residentMb(web.serving.child.pid ?? 0))), 50);
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
    const note = `Resident memory of the whole process, ${largest.toLocaleString('en')} cases, ${questions.length * turns} questions a round.`;
    return { bench: 'memory of a served desk', unit: 'MB', own, bar: `< ${mostMb} MB`, isMet: own.max < mostMb, note };
  } finally {
    await web.close();
  }
}

/** What a process holds in memory, as Linux tells it. */
function residentMb(pid: number): number {
  if (process.platform !== 'linux') throw new PeerMissing('Only Linux tells the memory of another process as it is read here.');
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1_024;
}
