import type { z } from 'zod';
import * as schemas from '../../marketplaceApi/zod.gen.ts';
import type { Marketplace } from '../marketplace.ts';
import { requestCorrection } from './corrections.ts';
import { getDispute, getMarketplace, listDisputes } from './disputes.ts';
import { listEvents } from './events.ts';
import { getFile } from './files.ts';
import { listLedger } from './ledger.ts';
import { askParty, getLetter, getReply, sendLetter } from './letters.ts';
import { getOrder } from './orders.ts';
import { parse } from './parse.ts';
import { createRefund, getRefund } from './refunds.ts';
import { cancelReturn, getReturn, orderReturn } from './returns.ts';

/** An operation of the description: `read` looks or calls off by key; `act` is done once for each Idempotency-Key. Answers are checked too. */
export type Operation =
  | { method: 'get' | 'delete'; path: string; answer: z.ZodType | null; read(market: Marketplace, asked: Asked): unknown }
  | { method: 'post'; path: string; answer: z.ZodType; body: z.ZodType; act(market: Marketplace, key: string, body: unknown): unknown };

/** What stood in the path, the query and the headers, unchecked. */
export type Asked = { path: Record<string, string>; query: Record<string, unknown>; range: string | undefined };

// The schema says nothing of a member left out, the type says `undefined` is not one: the schema is believed.
const acting = <Body>(path: string, body: z.ZodType, answer: z.ZodType, run: (market: Marketplace, key: string, body: Body) => unknown): Operation => ({
  method: 'post', path, body, answer, act: (market, key, checked) => run(market, key, checked as Body),
});
const named = (path: string, schema: z.ZodType<Record<string, string>>, answer: z.ZodType, run: (market: Marketplace, name: string) => unknown, method: 'get' | 'delete' = 'get'): Operation => ({
  method, path, answer, read: (market, { path: values }) => run(market, Object.values(parse(schema, values, 'PATH_INVALID'))[0] ?? ''),
});

/** Every operation by its operationId; what is served is this table and nothing else. */
export const operations: Record<string, Operation> = {
  getMarketplace: { method: 'get', path: '/marketplace', answer: schemas.zGetMarketplaceResponse, read: getMarketplace },
  listDisputes: { method: 'get', path: '/disputes', answer: schemas.zListDisputesResponse, read: (market, { query }) => listDisputes(market, parse(schemas.zListDisputesQuery, query, 'QUERY_INVALID')) },
  getDispute: named('/disputes/:disputeId', schemas.zGetDisputePath, schemas.zGetDisputeResponse, getDispute),
  listEvents: { method: 'get', path: '/events', answer: schemas.zListEventsResponse, read: (market, { query }) => listEvents(market, parse(schemas.zListEventsQuery, query, 'QUERY_INVALID')) },
  getFile: { method: 'get', path: '/files/:sha256', answer: null, read: (market, { path, range }) => getFile(market, parse(schemas.zGetFilePath, path, 'PATH_INVALID').sha256, range) },
  sendLetter: acting('/letters', schemas.zSendLetterBody, schemas.zSendLetterResponse, sendLetter),
  getLetter: named('/letters/:key', schemas.zGetLetterPath, schemas.zGetLetterResponse, getLetter),
  askParty: acting('/questions', schemas.zAskPartyBody, schemas.zAskPartyResponse, askParty),
  getReply: named('/replies/:replyId', schemas.zGetReplyPath, schemas.zGetReplyResponse, getReply),
  createRefund: acting('/refunds', schemas.zCreateRefundBody, schemas.zCreateRefundResponse, createRefund),
  getRefund: named('/refunds/:key', schemas.zGetRefundPath, schemas.zGetRefundResponse, getRefund),
  requestCorrection: acting('/corrections', schemas.zRequestCorrectionBody, schemas.zRequestCorrectionResponse, requestCorrection),
  getOrder: named('/orders/:orderId', schemas.zGetOrderPath, schemas.zGetOrderResponse, getOrder),
  listLedger: { method: 'get', path: '/ledger', answer: schemas.zListLedgerResponse, read: (market, { query }) => listLedger(market, parse(schemas.zListLedgerQuery, query, 'QUERY_INVALID')) },
  orderReturn: acting('/returns', schemas.zOrderReturnBody, schemas.zOrderReturnResponse, orderReturn),
  getReturn: named('/returns/:key', schemas.zGetReturnPath, schemas.zGetReturnResponse, getReturn),
  cancelReturn: named('/returns/:key', schemas.zCancelReturnPath, schemas.zCancelReturnResponse, cancelReturn, 'delete'),
};
