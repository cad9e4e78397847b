import { ArchiveRefused } from './zipRefusal.ts';

const zip64Id = 0x0001;
/** zip64, Info-ZIP times, NTFS times, Info-ZIP unix (old), unix ids, unix ids (new). */
const acceptedIds = new Set([zip64Id, 0x5455, 0x000a, 0x5855, 0x7855, 0x7875]);

/** Checks the extra fields of one header and gives the body of the zip64 field, if there is one. */
export function readExtra(bytes: Buffer, name: string): Buffer | null {
  const seen = new Set<number>();
  let zip64: Buffer | null = null;
  for (let offset = 0; offset < bytes.length; ) {
    if (offset + 4 > bytes.length) throw new ArchiveRefused('ARCHIVE_EXTRA_FIELD', name);
    const id = bytes.readUInt16LE(offset);
    const length = bytes.readUInt16LE(offset + 2);
    const end = offset + 4 + length;
    if (end > bytes.length || !acceptedIds.has(id) || seen.has(id)) throw new ArchiveRefused('ARCHIVE_EXTRA_FIELD', name);
    if (id === zip64Id) zip64 = bytes.subarray(offset + 4, end);
    seen.add(id);
    offset = end;
  }
  return zip64;
}
