import { defineStore } from 'pinia';
import type { CaseFile } from '../../contract/caseFile.ts';
import { sides } from '../../contract/vocabulary.ts';
import { useBackend } from '../backend/backend.ts';

/** Thumbnails of each side that are decoded ahead: what the first screen of a board shows. */
const picturesOfSide = 4;
/** A case that changed is fetched again after this long (ms), unless it was opened meanwhile: being served is a change, too. */
const settleMs = 500;

/** The pictures are kept so that the browser does not let go of them. */
type Ahead = { file: CaseFile; pictures: HTMLImageElement[] };

/**
 * The cases that would be served next, fetched while the person reads: their files, and the first pictures decoded. A copy is only what a
 * screen shows until the file itself has come. What cannot be fetched ahead is fetched when it is served, and says then what is wrong.
 */
export const useAheadStore = defineStore('ahead', () => {
  const backend = useBackend();
  const kept = new Map<string, Ahead>();
  let latest = 0;

  /** Fetches what comes next, one case after the other, and forgets all else. */
  async function look(): Promise<void> {
    const mine = (latest += 1);
    const next = await backend.call('cases.upNext', {}).catch(() => null);
    if (!next || mine !== latest) return;
    for (const caseId of kept.keys()) if (!next.caseIds.includes(caseId)) kept.delete(caseId);
    for (const caseId of next.caseIds) if (mine === latest && !kept.has(caseId)) await fetchOne(caseId, () => mine === latest);
  }

  async function fetchOne(caseId: string, isWanted: () => boolean): Promise<void> {
    const file = await backend.call('cases.get', { caseId }).catch(() => null);
    if (file && isWanted()) kept.set(caseId, { file, pictures: decodeFirst(file) });
  }

  function decodeFirst(file: CaseFile): HTMLImageElement[] {
    const first = sides.flatMap((side) => file.exhibits.filter((exhibit) => exhibit.side === side && exhibit.show === 'image').slice(0, picturesOfSide));
    return first.map(({ evidenceId }) => {
      const picture = new Image();
      picture.src = backend.evidenceUrl(evidenceId, 'thumbnail');
      // A picture that cannot be drawn says so on its tile.
      picture.decode().catch(() => undefined);
      return picture;
    });
  }

  /** The copy of a case, given once; null when there is none. */
  function take(caseId: string): CaseFile | null {
    const ahead = kept.get(caseId);
    kept.delete(caseId);
    return ahead?.file ?? null;
  }

  /** Forgets everything, such as when another person signs in: what a file says depends on who asks. */
  function forget(): void {
    latest += 1;
    kept.clear();
  }

  backend.on((event) => {
    if (!('caseId' in event) || !kept.has(event.caseId)) return;
    const { caseId } = event;
    setTimeout(() => kept.has(caseId) && void fetchOne(caseId, () => kept.has(caseId)), settleMs);
  });

  return { look, take, forget };
});
