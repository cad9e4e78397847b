import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { Completion } from '../../contract/search.ts';
import { useBackend } from '../backend/backend.ts';
import { isAskedAt, optionsAt, type Option } from './completion.ts';
import { placeAt } from './queryPlace.ts';
import { recentQueries } from './recentQueries.ts';

/** Ms of silence before the core is asked what it knows; what is known here is listed at once. */
const pauseMs = 100;

/** A part of the list, with each option's place in the whole list. */
export type OptionGroup = { title: string | null; options: (Option & { place: number })[] };

/** What can be taken while a query is typed. `caret`: where it stands, null without the focus or with a selection. */
export function useCompletion(text: Ref<string>, caret: Ref<number | null>) {
  const backend = useBackend();
  /** 'typed' lists what fits; 'asked' lists everything there is; shut until either. */
  const opened = shallowRef<'shut' | 'typed' | 'asked'>('shut');
  const active = shallowRef(-1);
  const known = shallowRef<{ field: string; completions: readonly Completion[] }>({ field: '', completions: [] });
  const place = computed(() => (caret.value === null ? null : placeAt(text.value, caret.value)));
  const fieldAt = computed(() => (place.value?.is === 'value' && isAskedAt(place.value) ? place.value.field : ''));

  const options = computed<Option[]>(() => {
    if (opened.value === 'shut' || place.value === null) return [];
    return optionsAt(place.value, fieldAt.value === known.value.field ? known.value.completions : [], Date.now(), opened.value === 'asked');
  });
  const recent = computed<Option[]>(() =>
    opened.value === 'asked' && text.value.trim() === '' ? recentQueries.value.map((query) => ({ id: `recent ${query}`, label: query, words: '', text: query, from: 0, to: text.value.length, goesOn: false })) : [],
  );
  const groups = computed<OptionGroup[]>(() => {
    let at = 0;
    const placed = (of: Option[]) => of.map((option) => ({ ...option, place: at++ }));
    return [
      { title: 'Recent', options: placed(recent.value) },
      { title: recent.value.length > 0 ? 'Filters' : null, options: placed(options.value) },
    ].filter((group) => group.options.length > 0);
  });
  const all = computed(() => groups.value.flatMap((group) => group.options));
  const isOpen = computed(() => all.value.length > 0);

  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Asks the core what values there are; what it cannot say is simply not listed. */
  function ask(): void {
    clearTimeout(timer);
    const mine = (latest += 1);
    const field = fieldAt.value;
    if (field === '' || opened.value === 'shut' || caret.value === null) return;
    const input = { text: text.value, caret: caret.value };
    timer = setTimeout(async () => {
      const completions = await backend.call('search.complete', input).catch(() => []);
      if (mine === latest) known.value = { field, completions };
    }, pauseMs);
  }
  watch([text, fieldAt, opened], ask);
  watch(() => all.value.map((one) => one.id).join(), () => (active.value = Math.min(active.value, all.value.length - 1)));
  onScopeDispose(() => clearTimeout(timer));

  function shut(): void {
    opened.value = 'shut';
    active.value = -1;
  }
  function open(how: 'typed' | 'asked'): void {
    opened.value = how;
    active.value = -1;
  }
  /** Moves through the list; before the first and after the last lies the field itself. */
  function move(by: 1 | -1): void {
    const count = all.value.length + 1;
    active.value = ((active.value + 1 + by + count) % count) - 1;
  }

  return { place, groups, all, active, isOpen, open, shut, move };
}
