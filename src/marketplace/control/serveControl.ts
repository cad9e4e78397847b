import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { z } from 'zod';
import { parse } from '../api/parse.ts';
import { ApiFault, toResponse } from '../api/problem.ts';
import { mustBear } from '../api/token.ts';
import { FaultOrder } from '../faults/faults.ts';
import { act, type Marketplace } from '../marketplace.ts';
import type { Act } from './act.ts';
import { disputeActs } from './disputeActs.ts';
import { moneyActs } from './moneyActs.ts';
import { partyActs } from './partyActs.ts';
import { readings } from './read.ts';
import { returnActs } from './returnActs.ts';

type Env = { Bindings: HttpBindings };

/** Everything that can be made happen, by name. */
export const acts = { ...disputeActs, ...partyActs, ...moneyActs, ...returnActs };
export type Acts = typeof acts;

const FaultsBody = z.union([z.strictObject({ seed: z.string().min(1).max(200) }), FaultOrder, z.array(FaultOrder).max(100)]);

/** What tests, scripts and the page steer the marketplace by: `/faults` and `/control`, under the same token, never faulty themselves. */
export function serveControl(market: Marketplace): Hono<Env> {
  const app = new Hono<Env>();
  const { faults } = market;
  app.use('/faults', async (context, next) => (mustBear(context.req.header('authorization'), market.token), await next()));
  app.use('/control/*', async (context, next) => (mustBear(context.req.header('authorization'), market.token), await next()));

  app.get('/faults', (context) => context.json({ seed: faults.seed, faults: faults.list() }));
  app.post('/faults', async (context) => {
    const wanted = parse(FaultsBody, await readJson(context), 'BODY_INVALID');
    if ('seed' in wanted) faults.reseed(wanted.seed);
    else for (const one of Array.isArray(wanted) ? wanted : [wanted]) faults.set(one);
    return context.json({ seed: faults.seed, faults: faults.list() });
  });
  app.delete('/faults', (context) => {
    faults.clear();
    return context.json({ seed: faults.seed, faults: [] });
  });

  app.get('/control/:list', (context) => {
    const list = context.req.param('list');
    const read = Object.hasOwn(readings, list) ? readings[list] : undefined;
    if (!read) throw new ApiFault(404, 'NOT_FOUND', `There is no list ${list}.`);
    return context.json(read(market, context.req.query('dispute') ?? null) as object);
  });
  app.post('/control/:act', async (context) => {
    const name = context.req.param('act');
    if (!Object.hasOwn(acts, name)) throw new ApiFault(404, 'NOT_FOUND', `Nothing here is called ${name}.`);
    const { input, run } = acts[name as keyof Acts] as Act;
    const wanted = parse(input, await readJson(context), 'BODY_INVALID');
    return context.json((act(market, () => run(market, wanted)) ?? {}) as object);
  });

  app.onError((error) => toResponse(error instanceof ApiFault ? error : new ApiFault(500, 'INTERNAL', error.message)));
  return app;
}

async function readJson(context: Context<Env>): Promise<unknown> {
  try {
    return (await context.req.json()) as unknown;
  } catch {
    throw new ApiFault(400, 'BODY_INVALID', 'The body is no JSON.');
  }
}
