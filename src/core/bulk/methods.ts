import type { bulkMethods } from '../../contract/bulk.ts';
import type { Handlers } from '../handlers.ts';
import { exportRows } from './exportRows.ts';
import { preview } from './preview.ts';
import { getBulk, listBulks } from './read.ts';
import { startBulk, stopBulk } from './start.ts';

/** One thing done to many cases. */
export const bulkHandlers: Pick<Handlers, keyof typeof bulkMethods> = {
  'bulk.preview': preview,
  'bulk.start': startBulk,
  'bulk.stop': (desk, input, by) => stopBulk(desk, input.bulkId, by),
  'bulk.get': (desk, input, by) => getBulk(desk.db, input, by),
  'bulk.list': (desk, input, by) => listBulks(desk.db, input, by),
  'bulk.export': exportRows,
};
