/// <reference path="./heicDecode.d.ts" />
import heicDecode from 'heic-decode';

/** The size of a HEIC picture as shown, turned upright, from its head alone: a bomb is refused before a pixel is made. Throws when there is none. */
export async function sizeOfHeic(bytes: Buffer): Promise<{ width: number; height: number }> {
  const pictures = await heicDecode.all({ buffer: bytes });
  try {
    const [first] = pictures;
    if (!first) throw new Error('it holds no picture');
    return { width: first.width, height: first.height };
  } finally {
    pictures.dispose();
  }
}

/** The RGBA pixels of a HEIC picture, upright. */
export async function pixelsOfHeic(bytes: Buffer): Promise<Buffer> {
  const { data } = await heicDecode({ buffer: bytes });
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
