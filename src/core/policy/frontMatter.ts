import { z } from 'zod';
import { CurrencyCode } from '../../contract/money.ts';
import { AskedEvidence, StepSuggests, StepWhen, TimeLimits, type DecisionStep, type Tariff } from '../../contract/policy.ts';
import { Instant } from '../../contract/text.ts';
import { GoodsKind, Reason, reasons } from '../../contract/vocabulary.ts';

// Every scalar of the YAML arrives as text, so that clause 2.10 is no number and `no` no missing value.
const words = z.string().trim().min(1, 'must say something').max(1_000);
const code = z.string().regex(/^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/, 'a code such as 3.1 or NR-1').max(20);
const days = z.string().regex(/^[1-9]\d{0,2}$/, 'a number of days from 1 to 999').transform(Number);
const yesNo = z.enum(['yes', 'no']).transform((word) => word === 'yes');

/** The reasons something is for; `all` stands for every one. */
export const Reasons = z.union([z.literal('all').transform(() => [...reasons]), z.array(Reason).min(1)], 'a list of reasons, or all');

/** '100 %', 'up to 50 %' or '20 to 50 %'. */
const Refund = z
  .string()
  .regex(/^(up to )?\d{1,3}( to \d{1,3})?( ?%)?$/, 'a refund such as "100 %", "up to 50 %" or "20 to 50 %"')
  .transform((text) => {
    const [first = 0, second] = [...text.matchAll(/\d+/g)].map(([digits]) => Number(digits));
    return text.startsWith('up to') ? { from: 0, upTo: first } : { from: first, upTo: second ?? first };
  })
  .refine(({ from, upTo }) => from <= upTo, 'the range is upside down: the lower percent comes first')
  .refine(({ upTo }) => upTo >= 1 && upTo <= 100, 'a refund is between 1 and 100 percent');

const TariffLine = z
  .strictObject({ code, clause: code, reasons: Reasons, goods: z.array(GoodsKind).min(1).optional(), refund: Refund, return: z.enum(['yes', 'no', 'either']), words })
  .transform(
    ({ refund, goods, return: withReturn, ...line }): Tariff => ({ ...line, goods: goods ?? null, fromPercent: refund.from, upToPercent: refund.upTo, withReturn: withReturn === 'either' ? null : withReturn === 'yes' }),
  );

const When = StepWhen.extend({ signed: yesNo.optional(), parcelDoubted: yesNo.optional(), goodsReceived: yesNo.optional(), listingChanged: yesNo.optional() });

const Suggests = z
  .strictObject({ outcome: StepSuggests.shape.outcome, tariff: code.optional(), return: yesNo.optional(), bearer: StepSuggests.shape.bearer.unwrap().optional(), clause: code })
  .transform(({ outcome, tariff, return: withReturn, bearer, clause }) => ({ outcome, tariffCode: tariff ?? null, withReturn: withReturn ?? false, bearer: bearer ?? null, clauseCode: clause }));

const Step = z.strictObject({ code, reasons: Reasons, question: words, when: When.optional(), suggests: Suggests, words }).transform(({ when, ...step }): DecisionStep => ({ ...step, when: when ?? {} }));

const Asked = AskedEvidence.extend({ words });

const limitNames = Object.keys(TimeLimits.shape) as (keyof TimeLimits)[];

/** The YAML at the head of a policy document. */
export const FrontMatter = z.strictObject({
  version: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])(\.[1-9]\d?)?$/, 'a version such as 2026-01, or 2026-01.2 for the second one of a month'),
  effectiveFrom: z
    .union([z.iso.date().transform((day) => `${day}T00:00:00Z`), Instant], 'a day such as 2026-01-01, or a moment with its zone')
    .transform((instant) => Date.parse(instant)),
  timeLimits: z.strictObject(Object.fromEntries(limitNames.map((name) => [name, days])) as Record<keyof TimeLimits, typeof days>),
  evidence: z.record(Reason, z.array(Asked).min(1)),
  tariff: z.array(TariffLine).min(1).max(200),
  steps: z.array(Step).min(1).max(300),
  /** US dollars for one unit of a currency, about; they order the queue and decide nothing. */
  orderingRates: z.record(CurrencyCode, z.string().regex(/^\d{1,6}(\.\d{1,10})?$/, 'a rate such as 0.0067')),
});
export type FrontMatter = z.infer<typeof FrontMatter>;
