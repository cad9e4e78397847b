import type { asItWasMethods } from '../../contract/asItWas.ts';
import type { Handlers } from '../handlers.ts';
import { readAsItWas } from './asItWas.ts';

/** A case as it was when it was ruled on. */
export const asItWasHandlers: Pick<Handlers, keyof typeof asItWasMethods> = {
  'rulings.asItWas': (desk, { rulingId }, by) => readAsItWas(desk.db, rulingId, by, desk.clock()),
};
