import { computed, inject, provide, reactive, ref, shallowReactive, type InjectionKey } from 'vue';
import type { Exhibit } from '../../contract/caseFile.ts';
import { hasPixels } from './exhibitWords.ts';
import type { Measure, Ruler } from './ruler.ts';
import { mostPages } from './usePdf.ts';
import { compose, restView, type Laid, type Point, type Size, type View } from './viewTransform.ts';

/** How bright and how rich in contrast an exhibit is drawn; 1 is as it came. */
export type Tone = { brightness: number; contrast: number };
/** A film as its bar shows it, in seconds. */
export type Clock = { time: number; length: number; isPlaying: boolean; isMuted: boolean };
/** What is laid over the picture to work with it. */
export type Tool = 'ruler' | 'tone';

export type Table = ReturnType<typeof useTable>;

const plainTone: Tone = { brightness: 1, contrast: 1 };
const powers = [2, 4, 8, 16];
const tableKey: InjectionKey<Table> = Symbol('table of exhibits');

/** What viewers of the same case share: how exhibits lie, their true sizes, tones, rulers, pages and clocks, and the tools in hand. */
export function useTable(together: () => readonly Exhibit[] = () => []) {
  const views = reactive(new Map<string, View>());
  const sizes = reactive(new Map<string, Size>());
  const tones = reactive(new Map<string, Tone>());
  const rulers = reactive(new Map<string, Ruler>());
  const measures = reactive(new Map<string, Measure>());
  const pages = reactive(new Map<string, { page: number; pages: number }>());
  const clocks = reactive(new Map<string, Clock>());
  const players = shallowReactive(new Map<string, HTMLVideoElement>());
  /** Films and sounds start with their sound. */
  const isSoundOn = ref(false);
  const tool = ref<Tool | null>(null);
  /** A pointer pans an exhibit right now. */
  const isCarried = ref(false);
  const isLoupeOn = ref(false);
  const loupePower = ref(4);
  /** Where the loupe looks, on the plane; the same place in every viewer. */
  const eye = ref<Point>({ x: 0, y: 0 });

  function sizeOf({ evidenceId, width, height }: Pick<Exhibit, 'evidenceId' | 'width' | 'height'>): Size {
    return sizes.get(evidenceId) ?? (width && height ? { width, height } : { width: 4, height: 3 });
  }

  const viewOf = (evidenceId: string): View => views.get(evidenceId) ?? restView;
  const laidOf = (exhibit: Exhibit): Laid => ({ view: viewOf(exhibit.evidenceId), pixels: sizeOf(exhibit) });
  /** The exhibits that lie on the table now: at rest they have one size in all viewers. */
  const fitting = computed(() => together().filter(hasPixels).map(laidOf));

  /** Takes the pixels a viewer found where inspection counts none: a page, a film. */
  function learnSize(evidenceId: string, { width, height }: Size): void {
    const known = sizes.get(evidenceId);
    if (known?.width !== width || known.height !== height) sizes.set(evidenceId, { width, height });
  }

  const toneOf = (evidenceId: string): Tone => tones.get(evidenceId) ?? plainTone;
  const isToned = (evidenceId: string): boolean => toneOf(evidenceId).brightness !== 1 || toneOf(evidenceId).contrast !== 1;
  const filterOf = (evidenceId: string): string | undefined => (isToned(evidenceId) ? `brightness(${toneOf(evidenceId).brightness}) contrast(${toneOf(evidenceId).contrast})` : undefined);
  const clockOf = (evidenceId: string): Clock => clocks.get(evidenceId) ?? { time: 0, length: 0, isPlaying: false, isMuted: !isSoundOn.value };

  /** The page before or after, while there is one that can be shown. */
  function turnPage(evidenceId: string, by: 1 | -1): void {
    const { page, pages: count } = pages.get(evidenceId) ?? { page: 1, pages: 0 };
    if (page + by >= 1 && page + by <= Math.min(count, mostPages)) pages.set(evidenceId, { page: page + by, pages: count });
  }

  function toggleTool(one: Tool): void {
    tool.value = tool.value === one ? null : one;
  }

  function toggleLoupe(): void {
    isLoupeOn.value = !isLoupeOn.value;
    eye.value = { x: 0, y: 0 };
  }

  /** The next power of the loupe, around the end. */
  function strengthenLoupe(): void {
    isLoupeOn.value = true;
    loupePower.value = powers[(powers.indexOf(loupePower.value) + 1) % powers.length]!;
  }

  /** A view as the loupe shows it, with what it looks at in its middle. */
  function throughLoupe(view: View): View {
    const power = loupePower.value;
    return compose({ ...restView, scale: power, x: -power * eye.value.x, y: -power * eye.value.y }, view);
  }

  /** No tool is in hand any more; what was measured and brightened stays. */
  function putAway(): void {
    tool.value = null;
    isLoupeOn.value = false;
  }

  /** Nothing of one case reaches into the next. */
  function clear(): void {
    for (const kept of [views, sizes, tones, rulers, measures, pages, clocks]) kept.clear();
    putAway();
  }

  return {
    views, fitting, tones, rulers, measures, pages, clocks, players, isSoundOn, tool, isCarried, isLoupeOn, loupePower, eye,
    viewOf, laidOf, sizeOf, learnSize, toneOf, isToned, filterOf, clockOf, turnPage, toggleTool, toggleLoupe, strengthenLoupe, throughLoupe, putAway, clear,
  };
}

/** Lays the table for the viewers below. */
export function provideTable(table: Table): void {
  provide(tableKey, table);
}

/** The table of the desk around, or one of its own for a viewer that stands alone. */
export function takeTable(): Table {
  const around = inject(tableKey, null);
  if (around) return around;
  const own = useTable();
  provide(tableKey, own);
  return own;
}
