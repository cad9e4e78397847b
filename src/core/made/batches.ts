import type { HashedNote } from '../audit/append.ts';
import type { SameFiles } from '../cases/exhibits.ts';
import { referenceOf } from '../cases/lifeCycle.ts';
import { comings, type Coming } from '../db/seed/made/coming.ts';
import { comeIn, noteOf, rowsOf, type Came } from './cameIn.ts';
import { becomeFinal, ruleOn, type Ended, type Happened, type MadePayout, type MadePrecedent, type Move } from './ruledOn.ts';
import type { Setting } from './setting.ts';
import { textsOf, type MadeRows, type MadeTable } from './tables.ts';

/** What is written in one transaction: plain data, so that it can be made on another thread. */
export type Batch = {
  came: number;
  ruled: number;
  /** The number of the first case that came in it; null when none did. */
  firstNumber: number | null;
  texts: [MadeTable, string][];
  moves: Move[];
  precedents: MadePrecedent[];
  payouts: MadePayout[];
  notes: HashedNote[];
};

/** So many things happen in one transaction: others that want to write wait for a tenth of a second at most. */
const happeningsAtOnce = 150;
/** References a file that many cases share is said to lie in, as many as a case file names. */
const mostElsewhere = 100;

/** What happens to a case later: it is ruled on, or its time to appeal ends. */
type Later = { at: number; coming: Coming; final: Ended | null };

/**
 * Everything that happens to the generated cases of a setting, in the order of time: they come, some are ruled on, some become final. A batch
 * leaves a whole desk behind, wherever the next one is cut off. What is kept meanwhile does not grow with the number of cases.
 */
export function* batchesOf(setting: Setting): Generator<Batch> {
  const later: Later[] = [];
  const elsewhere = new Map<string, string[]>();
  let open = newBatch();
  for (const coming of comings(setting)) {
    for (const next of dueBy(later, coming.receivedAt)) {
      happen(next);
      if (isFull(open)) yield close();
    }
    const came = comeIn(setting, coming);
    open.batch.firstNumber ??= came.row.number;
    open.batch.came += 1;
    add(rowsOf(came), [noteOf(came)]);
    noteFiles(elsewhere, came);
    if (coming.ruledAt !== null) schedule(later, { at: coming.ruledAt, coming, final: null });
    if (isFull(open)) yield close();
  }
  for (const next of dueBy(later, setting.anchor)) {
    happen(next);
    if (isFull(open)) yield close();
  }
  if (open.happened > 0) yield close();

  function happen({ at, coming, final }: Later): void {
    if (final) return take(becomeFinal(final, at));
    const came = comeIn(setting, coming);
    const ruled = ruleOn(setting, came, sameFiles(elsewhere, came));
    if (!ruled) return;
    open.batch.ruled += 1;
    take(ruled);
    if (ruled.finalAt !== null) schedule(later, { at: ruled.finalAt, coming, final: { caseId: came.row.caseId, number: came.row.number } });
  }

  function take({ rows, move, notes, precedent, payout }: Happened): void {
    open.moves.set(move.caseId, move);
    if (precedent) open.batch.precedents.push(precedent);
    if (payout) open.batch.payouts.push(payout);
    add(rows, notes);
  }

  function add(rows: MadeRows, notes: HashedNote[]): void {
    open.rows.push(rows);
    open.batch.notes.push(...notes);
    open.happened += 1;
  }

  function close(): Batch {
    const { batch, rows, moves } = open;
    open = newBatch();
    return { ...batch, texts: textsOf(rows), moves: [...moves.values()], notes: batch.notes.toSorted((a, b) => a.at - b.at) };
  }
}

function newBatch() {
  const batch: Batch = { came: 0, ruled: 0, firstNumber: null, texts: [], moves: [], precedents: [], payouts: [], notes: [] };
  return { batch, rows: [] as MadeRows[], moves: new Map<string, Move>(), happened: 0 };
}

function isFull({ happened }: { happened: number }): boolean {
  return happened >= happeningsAtOnce;
}

/** Puts something into its place by time. */
function schedule(later: Later[], next: Later): void {
  let [low, high] = [0, later.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    // The next one to come stands last, where it costs nothing to take.
    if ((later[middle]?.at ?? 0) > next.at) low = middle + 1;
    else high = middle;
  }
  later.splice(low, 0, next);
}

function* dueBy(later: Later[], at: number): Generator<Later> {
  for (let next = later.at(-1); next && next.at <= at; next = later.at(-1)) {
    later.pop();
    yield next;
  }
}

function noteFiles(elsewhere: Map<string, string[]>, { row, evidence }: Came): void {
  for (const { sha256 } of evidence) {
    if (!sha256) continue;
    const known = elsewhere.get(sha256) ?? [];
    if (known.length <= mostElsewhere) elsewhere.set(sha256, [...known, referenceOf(row)]);
  }
}

/** Which cases before hold the files of this one, as a case file says it. */
function sameFiles(elsewhere: ReadonlyMap<string, string[]>, { row, evidence }: Came): SameFiles {
  const own = referenceOf(row);
  const found = new Map<string, string[]>();
  let left = mostElsewhere;
  for (const sha256 of new Set(evidence.map((one) => one.sha256))) {
    const others = sha256 ? (elsewhere.get(sha256) ?? []).filter((reference) => reference !== own).slice(0, left) : [];
    if (sha256 && others.length > 0) found.set(sha256, others);
    left -= others.length;
  }
  return found;
}
