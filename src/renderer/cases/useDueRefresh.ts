import { onScopeDispose, watch } from 'vue';
import type { CaseFile } from '../../contract/caseFile.ts';

/** The longest wait of one timer; a later moment is waited for in parts. */
const longestMs = 2 ** 31 - 1;

/** The next moment at which a time of a case ends or goes on by itself, in ms UTC; null when none lies ahead. */
export function nextTurn({ deadlines }: Pick<CaseFile, 'deadlines'>, now: number): number | null {
  const ahead = deadlines.flatMap(({ dueAt, moves }) => [dueAt, moves.at(-1)?.untilAt ?? dueAt]).filter((at) => at > now);
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

/** Fetches the case again just after a time of it has ended: nobody tells of a moment that merely passes. */
export function useDueRefresh(file: () => CaseFile | null, refresh: () => Promise<void>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  function arm(): void {
    clearTimeout(timer);
    const open = file();
    const at = open && nextTurn(open, Date.now());
    if (at === null) return;
    const wait = at - Date.now() + 250;
    timer = setTimeout(() => (wait > longestMs ? arm() : void refresh()), Math.min(wait, longestMs));
  }
  watch(file, arm, { immediate: true });
  onScopeDispose(() => clearTimeout(timer));
}
