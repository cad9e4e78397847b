import { z } from 'zod';
import { AnswerDocument, AppealDocument, OfferReplyDocument, ReturnDocument } from '../../contract/exchange.ts';

/** The documents of the exchange folder as JSON Schemas (draft 2020-12), by the name of their file in `resources/exchange`. */
export function exchangeJsonSchemas(): Record<string, object> {
  return {
    'dispute-answer.schema.json': { ...z.toJSONSchema(AnswerDocument, { io: 'input' }), $id: 'dispute-answer/1', title: 'What a party answers to a question of the desk' },
    'dispute-appeal.schema.json': { ...z.toJSONSchema(AppealDocument, { io: 'input' }), $id: 'dispute-appeal/1', title: 'An appeal of a party against a ruling of the desk' },
    'dispute-return.schema.json': { ...z.toJSONSchema(ReturnDocument, { io: 'input' }), $id: 'dispute-return/1', title: 'What happened to goods on their way back' },
    'dispute-offer-reply.schema.json': { ...z.toJSONSchema(OfferReplyDocument, { io: 'input' }), $id: 'dispute-offer-reply/1', title: 'What a party says to an offer of the desk' },
  };
}
