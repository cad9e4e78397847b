import type { HttpBindings } from '@hono/node-server';
import { Hono, type Context } from 'hono';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterwards, hangUp, mayReach } from '../faults/onRequest.ts';
import type { Marketplace } from '../marketplace.ts';
import { contentHash, keyOf, once, recall, type Answer } from './idempotency.ts';
import { operations, type Operation } from './operations.ts';
import { parse } from './parse.ts';
import { ApiFault, toResponse } from './problem.ts';
import { mustBear } from './token.ts';

type Env = { Bindings: HttpBindings };
type Acting = Extract<Operation, { method: 'post' }>;

const mostBodyBytes = 2 * 1024 * 1024;

/** The operations of the description, under `/v1`. */
export function serveApi(market: Marketplace): Hono<Env> {
  const app = new Hono<Env>();
  /** Keys whose first request is being worked on in this process, with its content; after a kill nothing is. */
  const running = new Map<string, string>();

  for (const [name, operation] of Object.entries(operations)) {
    app.on(operation.method, operation.path, async (context) => {
      const reach = mayReach(market, name);
      if (reach === 'hangUp') return hangUp(context);
      mustBear(context.req.header('authorization'), market.token);
      const early = reach();
      if (early === 'hangUp') return hangUp(context);
      const response = operation.method === 'post' ? await doOnce(context, name, operation) : await look(context, name, operation);
      return afterwards(market, name, response, context);
    });
  }

  async function doOnce(context: Context<Env>, name: string, operation: Acting): Promise<Response> {
    const key = keyOf(context.req.header('idempotency-key'));
    const content = await readBody(context);
    const hash = contentHash(name, content);
    if ((running.get(key) ?? hash) !== hash) throw new ApiFault(422, 'KEY_REUSED', 'This key is used for another request.');
    const known = recall(market, key, hash);
    if (known === null && running.has(key)) throw new ApiFault(409, 'KEY_IN_USE', 'The first request under this key is still running.');
    const answer = known ?? (await doFirst(name, operation, { key, hash, body: parse(operation.body, content, 'BODY_INVALID') }));
    return Response.json(answer.body, { status: answer.status, headers: answer.isReplayed ? { 'idempotency-replayed': 'true' } : {} });
  }

  async function doFirst(name: string, operation: Acting, { key, hash, body }: { key: string; hash: string; body: unknown }): Promise<Answer> {
    running.set(key, hash);
    try {
      await sleep(market.faults.strike('slow', name)?.ms ?? 0);
      const isRefused = name === 'createRefund' && market.faults.strike('refuse', name) !== null;
      return once(market, { key, operation: name, hash }, () => {
        if (isRefused) throw new ApiFault(402, 'FUNDS_MISSING', 'The seller has no funds for this refund.');
        return operation.answer.parse(operation.act(market, key, body));
      });
    } finally {
      running.delete(key);
      market.wake();
    }
  }

  async function look(context: Context<Env>, name: string, operation: Extract<Operation, { method: 'get' | 'delete' }>): Promise<Response> {
    await sleep(market.faults.strike('slow', name)?.ms ?? 0);
    const asked = { path: context.req.param() as Record<string, string>, query: queryOf(context), range: context.req.header('range') };
    const value = market.store.transaction(() => operation.read(market, asked));
    market.wake();
    return operation.answer === null ? (value as Response) : Response.json(operation.answer.parse(value));
  }

  app.all('*', (context) => {
    mustBear(context.req.header('authorization'), market.token);
    throw new ApiFault(404, 'NOT_FOUND', 'There is nothing at this address.');
  });
  app.onError((error) => (error instanceof ApiFault ? toResponse(error) : toResponse(new ApiFault(500, 'INTERNAL', 'Something went wrong here.'))));
  return app;
}

/** A limit is a number in the query; anything else stays as it came and is refused by its schema. */
function queryOf(context: Context<Env>): Record<string, unknown> {
  const { limit, ...query } = context.req.query();
  return limit === undefined ? query : { ...query, limit: /^\d{1,4}$/.test(limit) ? Number(limit) : limit };
}

async function readBody(context: Context<Env>): Promise<unknown> {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) throw new ApiFault(400, 'BODY_INVALID', 'The body is to be application/json.');
  if (Number(context.req.header('content-length') ?? 0) > mostBodyBytes) throw new ApiFault(413, 'BODY_TOO_LARGE', 'The body is larger than 2 MiB.');
  const text = await context.req.text();
  if (text.length > mostBodyBytes) throw new ApiFault(413, 'BODY_TOO_LARGE', 'The body is larger than 2 MiB.');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new ApiFault(400, 'BODY_INVALID', 'The body is no JSON.');
  }
}

