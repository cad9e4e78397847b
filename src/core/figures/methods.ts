import type { figureMethods } from '../../contract/figures.ts';
import { DeskError } from '../fault.ts';
import type { Handlers } from '../handlers.ts';
import { readMyDay } from './myDay.ts';

/** Figures on the work of the desk. */
export const figureHandlers: Pick<Handlers, keyof typeof figureMethods> = {
  'figures.get': (desk, { fromAt, untilAt, zone, filters }, by) => {
    // Who owns the machine sees how the desk does, not how a person does.
    if (by.role !== 'lead' && filters.mediators.length > 0) throw new DeskError('NOT_PERMITTED', 'Figures of single mediators are for team leads. Take the mediators out of the filter.');
    return desk.longRead('figures', { period: { fromAt, untilAt }, zone, filters, by, now: desk.clock() });
  },
  'figures.myDay': (desk, { zone }, by) => readMyDay(desk.db, zone, by, desk.clock()),
};
