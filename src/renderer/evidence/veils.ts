import type { Exhibit } from '../../contract/caseFile.ts';

/** How exhibits of a kind are first shown to a person who need not see everything at once. */
export type Veil = 'plain' | 'blurred' | 'grey';
/** The kinds a person chooses for. */
export type VeiledKind = 'photo' | 'video' | 'document' | 'words';
/** One person's choice. */
export type Veils = Record<VeiledKind, Veil> & { isSoundOn: boolean };

/** As nobody has chosen anything: all is shown, and films and sounds start without sound. */
export const noVeils: Veils = { photo: 'plain', video: 'plain', document: 'plain', words: 'plain', isSoundOn: false };

const veils: readonly Veil[] = ['plain', 'blurred', 'grey'];
const kinds: readonly VeiledKind[] = ['photo', 'video', 'document', 'words'];

/** Which choice an exhibit falls under, by what is seen of it. */
export function veiledKind({ show }: Pick<Exhibit, 'show'>): VeiledKind {
  if (show === 'image') return 'photo';
  if (show === 'video') return 'video';
  return show === 'pdf' ? 'document' : 'words';
}

/** The choice in stored text; what cannot be read counts as not chosen. */
export function readVeils(text: string | null): Veils {
  try {
    const kept = (JSON.parse(text ?? '{}') ?? {}) as Partial<Record<string, unknown>>;
    const chosen = kinds.map((kind) => [kind, veils.find((veil) => veil === kept[kind]) ?? 'plain']);
    return { ...noVeils, ...(Object.fromEntries(chosen) as Record<VeiledKind, Veil>), isSoundOn: kept['isSoundOn'] === true };
  } catch {
    return noVeils;
  }
}

/** Under what a person's choice is kept on this machine. */
export const veilsName = (personId: string): string => `desk.veils.${personId}`;
