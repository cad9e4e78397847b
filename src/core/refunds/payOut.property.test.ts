import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { placeCase, soundRuling, takeCase } from '../../testing/builders.ts';
import { createMemoryGateway } from '../../testing/memoryGateway.ts';
import { openTempDesk, type TempDesk } from '../../testing/tempDesk.ts';
import { payoutRun, refund } from '../db/schema/ruling.ts';
import type { Desk } from '../desk.ts';
import type { ClaimedJob } from '../jobs/runner.ts';
import { stageRuling } from '../rulings/stage.ts';
import { takeEffect } from '../rulings/takeEffect.ts';
import type { Gateway, PayoutOrder, PayoutStanding } from './gateway.ts';
import { LineFault } from './lineFault.ts';
import { payOut } from './payOut.ts';

let temp: TempDesk;

beforeEach(async () => {
  temp = await openTempDesk();
  const dana = await temp.seat('Dana');
  const file = await takeCase(temp.desk, await placeCase(temp.desk), dana);
  await stageRuling(temp.desk, { requestId: randomUUID(), caseId: file.caseId, expectedVersion: file.version, ruling: soundRuling(file) }, dana);
  temp.clock.now += 15_000;
  await temp.runDueJobs({ 'ruling.takeEffect': takeEffect });
});
afterEach(() => temp.close());

/** What the marketplace does at a call that pays; `late`: the answer is lost, and the request arrives only at the next call. */
const sendMoves = ['settle', 'work', 'fail', 'refuse', 'busy', 'lostBefore', 'lostAfter', 'late', 'wrongEcho', 'keyInUse'] as const;
const askMoves = ['say', 'say', 'say', 'lost', 'busy', 'refuse', 'wrongEcho', 'notYet'] as const;
/** What becomes of the desk in a run: it dies at a write, before it is kept or after. */
const crashes = ['no', 'no', 'no', 'before', 'after'] as const;

type Move = { send: (typeof sendMoves)[number]; ask: (typeof askMoves)[number]; order: 'lost' | 'say'; crash: (typeof crashes)[number]; crashAt: number; byHand: boolean; isLast: boolean; together: boolean };

const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    send: fc.constantFrom(...sendMoves),
    ask: fc.constantFrom(...askMoves),
    order: fc.constantFrom('say', 'say', 'lost'),
    crash: fc.constantFrom(...crashes),
    crashAt: fc.integer({ min: 0, max: 3 }),
    byHand: fc.boolean(),
    isLast: fc.boolean(),
    together: fc.boolean(),
  }),
  { minLength: 1, maxLength: 12 },
);

/** A marketplace that keeps its promise, one payment a key, and whose line does whatever the move says. */
function createModel() {
  const ledger: PayoutOrder[] = [];
  const known = new Map<string, PayoutStanding>();
  const underWay: PayoutOrder[] = [];
  const lost = () => new LineFault('unsure', 'LINE_BROKEN', 'No answer came.');
  const busy = () => new LineFault('notNow', 'TOO_MANY_REQUESTS', 'Not now.', 1_000);
  const wrong = (standing: PayoutStanding): PayoutStanding => ({ ...standing, order: { ...standing.order, amount: { minor: '1', currency: 'USD' } } });
  let move: Move | null = null;

  function arrive(order: PayoutOrder, state: PayoutStanding['state']): PayoutStanding {
    const first = known.get(order.key);
    if (first) return first;
    const standing: PayoutStanding = { order, state, reason: state === 'failed' ? 'The account is closed.' : null };
    known.set(order.key, standing);
    if (state === 'settled') ledger.push(order);
    return standing;
  }

  function letArrive(): void {
    for (const order of underWay.splice(0)) arrive(order, 'settled');
    for (const [key, standing] of known) {
      if (standing.state !== 'processing' || move?.ask === 'notYet') continue;
      known.set(key, { ...standing, state: 'settled' });
      ledger.push(standing.order);
    }
  }

  const gateway: Gateway = {
    ...createMemoryGateway(),
    readPayout: async (key) => {
      letArrive();
      const standing = known.get(key) ?? null;
      if (move?.ask === 'lost') throw lost();
      if (move?.ask === 'busy') throw busy();
      if (move?.ask === 'refuse') throw new LineFault('refused', 'NOT_SIGNED_IN', 'The token is wrong.');
      return standing && move?.ask === 'wrongEcho' ? wrong(standing) : standing;
    },
    readOrder: async () => {
      if (move?.order === 'lost') throw lost();
      return null;
    },
    payOut: async (order) => {
      letArrive();
      switch (move?.send ?? 'settle') {
        case 'work': return arrive(order, 'processing');
        case 'fail': return arrive(order, 'failed');
        case 'refuse': throw new LineFault('refused', 'FUNDS_MISSING', 'No funds.');
        case 'busy': throw busy();
        case 'keyInUse': throw new LineFault('notNow', 'KEY_IN_USE', 'The first request still runs.');
        case 'lostBefore': throw lost();
        case 'lostAfter': arrive(order, 'settled'); throw lost();
        case 'late': underWay.push(order); throw lost();
        case 'wrongEcho': return wrong(arrive(order, 'settled'));
        default: return arrive(order, 'settled');
      }
    },
  };
  return { gateway, ledger, set: (next: Move | null) => (move = next) };
}

/** A desk whose process dies at the write that the move names: nothing of the run happens after it. */
function mortal(desk: Desk, { crash, crashAt }: Move, model: { gateway: Gateway }): Desk {
  let writes = 0;
  const dead = new Error('The process was killed.');
  const write: Desk['write'] = async (change) => {
    const isNow = writes === crashAt && crash !== 'no';
    writes += 1;
    if (writes > crashAt + 1 && crash !== 'no') throw dead;
    if (isNow && crash === 'before') throw dead;
    const value = await desk.write(change);
    if (isNow) throw dead;
    return value;
  };
  return { ...desk, gateway: model.gateway, write };
}

async function now(): Promise<typeof refund.$inferSelect> {
  const [row] = await temp.desk.db.select().from(refund);
  if (!row) throw new Error('no refund');
  return row;
}

async function run(desk: Desk, byHand: boolean, isLast: boolean): Promise<void> {
  const { refundId } = await now();
  const claimed = { attempts: isLast ? 100 : 1, maxAttempts: 100 } as ClaimedJob;
  await payOut({ refundId, ...(byHand ? { byHand } : {}) }, { desk, signal: new AbortController().signal, progress: async () => {} }, claimed).catch(() => undefined);
}

it('pays each key at most once and the right amount, never says paid or refused when it is not so, and ends settled exactly when the ledger has it', async () => {
  const ends = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(moves, async (script) => {
      await temp.database.delete(payoutRun);
      await temp.database.update(refund).set({ state: 'approved', error: null });
      const model = createModel();
      for (const move of script) {
        model.set(move);
        const desk = mortal(temp.desk, move, model);
        await Promise.all([run(desk, move.byHand, move.isLast), ...(move.together ? [run({ ...temp.desk, gateway: model.gateway }, move.byHand, false)] : [])]);
        const row = await now();
        expect(model.ledger.length).toBeLessThanOrEqual(1);
        if (row.state === 'settled') expect(model.ledger).toHaveLength(1);
        const isWrong = row.error?.startsWith('Another payout');
        const canBeLate = script.some(({ send }) => send === 'late');
        if (row.state === 'failed' && !isWrong && !canBeLate) expect(model.ledger).toHaveLength(0);
      }
      model.set(null);
      for (let time = 0; time < 3; time += 1) await run({ ...temp.desk, gateway: model.gateway }, true, false);
      const end = await now();
      expect(['settled', 'failed']).toContain(end.state);
      expect(end.state === 'settled').toBe(model.ledger.length === 1);
      for (const paid of model.ledger) expect(paid).toMatchObject({ key: end.refundId, amount: { minor: '3333', currency: 'USD' } });
      ends.set(end.state, (ends.get(end.state) ?? 0) + 1);
    }),
    { numRuns: Number(process.env['PAYOUT_RUNS'] ?? 25) },
  );
  expect(ends.get('settled'), 'the script left nothing to pay').toBeGreaterThan(0);
}, 120_000);
