/** What a person did to a place. */
export type SpotChange = { spotId: string; label: string } & ({ did: 'added' | 'removed' } | { did: 'renamed'; before: string; after: string });
/** What is to be done to a place. */
export type SpotAct = { act: 'remove' | 'restore'; spotId: string } | { act: 'rename'; spotId: string; name: string };
/** A person's own changes in one case, the newest last; a new change forgets what was undone. */
export type SpotHistory = { done: readonly SpotChange[]; undone: readonly SpotChange[] };
/** A step back or forth: what to do, what it is called, and the history once it is done. */
export type SpotStep = { act: SpotAct; words: string; after: SpotHistory; without: SpotHistory };

const most = 200;

export const noHistory: SpotHistory = { done: [], undone: [] };

/** The history with one more change. */
export function recorded({ done }: SpotHistory, change: SpotChange): SpotHistory {
  return { done: [...done, change].slice(-most), undone: [] };
}

/** How to undo the newest change; null when there is none. `without` is the history when it can be undone no more. */
export function undoStep({ done, undone }: SpotHistory): SpotStep | null {
  const last = done.at(-1);
  if (!last) return null;
  const rest = done.slice(0, -1);
  return { act: actOf(last, true), words: `Undone: ${wordsOf(last, true)}`, after: { done: rest, undone: [...undone, last] }, without: { done: rest, undone } };
}

/** How to do again what was undone last; null when there is nothing. */
export function redoStep({ done, undone }: SpotHistory): SpotStep | null {
  const last = undone.at(-1);
  if (!last) return null;
  const rest = undone.slice(0, -1);
  return { act: actOf(last, false), words: `Done again: ${wordsOf(last, false)}`, after: { done: [...done, last], undone: rest }, without: { done, undone: rest } };
}

function actOf(change: SpotChange, isBack: boolean): SpotAct {
  const { spotId } = change;
  if (change.did === 'renamed') return { act: 'rename', spotId, name: isBack ? change.before : change.after };
  return { act: (change.did === 'added') === isBack ? 'remove' : 'restore', spotId };
}

function wordsOf(change: SpotChange, isBack: boolean): string {
  if (change.did === 'renamed') return `${change.label} is called “${isBack ? change.before : change.after}”`;
  return `${change.label} ${(change.did === 'added') === isBack ? 'is taken away' : 'is there again'}`;
}
