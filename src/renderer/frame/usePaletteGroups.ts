import { computed, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import { useCaseStore } from '../stores/caseStore.ts';
import { faultOf } from '../stores/faultOf.ts';
import { isSingleCharacter } from '../ui/keyNames.ts';
import { keyRows, useKeySettings } from '../ui/keys.ts';
import { useNotices } from '../ui/notices.ts';
import { visibleWords } from '../ui/visibleWords.ts';
import { faultWords, kindWords } from '../ui/words.ts';
import { groupOf, marked, ranked, type PaletteGroup, type PaletteOption } from './palette.ts';
import { useCaseSearch } from './useCaseSearch.ts';

/** Most options of a group while words are typed; without words the commands are all there. */
const most = 8;

/** What the palette lists: commands, exhibits of the open case and cases that fit what is typed, with one count through all groups. */
export function usePaletteGroups(words: Ref<string>) {
  const router = useRouter();
  const store = useCaseStore();
  const notices = useNotices();
  const { areSinglesOff } = useKeySettings();
  const search = useCaseSearch(words);

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
  const cases = computed<PaletteOption[]>(() =>
    search.rows.value.map((row) => ({
      id: row.caseId, label: row.reference, text: [row.title, row.buyerName, row.sellerName].flatMap((one) => (one ? [visibleWords(one)] : [])).join(' · '), key: null,
      run: () => void router.push({ name: 'queue', params: { caseId: row.caseId } }),
    })),
  );

  async function openExhibit(evidenceId: string): Promise<void> {
    try {
      await store.openExhibit(evidenceId);
    } catch (error) {
      const { code, message } = faultOf(error);
      notices.add({ tone: 'danger', title: faultWords[code], text: message });
    }
  }

  /** Cases stand last: they come late, and what Enter would do must not change under the hand. */
  const groups = computed(() => {
    const typed = words.value.trim();
    const limit = typed === '' ? 100 : most;
    const exact = [groupOf('commands', ranked(commands.value, typed, false), limit), groupOf('exhibits', ranked(exhibits.value, typed, false), limit), groupOf('cases', marked(cases.value, typed), most, search.more.value)];
    const found = exact.some(Boolean) || search.isSearching.value;
    const near = found ? [] : [groupOf('commands', ranked(commands.value, typed, true), most), groupOf('exhibits', ranked(exhibits.value, typed, true), most)];
    return placed([...exact, ...near].filter((group) => group !== null), !found);
  });
  const options = computed(() => groups.value.flatMap((group) => group.options));
  return { groups, options, search };
}

/** Groups with each option's place among all of them. */
function placed(groups: readonly PaletteGroup[], isClose: boolean) {
  let place = 0;
  return groups.map((group) => ({ ...group, isClose, options: group.options.map((option) => ({ ...option, place: place++ })) }));
}
