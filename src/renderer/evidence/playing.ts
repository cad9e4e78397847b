/** Seconds of one picture of a film; most films have 25 or 30 a second. */
export const pictureSeconds = 1 / 25;

const reasons: Record<number, string> = { 2: 'reading it stopped half-way', 3: 'its content is damaged', 4: 'its format cannot be played here, or it is not there' };

/** Why a film or sound does not play, in words. */
export function failureWords(media: { error: { code: number } | null } | null): string {
  return `Why: ${reasons[media?.error?.code ?? 0] ?? 'no reason was given'}.`;
}

const steps: Record<string, number> = { ',': -pictureSeconds, '.': pictureSeconds, 'Shift+ArrowLeft': -5, 'Shift+ArrowRight': 5 };

/** What a key does to a film or sound that has the focus: by how many seconds it steps, or that it starts or stops; null for other keys. */
export function playKey({ key, shiftKey, altKey, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>): number | 'play' | null {
  if (altKey || ctrlKey || metaKey) return null;
  if (key === ' ') return 'play';
  return steps[shiftKey && key.startsWith('Arrow') ? `Shift+${key}` : key] ?? null;
}

/** A moment of a film: '1:05.2'. */
export function clockWords(seconds: number): string {
  const tenths = Math.floor(Math.max(0, seconds) * 10 + 1e-6);
  const minutes = Math.floor(tenths / 600);
  return `${minutes}:${String(Math.floor((tenths % 600) / 10)).padStart(2, '0')}.${tenths % 10}`;
}
