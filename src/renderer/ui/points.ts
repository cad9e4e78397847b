import type { PriorityPart } from '../../contract/weights.ts';

/** Points with their sign, a true minus: '+40', '−200'. */
export function signed(points: number): string {
  return points < 0 ? `−${-points}` : `+${points}`;
}

/** A sum of points: '52 points', '1 point'. */
export function pointsWords(points: number): string {
  return `${points < 0 ? '−' : ''}${Math.abs(points)} ${Math.abs(points) === 1 ? 'point' : 'points'}`;
}

/** Why a case is served, with the sum: 'due soon +40, value +12 = 52 points'. */
export function servedWords(parts: readonly PriorityPart[], sum: number): string {
  return `${parts.map(({ words, points }) => `${words} ${signed(points)}`).join(', ')} = ${pointsWords(sum)}`;
}
