import { shallowRef } from 'vue';
import { say } from './live.ts';
import type { Tone } from './tone.ts';

/** A short word at the edge of the screen that asks for nothing; what must be acted on belongs in a panel. */
export type Notice = { id: number; tone: Tone; title: string; text?: string; action?: { label: string; run: () => void } };

const notices = shallowRef<Notice[]>([]);
let last = 0;

/** The notices on screen; errors stay until they are put away, others leave after 6 s or as long as is said. */
export function useNotices() {
  function dismiss(id: number): void {
    notices.value = notices.value.filter((notice) => notice.id !== id);
  }
  function add(notice: Omit<Notice, 'id'>, lastsMs = 6_000): number {
    const id = (last += 1);
    say([notice.title, notice.text].filter(Boolean).join('. '));
    notices.value = [...notices.value.slice(-3), { ...notice, id }];
    if (notice.tone !== 'danger') setTimeout(() => dismiss(id), lastsMs);
    return id;
  }
  return { notices, add, dismiss };
}
