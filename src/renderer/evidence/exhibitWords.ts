import type { Exhibit } from '../../contract/caseFile.ts';

/** Which viewer shows an exhibit in place. */
export type ViewerName = 'image' | 'pdf' | 'media' | 'words' | 'chat' | 'listing' | 'tracking' | 'record' | 'waiting' | 'missing' | 'unshown';

/** The viewer for an exhibit: what it is by use first, then what can be shown of it. */
export function viewerOf(exhibit: Pick<Exhibit, 'state' | 'show' | 'kind' | 'text'>): ViewerName {
  if (exhibit.state === 'missing') return 'missing';
  if (exhibit.state === 'waiting') return 'waiting';
  if (exhibit.kind === 'tracking' && exhibit.show !== 'image' && exhibit.show !== 'pdf') return 'tracking';
  if (exhibit.kind === 'listing_snapshot' && (exhibit.show === 'image' || exhibit.state === 'record')) return 'listing';
  if (exhibit.show === 'image') return 'image';
  if (exhibit.show === 'pdf') return 'pdf';
  if (exhibit.show === 'video' || exhibit.show === 'audio') return 'media';
  if (exhibit.text !== null && (exhibit.show !== 'none' || exhibit.state === 'record')) return exhibit.kind === 'chat' ? 'chat' : 'words';
  return exhibit.state === 'record' ? 'record' : 'unshown';
}

/** True when zoom and pan make sense: there are pixels. */
export function hasPixels(exhibit: Exhibit | null): boolean {
  return exhibit !== null && ['image', 'pdf', 'listing'].includes(viewerOf(exhibit)) && (exhibit.show === 'image' || exhibit.show === 'pdf');
}

/** A size for people: bytes to '312 B', '48 kB', '3.4 MB' (powers of 1000, as file managers show them). */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}
