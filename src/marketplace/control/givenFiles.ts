import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { File } from '../../marketplaceApi/types.gen.ts';
import { keepFile } from '../api/files.ts';
import { ApiFault } from '../api/problem.ts';
import type { Marketplace } from '../marketplace.ts';
import { chanceFrom } from '../sample/chance.ts';
import { drawPhoto, scenes } from '../sample/photo.ts';

/** A file a party hands in: its bytes, or a photo that is drawn for it. */
export const GivenFile = z.strictObject({
  fileName: z.string().regex(/^[^/\\\u0000-\u001f]{1,255}$/).optional(),
  mediaType: z.string().max(200).optional(),
  base64: z.base64().max(1_500_000).optional(),
  draw: z.enum(scenes).optional(),
  kind: z.enum(['photo', 'video', 'audio', 'document', 'listing_snapshot', 'chat', 'email', 'tracking', 'other']).optional(),
  statement: z.string().max(20_000).nullable().default(null),
});
export const GivenFiles = z.array(GivenFile).max(50).default([]);

/** A file that was kept, as case documents and replies name it. */
export type KeptFile = { path: string; fileName: string; sha256: string; size: number; mediaType: string; kind: string; statement: string | null };

/** Keeps what was handed in, each under a path of its own below `folder`. Inside a transaction. */
export function keepGiven(market: Marketplace, folder: string, given: z.output<typeof GivenFiles>): KeptFile[] {
  return given.map((one, index) => {
    if ((one.base64 === undefined) === (one.draw === undefined)) throw new ApiFault(400, 'BODY_INVALID', 'A file has either base64 or draw.');
    const bytes = one.draw === undefined ? Buffer.from(one.base64 ?? '', 'base64') : drawPhoto(chanceFrom(randomUUID()), one.draw, 200);
    const mediaType = one.mediaType ?? (one.draw === undefined ? 'text/plain' : 'image/png');
    const fileName = one.fileName ?? (one.draw === undefined ? `file-${index + 1}.txt` : `photo-${index + 1}.png`);
    const kind = one.kind ?? (mediaType.startsWith('image/') ? 'photo' : mediaType.startsWith('video/') ? 'video' : 'document');
    return { path: `${folder}/${index + 1}/${fileName}`, fileName, mediaType, kind, statement: one.statement, ...keepFile(market, bytes, mediaType) };
  });
}

/** The file as the API lists it beside a document that names it by path. */
export function toFile({ path, fileName, sha256, size, mediaType }: KeptFile): File {
  return { id: path, fileName, sha256, size, mediaType };
}
