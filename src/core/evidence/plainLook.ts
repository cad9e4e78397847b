import type { Exhibit } from '../../contract/caseFile.ts';
import type { ImageHash } from './imageHash.ts';

/** What a look into a file found; `preview` and `thumbnail` are re-encoded pixels, `page` is a whole HTML document with nothing active in it. */
export type Look = Pick<Exhibit, 'show' | 'width' | 'height' | 'pages' | 'takenAt' | 'metadata'> & {
  mediaType: string;
  text: string | null;
  error: string | null;
  preview: Uint8Array | null;
  thumbnail: Uint8Array | null;
  page: Uint8Array | null;
  /** How a picture looks; null for what is none, and for one that is blank. */
  hash: ImageHash | null;
};

/** A picture in its full size, drawn anew. */
export type Pixels = { mediaType: 'image/jpeg' | 'image/webp'; bytes: Uint8Array };

/** How a look tells what it is at, so that a file that ends it half way still shows what was found. */
export type LookTools = {
  /** The look will be done within this many milliseconds from now, or is to be ended. */
  within(ms: number): void;
  /** What is found already, should the next step not survive. */
  soFar(look: Look): void;
};

/** Every sentence on a file that is not shown ends so. */
export const isSafe = 'The original is kept as it came and can be saved.';

/** A look that found nothing but the type. */
export function plainLook(mediaType: string, show: Look['show'], change: Partial<Look> = {}): Look {
  return { mediaType, show, width: null, height: null, pages: null, takenAt: null, metadata: [], text: null, error: null, preview: null, thumbnail: null, page: null, hash: null, ...change };
}
