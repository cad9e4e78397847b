import type { calibrationMethods } from '../../contract/calibration.ts';
import type { Handlers } from '../handlers.ts';

/** Calibration rounds. */
export const calibrationHandlers: Pick<Handlers, keyof typeof calibrationMethods> = {};
