import type { Exhibit } from '../../contract/caseFile.ts';

/** Which viewer shows an exhibit in place. */
export type ViewerName = 'image' | 'pdf' | 'film' | 'sound' | 'words' | 'chat' | 'listing' | 'tracking' | 'record' | 'waiting' | 'missing' | 'erased' | 'unshown';

/** The viewer for an exhibit: what it is by use first, then what can be shown of it. */
export function viewerOf(exhibit: Pick<Exhibit, 'state' | 'show' | 'kind' | 'text' | 'hasPage'>): ViewerName {
  if (exhibit.state === 'missing') return 'missing';
  if (exhibit.state === 'erased') return 'erased';
  if (exhibit.state === 'waiting') return 'waiting';
  if (exhibit.kind === 'tracking' && exhibit.show !== 'image' && exhibit.show !== 'pdf') return 'tracking';
  if (exhibit.kind === 'listing_snapshot' && (exhibit.show === 'image' || exhibit.state === 'record')) return 'listing';
  if (exhibit.show === 'image') return 'image';
  if (exhibit.show === 'pdf') return 'pdf';
  if (exhibit.show === 'video') return 'film';
  if (exhibit.show === 'audio') return 'sound';
  if (exhibit.hasPage) return 'words';
  if (exhibit.text !== null && (exhibit.show !== 'none' || exhibit.state === 'record')) return exhibit.kind === 'chat' ? 'chat' : 'words';
  return exhibit.state === 'record' ? 'record' : 'unshown';
}

/** True when it can be zoomed, turned and laid over another: there are pixels, of a picture, a page or a film. */
export function hasPixels(exhibit: Exhibit | null): boolean {
  return exhibit !== null && ['image', 'pdf', 'film', 'listing'].includes(viewerOf(exhibit)) && ['image', 'pdf', 'video'].includes(exhibit.show);
}

/** Whether the desk drew a small picture of it. */
export function hasThumbnail({ state, show, width }: Pick<Exhibit, 'state' | 'show' | 'width'>): boolean {
  if (state === 'missing' || state === 'waiting' || state === 'erased') return false;
  return show === 'image' || (show === 'pdf' && width !== null);
}

/** How many pages or pictures a file holds and which of them are shown; null where there is nothing to say. */
export function pagesWords({ pages, show, mediaType }: Pick<Exhibit, 'pages' | 'show' | 'mediaType'>): string | null {
  if (pages === null) return null;
  const count = pages.toLocaleString('en');
  if (show !== 'image') return pages === 1 ? '1 page' : `${count} pages`;
  if (pages === 1) return null;
  return mediaType === 'image/tiff' || mediaType === 'image/heif' || mediaType === 'image/heic' ? `${count} pictures; the first is shown` : `animation, ${count} frames; the first is shown`;
}

/** A size for people: bytes to '312 B', '48 kB', '3.4 MB' (powers of 1000, as file managers show them). */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
