import { defineStore } from 'pinia';
import type { CaseFile } from '../../contract/caseFile.ts';
import { sides } from '../../contract/vocabulary.ts';
import { useBackend } from '../backend/backend.ts';

/** Thumbnails of each side that are decoded ahead: what the first screen of a board shows on a large window. */
const picturesOfSide = 8;
/** A case that changed is fetched again after this long (ms), unless it was opened meanwhile: being served is a change, too. */
const settleMs = 500;

/** `pictures` by evidence id: the elements themselves go into the tiles, because evidence is never in the browser's cache. */
type Ahead = { file: CaseFile; pictures: Map<string, HTMLImageElement> };

/**
 * The cases that would be served next, fetched while the person reads: their files, and the first pictures decoded. A copy is only what a
 * screen shows until the file itself has come. What cannot be fetched ahead is fetched when it is served, and says then what is wrong.
 */
export const useAheadStore = defineStore('ahead', () => {
  const backend = useBackend();
  const kept = new Map<string, Ahead>();
  let pictures = new Map<string, HTMLImageElement>();
  /** Cases that changed and are fetched again soon: a burst of changes is one fetch. */
  const settling = new Set<string>();
  let latest = 0;
  /** Raised when everything is forgotten: what the one before asked for says nothing to the next. */
  let turn = 0;

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

  function decodeFirst(file: CaseFile): Map<string, HTMLImageElement> {
    const first = sides.flatMap((side) => file.exhibits.filter((exhibit) => exhibit.side === side && exhibit.show === 'image').slice(0, picturesOfSide));
    return new Map(first.map(({ evidenceId }) => {
      const picture = new Image();
      picture.alt = '';
      picture.draggable = false;
      picture.src = backend.evidenceUrl(evidenceId, 'thumbnail');
      // A picture that cannot be drawn says so on its tile.
      picture.decode().catch(() => undefined);
      return [evidenceId, picture];
    }));
  }

  /** The copy of a case, given once; null when there is none. Its pictures can be taken until the next one. */
  function take(caseId: string): CaseFile | null {
    const ahead = kept.get(caseId);
    kept.delete(caseId);
    pictures = ahead?.pictures ?? new Map();
    return ahead?.file ?? null;
  }

  /** The decoded thumbnail of an exhibit of the case taken last, given once, to be put into a page; null when there is none. */
  function takePicture(evidenceId: string): HTMLImageElement | null {
    const picture = pictures.get(evidenceId);
    pictures.delete(evidenceId);
    return picture?.complete && picture.naturalWidth > 0 ? picture : null;
  }

  /** Forgets everything, such as when another person signs in: what a file says depends on who asks. */
  function forget(): void {
    latest += 1;
    turn += 1;
    kept.clear();
    pictures.clear();
  }

  backend.on((event) => {
    if (!('caseId' in event) || !kept.has(event.caseId) || settling.has(event.caseId)) return;
    const { caseId } = event;
    settling.add(caseId);
    setTimeout(() => {
      settling.delete(caseId);
      const mine = turn;
      if (kept.has(caseId)) void fetchOne(caseId, () => mine === turn && kept.has(caseId));
    }, settleMs);
  });

  return { look, take, takePicture, forget };
});
