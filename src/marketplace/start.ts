import { serve, type HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serveApi } from './api/serveApi.ts';
import { serveControl } from './control/serveControl.ts';
import { openFaults } from './faults/faults.ts';
import type { Marketplace } from './marketplace.ts';
import { startMover } from './mover.ts';
import { servePage } from './page/servePage.ts';
import { addDisputes, madeSoFar } from './sample/addDisputes.ts';
import { readSetting, writeBehaviour, writeSetting, Behaviour } from './store/settings.ts';
import { openStore, type Store } from './store/store.ts';
import { newSecret } from './webhooks/deliver.ts';

/** How a marketplace starts. What is left out is as it was in the data folder, or new. */
export type MarketplaceOptions = Partial<Behaviour> & {
  /** Data folder. */
  data: string;
  /** 0 for any free port. */
  port?: number;
  /** Decides the sample disputes (once, for a new folder) and the draws of the faults. */
  seed?: string;
  /** How many sample disputes there are at least. */
  disputes?: number;
  token?: string;
  secret?: string;
  name?: string;
  source?: string;
  now?: () => number;
};

/** A marketplace that answers. */
export type RunningMarketplace = { url: string; token: string; secret: string; market: Marketplace; close(): Promise<void> };

/** Opens the store and listens on 127.0.0.1 only. */
export async function startMarketplace(options: MarketplaceOptions): Promise<RunningMarketplace> {
  const store = openStore(options.data);
  const now = options.now ?? Date.now;
  const { seed, token, secret } = keepAll(store, options);
  const market: Marketplace = {
    name: options.name ?? 'Reference marketplace',
    source: options.source ?? 'reference',
    token,
    secret,
    store,
    faults: openFaults(store, now, options.seed ?? seed),
    now,
    wake: () => mover.wake(),
  };
  const mover = startMover(market);
  const missing = (options.disputes ?? 0) - madeSoFar(market);
  if (missing > 0) addDisputes(market, missing);

  const app = new Hono<{ Bindings: HttpBindings }>();
  app.route('/v1', serveApi(market));
  app.route('/', serveControl(market));
  app.route('/', servePage(market));
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const starting = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: options.port ?? 0 }, () => resolve(starting));
    starting.once('error', reject);
  }).catch(async (error: unknown) => {
    await mover.stop();
    store.close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  mover.wake();
  return {
    url: `http://127.0.0.1:${port}`,
    token: market.token,
    secret: market.secret,
    market,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await mover.stop();
      store.close();
    },
  };
}

function keepAll(store: Store, options: MarketplaceOptions): ReturnType<typeof keepOptions> {
  try {
    return store.transaction(() => keepOptions(store, options));
  } catch (error) {
    store.close();
    throw error;
  }
}

/** What was given is kept, what was kept is used, and what is neither is made up once. */
function keepOptions(store: Store, options: MarketplaceOptions): { seed: string; token: string; secret: string } {
  const keep = (name: string, value: string): string => {
    if (readSetting(store, name) !== value) writeSetting(store, name, value);
    return value;
  };
  if (options.token !== undefined && !/^[\x21-\x7e]{8,500}$/.test(options.token)) throw new Error('the token is to be 8 to 500 visible ASCII characters');
  if (options.secret !== undefined && !/^whsec_[A-Za-z0-9+/]{32,100}={0,2}$/.test(options.secret)) throw new Error('the secret is to be whsec_ and 24 to 64 bytes in base64');
  if (options.webhook && !Behaviour.shape.webhook.safeParse(options.webhook).success) throw new Error('the address for webhooks is to be an http or https URL');
  const behaviour = (['settleAfterMs', 'deliverAfterMs', 'readAfterMs', 'webhook'] as const).flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]]));
  if (behaviour.length > 0) writeBehaviour(store, Object.fromEntries(behaviour) as Partial<Behaviour>);
  return {
    // The disputes that are there were made by the first seed; more of them have to be too.
    seed: keep('seed', readSetting(store, 'seed') ?? options.seed ?? '1'),
    token: keep('token', options.token ?? readSetting(store, 'token') ?? randomBytes(24).toString('base64url')),
    secret: keep('secret', options.secret ?? readSetting(store, 'secret') ?? newSecret()),
  };
}
