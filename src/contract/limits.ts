import { z } from 'zod';
import { CurrencyCode, MinorUnits } from './money.ts';
import { Id } from './text.ts';
import { Role } from './vocabulary.ts';

/** Whom a limit binds: one person, everyone of a role, or everyone. The nearest counts: a person's own, then the role's, then everyone's. */
export const LimitHolder = z.union([
  z.strictObject({ personId: Id }),
  z.strictObject({ role: Role.extract(['mediator', 'lead']) }),
  z.strictObject({ everyone: z.literal(true) }),
]);
export type LimitHolder = z.infer<typeof LimitHolder>;

/** The most somebody may decide alone in one case, in one currency. */
export const RulingLimit = z.object({ holder: LimitHolder, currency: CurrencyCode, minor: MinorUnits });
export type RulingLimit = z.infer<typeof RulingLimit>;

export const LimitTable = z.object({
  limits: z.array(RulingLimit),
  /** Hours within which a held ruling should be decided. */
  heldHours: z.int(),
});
export type LimitTable = z.infer<typeof LimitTable>;

const requestId = z.uuid();

export const limitMethods = {
  /** Every limit there is. Without any that binds them, a person decides alone whatever the amount. */
  'people.limits': { roles: ['mediator', 'lead', 'admin'], input: z.strictObject({}), output: LimitTable },
  /** Sets a limit, or (null) takes it away. */
  'people.setLimit': {
    roles: ['lead', 'admin'],
    input: z.strictObject({ requestId, holder: LimitHolder, currency: CurrencyCode, minor: MinorUnits.refine((minor) => !minor.startsWith('-'), 'not below zero').nullable() }),
    output: LimitTable,
  },
  'people.setHeldHours': { roles: ['lead', 'admin'], input: z.strictObject({ requestId, hours: z.int().min(1).max(240) }), output: LimitTable },
} as const;
