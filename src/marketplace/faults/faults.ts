import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readSetting, writeSetting } from '../store/settings.ts';
import type { Store } from '../store/store.ts';

export const faultNames = [
  'down', 'rate_limit', 'drop_request', 'fail_before', 'slow', 'refuse', 'fail_after', 'lost_reply', 'wrong_amount', 'clock_off',
  'duplicate_webhooks', 'reorder_webhooks', 'wrong_signature',
] as const;
export const FaultName = z.enum(faultNames);
export type FaultName = z.infer<typeof FaultName>;

/** How a fault is switched on: by chance, for the next few times, or (`down`, `clock_off`) for a while. No operation: all of them. */
export const FaultOrder = z.strictObject({
  fault: FaultName,
  operation: z.string().max(100).default(''),
  /** Neither chance nor next: always. Zero: never. */
  chance: z.number().min(0).max(1).optional(),
  next: z.int().min(0).max(1_000_000).optional(),
  /** `slow`: how long; `rate_limit`: how long to stay away; `clock_off`: how far, before zero for a clock that is late. */
  ms: z.int().min(-86_400_000).max(86_400_000).default(1_000),
  /** `down`: how long from now; left out for until it is switched off. */
  forMs: z.int().min(0).max(7 * 86_400_000).optional(),
  /** `down`: an answer that says so, or a connection that is closed. */
  how: z.enum(['answer', 'close']).default('answer'),
});
export type FaultOrder = z.input<typeof FaultOrder>;

/** A fault as it is switched, and how often it struck. `until` in ms UTC. */
export type FaultState = { fault: FaultName; operation: string; chance: number; next: number; ms: number; until: number | null; how: 'answer' | 'close'; drawn: number; struck: number };

/** The switches of one marketplace; they outlive a restart, and the same seed strikes at the same draws again. */
export type Faults = {
  list(): FaultState[];
  set(order: z.output<typeof FaultOrder>): void;
  clear(): void;
  readonly seed: string;
  reseed(seed: string): void;
  /** Whether a fault strikes this time, and with what; counts it. */
  strike(fault: FaultName, operation?: string): FaultState | null;
  clockOffMs(): number;
};

/** Reads the switches of a store. */
export function openFaults(store: Store, now: () => number, firstSeed: string): Faults {
  const states = new Map(store.all<FaultState>('SELECT fault, operation, chance, next, ms, until, how, drawn, struck FROM fault').map((state) => [`${state.fault} ${state.operation}`, { ...state }]));
  let seed = readSetting(store, 'faultSeed') ?? firstSeed;

  function keep(state: FaultState): void {
    store.run(
      `INSERT INTO fault (fault, operation, chance, next, ms, until, how, drawn, struck) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (fault, operation) DO UPDATE SET chance = excluded.chance, next = excluded.next, ms = excluded.ms, until = excluded.until,
         how = excluded.how, drawn = excluded.drawn, struck = excluded.struck`,
      state.fault, state.operation, state.chance, state.next, state.ms, state.until, state.how, state.drawn, state.struck,
    );
  }

  function isStruck(state: FaultState): boolean {
    if (state.until !== null && now() >= state.until) return false;
    if (state.next > 0) {
      state.next -= 1;
      return true;
    }
    if (state.chance === 0) return false;
    state.drawn += 1;
    return draw(`${seed} ${state.fault} ${state.operation} ${state.drawn}`) < state.chance;
  }

  return {
    list: () => [...states.values()].map((state) => ({ ...state })),
    set({ fault, operation, chance, next, ms, forMs, how }) {
      const before = states.get(`${fault} ${operation}`);
      const state: FaultState = { fault, operation, chance: chance ?? (next === undefined ? 1 : 0), next: next ?? 0, ms, until: forMs === undefined ? null : now() + forMs, how, drawn: before?.drawn ?? 0, struck: before?.struck ?? 0 };
      states.set(`${fault} ${operation}`, state);
      keep(state);
    },
    clear() {
      store.run('DELETE FROM fault');
      states.clear();
    },
    get seed() {
      return seed;
    },
    reseed(next) {
      seed = next;
      writeSetting(store, 'faultSeed', next);
      for (const state of states.values()) keep(Object.assign(state, { drawn: 0 }));
    },
    strike(fault, operation = '') {
      const state = [states.get(`${fault} ${operation}`), states.get(`${fault} `)].find((one) => one !== undefined && isStruck(one));
      if (!state) return null;
      state.struck += 1;
      keep(state);
      return { ...state };
    },
    clockOffMs() {
      const state = states.get('clock_off ');
      const isOn = state !== undefined && (state.chance > 0 || state.next > 0) && (state.until === null || now() < state.until);
      return isOn ? state.ms : 0;
    },
  };
}

/** A number in [0, 1) that belongs to a text. */
function draw(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 4_294_967_296;
}
