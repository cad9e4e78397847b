import type { MadeReport } from '../../contract/reports.ts';
import type { Desk, SignedIn } from '../desk.ts';

/** A report that is being made, for the session that asked. */
export type Making = { sessionId: string; done: number; total: number; stop: AbortController };
/** A report that can be fetched. */
type Kept = { sessionId: string; personId: string; made: MadeReport; bytes: Uint8Array; at: number };

/** Reports of one desk, in memory alone: nothing readable of them is ever laid on the disk. */
export type Makings = { making: Map<string, Making>; kept: Map<string, Kept> };

/** How long a report can be fetched, how many are kept, and how much they may come to. */
const keptMs = 10 * 60_000;
const mostKept = 8;
const mostKeptBytes = 128 * 1024 * 1024;

const byDesk = new WeakMap<Desk, Makings>();

/** The reports of a desk. */
export function makingsOf(desk: Desk): Makings {
  const there = byDesk.get(desk) ?? { making: new Map<string, Making>(), kept: new Map<string, Kept>() };
  byDesk.set(desk, there);
  return there;
}

/** Keeps a report that was made; the oldest make room for it. */
export function keepReport(desk: Desk, by: SignedIn, made: MadeReport, bytes: Uint8Array): void {
  const { kept } = makingsOf(desk);
  kept.set(made.reportId, { sessionId: by.sessionId, personId: by.personId, made, bytes, at: desk.clock() });
  const all = () => [...kept.values()].reduce((sum, one) => sum + one.bytes.length, 0);
  for (const [reportId, { at }] of kept) {
    const isCrowded = kept.size > mostKept || (kept.size > 1 && all() > mostKeptBytes);
    if (reportId !== made.reportId && (isCrowded || at < desk.clock() - keptMs)) kept.delete(reportId);
  }
}

/** A report that its maker can still fetch, in the session it was made in; undefined for everybody else. */
export function keptReport(desk: Desk, reportId: string, by: SignedIn): Kept | undefined {
  const found = makingsOf(desk).kept.get(reportId);
  const isTheirs = found?.sessionId === by.sessionId && found.personId === by.personId;
  return isTheirs && found.at >= desk.clock() - keptMs ? found : undefined;
}
