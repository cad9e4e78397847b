import type { NeutralCaseInput } from '../../contract/neutralCase.ts';
import type { RulingInput } from '../../contract/rulings.ts';
import { chanceOf, type Chance } from '../fuzz/chance.ts';
import { killPoints, type KillOrder } from './killPoints.ts';

/**
 * What a mediator does with a case: rules; takes the ruling back and rules otherwise; rules above their limit, so that a lead approves, takes
 * that back and approves again, or returns it; rules and then decides the appeal; refunds nothing.
 */
export const stories = ['rule', 'undo', 'approve', 'unapprove', 'return', 'appeal', 'none'] as const;
export type Story = (typeof stories)[number];

/** One case of a run and what is done with it. Amounts in minor units of its currency. */
export type CasePlan = {
  sourceId: string;
  orderId: string;
  currency: string;
  captured: number;
  story: Story;
  /** Percent of the captured sum, first and on appeal or after an undo; two decimals, so that something has to be rounded. */
  percents: [string, string];
  bearers: RulingInput['bearers'];
};

/** The most a mediator decides alone, in minor units of every currency. */
export const limitMinor = 100_000;
/** With two decimals, none and three. */
export const currencies = ['USD', 'EUR', 'JPY', 'KWD'] as const;

const storyOf: readonly Story[] = ['rule', 'rule', 'rule', 'rule', 'rule', 'rule', 'rule', 'rule', 'rule', 'rule', 'undo', 'undo', 'approve', 'unapprove', 'return', 'appeal', 'appeal', 'none'];
const bearersOf: readonly RulingInput['bearers'][] = [
  [{ bearer: 'seller', percent: 100 }],
  [{ bearer: 'seller', percent: 100 }],
  [{ bearer: 'seller', percent: 67 }, { bearer: 'platform', percent: 33 }],
  [{ bearer: 'seller', percent: 34 }, { bearer: 'platform', percent: 33 }, { bearer: 'carrier', percent: 33 }],
];

/** Cases that come to at least so many rulings in effect; every tenth disputes the order of the case before it once more. */
export function planCases(rulings: number, seed: number): CasePlan[] {
  const plans: CasePlan[] = [];
  for (let count = 0, index = 0; count < rulings; index += 1) {
    const chance = chanceOf(seed, index);
    const before = plans.at(-1);
    const isAgain = before !== undefined && index % 10 === 9;
    const wasAbove = before !== undefined && before.captured > limitMinor;
    const story = isAgain ? (wasAbove ? 'approve' : 'rule') : chance.pick(storyOf);
    const isAbove = story === 'approve' || story === 'unapprove' || story === 'return';
    plans.push({
      sourceId: `dispute-${seed}-${index}`,
      orderId: isAgain ? before.orderId : `order-${seed}-${index}`,
      currency: isAgain ? before.currency : chance.pick(currencies),
      captured: isAgain ? before.captured : isAbove ? 2 * limitMinor + chance.below(1_000_000) : 100 + chance.below(limitMinor - 100),
      story,
      percents: [percentOf(chance, isAbove ? 60 : 1), percentOf(chance, 1)],
      bearers: chance.pick(bearersOf),
    });
    count += story === 'appeal' ? 2 : 1;
  }
  return plans;
}

function percentOf(chance: Chance, least: number): string {
  return `${least + chance.below(99 - least)}.${String(chance.below(100)).padStart(2, '0')}`;
}

/** How the next process dies: from outside after so many milliseconds (`opening`: counted from its start), or from inside at a point. */
export type KillPlan = { whom: 'desk'; afterMs: number; isOpening: boolean } | { whom: 'desk'; order: KillOrder } | { whom: 'marketplace'; afterMs: number };

/** The death with this number: of four one is the marketplace's, and half of the desk's come from inside. */
export function planKill(seed: number, index: number): KillPlan {
  const chance = chanceOf(seed ^ 0x6b69, index);
  if (chance.once(4)) return { whom: 'marketplace', afterMs: chance.below(400) };
  if (chance.once(2)) {
    const at = chance.pick(killPoints);
    // Calls of the line are rarer than writes.
    return { whom: 'desk', order: { at, count: 1 + chance.below(at.startsWith('line') ? 3 : 10) } };
  }
  const isOpening = chance.once(4);
  return { whom: 'desk', afterMs: chance.below(isOpening ? 80 : 600), isOpening };
}

/** A whole case document for a plan: one claim, an exhibit of each side, time to answer is over. */
export function documentOf({ sourceId, orderId, currency, captured }: CasePlan): NeutralCaseInput {
  const money = (minor: number) => ({ minor: String(minor), currency });
  const shipping = Math.floor(captured / 10);
  return {
    schema: 'dispute-case/1',
    source: 'reference',
    sourceId,
    openedAt: '2026-06-01T08:00:00Z',
    stage: 'arbitration',
    parties: [
      { role: 'buyer', id: `b-${sourceId}`, displayName: 'Ada', language: 'de' },
      { role: 'seller', id: `s-${sourceId}`, displayName: `Store ${sourceId}`, language: 'en' },
    ],
    order: { id: orderId, currency, captured: money(captured), shipping: money(shipping), placedAt: '2026-05-01T08:00:00Z' },
    items: [{ id: 'item-1', title: 'Blue watch', unitPrice: money(captured - shipping) }],
    claims: [{ id: 'claim-1', reason: 'wrong_item', words: 'It is red.', amount: money(captured), answers: [{ by: 'seller', stance: 'denies', words: 'We sent blue.' }] }],
    messages: [{ id: 'message-1', from: 'buyer', original: 'It is red.' }],
    evidence: [
      { id: 'chat', side: 'buyer', kind: 'chat', fileName: 'chat.txt', text: 'It is red.', claimIds: ['claim-1'] },
      { id: 'packing', side: 'seller', kind: 'document', fileName: 'packing.txt', text: 'Blue watch.', claimIds: ['claim-1'] },
    ],
    deadlines: [{ id: 'deadline-1', party: 'seller', action: 'answer', dueAt: '2026-06-06T08:00:00Z', isMandatory: true, from: 'rule' }],
  };
}
