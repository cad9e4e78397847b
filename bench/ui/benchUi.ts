import type { Spread } from '../measure.ts';
import { openUiDesk } from './desk.ts';
import { benchKeys } from './keys.ts';
import { benchCold, benchWarm } from './nextCase.ts';
import { benchPan } from './pan.ts';

/** The case workspace in headless Chromium, against the limits of a person's patience. */
export async function benchUi(): Promise<Spread[]> {
  const desk = await openUiDesk();
  try {
    const found = [await benchWarm(desk), await benchCold(desk), ...(await benchKeys(desk)), ...(await benchPan(desk))];
    return found.map((one) => ({ ...one, note: `${one.note} Chromium ${desk.version}, 1440 x 900.`.trim() }));
  } finally {
    await desk.close();
  }
}
