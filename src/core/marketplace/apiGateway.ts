import type { z } from 'zod';
import type { zLetter, zRefund } from '../../marketplaceApi/zod.gen.ts';
import type { Gateway, LetterStanding, PayoutStanding } from '../refunds/gateway.ts';
import { LineFault } from '../refunds/lineFault.ts';
import { notAsDescribed } from './answerFault.ts';
import { toCorrectionOrder, toLetterOrder, toMoney, toPayoutOrder, toQuestionOrder, toRefundOrder, toReturnOrder, toReturnStanding } from './asOrders.ts';
import type { Client } from './client.ts';
import { plainWords } from './outsideText.ts';

const pageSize = 200;

/**
 * The gateway of a desk that works with a marketplace's API. `source` is the one its cases carry: money and letters of cases of another source
 * are refused before anything is sent. Null: the marketplace is asked once.
 */
export function createApiGateway(client: Client, source: string | null): Gateway {
  let asked: Promise<string> | null = null;

  async function sourceHere(): Promise<string> {
    if (source !== null) return source;
    asked ??= client.getMarketplace().then((marketplace) => marketplace.source);
    // A failed question must not be the answer for good.
    asked.catch(() => (asked = null));
    return asked;
  }

  async function requireSource(order: { source: string }, what: string): Promise<void> {
    const here = await sourceHere();
    if (order.source === here) return;
    throw new LineFault('refused', 'OTHER_SOURCE', `${what} is for a case of the source ${order.source}, and this desk is connected to ${here}. Nothing was sent; connect the desk to the marketplace of the case, or hand it over by the exchange folder.`);
  }

  async function toStanding(refund: z.output<typeof zRefund>): Promise<PayoutStanding> {
    return { order: toPayoutOrder(await sourceHere(), refund), state: refund.state, reason: refund.reason && plainWords(refund.reason) };
  }

  return {
    kind: 'api',
    readPayout: async (key) => {
      const refund = await client.getRefund({ key });
      return refund && toStanding(sameKey(refund, key));
    },
    payOut: async (order) => {
      await requireSource(order, 'The payout');
      return toStanding(sameKey(await client.createRefund({ key: order.key, body: toRefundOrder(order) }), order.key));
    },
    readOrder: async (orderId) => {
      const order = await client.getOrder({ orderId });
      if (!order) return null;
      const { captured, refunded, refundable, chargeback } = order;
      return {
        captured: toMoney(captured),
        refunded: toMoney(refunded),
        refundable: toMoney(refundable),
        chargeback: chargeback && { isOpen: chargeback.isOpen, reference: chargeback.reference },
      };
    },
    requestCorrection: async (order) => {
      await requireSource(order, 'The correction');
      const { state } = sameKey(await client.requestCorrection({ key: order.key, body: toCorrectionOrder(order) }), order.key);
      if (state === 'refused') throw new LineFault('refused', 'CORRECTION_REFUSED', 'The marketplace refused the correction: it does not give back or move this money. Nothing was moved.');
    },
    sendLetter: async (order) => {
      await requireSource(order, 'The letter');
      const { key, asks } = order;
      const letter = asks ? await client.askParty({ key, body: toQuestionOrder(order, asks) }) : await client.sendLetter({ key, body: toLetterOrder(order) });
      return toLetterStanding(sameKey(letter, key));
    },
    readLetter: async (key) => {
      const letter = await client.getLetter({ key });
      return letter && toLetterStanding(sameKey(letter, key));
    },
    orderReturn: async (order) => {
      await requireSource(order, 'The return');
      return toReturnStanding(sameKey(await client.orderReturn({ key: order.key, body: toReturnOrder(order) }), order.key));
    },
    readReturn: async (key) => {
      const found = await client.getReturn({ key });
      return found && toReturnStanding(sameKey(found, key));
    },
    callOffReturn: async (key) => {
      const { state } = sameKey(await client.cancelReturn({ key }), key);
      if (state !== 'called_off') throw notAsDescribed({ what: 'Calling off the return', acts: true }, 'the return is not called off');
    },
    readLedger: async ({ from, until }, after) => {
      const page = await client.listLedger({ from: new Date(from).toISOString(), until: new Date(until).toISOString(), after, limit: pageSize });
      return {
        entries: page.entries.map(({ entryId, at, kind, key, disputeId, orderId, amount }) => ({ entryId, at: Date.parse(at), kind, key, sourceId: disputeId, orderId, amount: toMoney(amount) })),
        next: page.next,
      };
    },
  };
}

/** An answer about another key than the one that was asked for says nothing about this one. */
function sameKey<Answer extends { key: string }>(answer: Answer, key: string): Answer {
  if (answer.key !== key) throw notAsDescribed({ what: 'The request', acts: true }, 'it is about another key than the one that was asked for');
  return answer;
}

function toLetterStanding({ state, at, reason }: z.output<typeof zLetter>): LetterStanding {
  return { state, at: Date.parse(at), reason: reason && plainWords(reason) };
}
