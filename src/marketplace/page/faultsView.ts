import { html } from 'hono/html';
import { operations } from '../api/operations.ts';
import { faultNames, type FaultName, type FaultState } from '../faults/faults.ts';
import type { Marketplace } from '../marketplace.ts';
import { button, section, table, type Piece } from './parts.ts';

/** What each fault does, and what its `ms` means where it has a meaning. */
const told: Record<FaultName, { does: string; ms?: string; hasOperation: boolean }> = {
  down: { does: 'Nothing answers: 503 with Retry-After, or the connection is closed.', hasOperation: false },
  rate_limit: { does: '429 with Retry-After; nothing is done.', ms: 'How long to stay away (ms)', hasOperation: true },
  drop_request: { does: 'The connection is closed before anything is done.', hasOperation: true },
  fail_before: { does: '500 before anything is done.', hasOperation: true },
  slow: { does: 'It waits before it does what was asked.', ms: 'How long it waits (ms)', hasOperation: true },
  refuse: { does: 'A refund is refused: 402 FUNDS_MISSING.', hasOperation: false },
  fail_after: { does: 'It does what was asked and answers 500.', hasOperation: true },
  lost_reply: { does: 'It does what was asked and closes the connection without an answer.', hasOperation: true },
  wrong_amount: { does: 'The answer to a refund names another amount; the ledger has the right one.', hasOperation: false },
  clock_off: { does: 'Its clock is off, in what it tells and in the moments of webhooks.', ms: 'How far (ms; below zero for late)', hasOperation: false },
  duplicate_webhooks: { does: 'A webhook is pushed twice.', hasOperation: false },
  reorder_webhooks: { does: 'Webhooks overtake each other.', hasOperation: false },
  wrong_signature: { does: 'A webhook is signed with another secret.', hasOperation: false },
};

/** All faults with their switches and how often each struck. */
export function faultsView({ faults, now }: Marketplace): Piece {
  const states = faults.list();
  const rows = faultNames.flatMap((fault) => {
    const own = states.filter((one) => one.fault === fault);
    const general = own.find(({ operation }) => operation === '');
    return [toRow(fault, general, now()), ...own.filter(({ operation }) => operation !== '').map((one) => toRow(fault, one, now()))];
  });
  const acts = html`<span class="muted small">Seed <code>${faults.seed}</code></span> ${button('seed', 'Seed', '/faults', {}, { title: 'Where the dice begin', fields: [{ name: 'seed', label: 'The same seed strikes at the same requests again', value: faults.seed }] })}`;
  return section('Faults', table(['Fault', 'What it does', 'Now', '=Struck', null], rows, ''), acts);
}

function toRow(fault: FaultName, state: FaultState | undefined, now: number): Piece {
  const { does, ms, hasOperation } = told[fault];
  const operation = state?.operation ?? '';
  const id = `${fault}-${operation}`;
  const isOver = state !== undefined && state.until !== null && state.until <= now;
  const isOn = state !== undefined && !isOver && (state.chance > 0 || state.next > 0);
  const set = (name: string, words: string, order: object, isPressed: boolean): Piece => button(`${id}-${name}`, words, '/faults', { fault, operation, ...order }, { isOn: isPressed });
  const kept = state === undefined || ms === undefined ? {} : { ms: state.ms };
  return html`<tr><td class="nowrap"><code>${fault}</code>${operation === '' ? '' : html`<br><span class="small muted">${operation}</span>`}</td><td>${does}</td>
    <td><span class="state ${isOn ? 'attention' : ''}">${state === undefined || !isOn ? 'off' : inWords(state, now)}</span></td><td class="money">${state?.struck ?? 0}</td>
    <td><div class="acts">${set('next', 'Once', { next: 1, ...kept }, state !== undefined && isOn && state.next === 1)}${set('always', 'Always', { chance: 1, ...kept }, isOn && state?.chance === 1 && state.until === null)}${fault === 'down' ? set('hour', 'For an hour', { chance: 1, forMs: 3_600_000 }, isOn && state?.until !== null) : ''}${set('off', 'Off', { chance: 0, ...kept }, !isOn)}
      ${button(`${id}-more`, 'More', '/faults', hasOperation ? { fault } : { fault, operation: '' }, { title: does, fields: [
        { name: 'chance', label: 'How likely each time, 0 to 1', kind: 'number', value: state && state.chance > 0 ? String(state.chance) : '' },
        { name: 'next', label: 'Or for the next so many times', kind: 'number', value: state && state.next > 0 ? String(state.next) : '' },
        ...(ms === undefined ? [] : [{ name: 'ms', label: ms, kind: 'number' as const, value: String(state?.ms ?? 1_000) }]),
        ...(fault === 'down' ? [{ name: 'forMs', label: 'For how long (ms); empty until it is switched off', kind: 'number' as const }, { name: 'how', label: 'How', kind: 'choice' as const, value: state?.how ?? 'answer', options: [{ value: 'answer', words: 'it answers 503' }, { value: 'close', words: 'it closes the connection' }] }] : []),
        ...(hasOperation ? [{ name: 'operation', label: 'Of one operation only', kind: 'choice' as const, value: operation, options: [{ value: '', words: 'all of them' }, ...Object.keys(operations).map((value) => ({ value, words: value }))] }] : []),
      ] })}</div></td></tr>`;
}

function inWords({ chance, next, ms, until, fault }: FaultState, now: number): string {
  const often = next > 0 ? `next ${next}` : chance === 1 ? 'always' : `${Math.round(chance * 1_000) / 10} %`;
  const long = fault === 'slow' || fault === 'clock_off' ? `, ${ms} ms` : '';
  return `${often}${long}${until === null ? '' : `, for ${Math.ceil((until - now) / 60_000)} min`}`;
}
