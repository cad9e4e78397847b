import type { JsonValue } from '../parseJson.ts';
import { hasKeys, isId } from './reader.ts';

/** The files Mercado Libre's API gives beside a claim, each with the words that begin a sentence about it. */
export const companionKinds = {
  detail: 'This is the detail',
  players: 'These are the players',
  'expected-resolutions': 'These are the expected resolutions',
  messages: 'These are the messages',
  evidences: 'These are the evidence records',
  returns: 'This is the return',
  'actions-history': 'This is the history of actions',
  'status-history': 'This is the history of states',
  'available-offers': 'These are the partial refunds on offer',
} as const;
export type CompanionKind = keyof typeof companionKinds;

const entryKeys: readonly [CompanionKind, string[]][] = [
  ['messages', ['sender_role', 'message']],
  ['expected-resolutions', ['expected_resolution', 'player_role']],
  ['actions-history', ['action_name', 'player_role']],
  ['status-history', ['stage', 'status', 'change_by']],
  ['players', ['role', 'user_id', 'type']],
];

/** Which companion a payload is, or null. An empty list is known by its file name only. */
export function companionKind(payload: JsonValue, path: string): CompanionKind | null {
  if (Array.isArray(payload)) {
    const [first] = payload;
    if (first === undefined) return kindByName(path);
    const known = entryKeys.find(([, keys]) => hasKeys(first, ...keys));
    if (known) return known[0];
    if (hasKeys(first, 'type', 'attachments') && /evidence/.test(String(first.type))) return 'evidences';
    return isReturn(first) ? 'returns' : null;
  }
  if (hasKeys(payload, 'available_offers')) return 'available-offers';
  if (hasKeys(payload, 'action_responsible') || hasKeys(payload, 'problem', 'title', 'description')) return 'detail';
  return isReturn(payload) ? 'returns' : null;
}

function isReturn(value: JsonValue): boolean {
  return (
    hasKeys(value, 'shipments', 'status') &&
    (Object.hasOwn(value, 'refund_at') || Object.hasOwn(value, 'status_money') || Object.hasOwn(value, 'claim_id'))
  );
}

function kindByName(path: string): CompanionKind | null {
  const name = (path.split(/[\\/]/).at(-1) ?? '').toLowerCase().replaceAll(/[_ ]/g, '-');
  return (Object.keys(companionKinds) as CompanionKind[]).find((kind) => name.includes(kind)) ?? null;
}

/** What a companion says about whose it is: the claim's id, and the ids of people it names. */
export function companionTies(payload: JsonValue): { claimIds: Set<string>; userIds: Set<string> } {
  const ties = { claimIds: new Set<string>(), userIds: new Set<string>() };
  for (const entry of Array.isArray(payload) ? payload : [payload]) {
    if (!hasKeys(entry)) continue;
    if (isId(entry['claim_id'])) ties.claimIds.add(String(entry['claim_id']));
    if (isId(entry['user_id'])) ties.userIds.add(String(entry['user_id']));
  }
  return ties;
}

