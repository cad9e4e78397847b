import { mkdir, statfs } from 'node:fs/promises';
import { DeskError } from '../../fault.ts';

/** Free disk asked for, as a multiple of what is about to be kept. */
const diskReserve = 1.2;

/** Makes a folder for files to wait in; DISK_FULL when the disk has less room than `bytes` and a reserve. */
export async function makeRoom(folder: string, bytes: number): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const disk = await statfs(folder);
  const free = disk.bavail * disk.bsize;
  if (bytes * diskReserve <= free) return;
  const inMb = (count: number) => `${Math.ceil(count / 1_000_000)} MB`;
  throw new DeskError('DISK_FULL', `This takes ${inMb(bytes * diskReserve)} on disk, ${inMb(free)} are free. Nothing of it was kept, everything before it is safe; make room and try again.`);
}
