import type { Result } from './measure.ts';

/** A benchmark: the bars it measures, and its code, which is read only when it runs. */
export type Bench = { bars: string; load(): Promise<() => Promise<Result | Result[]>> };

/** Every benchmark by the name it is asked for; in this order they run when none is named. */
export const benches: Record<string, Bench> = {
  next: { bars: 'next case served >= 0.5x the same SQL', load: async () => (await import('./next.ts')).benchNext },
  nextAtShell: { bars: 'next case at the shell, p95 <= 2 ms, <= 25 ms while an import runs', load: async () => (await import('./nextAtShell.ts')).benchNextAtShell },
  jobs: { bars: 'job queue >= 2x plainjob, >= 4x BullMQ, >= 0.8x the same batched SQL; start <= 2 ms after commit', load: async () => (await import('./jobs.ts')).benchJobs },
  page: { bars: 'queue page of 50 at 1M cases, p95 <= 3 ms', load: async () => (await import('./page.ts')).benchPage },
  facets: { bars: 'facet counts at 1M cases <= 1 ms', load: async () => (await import('./facets.ts')).benchFacets },
  search: { bars: 'search at 1M cases: rare and middling words <= 1.5x bare FTS5, any word p95 <= 30 ms', load: async () => (await import('./search.ts')).benchSearch },
  growth: { bars: 'every interactive figure at 1M cases <= 2x that at 10,000', load: async () => (await import('./growth.ts')).benchGrowth },
  plans: { bars: 'no hot query reads a whole table that grows', load: async () => (await import('./plans.ts')).benchPlans },
  lists: { bars: 'key press to paint in lists, p95 <= 50 ms; filter change to rows on screen <= 100 ms', load: async () => (await import('./ui/lists.ts')).benchLists },
  start: { bars: 'start to first queue rows <= 1.5 s; renderer entry < 300 kB gzip', load: async () => (await import('./start.ts')).benchStart },
  memory: { bars: 'memory of the core with 1M cases < 300 MB', load: async () => (await import('./memory.ts')).benchMemory },
  near: { bars: 'near-copy search among 1M image hashes, p95 <= 5 ms, exact recall', load: async () => (await import('./near.ts')).benchNear },
  stall: { bars: 'gaps of the thread that owns the windows, 100,000 cases under load: <= 16 ms, 35 ms while thumbnails are made', load: async () => (await import('./stall/benchStall.ts')).benchStall },
  opened: { bars: 'memory of the window flat over 2,000 opened cases', load: async () => (await import('./ui/opened.ts')).benchOpened },
  thumbnails: { bars: 'thumbnails >= 0.9x of vipsthumbnail', load: async () => (await import('./thumbnails.ts')).benchThumbnails },
  import: { bars: 'bundle import >= 1x of bsdtar and openssl, >= 4x of unzip and sha256sum; memory < 300 MB over idle', load: async () => (await import('./import.ts')).benchImport },
  log: { bars: 'audit chain check, 1M entries <= 10 s', load: async () => (await import('./log.ts')).benchLog },
  like: { bars: 'like cases, p95 <= 30 ms', load: async () => (await import('./like.ts')).benchLike },
  ledger: { bars: 'ledger check >= 0.05x plain SQL', load: async () => (await import('./ledger.ts')).benchLedger },
  ui: { bars: 'a case opened and worked in by keys', load: async () => (await import('./ui/benchUi.ts')).benchUi },
};
