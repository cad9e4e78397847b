import type { asItWasMethods } from '../../contract/asItWas.ts';
import type { Handlers } from '../handlers.ts';

/** A case as it was when it was ruled on. */
export const asItWasHandlers: Pick<Handlers, keyof typeof asItWasMethods> = {};
