import type { JsonValue } from '../parseJson.ts';
import { companionKind, companionKinds } from './mercadolibreCompanions.ts';
import { hasKeys } from './reader.ts';

/** What a file that is no case turned out to be. */
export type NoCase = { code: string; message: string };

/** Known things that speak of disputes or money and are none; the words follow "This is". */
const known: readonly [(value: JsonValue) => boolean, string][] = [
  [(value) => hasKeys(value, 'adjudication_outcome'), 'a PayPal request that decides a dispute (adjudicate), not a dispute'],
  [(value) => hasKeys(value, 'offer_type'), 'a PayPal request that makes or accepts an offer, not a dispute'],
  [(value) => hasKeys(value, 'accept_claim_type') || hasKeys(value, 'accept_claim_reason'), 'a PayPal request that accepts a claim, not a dispute'],
  [(value) => hasKeys(value, 'event_type', 'resource'), 'a PayPal webhook event about something other than a dispute'],
  [
    (value) => hasKeys(value, 'issueMoney') || hasKeys(value, 'issueRefundType'),
    'an AliExpress refund suggestion: one offer of a dispute, without its dispute',
  ],
  [(value) => hasKeys(value, 'solution_type', 'solution_owner'), 'an AliExpress solution: one offer of a dispute, without its dispute'],
  [(value) => hasKeys(value, 'error_response'), "an error that AliExpress answered in a dispute's place"],
  [(value) => hasKeys(value, 'message', 'error') && !Array.isArray(value), "an error that the marketplace answered in a dispute's place"],
];

const stripeObjects: { [name: string]: string } = {
  refund: 'a Stripe refund: money that went back, not a dispute',
  charge: 'a Stripe charge: a payment, not a dispute',
  payment_intent: 'a Stripe payment intent, not a dispute',
  event: 'a Stripe event about something other than a dispute',
  list: 'a Stripe list without a dispute in it',
  file: 'the record of a file at Stripe, not a dispute',
};

/** Says what a file is when it is no case. `recognisedBy` is the source that knows the format but found no dispute in it. */
export function describeNoCase(payload: JsonValue, path: string, recognisedBy: string | null): NoCase {
  if (recognisedBy !== null) return { code: 'CASE_NOT_A_DISPUTE', message: `This is a ${recognisedBy} list of disputes with none in it.` };
  const companion = companionKind(payload, path);
  if (companion !== null) {
    const message = `${companionKinds[companion]} of a Mercado Libre claim, without the claim: put it in one folder with its claim.`;
    return { code: 'CASE_COMPANION_ALONE', message };
  }
  const object = hasKeys(payload, 'object') && typeof payload.object === 'string' ? payload.object : null;
  const stripe = object !== null && Object.hasOwn(stripeObjects, object) ? stripeObjects[object] : undefined;
  const words = known.find(([test]) => test(payload))?.[1] ?? stripe;
  if (words !== undefined) return { code: 'CASE_NOT_A_DISPUTE', message: `This is ${words}.` };
  return { code: 'CASE_UNKNOWN_FORMAT', message: `No reader knows this file: ${shapeOf(payload)}.` };
}

function shapeOf(payload: JsonValue): string {
  if (Array.isArray(payload))
    return payload.length === 0
      ? 'it is an empty list'
      : `it is a list whose first entry is ${payload[0] === undefined ? 'nothing' : kindOf(payload[0])}`;
  return `it is ${kindOf(payload)}`;
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value !== 'object') return `a single ${typeof value === 'string' ? 'text' : typeof value}`;
  const keys = Object.keys(value)
    .slice(0, 6)
    .map((key) => JSON.stringify(key.slice(0, 40).toWellFormed()));
  return keys.length === 0 ? 'an empty object' : `an object with the fields ${keys.join(', ')}`;
}
