import type { BulkForecast, BulkOrder } from '../../contract/bulk.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import { timesOfAsk } from '../cases/answerTime.ts';
import { loadCase } from '../cases/lease.ts';
import { addressOf } from '../cases/postQuestion.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { composeQuestion } from '../letters/questionLetter.ts';
import { referenceOf } from '../reference.ts';
import { casesOf, inChunks } from './casesOf.ts';
import { forecast } from './forecast.ts';
import { requireMayOrder } from './orders.ts';

type Ask = Extract<BulkOrder, { action: 'ask' }>;

/** What would come of an order now, case by case: those that cannot be done first, then by number. Nothing is changed. */
export async function preview(desk: Desk, input: ParsedInputOf<'bulk.preview'>, by: SignedIn): Promise<OutputOf<'bulk.preview'>> {
  await requireMayOrder(desk.db, input.order, by);
  const from = readPlace(input.cursor);
  const { caseIds, isMore } = await casesOf(desk.db, input.of, by, desk.clock());
  const [cannot, can]: [BulkForecast[], BulkForecast[]] = [[], []];
  for await (const rows of inChunks(desk.db, caseIds)) {
    const whys = await forecast(desk.db, rows, input.order, by, desk.clock());
    for (const { caseId, number, title } of rows) {
      const words = whys.get(caseId) ?? null;
      (words === null ? can : cannot).push({ caseId, reference: referenceOf({ number }), title, words });
    }
  }
  const counts = new Map<string, number>();
  for (const { words } of cannot) counts.set(words ?? '', (counts.get(words ?? '') ?? 0) + 1);
  const rows = [...cannot, ...can];
  const end = from + input.limit;
  return {
    total: rows.length,
    isMore,
    can: can.length,
    cannot: [...counts].map(([words, count]) => ({ words, count })).sort((a, b) => b.count - a.count),
    rows: rows.slice(from, end),
    nextCursor: end < rows.length ? String(end) : null,
    caseIds: input.cursor === null ? caseIds : [],
    letter: input.cursor === null && input.order.action === 'ask' && can[0] ? await exampleOf(desk, can[0], input.order) : null,
  };
}

/** The letter that one case would send to the first side asked, for reading before thousands of them go out. BAD_INPUT when its time cannot be kept. */
async function exampleOf(desk: Desk, { caseId, reference }: BulkForecast, order: Ask): Promise<OutputOf<'bulk.preview'>['letter']> {
  const [to] = order.to;
  if (to === undefined) return null;
  const times = await timesOfAsk(desk.db, { caseId, to: order.to, dueAt: order.dueAt }, desk.clock());
  const row = await loadCase(desk.db, caseId);
  const { dueAt } = await times(desk.db, row, to, desk.clock());
  const { language, subject, body } = composeQuestion({ ...(await addressOf(desk.db, row, to)), questions: order.questions, dueAt });
  return { reference, to, language, subject, body };
}

/** A place in the forecast, which is made anew for each page: at most some thousand cases, and always what is true now. */
function readPlace(cursor: string | null): number {
  if (cursor === null) return 0;
  if (!/^\d{1,6}$/.test(cursor)) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  return Number(cursor);
}
