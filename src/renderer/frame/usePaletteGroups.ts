import { computed, type Ref } from 'vue';
import { isNavigationFailure, NavigationFailureType, useRouter } from 'vue-router';
import type { SearchHit } from '../../contract/search.ts';
import { addressOf, spotWords, totalWords } from '../search/hitWords.ts';
import { rememberQuery } from '../search/recentQueries.ts';
import { useSearch } from '../search/useSearch.ts';
import { useCaseStore } from '../stores/caseStore.ts';
import { faultOf } from '../stores/faultOf.ts';
import { useRecordStore } from '../stores/recordStore.ts';
import { withoutSpot } from '../ui/caseSpot.ts';
import { isSingleCharacter } from '../ui/keyNames.ts';
import { keyRows, useKeySettings } from '../ui/keys.ts';
import { useNotices } from '../ui/notices.ts';
import { visibleWords } from '../ui/visibleWords.ts';
import { faultWords, kindWords } from '../ui/words.ts';
import { groupOf, isIdLike, marked, ranked, type PaletteGroup, type PaletteOption } from './palette.ts';

/** Most options of a group while words are typed; without words the commands are all there. */
const most = 8;
/** Ms of silence before a search starts; an id is pasted or scanned whole, and nobody should wait for it. */
const pauseMs = 120;
/** Of a case's head the first line shows these already. */
const inFirstLine: readonly string[] = ['reference', 'title', 'buyer', 'seller'];

/** What the palette lists: commands, exhibits of the open case and cases that hold what is typed, with one count through all groups. */
export function usePaletteGroups(words: Ref<string>) {
  const router = useRouter();
  const store = useCaseStore();
  const records = useRecordStore();
  const notices = useNotices();
  const { areSinglesOff } = useKeySettings();
  const search = useSearch(words, { limit: most, pauseMs: (typed) => (isIdLike(typed) ? 0 : pauseMs) });

  const commands = computed<PaletteOption[]>(() =>
    keyRows.value
      .filter(({ command }) => !command.isKeyOnly && (command.isEnabled?.() ?? true))
      .map(({ command, scope, keys }) => ({
        id: command.id, label: command.words, text: scope, key: keys.find((key) => !(areSinglesOff.value && isSingleCharacter(key))) ?? null, run: () => command.run(null),
      })),
  );
  const exhibits = computed<PaletteOption[]>(() =>
    (store.file?.exhibits ?? []).map(({ evidenceId, label, fileName, kind, statement }) => ({
      id: evidenceId, label: `${label} ${visibleWords(fileName)}`, text: [kindWords[kind], visibleWords(statement ?? '')].filter(Boolean).join(' · '), key: null, run: () => void openExhibit(evidenceId),
    })),
  );
  const cases = computed<PaletteOption[]>(() => (search.found.value?.hits ?? []).map((hit) => caseOption(hit, words.value)));
  /** Other words that would find something, and the way to all that was found. */
  const further = computed<PaletteOption[]>(() => {
    const typed = words.value.trim();
    const { found } = search;
    if (typed === '' || (found.value?.faults.length ?? 0) > 0) return [];
    const means = search.isSearching.value ? [] : (found.value?.didYouMean ?? []);
    const others = means.map(({ text, why }): PaletteOption => ({ id: `mean ${text}`, label: `Search for “${visibleWords(text)}”`, text: why, key: null, isStaying: true, run: () => (words.value = text) }));
    if (!search.isSearching.value && found.value?.total === 0) return others;
    const total = found.value && !search.isSearching.value ? totalWords(found.value) : '';
    return [...others, { id: 'all results', label: `All results for “${visibleWords(typed)}”`, text: total, key: null, run: () => showAll(typed) }];
  });

  function caseOption(hit: SearchHit, typed: string): PaletteOption {
    const isSaid = hit.spot.in === 'head' && inFirstLine.includes(hit.spot.part);
    return {
      id: hit.caseId, label: hit.reference, text: [hit.title, hit.buyerName, hit.sellerName].flatMap((one) => (one ? [visibleWords(one)] : [])).join(' · '), key: null, run: () => void openHit(hit, typed),
      ...(!isSaid && hit.snippet.length > 0 && { below: [{ words: `${spotWords(hit)}: `, isMarked: false }, ...hit.snippet.map((piece) => ({ words: visibleWords(piece.text), isMarked: piece.isHit }))] }),
    };
  }

  async function openHit(hit: SearchHit, typed: string): Promise<void> {
    rememberQuery(typed);
    const { name, query } = router.currentRoute.value;
    const failure = await router.push(addressOf(hit, 'queue', name === 'queue' ? withoutSpot(query) : {}));
    // The address is there already, but the person has moved on in the case.
    if (isNavigationFailure(failure, NavigationFailureType.duplicated)) records.landAgain();
  }

  function showAll(query: string): void {
    rememberQuery(query);
    void router.push({ name: 'cases', query: { q: query } });
  }

  async function openExhibit(evidenceId: string): Promise<void> {
    try {
      await store.openExhibit(evidenceId);
    } catch (error) {
      const { code, message } = faultOf(error);
      notices.add({ tone: 'danger', title: faultWords[code], text: message });
    }
  }

  /** Cases stand last but for ids: they come late, and what Enter would do must not change under the hand. */
  const groups = computed(() => {
    const typed = words.value.trim();
    const limit = typed === '' ? 100 : most;
    const here = [groupOf('commands', ranked(commands.value, typed, false), limit), groupOf('exhibits', ranked(exhibits.value, typed, false), limit)];
    const found = groupOf('cases', marked(cases.value, typed), most);
    // B-1 is an exhibit of the open case before it is a part of somebody's number.
    const isLabel = exhibits.value.some(({ label }) => label.toLowerCase().startsWith(`${typed.toLowerCase()} `));
    const exact = [...(isIdLike(typed) && !isLabel ? [found, ...here] : [...here, found]), groupOf('search', marked(further.value, ''), most)];
    const isFound = [...here, found].some(Boolean) || search.isSearching.value;
    const near = isFound ? [] : [groupOf('commands', ranked(commands.value, typed, true), most), groupOf('exhibits', ranked(exhibits.value, typed, true), most)];
    return placed([...near, ...exact].filter((group) => group !== null), (name) => !isFound && name !== 'search');
  });
  const options = computed(() => groups.value.flatMap((group) => group.options));
  return { groups, options, search };
}

/** Groups with each option's place among all of them. */
function placed(groups: readonly PaletteGroup[], isClose: (name: PaletteGroup['name']) => boolean) {
  let place = 0;
  return groups.map((group) => ({ ...group, isClose: isClose(group.name), options: group.options.map((option) => ({ ...option, place: place++ })) }));
}
