import type { BulkForecast } from '../../contract/bulk.ts';
import type { OutputOf, ParsedInputOf } from '../../contract/methods.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { referenceOf } from '../reference.ts';
import { casesOf, inChunks } from './casesOf.ts';
import { forecast } from './forecast.ts';
import { requireMayOrder } from './orders.ts';

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
  };
}

/** A place in the forecast, which is made anew for each page: at most some thousand cases, and always what is true now. */
function readPlace(cursor: string | null): number {
  if (cursor === null) return 0;
  if (!/^\d{1,6}$/.test(cursor)) throw new DeskError('BAD_INPUT', 'This cursor does not belong to this list.');
  return Number(cursor);
}
