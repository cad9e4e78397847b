import type { Client } from '../marketplace/client.ts';

/** What the feed asks a marketplace. */
export type FeedClient = Pick<Client, 'getMarketplace' | 'listDisputes' | 'getDispute' | 'listEvents' | 'getReply' | 'getFile'>;

/** A line to a marketplace: where it leads, the `source` a person connected the desk to (null when it was never asked), and the secret its bell is signed with. `open` throws LineFault when it cannot be asked. */
export type FeedLine = { url: string; source: string | null; secret: string | null; open(signal: AbortSignal): Promise<FeedClient> };
