import { fileTypeFromBuffer } from 'file-type';
import type { EvidenceKind } from '../../contract/vocabulary.ts';
import { bytesOf, chooseAttachments, openMail } from './openMail.ts';
import { startsAsMail } from './sniffText.ts';
import { decodeText } from './text.ts';

/** One file that came with a mail; `fileName` and `mediaType` are a stranger's word, `kind` is by content. */
export type MailAttachment = { fileName: string; kind: EvidenceKind; mediaType: string; bytes: Uint8Array };

const mostNameLength = 200;

/** The files of a mail that become exhibits; none when it cannot be read. */
export async function readAttachments(bytes: Buffer): Promise<MailAttachment[]> {
  const mail = await openMail(bytes).catch(() => null);
  if (!mail) return [];
  const found: MailAttachment[] = [];
  for (const one of chooseAttachments(mail).chosen) {
    const content = bytesOf(one);
    const kind = kindOf(await trueType(content, one.mimeType));
    found.push({ fileName: nameOf(one.filename, found.length + 1), kind, mediaType: one.mimeType, bytes: content });
  }
  return found;
}

async function trueType(content: Uint8Array, declared: string): Promise<string> {
  const found = await fileTypeFromBuffer(content);
  if (found) return found.mime;
  const text = declared === 'message/rfc822' ? decodeText(content) : null;
  return text !== null && startsAsMail(text) ? 'message/rfc822' : declared;
}

function nameOf(given: string | null, number: number): string {
  const name = (given ?? '').replaceAll('\u0000', '').toWellFormed().trim().slice(0, mostNameLength).toWellFormed();
  return name === '' ? `attachment-${number}` : name;
}

function kindOf(mediaType: string): EvidenceKind {
  if (mediaType.startsWith('image/')) return 'photo';
  if (mediaType.startsWith('video/')) return 'video';
  if (mediaType.startsWith('audio/')) return 'audio';
  if (mediaType === 'message/rfc822') return 'email';
  return /pdf|officedocument|opendocument|ms-word|ms-excel|ms-powerpoint|x-cfb|rtf|^text\//.test(mediaType) ? 'document' : 'other';
}
