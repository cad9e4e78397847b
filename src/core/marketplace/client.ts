import type { z } from 'zod';
import * as api from '../../marketplaceApi/zod.gen.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { marketplaceAddress } from './address.ts';
import { callFor, callLimitMs, callOrNull, type Call, type Line } from './call.ts';
import { download, type WantedFile } from './download.ts';
import { plainWords } from './outsideText.ts';
import { LooseDisputePage, LooseEventPage, readDisputes, readEvents } from './readNews.ts';

/** What a client is made of: the address (with or without `/v1`), the token, and for tests another way to fetch. `signal` ends every call; `isTrial` when a person tries the line. */
export type ClientOptions = { url: string; token: string; fetch?: typeof fetch; signal?: AbortSignal; limitMs?: number; isTrial?: boolean };

type Page = { after?: string | null; limit?: number };
type Order<Body> = { key: string; body: Body };

export type Client = ReturnType<typeof createClient>;

/**
 * The marketplace's API, one function for each operation; every answer is checked. Faults are LineFaults; a read of something that is
 * not known there gives null. Throws LineFault `notNow` for an address or a token that cannot be used.
 */
export function createClient({ url, token, fetch: fetchWith = fetch, signal, limitMs = callLimitMs, isTrial }: ClientOptions) {
  const base = marketplaceAddress(url);
  if (base === null) throw new LineFault('notNow', 'BAD_ADDRESS', 'The address of the marketplace cannot be used: it has to begin with https://, or http:// for this machine itself. Correct it in Settings; nothing was sent.');
  if (!/^[\x21-\x7e]{1,2000}$/.test(token)) throw new LineFault('notNow', 'BAD_TOKEN', 'The token cannot be used: it is empty or has characters that no token has. Enter it again in Settings; nothing was sent.');
  const line: Line = { base, token, fetch: fetchWith, signal, limitMs };
  const read = <Schema extends z.ZodType>(what: string, path: string[], answer: Schema) => callOrNull(line, { what: `Reading ${what}`, acts: false, isTrial, path, answer });
  const list = <Schema extends z.ZodType>(what: string, path: string, query: Call<Schema>['query'], answer: Schema) => callFor(line, { what: `Reading ${what}`, acts: false, isTrial, path: [path], query: query ?? {}, answer });

  /** An order is checked before it is sent: what the API cannot say is refused here, with the place that is wrong. */
  const act = async <Schema extends z.ZodType, Body extends z.ZodType>(what: string, path: string, { key, body }: Order<z.output<Body>>, asked: Body, answer: Schema) => {
    const checked = asked.safeParse(body);
    if (!checked.success || !api.zKey.safeParse(key).success) {
      const place = checked.success ? 'key' : (checked.error.issues[0]?.path.join('.') ?? 'order');
      throw new LineFault('refused', 'BAD_ORDER', `${what} cannot be said in the words of the marketplace's API (${place}). Nothing was sent.`);
    }
    return callFor(line, { what, acts: true, method: 'POST', path: [path], key, body: checked.data, answer });
  };

  return {
    getMarketplace: async () => {
      const found = await callFor(line, { what: 'Reading who answers', acts: false, isTrial, path: ['marketplace'], answer: api.zMarketplace });
      return { ...found, name: plainWords(found.name) };
    },
    listDisputes: async ({ after, limit }: Page = {}) => {
      const { disputes, ...page } = await list('the open disputes', 'disputes', { after, limit }, LooseDisputePage);
      return { ...page, ...readDisputes(disputes) };
    },
    getDispute: ({ disputeId }: { disputeId: string }) => read('a dispute', ['disputes', disputeId], api.zDispute),
    listEvents: async ({ after, limit }: Page = {}) => {
      const { events, ...page } = await list('what happened', 'events', { after, limit }, LooseEventPage);
      return { ...page, ...readEvents(events) };
    },
    /** The bytes of a file, whole and proved by its SHA-256, or a LineFault: then nothing of it may be kept. */
    getFile: (file: WantedFile, stop?: AbortSignal) => download(line, file, stop),
    sendLetter: (order: Order<z.output<typeof api.zLetterOrder>>) => act('The letter', 'letters', order, api.zLetterOrder, api.zLetter),
    getLetter: ({ key }: { key: string }) => read('what became of a letter', ['letters', key], api.zLetter),
    askParty: (order: Order<z.output<typeof api.zQuestionOrder>>) => act('The question', 'questions', order, api.zQuestionOrder, api.zLetter),
    getReply: ({ replyId }: { replyId: string }) => read('a reply', ['replies', replyId], api.zReply),
    createRefund: (order: Order<z.output<typeof api.zRefundOrder>>) => act('The payout', 'refunds', order, api.zRefundOrder, api.zRefund),
    getRefund: ({ key }: { key: string }) => read('what became of a payout', ['refunds', key], api.zRefund),
    requestCorrection: (order: Order<z.output<typeof api.zCorrectionOrder>>) => act('The correction', 'corrections', order, api.zCorrectionOrder, api.zCorrection),
    getOrder: ({ orderId }: { orderId: string }) => read('an order', ['orders', orderId], api.zOrder),
    /** `from` and `until` in ISO 8601. */
    listLedger: ({ from, until, after, limit }: Page & { from: string; until: string }) => list('the ledger', 'ledger', { from, until, after, limit }, api.zLedgerPage),
    orderReturn: (order: Order<z.output<typeof api.zReturnOrder>>) => act('The return', 'returns', order, api.zReturnOrder, api.zReturn),
    getReturn: ({ key }: { key: string }) => read('what became of a return', ['returns', key], api.zReturn),
    cancelReturn: ({ key }: { key: string }) => callFor(line, { what: 'Calling off the return', acts: true, method: 'DELETE', path: ['returns', key], answer: api.zReturn }),
  };
}
