import type { JobHandler } from '../../jobs/runner.ts';

export const reconcileLedger: JobHandler = async () => {};
