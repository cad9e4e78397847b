import type { Desk } from '../desk.ts';
import { lookUpCredentials, openClient, readConnection } from '../marketplace/connection.ts';
import { LineFault } from '../refunds/lineFault.ts';
import type { FeedLine } from './line.ts';

/** The line the desk has now; null while it works with the exchange folder. */
export async function lineOf(desk: Desk): Promise<FeedLine | null> {
  const { kind, url, source } = await readConnection(desk);
  if (kind === 'folder' || url === null) return null;
  const secrets = await lookUpCredentials(desk, url);
  return {
    url,
    source,
    secret: typeof secrets === 'string' ? null : secrets.webhookSecret,
    open: async (signal) => {
      const opened = await openClient(desk, signal);
      if (!opened) throw new LineFault('notNow', 'LINE_CHANGED', 'The connection was changed while the desk looked. It looks again by itself.');
      return opened.client;
    },
  };
}
