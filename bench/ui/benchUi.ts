import { cpus, loadavg } from 'node:os';
import type { Spread } from '../measure.ts';
import { openUiDesk } from './desk.ts';
import { benchDrafts } from './drafts.ts';
import { benchKeys } from './keys.ts';
import { benchCold, benchWarm } from './nextCase.ts';
import { benchPan } from './pan.ts';

/** The case workspace in headless Chromium, against the limits of a person's patience. */
export async function benchUi(): Promise<Spread[]> {
  const desk = await openUiDesk();
  try {
    const found: Spread[] = [];
    for (const measure of [benchWarm, benchCold, benchKeys, benchDrafts, benchPan]) {
      const results = [await measure(desk)].flat();
      // A limit in ms has no peer that suffers along: what else the machine did has to be said.
      const setting = `Chromium ${desk.version}, 1440 x 900; ${(loadavg()[0] ?? 0).toFixed(1)} processes at work on ${cpus().length} cores.`;
      found.push(...results.map((one) => ({ ...one, note: `${one.note} ${setting}`.trim() })));
    }
    return found;
  } finally {
    await desk.close();
  }
}
