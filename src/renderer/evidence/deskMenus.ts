import type { Exhibit } from '../../contract/caseFile.ts';
import type { MenuItem } from '../ui/UiMenu.vue';
import { visibleWords } from '../ui/visibleWords.ts';
import { kindIcons, kindWords, sideWords } from '../ui/words.ts';
import type { Veil, Veils, VeiledKind } from './veils.ts';

type Groups = { label?: string; items: MenuItem[] }[];

/** Every other exhibit of the case, by side, to be set against the current one. */
export function compareGroups(exhibits: readonly Exhibit[], current: Exhibit | null, shown: readonly Exhibit[], compare: (evidenceId: string) => void): Groups {
  const others = exhibits.filter((exhibit) => exhibit.evidenceId !== current?.evidenceId);
  const sides = [...new Set(others.map((exhibit) => exhibit.side))];
  const groups = sides.map((side) => ({ label: sideWords[side], items: others.filter((exhibit) => exhibit.side === side).map(itemOf) }));
  const first = groups[0];
  if (first) first.label = `${first.label} · or Shift+click an exhibit below`;
  return groups;

  function itemOf(exhibit: Exhibit): MenuItem {
    const { evidenceId, label, kind, fileName } = exhibit;
    return { label: `${label} ${kindWords[kind]}, ${shortened(visibleWords(fileName))}`, icon: kindIcons[kind], run: () => compare(evidenceId), isChecked: shown.includes(exhibit) };
  }
}

function shortened(name: string): string {
  return name.length > 36 ? `${name.slice(0, 20)}…${name.slice(-14)}` : name;
}

const kinds: readonly { kind: VeiledKind; label: string; veils: readonly Veil[] }[] = [
  { kind: 'photo', label: 'Photos', veils: ['plain', 'blurred', 'grey'] },
  { kind: 'video', label: 'Films', veils: ['plain', 'blurred', 'grey'] },
  { kind: 'document', label: 'Documents', veils: ['plain', 'blurred'] },
  { kind: 'words', label: 'Chats and mails', veils: ['plain', 'blurred'] },
];
const veilWords: Record<Veil, string> = { plain: 'as they are', blurred: 'blurred', grey: 'grey' };

/** How each kind of exhibit starts, to be chosen. */
export function veilGroups(chosen: Veils, choose: (change: Partial<Veils>) => void): Groups {
  const groups: Groups = kinds.map(({ kind, label, veils }) => ({
    items: veils.map((veil) => ({ label: `${label} ${veilWords[veil]}`, isChecked: chosen[kind] === veil, run: () => choose({ [kind]: veil }) })),
  }));
  const sound = [false, true].map((isOn) => ({ label: isOn ? 'Films and sounds with sound' : 'Films and sounds without sound', isChecked: chosen.isSoundOn === isOn, run: () => choose({ isSoundOn: isOn }) }));
  const [first, ...more] = groups;
  return [{ ...first!, label: 'How exhibits start; the key reveals them' }, ...more, { items: sound }];
}
