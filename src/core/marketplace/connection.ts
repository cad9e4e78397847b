import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { ConnectionKind } from '../../contract/marketplace.ts';
import type { Db } from '../db/open.ts';
import { setting } from '../db/schema/person.ts';
import type { Tx } from '../db/write.ts';
import type { Desk } from '../desk.ts';
import { createExchangeFolder } from '../refunds/exchangeFolder.ts';
import type { Gateway } from '../refunds/gateway.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { createSharedFolder } from '../refunds/sharedFolder.ts';
import { createApiGateway } from './apiGateway.ts';
import { createClient, type Client } from './client.ts';
import { readCredentials, type Credentials, type WhyNoCredentials } from './credentials.ts';

/** The connection as the settings keep it; secrets are never among it. `webhook`: the marketplace may push events. */
export const KeptConnection = z.object({
  kind: ConnectionKind,
  url: z.string().nullable().default(null),
  webhook: z.boolean().default(false),
  name: z.string().nullable().default(null),
  source: z.string().nullable().default(null),
  changedAt: z.number().nullable().default(null),
  changedBy: z.string().nullable().default(null),
});
export type KeptConnection = z.infer<typeof KeptConnection>;

const settingName = 'connection';
type Line = Pick<Desk, 'db' | 'dataDir' | 'sealingKey'>;

/** The connection in use; a desk that was never told otherwise works with the exchange folder. Throws LineFault `notNow` when what is kept makes no sense. */
export async function readConnection(desk: { db: Db }): Promise<KeptConnection> {
  const [found] = await desk.db.select().from(setting).where(eq(setting.name, settingName));
  const kept = KeptConnection.safeParse(found?.value ?? { kind: 'folder' });
  if (kept.success) return kept.data;
  // Not taken for the folder: money would go another way than the one that was decided on.
  throw new LineFault('notNow', 'CONNECTION_DAMAGED', 'What this desk keeps about its connection to the marketplace makes no sense, so nothing is sent. Restore a backup; everything waits and goes on by itself after that.');
}

/** Keeps the connection. */
export async function keepConnection(tx: Tx, value: KeptConnection): Promise<void> {
  await tx.insert(setting).values({ name: settingName, value }).onConflictDoUpdate({ target: setting.name, set: { value } });
}

/** The secrets for the address of the connection in use, or why there are none. Those of another address are never given out. */
export async function lookUpCredentials(desk: Pick<Desk, 'dataDir' | 'sealingKey'>, url: string | null): Promise<Credentials | WhyNoCredentials> {
  const all = await readCredentials(desk.dataDir, desk.sealingKey);
  return Array.isArray(all) ? (all.find((one) => one.url === url) ?? 'absent') : all;
}

/** The same for whoever cannot go on without them; throws LineFault `notNow` that says how to mend it. */
export async function credentialsOf(desk: Line): Promise<Credentials> {
  const { url } = await readConnection(desk);
  const found = await lookUpCredentials(desk, url);
  if (typeof found === 'string') throw new LineFault('notNow', 'CREDENTIALS_MISSING', `${whyNoCredentials[found]} Nothing was sent; everything waits and goes on by itself after that.`);
  return found;
}

/** Why a desk that should work with the API cannot, for people. */
export const whyNoCredentials: Record<WhyNoCredentials, string> = {
  absent: 'This desk is set to work with the API of the marketplace, but has no token for it. A team lead can enter it in Settings.',
  damaged: 'The file with the token of the marketplace is damaged or was sealed under another key, so it is not used. A team lead can enter the token again in Settings.',
  no_key: 'The file with the token of the marketplace cannot be opened: this desk runs without the key of its data folder, which opens when somebody signs in who worked on this machine before.',
};

/** The client and the source of the marketplace in use; null when the desk works with the exchange folder. Throws LineFault `notNow` without readable credentials. */
export async function openClient(desk: Line, signal?: AbortSignal): Promise<{ client: Client; source: string | null } | null> {
  const { kind, url, source } = await readConnection(desk);
  if (kind === 'folder') return null;
  const { token } = await credentialsOf(desk);
  if (url === null || token === null) throw new LineFault('notNow', 'CREDENTIALS_MISSING', `${whyNoCredentials.absent} Nothing was sent; everything waits and goes on by itself after that.`);
  return { client: createClient({ url, token, ...(signal ? { signal } : {}) }), source };
}

/** The gateway of a desk: looks up at each call which line is in use, so that a change counts from the next call on. */
export async function openLine(desk: Line & Pick<Desk, 'events' | 'write' | 'isShared'>): Promise<Gateway> {
  const folder = desk.isShared ? createSharedFolder(desk) : createExchangeFolder(desk.dataDir);
  // A setting that makes no sense keeps nobody from looking at cases; each call says what is wrong.
  let kind = await readConnection(desk).then((kept) => kept.kind, () => 'folder' as const);
  const current = async (): Promise<Gateway> => {
    const opened = await openClient(desk);
    kind = opened ? 'api' : 'folder';
    return opened ? createApiGateway(opened.client, opened.source) : folder;
  };
  desk.events.on(({ type }) => {
    // Only what is told without a call; the call itself looks again and says what is wrong.
    if (type === 'marketplace.changed') readConnection(desk).then((now) => (kind = now.kind), () => undefined);
  });
  return {
    get kind() {
      return kind;
    },
    readPayout: async (key) => (await current()).readPayout(key),
    payOut: async (order) => (await current()).payOut(order),
    readOrder: async (orderId) => (await current()).readOrder(orderId),
    requestCorrection: async (order) => (await current()).requestCorrection(order),
    sendLetter: async (order) => (await current()).sendLetter(order),
    readLetter: async (key) => (await current()).readLetter(key),
    orderReturn: async (order) => (await current()).orderReturn(order),
    readReturn: async (key) => (await current()).readReturn(key),
    callOffReturn: async (key) => (await current()).callOffReturn(key),
    ledgerOf: async () => {
      const { kind: now, url, source } = await readConnection(desk);
      return now === 'api' ? { place: url, source } : { place: null, source: null };
    },
    readLedger: async (span, after) => (await current()).readLedger(span, after),
  };
}
