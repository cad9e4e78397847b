import type { Agreement } from '../../contract/figureParts.ts';
import { Outcome } from '../../contract/vocabulary.ts';
import { gwetAc1 } from './ac1.ts';
import { cohenKappa } from './kappa.ts';
import { rateOf } from './wilson.ts';

/** Two views of one case: the one it was measured by and the one that was measured. */
export type TwoViews = { first: Outcome; second: Outcome };

/** Raw agreement with its Wilson interval, kappa and AC1, of outcomes in the order of the contract. Pure. */
export function agreementOf(views: readonly TwoViews[]): Agreement {
  const pairs = Outcome.options.map((first) => Outcome.options.map((second) => views.filter((one) => one.first === first && one.second === second).length));
  const agreed = views.filter((one) => one.first === one.second).length;
  return { raw: rateOf(agreed, views.length), kappa: cohenKappa(pairs), ac1: gwetAc1(pairs) };
}
