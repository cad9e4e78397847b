import type { Client } from '../marketplace/client.ts';

/** What the feed asks a marketplace. */
export type FeedClient = Pick<Client, 'getMarketplace' | 'listDisputes' | 'getDispute' | 'listEvents' | 'getReply' | 'getFile'>;

/** A line to a marketplace: where it leads, and the secret its bell is signed with. `open` throws LineFault when it cannot be asked. */
export type FeedLine = { url: string; secret: string | null; open(signal: AbortSignal): Promise<FeedClient> };
