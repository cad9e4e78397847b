import type { OpenFile } from '../core.ts';
import type { Desk, SignedIn } from '../desk.ts';
import { DeskError } from '../fault.ts';
import { keptReport } from './making.ts';

/** A report that was made, for whoever made it; NOT_FOUND once it is not kept any more. */
export async function openReport(desk: Desk, reportId: string, by: SignedIn): Promise<OpenFile> {
  const found = keptReport(desk, reportId, by);
  if (!found) throw new DeskError('NOT_FOUND', 'This report is not kept any more. Make it again.');
  const { made, bytes } = found;
  return { mediaType: made.mediaType, fileName: made.fileName, disposition: 'attachment', size: bytes.length, start: 0, end: bytes.length - 1, stream: new Blob([bytes as BlobPart]).stream() as ReadableStream<Uint8Array> };
}
