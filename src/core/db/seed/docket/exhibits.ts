import { drawScene } from './scenes/album.ts';
import { electronicScenes } from './scenes/electronicScenes.ts';
import { householdScenes } from './scenes/householdScenes.ts';
import { wearableScenes } from './scenes/wearableScenes.ts';
import type { Lens } from './scenes/develop.ts';
import { drawListing, type ListingPage } from './scenes/listingPage.ts';
import { takePhoto, type Camera } from './photo.ts';
import type { Exhibit } from './story.ts';
import type { Side } from '../../../../contract/vocabulary.ts';

const scenes = { ...wearableScenes, ...electronicScenes, ...householdScenes };

/** Devices the parties use; invented, so that no maker is accused of anything. */
export const cameras = {
  north: { make: 'Nordvik', model: 'N7 Pro', software: 'NV-OS 14.2' },
  pico: { make: 'Picolo', model: 'PX-12', software: '6.1.0' },
  hana: { make: 'Hanamoto', model: 'HM-900', software: 'Ver.1.03' },
  lumo: { make: 'Lumo', model: 'Lumo 5s', software: 'Lumo UI 9' },
  depot: { make: 'ScanMate', model: 'SM-40 Handheld', software: 'fw 3.7.11' },
} satisfies Record<string, Camera>;

interface Taken {
  /** Moment of the shot as ISO text; null for a picture without EXIF. */
  takenAt: string | null;
  offset?: string;
  camera?: Camera;
  gps?: { latitude: number; longitude: number };
  lens?: Partial<Lens>;
  /** Same key, same bytes: for the photo that turns up in two cases. */
  sameAs?: string;
}

/** What every exhibit needs to say: id, whose, when handed in, what it proves, for which claims. */
export interface Handed {
  id: string;
  side: Side;
  at: string;
  says: string | null;
  claims?: string[];
}

/** The fields every exhibit shares. */
export function handed(given: Handed): Pick<Exhibit, 'id' | 'side' | 'statement' | 'handedInAt' | 'claimIds'> {
  return { id: given.id, side: given.side, statement: given.says, handedInAt: given.at, claimIds: given.claims ?? ['c1'] };
}

/** A photo of a scene of the album. */
export function photo(given: Handed, fileName: string, sceneName: string, taken: Taken): Exhibit {
  const scene = scenes[sceneName];
  if (!scene) throw new Error(`no scene ${sceneName}`);
  const seed = taken.sameAs ?? `${given.id} ${fileName}`;
  const roll = ([...seed].reduce((sum, char) => sum + char.charCodeAt(0), 0) % 7) - 3;
  const lens: Lens = { seed, tilt: 0.13, roll, grain: 4.5, ...taken.lens };
  const shot = taken.takenAt === null ? null : { camera: taken.camera ?? cameras.north, takenAt: new Date(taken.takenAt), offset: taken.offset ?? '+00:00', ...(taken.gps ? { gps: taken.gps } : {}) };
  return { ...handed(given), kind: 'photo', fileName, mediaType: 'image/jpeg', make: () => takePhoto(drawScene(sceneName, scene), lens, shot) };
}

/** A picture of the listing's page as it stood when it was saved. */
export function listingPicture(given: Handed, fileName: string, page: ListingPage): Exhibit {
  return { ...handed(given), kind: 'listing_snapshot', fileName, mediaType: 'image/jpeg', make: () => drawListing(page) };
}

/** A statement without a file. */
export function record(given: Handed, kind: Exhibit['kind'], name: string, text: string): Exhibit {
  return { ...handed(given), kind, fileName: name, mediaType: 'text/plain', make: null, text };
}

/** Any other file, made from the docket's times. */
export function file(given: Handed, kind: Exhibit['kind'], fileName: string, mediaType: string, make: NonNullable<Exhibit['make']>): Exhibit {
  return { ...handed(given), kind, fileName, mediaType, make };
}
