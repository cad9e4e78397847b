import type { CaseState, Side } from '../../contract/vocabulary.ts';
import { sha256 } from '../ids.ts';

const mostIdLength = 200;

/** Whether a ruling stands on the file of a case in this state: its exhibits stay as they were ruled on, and what comes is late. */
export function isFrozen(state: CaseState): boolean {
  return state === 'staged' || state === 'held' || state === 'ruled';
}

/** The id of what was sent in place of a frozen exhibit: that of the exhibit and the `mark` of the new content, so that the same content sent again is known. */
export function lateCopyId(id: string, mark: string): string {
  const ending = `~late-${mark}`;
  const whole = id + ending;
  return whole.length <= mostIdLength ? whole : sha256(id) + ending;
}

/** A short name for what an exhibit says: its file and its words. */
export function markOf(content: readonly (string | null)[]): string {
  return sha256(JSON.stringify(content)).slice(0, 16);
}

/** Where a late copy lies in a bundle: the frozen exhibit keeps its own place. */
export function lateCopyPath(side: Side, id: string, fileName: string): string {
  return `evidence/${side}/late-${sha256(id).slice(0, 16)}${/\.[a-z0-9]{1,8}$/i.exec(fileName)?.[0] ?? ''}`;
}
