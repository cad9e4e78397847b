import { eq } from 'drizzle-orm';
import type { EvidenceVariant, FileRequest, OpenFile } from '../core.ts';
import { evidence, inspection, vaultFile } from '../db/schema/evidence.ts';
import type { Desk } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { readKept, type VaultFile } from './keep.ts';
import { labelOf } from './label.ts';
import { pixelsOf } from './pixels.ts';

/** Types whose original the browser's own sandboxed decoders may play; everything else is saved, never shown. A PDF is fetched, drawn in a closed frame. */
const playedTypes = new Set(['video/mp4', 'video/webm', 'video/quicktime', 'video/ogg', 'audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/mp4', 'audio/x-m4a', 'audio/flac', 'audio/aac']);

type EvidenceRequest = Extract<FileRequest, { kind: 'evidence' }>;
type Look = Pick<typeof inspection.$inferSelect, 'show' | 'mediaType'>;

/** Where the hash of each variant's bytes stands; `pixels` are drawn from the original. */
const hashOf = { original: evidence.sha256, preview: inspection.previewSha256, thumbnail: inspection.thumbnailSha256, pixels: evidence.sha256, page: inspection.pageSha256 } as const satisfies Record<EvidenceVariant, unknown>;

/** Opens an evidence file, or the picture or page of it, for reading; a range must lie inside. NOT_FOUND, BAD_INPUT. */
export async function openEvidence(desk: Desk, request: EvidenceRequest): Promise<OpenFile> {
  // One statement, and no texts or metadata: a board asks for dozens of these at once.
  const [found] = await desk.db
    .select({
      item: { fileName: evidence.fileName, state: evidence.state, side: evidence.side, labelNumber: evidence.labelNumber },
      look: { show: inspection.show, mediaType: inspection.mediaType },
      file: vaultFile,
    })
    .from(evidence)
    .leftJoin(inspection, eq(inspection.sha256, evidence.sha256))
    .leftJoin(vaultFile, eq(vaultFile.sha256, hashOf[request.variant]))
    .where(eq(evidence.evidenceId, request.evidenceId));
  if (!found) throw notFound('exhibit', request.evidenceId);
  const { item, look, file } = found;
  if (item.state === 'erased') throw new DeskError('NOT_FOUND', `The file of ${labelOf(item)} was erased on purpose. The history of the case says when and why.`);
  if (!file) throw new DeskError('NOT_FOUND', `There is no ${request.variant} of ${item.fileName} here.`);
  if (request.variant === 'pixels') return openPixels(desk, request.range, item.fileName, look, file);
  const { start, end } = rangeOf(request.range, file.size);
  const shownAs = request.variant === 'original' ? playedAs(look) : request.variant === 'page' ? 'text/html; charset=utf-8' : 'image/webp';
  return {
    mediaType: shownAs ?? 'application/octet-stream',
    fileName: item.fileName,
    disposition: shownAs ? 'inline' : 'attachment',
    size: file.size,
    start,
    end,
    stream: await readKept(desk, file, { start, end }),
  };
}

/** All pixels of a photo, drawn anew; for what inspection shows as a picture alone. */
async function openPixels(desk: Desk, range: FileRequest['range'], fileName: string, look: Look | null, file: VaultFile): Promise<OpenFile> {
  const pixels = look?.show === 'image' ? await pixelsOf(desk, file) : null;
  if (!pixels) throw new DeskError('NOT_FOUND', `${fileName} cannot be drawn in its full size.`);
  const { start, end } = rangeOf(range, pixels.bytes.length);
  // A copy: bytes of a stream may be handed to another thread, and the held ones would be gone.
  const stream = new Blob([pixels.bytes.slice(start, end + 1)]).stream();
  return { mediaType: pixels.mediaType, fileName, disposition: 'inline', size: pixels.bytes.length, start, end, stream };
}

/** The type an original is played as: only when its magic was checked and says a film or a sound, whatever its name or sender says. */
function playedAs(look: Look | null): string | null {
  return look && (look.show === 'video' || look.show === 'audio') && playedTypes.has(look.mediaType) ? look.mediaType : null;
}

function rangeOf(range: FileRequest['range'], size: number): { start: number; end: number } {
  const start = range?.start ?? 0;
  const end = Math.min(range?.end ?? size - 1, size - 1);
  if (size > 0 && (start < 0 || start > end)) throw new DeskError('BAD_INPUT', `The file has ${size} bytes; the range asked for lies outside.`);
  return { start, end };
}
