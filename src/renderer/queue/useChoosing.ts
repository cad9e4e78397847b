import type { Ref } from 'vue';
import { useRouter } from 'vue-router';
import type { CaseRow } from '../../contract/cases.ts';
import { useChosenStore } from '../stores/chosenStore.ts';
import { useSessionStore } from '../stores/sessionStore.ts';
import { useKeys } from '../ui/keys.ts';

/** Choosing cases of a list, to do one thing to all of them: by their boxes (a range with Shift) and by keys. */
export function useChoosing(of: { rows: Ref<(CaseRow | null)[]>; active: Ref<number>; moveBy: (key: string) => boolean; isOpen: () => boolean; scope?: 'Queue' | 'Cases' }) {
  const { rows, active, moveBy, isOpen } = of;
  const chosen = useChosenStore();
  const session = useSessionStore();
  const router = useRouter();
  const inList = (): string[] => rows.value.flatMap((row) => (row ? [row.caseId] : []));
  const current = (): string | null => rows.value[active.value]?.caseId ?? null;
  const canChoose = (): boolean => current() !== null;

  function click(event: MouseEvent, caseId: string): void {
    if (event.shiftKey) chosen.choosePast(caseId, inList());
    else chosen.toggle(caseId);
  }

  function toggleCurrent(): void {
    const caseId = current();
    if (caseId) chosen.toggle(caseId);
  }

  function goOn(key: 'ArrowDown' | 'ArrowUp'): void {
    const before = current();
    if (before && !chosen.has.has(before)) chosen.toggle(before);
    moveBy(key);
    const after = current();
    if (after) chosen.add([after]);
  }

  const together = (): void => void router.push({ name: 'together' });

  if (of.scope === 'Cases') {
    useKeys('Cases', [
      { id: 'cases.choose', keys: 'X', words: 'Choose the case in the list, or let go of it', run: toggleCurrent, isEnabled: canChoose },
      { id: 'cases.chooseNext', keys: 'Shift+J', words: 'Choose on to the next case', run: () => goOn('ArrowDown'), isEnabled: canChoose, isMove: true },
      { id: 'cases.choosePrevious', keys: 'Shift+K', words: 'Choose on to the case before', run: () => goOn('ArrowUp'), isEnabled: canChoose, isMove: true },
    ]);
    return { click, together };
  }
  useKeys('Queue', [
    { id: 'queue.choose', keys: 'Shift+X', words: 'Choose the case in the list, or let go of it', run: toggleCurrent, isEnabled: canChoose },
    { id: 'queue.chooseEmpty', keys: 'X', words: 'Choose the case, while none is open', run: toggleCurrent, isEnabled: () => canChoose() && !isOpen(), isKeyOnly: true },
    { id: 'queue.chooseNext', keys: 'Shift+J', words: 'Choose on to the next case', run: () => goOn('ArrowDown'), isEnabled: canChoose, isMove: true },
    { id: 'queue.choosePrevious', keys: 'Shift+K', words: 'Choose on to the case before', run: () => goOn('ArrowUp'), isEnabled: canChoose, isMove: true },
    { id: 'queue.together', keys: 'Shift+A', words: 'Rule on the chosen cases together', run: together, isEnabled: () => session.canRule && chosen.canRuleTogether },
  ]);
  return { click, together };
}
