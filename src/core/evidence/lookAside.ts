import type { MailAttachment } from './attachmentsOf.ts';
import { askChild, type Limits, type Order } from './childPool.ts';
import type { ImageHash } from './imageHash.ts';
import { isSafe, plainLook, type Look, type Pixels } from './plainLook.ts';

/** A file that takes longer or more is an attack or broken; pictures have 10 s of their own. */
const usualLimits: Limits = { ms: 30_000, memory: 512 * 1024 * 1024 };

type Load = () => Promise<Omit<Order, 'task'>>;

/**
 * Looks into a file in a child process that is ended when it takes too long or too much memory; `load` is called when it is the turn of this
 * file. One that brought its child down is shown with what was found before, or as not readable: it must not do so again at every start.
 */
export async function lookAside(load: Load, { limits, signal }: { limits?: Partial<Limits>; signal?: AbortSignal } = {}): Promise<Look> {
  const outcome = await askChild(async () => ({ task: 'look', ...(await load()) }), { ...usualLimits, ...limits }, signal);
  if ('done' in outcome) return outcome.done as Look;
  const found = outcome.soFar as Look | null;
  if (found === null || found.show === 'none') {
    return { ...(found ?? plainLook('application/octet-stream', 'none')), error: `The file is not shown, because ${outcome.why}. ${isSafe}` };
  }
  return { ...found, error: `Not all of this file is shown, because ${outcome.why}. ${isSafe}` };
}

/** Reads the attachments of a mail in a child process; a mail that brings it down has none to show. */
export async function attachmentsAside(load: Load, signal?: AbortSignal): Promise<MailAttachment[]> {
  const outcome = await askChild(async () => ({ task: 'attachments', ...(await load()) }), usualLimits, signal);
  return 'done' in outcome ? (outcome.done as MailAttachment[]) : [];
}

/** Draws a photo in its full size in a child process, before what imports wait for; null when there is none to show. */
export async function pixelsAside(load: Load): Promise<Pixels | null> {
  const outcome = await askChild(async () => ({ task: 'pixels', ...(await load()) }), usualLimits, undefined, true);
  return 'done' in outcome ? (outcome.done as Pixels | null) : null;
}

/** Hashes a picture by its thumbnail in a child process; `why` when it brings that down. */
export async function hashAside(load: () => Promise<Uint8Array>, signal: AbortSignal): Promise<{ hash: ImageHash | null } | { why: string }> {
  const outcome = await askChild(async () => ({ task: 'hash', bytes: await load(), fileName: '', size: 0 }), usualLimits, signal);
  return 'done' in outcome ? { hash: outcome.done as ImageHash | null } : { why: outcome.why };
}
