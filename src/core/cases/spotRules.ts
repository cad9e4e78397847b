import type { CaseFile } from '../../contract/caseFile.ts';
import type { SpotPlace } from '../../contract/spots.ts';

/** Why a place cannot be in this exhibit, or in this record of the case when `evidenceId` is null; null when it can. Pure. */
export function spotFault(file: Pick<CaseFile, 'exhibits' | 'messages' | 'parcels'>, evidenceId: string | null, place: SpotPlace): string | null {
  if (place.type === 'message' || place.type === 'scan') return evidenceId === null ? recordFault(file, place) : 'A message or a scan belongs to the case, not to an exhibit.';
  const exhibit = file.exhibits.find((one) => one.evidenceId === evidenceId);
  if (!exhibit) return 'Say which exhibit the place is in.';
  if (place.type === 'span') {
    if (exhibit.show !== 'video' && exhibit.show !== 'audio') return `${exhibit.label} does not play, so it has no time span.`;
    return place.endMs > place.startMs ? null : 'A time span ends after it begins.';
  }
  if (place.type === 'lines') {
    if (place.to < place.from) return 'The last line stands before the first.';
    const lines = exhibit.text === null ? 0 : exhibit.text.split('\n').length;
    return place.to <= lines ? null : `${exhibit.label} has ${lines} lines of text.`;
  }
  if (exhibit.show !== 'image' && exhibit.show !== 'pdf' && exhibit.show !== 'video') return `${exhibit.label} is no picture, so it has no area.`;
  if ((place.atMs !== undefined) !== (exhibit.show === 'video')) return exhibit.show === 'video' ? 'Say at which moment of the film the place is seen.' : `${exhibit.label} is no film, so a place in it has no moment.`;
  if (place.page > Math.max(1, exhibit.show === 'pdf' ? (exhibit.pages ?? 1) : 1)) return `${exhibit.label} has no page ${place.page}.`;
  if (place.type === 'point') return null;
  if (place.width <= 0 || place.height <= 0) return 'An area needs a width and a height.';
  // A hair of tolerance: fractions come from the pixels of a screen.
  return place.x + place.width <= 1.000_001 && place.y + place.height <= 1.000_001 ? null : `The area reaches beyond ${exhibit.label}.`;
}

function recordFault(file: Pick<CaseFile, 'messages' | 'parcels'>, place: Extract<SpotPlace, { type: 'message' | 'scan' }>): string | null {
  if (place.type === 'message') return file.messages.some((one) => one.messageId === place.messageId) ? null : 'This case has no such message.';
  const parcel = file.parcels.find((one) => one.parcelId === place.parcelId);
  if (!parcel) return 'This case has no such parcel.';
  return place.scan <= parcel.scans.length ? null : `This parcel has ${parcel.scans.length} scans.`;
}
