import { setTimeout as sleep } from 'node:timers/promises';
import { askCore } from '../../e2e/fixtures/callCore.ts';
import { spread, type Spread } from '../measure.ts';
import { largeCase, type UiDesk } from './desk.ts';
import type { Press } from './inPage.ts';
import { openQueue } from './nextCase.ts';

const times = (count: number, ...keys: string[]) => Array.from({ length: count }, () => keys).flat();
/** What a mediator presses in a case: through the pairs and back, zoom, lock, overlay, blur, board, outcome, findings. */
const round = [
  ...times(20, ']'), ...times(6, '['),
  ...times(3, '+'), ...times(2, '-'), '0', 'l', 'o', 'o', 'l', 'b', 'b',
  ...times(4, 'Escape', ']'), 'Escape',
  '1', '3', '1', 'y', 'f', 'u', 'h',
];
const rounds = 3;
const pauseMs = 180;

const sentence = 'The photo of the buyer shows what the claim says, and the seller did not disprove it. ';
const sentences = 4;

/** Keys pressed and reasons typed in a case with forty exhibits. */
export async function benchKeys(desk: UiDesk): Promise<Spread[]> {
  const { page } = desk;
  await openLargeCase(desk);
  await pressAll(desk, round.slice(0, 8));
  await takePresses(desk);
  for (let one = 0; one < rounds; one += 1) await pressAll(desk, round);
  const presses = await takePresses(desk);

  await page.getByRole('textbox', { name: 'Reasons, as both sides will read them' }).focus();
  await page.evaluate(() => window.uiBench.takeLongTasks());
  for (let one = 0; one < sentences; one += 1) {
    await page.keyboard.type(sentence, { delay: 50 });
    // The draft is saved and worked out in the pause.
    await sleep(600);
  }
  const typed = await takePresses(desk);
  const longTasks = await page.evaluate(() => window.uiBench.takeLongTasks());
  const keyBar = { unit: 'ms', bar: 'p95 <= 100 ms, p99 <= 200 ms' };
  const isMet = ({ p95, p99 }: Spread) => p95 <= 100 && p99 <= 200;
  const paints = (list: Press[]) => list.map(({ paintMs }) => paintMs);
  return [
    spread({ ...keyBar, bench: 'key press to paint in a case (Event Timing)', note: slowest(presses) }, paints(presses), isMet),
    spread({ ...keyBar, bench: 'key press to the end of the first frame in a case', note: 'From the event to a task behind the drawing of the first frame after it.' }, presses.map(({ frameMs }) => frameMs), isMet),
    spread({ ...keyBar, bench: 'typing reasons, key to paint (Event Timing)', note: '' }, paints(typed), isMet),
    // A key without a long task counts as 50, the least that is told.
    spread({ bench: 'typing reasons, longest task', unit: 'ms', bar: 'max <= 100 ms', note: `${longTasks.length} tasks over 50 ms while ${typed.length} keys were typed; a key without one counts as 50.` }, typed.map((_, index) => longTasks[index] ?? 50), ({ max }) => max <= 100),
  ];
}

/** Opens and takes the case with the large photos. */
export async function openLargeCase(desk: UiDesk): Promise<void> {
  await openQueue(desk);
  const caseId = await desk.idOf(largeCase);
  await askCore(desk.page, 'cases.claim', { requestId: crypto.randomUUID(), caseId });
  await desk.page.evaluate((id) => {
    location.hash = `#/queue/${id}`;
    return window.uiBench.untilPainted(null, performance.now());
  }, caseId);
  await sleep(1_000);
}

async function pressAll({ page }: UiDesk, keys: readonly string[]): Promise<void> {
  for (const key of keys) {
    await page.keyboard.press(key);
    await sleep(pauseMs);
  }
}

async function takePresses({ page }: UiDesk): Promise<Press[]> {
  await sleep(500);
  return page.evaluate(() => window.uiBench.takePresses());
}

function slowest(presses: Press[]): string {
  const byKey = Map.groupBy(presses, ({ key }) => key);
  const worst = [...byKey].map(([key, list]) => ({ key, ms: Math.max(...list.map(({ paintMs }) => paintMs)) })).sort((a, b) => b.ms - a.ms);
  return `Slowest: ${worst.slice(0, 5).map(({ key, ms }) => `${key} ${ms} ms`).join(', ')}. Under 16 ms counts as 16.`;
}
