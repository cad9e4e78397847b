import { askCore, withDesk, type DataOptions } from './openDesk.ts';
import { note, print, type ExitCode } from './output.ts';

/**
 * `desk demo`: makes a sample desk of a new data folder, fills an empty desk with the sample docket, or adds so many generated cases, some of
 * them decided. Ctrl+C ends it with the cases that are there.
 */
export async function demo({ cases, seed, decided, ...data }: DataOptions & { cases?: number; seed?: string; decided?: number }): Promise<ExitCode> {
  const input = { ...(cases === undefined ? {} : { cases }), ...(seed === undefined ? {} : { seed }), ...(decided === undefined ? {} : { decided }) };
  const { created, decided: ruled } = await withDesk(data, 'write', '`desk demo`', async ({ core, sessionId, ask }) => {
    const stop = () => void askCore(core, sessionId, 'desk.stopDemo', {}).catch(() => undefined);
    process.once('SIGINT', stop);
    const silence = core.on(sayProgress());
    try {
      return await ask('desk.fillDemo', input);
    } finally {
      silence();
      process.off('SIGINT', stop);
    }
  }, 'accounts');
  print(`${created} cases were added${ruled > 0 ? `, ${ruled} of them decided` : ''}.`);
  return 0;
}

const everyMs = 2_000;

/** Says every two seconds how many cases are there, how fast they come, and how long the rest will take. */
function sayProgress(): Parameters<typeof askCore>[0]['on'] extends (hear: infer Hear) => unknown ? Hear : never {
  let start: { step: string; at: number; done: number } | null = null;
  let said = 0;
  return (event) => {
    if (event.type !== 'demo.filled') return;
    const now = Date.now();
    if (start?.step !== event.step) start = { step: event.step, at: now, done: event.done };
    if (now - said < everyMs || now === start.at) return;
    said = now;
    const perSecond = ((event.done - start.done) * 1_000) / (now - start.at);
    const left = perSecond > 0 ? `, about ${sayTime((event.of - event.done) / perSecond)} to go` : '';
    note(`${event.done} of ${event.of} cases ${event.step}, ${Math.round(perSecond)} a second${left}`);
  };
}

function sayTime(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
