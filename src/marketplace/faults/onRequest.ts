import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Refund } from '../../marketplaceApi/types.gen.ts';
import { ApiFault } from '../api/problem.ts';
import type { Marketplace } from '../marketplace.ts';

type Called = Context<{ Bindings: HttpBindings }>;

/** Closes the connection without a word. */
export function hangUp(context: Called): Response {
  context.env.incoming.socket.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Faults that keep a request from being heard at all. The second step is for those that only a known desk meets. */
export function mayReach({ faults, now }: Marketplace, operation: string): 'hangUp' | (() => 'hangUp' | null) {
  const down = faults.strike('down', operation);
  if (down?.how === 'close') return 'hangUp';
  if (down) throw new ApiFault(503, 'DOWN', 'The marketplace is down for maintenance.', retryAfter(down.until === null ? down.ms : down.until - now()));
  return () => {
    const limited = faults.strike('rate_limit', operation);
    if (limited) throw new ApiFault(429, 'TOO_MANY_REQUESTS', 'Too many requests.', retryAfter(limited.ms));
    if (faults.strike('drop_request', operation)) return 'hangUp';
    if (faults.strike('fail_before', operation)) throw new ApiFault(500, 'INTERNAL', 'Something went wrong here.');
    return null;
  };
}

/** Faults that spoil the answer to what was done. */
export async function afterwards({ faults }: Marketplace, operation: string, response: Response, context: Called): Promise<Response> {
  if (faults.strike('lost_reply', operation)) return hangUp(context);
  if (faults.strike('fail_after', operation)) throw new ApiFault(500, 'INTERNAL', 'Something went wrong here.');
  if (operation !== 'createRefund' || !faults.strike('wrong_amount', operation)) return response;
  const refund = (await response.json()) as Refund;
  const { minor, currency } = refund.order.amount;
  const amount = { minor: String(BigInt(minor) + 1n), currency };
  const { headers, status } = response;
  headers.delete('content-length');
  return new Response(JSON.stringify({ ...refund, order: { ...refund.order, amount } }), { status, headers });
}

function retryAfter(ms: number): Record<string, string> {
  return { 'retry-after': String(Math.max(1, Math.ceil(ms / 1_000))) };
}
