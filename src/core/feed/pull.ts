import type { JobHandler } from '../jobs/runner.ts';

export const pullFeed: JobHandler = async () => {};
