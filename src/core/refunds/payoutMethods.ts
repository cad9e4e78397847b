import type { payoutMethods } from '../../contract/payouts.ts';
import type { Handlers } from '../handlers.ts';
import { listPayouts } from './payoutList.ts';

export const payoutHandlers: Pick<Handlers, keyof typeof payoutMethods> = {
  'payouts.list': (desk, input, by) => listPayouts(desk.db, input, by),
};
