import { computed, shallowRef, watch } from 'vue';
import type { LetterPreview } from '../../contract/letterMethods.ts';
import type { OutputOf } from '../../contract/methods.ts';
import type { Fault } from '../../contract/reply.ts';
import type { Adversary } from '../../contract/vocabulary.ts';
import { useBackend } from '../backend/backend.ts';
import { completeRuling } from '../stores/draftEdits.ts';
import { useDraftStore } from '../stores/draftStore.ts';
import { faultOf } from '../stores/faultOf.ts';

/** Milliseconds after the last change until the letters are written anew. */
const pauseMs = 120;

/**
 * The letters of the draft in work, or of the ruling `rulingId` names, while `isShown`; they are written anew with every change. An edit goes
 * into the draft, bound to the text it was made to.
 */
export function useLetterPreview(rulingId: () => string | null, isShown: () => boolean) {
  const backend = useBackend();
  const store = useDraftStore();
  const preview = shallowRef<OutputOf<'letters.preview'> | null>(null);
  const fault = shallowRef<Fault | null>(null);
  const isDraft = computed(() => rulingId() === null);
  let turn = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function load(): Promise<void> {
    const mine = (turn += 1);
    const id = rulingId();
    const caseId = store.caseId;
    try {
      if (id === null && caseId === null) return;
      // The PDF of a draft is made from what was saved.
      if (id === null) void store.flush();
      const answer = await backend.call('letters.preview', id !== null ? { rulingId: id } : { caseId: caseId ?? '', draft: completeRuling(store.draft) ?? store.draft });
      if (mine !== turn) return;
      preview.value = answer;
      fault.value = null;
    } catch (error) {
      if (mine === turn) fault.value = faultOf(error);
    }
  }

  /** Puts the mediator's own text in the place of a letter; the desk's text takes the change out again. */
  function edit(letter: LetterPreview, body: string, basedOn = letter.basedOn ?? letter.composed): void {
    const others = (store.draft.letters ?? []).filter(({ to }) => to !== letter.to);
    const isOwn = body.trim() !== '' && body !== letter.composed;
    store.set({ letters: isOwn ? [...others, { to: letter.to, body, basedOn }] : others });
  }

  const editOf = (to: Adversary) => store.draft.letters?.find((one) => one.to === to) ?? null;
  watch(
    () => [isShown(), rulingId(), store.caseId, store.draft] as const,
    ([shown], before) => {
      clearTimeout(timer);
      if (!shown) return void (preview.value = null);
      if (before?.[0]) timer = setTimeout(() => void load(), pauseMs);
      else void load();
    },
    { immediate: true },
  );

  return { preview, fault, isDraft, load, edit, editOf };
}
