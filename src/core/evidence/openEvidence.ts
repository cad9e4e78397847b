import { eq } from 'drizzle-orm';
import type { FileRequest, OpenFile } from '../core.ts';
import { evidence, inspection } from '../db/schema/evidence.ts';
import type { Desk } from '../desk.ts';
import { DeskError, notFound } from '../fault.ts';
import { findFile, readKept } from './keep.ts';

/** Types whose original may be shown by the browser's own sandboxed decoders; everything else is saved, never shown. */
const inlineTypes = new Set(['video/mp4', 'video/webm', 'video/quicktime', 'video/ogg', 'audio/mpeg', 'audio/ogg', 'audio/wav', 'audio/mp4', 'audio/x-m4a', 'audio/flac', 'audio/aac', 'application/pdf']);

type EvidenceRequest = Extract<FileRequest, { kind: 'evidence' }>;

/** Opens an evidence file, or the picture of it, for reading; a range must lie inside. NOT_FOUND, BAD_INPUT. */
export async function openEvidence(desk: Desk, request: EvidenceRequest): Promise<OpenFile> {
  const [found] = await desk.db
    .select({ item: evidence, look: inspection })
    .from(evidence)
    .leftJoin(inspection, eq(inspection.sha256, evidence.sha256))
    .where(eq(evidence.evidenceId, request.evidenceId));
  if (!found) throw notFound('exhibit', request.evidenceId);
  const { item, look } = found;
  const sha256 = request.variant === 'original' ? item.sha256 : request.variant === 'preview' ? look?.previewSha256 : look?.thumbnailSha256;
  const file = sha256 ? await findFile(desk.db, sha256) : undefined;
  if (!file) throw new DeskError('NOT_FOUND', `There is no ${request.variant} of ${item.fileName} here.`);
  const { start, end } = rangeOf(request.range, file.size);
  const type = request.variant === 'original' ? (look?.mediaType ?? '') : 'image/webp';
  const isInline = request.variant !== 'original' || inlineTypes.has(type);
  return {
    mediaType: isInline ? type : 'application/octet-stream',
    fileName: item.fileName,
    disposition: isInline ? 'inline' : 'attachment',
    size: file.size,
    start,
    end,
    stream: await readKept(desk, file, { start, end }),
  };
}

function rangeOf(range: FileRequest['range'], size: number): { start: number; end: number } {
  const start = range?.start ?? 0;
  const end = Math.min(range?.end ?? size - 1, size - 1);
  if (size > 0 && (start < 0 || start > end)) throw new DeskError('BAD_INPUT', `The file has ${size} bytes; the range asked for lies outside.`);
  return { start, end };
}
