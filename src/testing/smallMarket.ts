import { startSmallServer, type Answering } from './smallServer.ts';

/** A marketplace of a few operations on a real port, which a test owns wholly. */
export type SmallMarket = {
  url: string;
  token: string;
  who: { name: string; source: string; now: () => number; openDisputes: number };
  /** What was ordered under each key, with what it answers. */
  refunds: Map<string, { order: unknown; state: string }>;
  /** Requests as `METHOD path`, in order. */
  calls: string[];
  /** Tokens that came, whatever became of them. */
  tokens: Set<string>;
  close(): Promise<void>;
};

/** Starts one; close it when the test is over. */
export async function startSmallMarket(change: Partial<Pick<SmallMarket, 'token'>> & Partial<SmallMarket['who']> = {}): Promise<SmallMarket> {
  const { token = 'right-token-0123456789', ...who } = change;
  const market: SmallMarket = {
    url: '', token, who: { name: 'Pandora Market', source: 'pandora', now: Date.now, openDisputes: 2, ...who },
    refunds: new Map(), calls: [], tokens: new Set(), close: async () => undefined,
  };
  return Object.assign(market, await startSmallServer((response, request, body) => answer(market, request, response, body)));
}

function answer(market: SmallMarket, request: Parameters<Answering>[1], response: Parameters<Answering>[0], body: string): void {
  const path = new URL(request.url ?? '', market.url).pathname;
  const call = `${request.method} ${path}`;
  const sent = (request.headers.authorization ?? '').replace('Bearer ', '');
  market.calls.push(call);
  market.tokens.add(sent);
  const say = (status: number, value: unknown) => void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
  const problem = (status: number, code: string) => say(status, { title: code, status, code });
  if (sent !== market.token) return problem(401, 'UNAUTHORIZED');
  const { now, ...who } = market.who;
  const at = new Date(now()).toISOString();
  if (call === 'GET /v1/marketplace') return say(200, { ...who, now: at });
  if (call === 'GET /v1/disputes') return say(200, { disputes: [], next: null, position: '0' });
  const key = call === 'POST /v1/refunds' ? String(request.headers['idempotency-key']) : (/^GET \/v1\/refunds\/(.+)$/.exec(call)?.[1] ?? null);
  if (key === null) return problem(404, 'NOT_FOUND');
  if (request.method === 'POST' && !market.refunds.has(key)) market.refunds.set(key, { order: JSON.parse(body), state: 'settled' });
  const refund = market.refunds.get(key);
  return refund ? say(request.method === 'POST' ? 201 : 200, { key, ...refund, reason: null, changedAt: at }) : problem(404, 'NOT_FOUND');
}
