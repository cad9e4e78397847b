import { parseCaseQuery } from '../../contract/caseQuery.ts';
import type { SearchFound, SearchHit } from '../../contract/search.ts';
import type { Db } from '../db/open.ts';
import type { SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { readSearch, type PartsOf, type Search } from './ask.ts';
import { mostRanked, newestOf, reachOf, type Reach } from './candidates.ts';
import { countPending } from './countPending.ts';
import { suggest } from './didYouMean.ts';
import { readHits, type Found } from './readHits.ts';
import { stagesOf } from './stages.ts';
import { budgetOf } from './walkDown.ts';

/** Milliseconds in which the newest matches are looked for and counted, and in which older ones are held against a filter: together less than half of what a search may take. */
const rankingMs = 3;
const furtherMs = 8;

export type FindInput = { query: string; limit: number; before: string | null; by: SignedIn; now: number };

/** Finds cases; see `search.find`. Runs on a thread of its own. */
export async function findCases(db: Db, { query: text, limit, before, by, now }: FindInput, partsOf: PartsOf): Promise<SearchFound> {
  const started = performance.now();
  const query = parseCaseQuery(text);
  const nothing = { hits: [], total: 0, isTotalExact: true, nextBefore: null, faults: [...query.faults], didYouMean: [], isCatchingUp: false, pending: 0, isReplaced: false };
  const done = (found: Partial<SearchFound>): SearchFound => ({ ...nothing, ...found, tookMs: Math.round((performance.now() - started) * 10) / 10 });
  if (query.faults.length > 0) return done({});
  const search = await readSearch(db, query, !/\s$/.test(text), by, now, partsOf);
  const page = await readPage(db, search, limit, readBefore(before));
  const isFirst = before === null;
  const near = isFirst && page.hits.length === 0 ? await suggest(db, text, search) : { didYouMean: [], hits: [] };
  const pending = await countPending(db);
  const { hits, ...counted } = page;
  return done({ ...counted, hits: [...hits, ...near.hits], didYouMean: near.didYouMean, isCatchingUp: pending > 0, pending });
}

/** Where a page begins: behind the hit with this number in this stage; `floor` is where the ranking of the first page ended. */
type Before = { stage: number; below: number | null; floor: number | null };

/** The place in the hits that a page begins behind. Throws BAD_INPUT for one that no search gave. */
export function readBefore(before: string | null): Before {
  if (before === null) return { stage: 0, below: null, floor: null };
  const [, stage, below, floor] = /^(\d{1,2}):(\d{1,15}):(\d{1,15})$/.exec(before) ?? [];
  if (floor === undefined) throw new DeskError('BAD_INPUT', 'This place in the hits is none that a search gave.');
  return { stage: Number(stage), below: Number(below), floor: Number(floor) };
}

type Page = { hits: SearchHit[]; nextBefore: string | null; total: number; isTotalExact: boolean };

async function readPage(db: Db, search: Search, limit: number, before: Before): Promise<Page> {
  const reach = await readReach(search, before);
  const { floor } = reach;
  const found: (Found & { stage: number })[] = [];
  const seen = new Set<number>();
  let isWhole = true;
  let further: string | null = null;
  for (const [stage, { terms, isEndless, read }] of (await stagesOf(db, search, reach, budgetOf(furtherMs))).entries()) {
    if (found.length > limit) break;
    const isPast = stage < before.stage;
    const isHere = stage === before.stage && before.below !== null;
    // On a later page the groups before it are read once more, to know whom it has shown.
    const most = (isPast || isHere) && !isEndless ? mostRanked : limit + 1 - found.length + seen.size;
    if (isPast && isEndless) continue;
    const group = await read(most, isHere ? before.below : null);
    isWhole &&= group.downTo === 0;
    further = group.downTo > 0 ? `${stage}:${group.downTo}:${floor}` : further;
    for (const number of group.numbers) {
      const isShown = isPast || (isHere && number >= (before.below ?? 0));
      if (!seen.has(number) && !isShown) found.push({ number, terms, stage });
      seen.add(number);
    }
    // What comes after a group that was not read to its end waits for it: a page after this one would show it again.
    if (group.downTo > 0) break;
  }
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  const hits = await readHits(db, shown, { inside: new Set(search.inside.map(({ name }) => name)), blind: new Set(search.blind) });
  const nextBefore = found.length > limit && last ? `${last.stage}:${last.number}:${floor}` : further;
  // With a filter, or cases told of in part only, the index alone cannot count.
  const isAllShown = before.stage === 0 && before.below === null && nextBefore === null && isWhole;
  if (isAllShown) return { hits, nextBefore, total: hits.length, isTotalExact: true };
  const isCounted = search.filter === undefined && search.blind.length === 0;
  return { hits, nextBefore, total: isCounted ? Math.max(reach.count, hits.length) : hits.length, isTotalExact: isCounted && isWhole && reach.isExact };
}

/** The cases that are ranked: on a later page those of the first, so that each is shown once. */
async function readReach({ index, all }: Search, { floor }: Before): Promise<Reach> {
  if (all === null) return { numbers: [], floor: 0, count: 0, isExact: true, isTimed: false };
  const reach = await reachOf(index, all, budgetOf(rankingMs));
  if (floor === null || floor === reach.floor) return reach;
  return { ...reach, floor, numbers: await newestOf(index, all, { from: floor, below: Number.MAX_SAFE_INTEGER }, mostRanked) };
}
