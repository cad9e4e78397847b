import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { isPage } from './address.ts';

/**
 * Whether a message comes from the main frame of the desk's own window, showing the desk's own screens. Anything else (a frame
 * inside it, another window, a page it was led to) could speak with the rights of the person who signed in.
 */
export function isFromOurWindow(event: Pick<IpcMainInvokeEvent, 'sender' | 'senderFrame'>, ours: Pick<WebContents, 'id'> | null): boolean {
  const frame = event.senderFrame;
  return ours !== null && event.sender.id === ours.id && frame !== null && frame.parent === null && isPage(frame.url);
}
