import type { Exhibit } from '../../contract/caseFile.ts';

/** What a look into a file found; `preview` and `thumbnail` are re-encoded pixels. */
export type Look = Pick<Exhibit, 'show' | 'width' | 'height' | 'takenAt' | 'metadata'> & {
  mediaType: string;
  text: string | null;
  error: string | null;
  preview: Uint8Array | null;
  thumbnail: Uint8Array | null;
};

/** A look that found nothing but the type. */
export function plainLook(mediaType: string, show: Look['show'], change: Partial<Look> = {}): Look {
  return { mediaType, show, width: null, height: null, takenAt: null, metadata: [], text: null, error: null, preview: null, thumbnail: null, ...change };
}
