import type { calibrationMethods } from '../../contract/calibration.ts';
import { DeskError } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { readBlindFile } from './judgeBlind.ts';
import { openRound, readChoices } from './openRound.ts';
import { closeRound, endRating, noteRound, rateCase, requireRating } from './rate.ts';
import { readOwnRounds, readRoundCases, readRounds } from './readRound.ts';
import { readRoundResult } from './roundResult.ts';

/** Calibration rounds. */
export const calibrationHandlers: Pick<Handlers, keyof typeof calibrationMethods> = {
  'calibration.open': openRound,
  'calibration.list': (desk) => readRounds(desk.db),
  'calibration.choices': (desk, { sampleId }, by) => readChoices(desk.db, sampleId, by, desk.clock()),
  'calibration.mine': (desk, _input, by) => readOwnRounds(desk.db, by),
  'calibration.case': async (desk, { calibrationId, rulingId }, by) => {
    await requireRating(desk.db, calibrationId, by);
    const one = (await readRoundCases(desk.db, calibrationId, by.personId)).find((found) => found.rulingId === rulingId);
    if (!one) throw new DeskError('NOT_FOUND', 'This case is not in that round.');
    return { ...one, file: JSON.parse(JSON.stringify(await readBlindFile(desk.db, rulingId))) as never };
  },
  'calibration.rate': rateCase,
  'calibration.done': endRating,
  'calibration.close': closeRound,
  'calibration.result': (desk, { calibrationId }, by) => readRoundResult(desk.db, calibrationId, by),
  'calibration.note': noteRound,
};
