import { useKeys } from '../ui/keys.ts';
import { hasPixels } from './exhibitWords.ts';
import type { EvidenceDesk } from './useEvidenceDesk.ts';

/** The keys of open exhibits: to compare two, and to look closely at one. `openChoice` shows what can be set against the current one. */
export function useCompareKeys(desk: EvidenceDesk, openChoice: () => void): void {
  const { table, canLock, current, isLocked, isLaidOver, isAligned, other } = desk;
  const isPicture = (): boolean => hasPixels(current.value);
  const isPair = (): boolean => canLock.value;
  useKeys('Case', [
    { id: 'case.compare', keys: 'A', words: 'Set another exhibit against this one', run: openChoice },
    { id: 'case.other', keys: 'Shift+O', words: 'Take the other one of the pair in hand', run: desk.chooseOther, isEnabled: () => other.value !== null },
    { id: 'case.lock', keys: 'L', words: 'Lock zoom, pan and turn of the pair', run: () => (isLocked.value = !isLocked.value), isEnabled: isPair },
    { id: 'case.unalign', keys: 'Shift+L', words: 'Forget how the pair was aligned by hand', run: desk.forgetAlignment, isEnabled: () => isAligned.value },
    { id: 'case.overlay', keys: 'O', words: 'Lay the pair over each other', run: desk.toggleOverlay, isEnabled: isPair },
    { id: 'case.swipe', keys: 'W', words: 'Divider between the two of the pair', run: desk.toggleSwipe, isEnabled: isPair },
    { id: 'case.flip', keys: 'Q', words: 'Only the one or the other of the pair', run: desk.flip, isEnabled: () => isLaidOver.value },
    { id: 'case.loupe', keys: 'V', words: 'Loupe', run: table.toggleLoupe, isEnabled: isPicture },
    { id: 'case.loupePower', keys: 'Shift+V', words: 'Stronger loupe', run: table.strengthenLoupe, isEnabled: isPicture },
    { id: 'case.ruler', keys: 'M', words: 'Ruler', run: () => table.toggleTool('ruler'), isEnabled: isPicture },
    { id: 'case.tone', keys: 'E', words: 'Brightness and contrast', run: () => table.toggleTool('tone'), isEnabled: isPicture },
    { id: 'case.turn', keys: 'R', words: 'Turn by a quarter', run: () => desk.turnCurrent(90), isEnabled: isPicture },
    { id: 'case.turnBack', keys: 'Shift+R', words: 'Turn back by a quarter', run: () => desk.turnCurrent(-90), isEnabled: isPicture, isKeyOnly: true },
    { id: 'case.turnLeft', keys: '<', words: 'Turn by one degree to the left', run: () => desk.turnCurrent(-1), isEnabled: isPicture, isKeyOnly: true, isMove: true },
    { id: 'case.turnRight', keys: '>', words: 'Turn by one degree to the right', run: () => desk.turnCurrent(1), isEnabled: isPicture, isKeyOnly: true, isMove: true },
    { id: 'case.zoomIn', keys: ['+', '='], words: 'Zoom in', run: () => desk.zoomCurrent(1.25), isKeyOnly: true, isMove: true },
    { id: 'case.zoomOut', keys: '-', words: 'Zoom out', run: () => desk.zoomCurrent(0.8), isKeyOnly: true, isMove: true },
    { id: 'case.zoomFit', keys: '0', words: 'Fit the exhibit', run: desk.restCurrent, isKeyOnly: true },
  ]);
}
